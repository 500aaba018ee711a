"""Settings are signed with a reason, and never over those that nobody has seen."""

from pathlib import Path

import pytest

from dragoman.dossier import Dossier
from dragoman.errors import BadNegotiation, BadRequest, SettingsOvertaken
from dragoman.pipeline.settling.trying import effect_of, try_settings
from dragoman.pipeline.settling.versions import fingerprint, sign_settings, versions_of

FIRST, SECOND = 'name = "First"\n', 'name = "Second"\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    Dossier.create(tmp_path / "talks.dragoman").close()
    return tmp_path / "talks.dragoman"


def test_versions_keep_who_when_and_why(place: Path) -> None:
    with Dossier.open(place) as dossier:
        sign_settings(dossier, FIRST, who="A", why="to begin", seen="")
        dossier.put_settings(SECOND, "a folder")
        found = versions_of(dossier.settings_versions(), dossier.decisions())
    assert [(v.number, v.toml, v.who, v.why) for v in found] == [
        (1, FIRST, "A", "to begin"),
        (2, SECOND, "a folder", ""),
    ]


def test_nothing_is_written_over_settings_not_seen(place: Path) -> None:
    with Dossier.open(place) as one, Dossier.open(place) as other:
        sign_settings(one, FIRST, who="A", why="mine", seen="")
        with pytest.raises(SettingsOvertaken, match="meanwhile by A") as raised:
            sign_settings(other, SECOND, who="B", why="mine too", seen="")
        assert (raised.value.toml, raised.value.who) == (FIRST, "A")
        assert other.settings() == FIRST
        assert len(other.decisions()) == 1
        sign_settings(other, SECOND, who="B", why="mine too", seen=fingerprint(FIRST))
        assert one.settings() == SECOND


@pytest.mark.parametrize(
    ("text", "why", "error"),
    [
        (FIRST, " ", BadRequest),
        ("nam = 1", "why", BadNegotiation),
        ("[[party]]", "why", BadNegotiation),
    ],
)
def test_what_cannot_be_used_is_not_signed(
    place: Path, text: str, why: str, error: type[Exception]
) -> None:
    with Dossier.open(place) as dossier:
        with pytest.raises(error):
            sign_settings(dossier, text, who="A", why=why, seen="")
        assert dossier.settings() is None


def test_a_trial_of_an_empty_file_finds_nothing_and_writes_nothing(place: Path) -> None:
    with Dossier.open(place) as dossier:
        before = dossier.version()
    trial = try_settings(str(place), FIRST)
    assert (trial.rows, trial.n_reports) == ((), 0)
    with Dossier.open(place) as dossier:
        assert dossier.version() == before


def test_the_effect_names_what_changes(place: Path) -> None:
    from dragoman.pipeline import parse_negotiation

    new = parse_negotiation('name = "N"\n[[party]]\nid = "A"\nnames = ["Aland"]\n')
    with Dossier.open(place) as dossier:
        effect = effect_of(dossier, parse_negotiation(""), new)
    assert effect.parts == ("the name: N", "1 party added")
    assert effect.n_again == 0
