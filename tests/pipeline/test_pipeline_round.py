"""From files to entries and back again: order, resuming, settings, removal."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.dossier import Dossier, correction, rejection
from dragoman.errors import BadNegotiation, BadRequest
from dragoman.model import Contents
from dragoman.pipeline import (
    add_entry,
    add_paths,
    contents_of,
    go_on,
    make_reader,
    negotiation_of,
    read_documents,
    rebuild,
    take_over_settings,
)

SETTINGS = """
name = "Arven talks"
[[party]]
id = "VEL"
names = ["Velland", "Port Vell"]
[[party]]
id = "ORM"
names = ["Ormark", "Castle Quay"]
"""
HEAD = "---\noutlet: {outlet}\npublished_at: {day}\nurl: https://example.org/{outlet}\n---\n\n"
COURIER = (
    "Velland and Ormark held talks in Sundholm on 3 June 2025. Velland demanded that Ormark "
    "withdraw its patrol boats from the strait. Ormark said it would accept a quota only if "
    "Velland lifted its ban on landings.\n"
)
GAZETTE = (
    "Negotiators from Ormark and Velland met in Sundholm on 3 June 2025. Castle Quay rejected the "
    "withdrawal of its patrol boats. Port Vell said the ban on landings would stay.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    for outlet, day, text in (
        ("courier", "2025-06-04", COURIER),
        ("gazette", "2025-06-05", GAZETTE),
    ):
        head = HEAD.format(outlet=outlet, day=day)
        (place / f"{outlet}.md").write_text(head + text, encoding="utf-8")
    (place / "negotiation.toml").write_text(SETTINGS, encoding="utf-8")
    return place


def made(path: Path, folder: Path, names: Sequence[str] = ("courier.md", "gazette.md")) -> Dossier:
    dossier = Dossier.create(path)
    take_over_settings(dossier, [folder])
    for name in names:
        add_paths(dossier, [folder / name])
    go_on(dossier)
    return dossier


def timeless(dossier: Dossier) -> list[dict[str, object]]:
    """The canonical records without the instants at which somebody worked."""
    records = [json.loads(line) for line in dossier.canonical()]
    for record in records:
        record.pop("retrieved_at", None)
    return [record for record in records if record["kind"] != "settings"]


def said(contents: Contents) -> set[tuple[str, str | None]]:
    return {(str(s.act), s.party) for s in contents.statements}


def test_two_outlets_on_one_meeting_make_one_contact(tmp_path: Path, folder: Path) -> None:
    with made(tmp_path / "a.dragoman", folder) as dossier:
        contents = contents_of(dossier)
    held = [c for c in contents.contacts if c.happened_on and c.happened_on.edtf == "2025-06-03"]
    assert len(held) == 1
    assert len(held[0].documents) == 2
    assert ("demand", "VEL") in said(contents)


def test_the_order_of_adding_does_not_matter(tmp_path: Path, folder: Path) -> None:
    names = ["courier.md", "gazette.md"]
    with made(tmp_path / "a.dragoman", folder, names) as one:
        first = timeless(one)
    with made(tmp_path / "b.dragoman", folder, names[::-1]) as two:
        second = timeless(two)
    assert first == second


def test_adding_a_document_reads_only_that_one(tmp_path: Path, folder: Path) -> None:
    with made(tmp_path / "a.dragoman", folder, ["courier.md"]) as dossier:
        add_paths(dossier, [folder / "gazette.md"])
        done = go_on(dossier)
        assert done.reading.read == 1
        assert go_on(dossier).reading.read == 0


def test_reading_goes_on_where_it_stopped(tmp_path: Path, folder: Path) -> None:
    with Dossier.create(tmp_path / "a.dragoman") as dossier:
        add_paths(dossier, [folder])
        reader = make_reader(negotiation_of(dossier))

        def stop_after_one(_what: str, done: int, _total: int | None) -> None:
            if done == 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            read_documents(dossier, reader, progress=stop_after_one)
        assert read_documents(dossier, reader).read == 1


def test_rebuilding_changes_nothing(tmp_path: Path, folder: Path) -> None:
    with made(tmp_path / "a.dragoman", folder) as dossier:
        before = list(dossier.canonical())
        rebuild(dossier)
        assert list(dossier.canonical()) == before


def test_new_settings_are_read_anew_and_broken_ones_change_nothing(
    tmp_path: Path, folder: Path
) -> None:
    with made(tmp_path / "a.dragoman", folder) as dossier:
        kept = dossier.settings()
        (folder / "negotiation.toml").write_text("[[party]]\nid = 1", encoding="utf-8")
        with pytest.raises(BadNegotiation):
            take_over_settings(dossier, [folder])
        assert dossier.settings() == kept
        (folder / "negotiation.toml").write_text(SETTINGS + "# more", encoding="utf-8")
        take_over_settings(dossier, [folder])
        assert dossier.settings() != kept


def test_what_follows_rests_on_the_corrected_statement(tmp_path: Path, folder: Path) -> None:
    with made(tmp_path / "a.dragoman", folder) as dossier:
        demand = next(
            s for s in contents_of(dossier).statements if (s.act, s.party) == ("demand", "VEL")
        )
        dossier.decide(correction(demand, {"issues": ["trade"]}, who="A. Analyst"))
        go_on(dossier)
        positions = contents_of(dossier).positions
        assert ("VEL", "trade") in {(p.party, p.issue) for p in positions}
        dossier.decide(rejection(demand, who="A. Analyst"))
        go_on(dossier)
        after = contents_of(dossier)
        assert demand.id not in {s.id for s in after.statements}
        assert ("VEL", "trade") not in {(p.party, p.issue) for p in after.positions}


def test_a_removed_document_takes_its_entries_along(tmp_path: Path, folder: Path) -> None:
    with made(tmp_path / "a.dragoman", folder) as dossier:
        gone = next(d for d in dossier.document_heads() if d.outlet == "gazette")
        dossier.remove_document(gone.id, "A. Analyst", "not ours")
        go_on(dossier)
        contents = contents_of(dossier)
        told = {p.document for s in contents.statements for p in s.passages}
        assert gone.id not in told
        assert dossier.check() == []


def test_words_added_by_hand_must_stand_once(tmp_path: Path, folder: Path) -> None:
    with made(tmp_path / "a.dragoman", folder) as dossier:
        document = next(d for d in dossier.document_heads() if d.outlet == "courier").id
        fields = {"act": "promise"}
        with pytest.raises(BadRequest, match="stand 0 times"):
            add_entry(dossier, "statement", document, "never said", fields, who="A")
        with pytest.raises(BadRequest, match="stand 3 times"):
            add_entry(dossier, "statement", document, "Velland", fields, who="A")
        with pytest.raises(BadRequest, match="no entry of kind 'rumour'"):
            add_entry(dossier, "rumour", document, "Velland", {}, who="A")
        with pytest.raises(BadRequest, match="does not make a statement"):
            add_entry(dossier, "statement", document, "in Sundholm", {"act": "hum"}, who="A")


def test_a_text_in_another_language_is_stored_and_named(tmp_path: Path) -> None:
    text = (
        "Die Unterhändler trafen sich am Dienstag in der Hauptstadt und sprachen über die "
        "Fischerei. Die Regierung forderte den Rückzug aller Boote aus der Meerenge.\n"
    )
    (tmp_path / "de.txt").write_text(text * 3, encoding="utf-8")
    with Dossier.create(tmp_path / "a.dragoman") as dossier:
        add_paths(dossier, [tmp_path / "de.txt"])
        done = go_on(dossier)
        assert [skip.reason for skip in done.reading.skips] == ["language 'de' cannot be read yet"]
        assert len(dossier.document_heads()) == 1
