"""From texts to a draft: invented talks, each sentence a trap of its own kind."""

from pathlib import Path

import pytest
from attrs import evolve

import dragoman
from dragoman.errors import BadNegotiation
from dragoman.model import Contents
from dragoman.pipeline.drafting import Draft, append_draft, draft
from dragoman.pipeline.grounds import resolve_because
from dragoman.pipeline.negotiation import parse_negotiation

SETTINGS = """
name = "Quarry talks"

[[party]]
id = "MAS"
names = ["Masons' Union", "the union"]
role = "side"

[[party]]
id = "QUA"
names = ["Tarn Quarry", "the quarry"]
role = "side"

[[party]]
id = "BRD"
names = ["Mediation Board"]
role = "mediator"

[[person]]
name = "Ada Birk"
aliases = ["Birk"]
party = "MAS"
office = "secretary"

[[person]]
name = "Olav Stenn"
aliases = ["Stenn"]
party = "QUA"
office = "director"

[[issue]]
id = "shifts"
label = "Night shifts"
keywords = ["night shifts", "night shift", "nights"]
options = [
    {id = "none", label = "no night shifts", value = 0},
    {id = "two", label = "two nights in seven", value = 29},
    {id = "all", label = "every night", value = 100},
]

[[issue]]
id = "wage"
label = "Wage rise"
keywords = ["wage", "wages", "pay"]
options = [
    {id = "two", label = "2 per cent", value = 0},
    {id = "four", label = "4 per cent", value = 50},
    {id = "six", label = "6 per cent", value = 100},
]
"""
TEXTS = {
    "1-herald.txt": (
        "2031-02-03",
        "Masons and quarry far apart",
        "The Masons' Union demanded a wage rise of 6 per cent on Monday. Olav Stenn, the director "
        "of Tarn Quarry, rejected 6 per cent and offered 2 per cent more pay.\n\n"
        '"Work on every night of the week is a red line for us," Ada Birk, the secretary of the '
        'union, said. "We will never accept night shifts on every night."\n\n'
        "The quarry did not rule out a wage rise of 4 per cent. Some in the town expect that the "
        "union will accept 2 per cent in the end.",
    ),
    "2-herald.txt": (
        "2031-02-20",
        "A step towards each other",
        "The union would accept two nights in seven only if wages rise by 4 per cent, Ada Birk "
        "said on Thursday.\n\n"
        "Stenn said the quarry wanted night shifts on every night. He denied a report that it had "
        "accepted a wage rise of 6 per cent.\n\n"
        "If the union accepts a wage rise of 2 per cent, the pay round is over.",
    ),
}


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    place = tmp_path_factory.mktemp("quarry")
    folder = place / "reporting"
    folder.mkdir()
    (place / "negotiation.toml").write_text(SETTINGS, "utf-8")
    for name, (day, title, text) in TEXTS.items():
        head = f'---\noutlet: Tarn Herald\npublished_at: {day}\ntitle: "{title}"\n---\n'
        (folder / name).write_text(f"{head}{title}\n\n{text}\n", "utf-8")
    return dragoman.read(folder, dossier=Path(place) / "d.dragoman").contents


@pytest.fixture(scope="module")
def drafted(contents: Contents) -> Draft:
    return draft(contents)


def middles(drafted: Draft, party: str, issue: str) -> dict[str, float]:
    shown = {(e.party, e.issue, e.option) for e in drafted.evidence}
    return {
        s.option: s.score.middle
        for p in drafted.preferences
        if (p.party, p.issue) == (party, issue)
        for s in p.scores
        if (party, issue, s.option) in shown
    }


def test_demands_offers_and_refusals_are_scored(drafted: Draft) -> None:
    assert middles(drafted, "MAS", "wage")["six"] > 0.9
    quarry = middles(drafted, "QUA", "wage")
    assert quarry["six"] < 0.1
    assert quarry["two"] > 0.7
    assert middles(drafted, "QUA", "shifts") == {"all": pytest.approx(0.95, abs=0.06)}


def test_denials_guesses_and_double_negations_count_for_nothing(drafted: Draft) -> None:
    assert "four" not in middles(drafted, "QUA", "wage")
    assert "two" not in middles(drafted, "MAS", "wage")
    assert not any(e.is_for for e in drafted.evidence if (e.party, e.option) == ("QUA", "six"))


def test_never_is_a_red_line_with_how_sure_it_is(drafted: Draft) -> None:
    (red,) = [line for p in drafted.preferences for line in p.red_lines]
    assert red.option == "all"
    assert 0.6 < red.sure.low < red.sure.high <= 1.0


def test_a_condition_between_issues_is_written(drafted: Draft) -> None:
    (tie,) = drafted.provisos
    assert (tie.party, str(tie.choice)) == ("MAS", "shifts.two")
    assert [str(choice) for choice in tie.only_with] == ["wage.four"]


def test_the_text_goes_behind_the_existing_file_and_says_the_same(drafted: Draft) -> None:
    read = parse_negotiation(append_draft(SETTINGS, drafted))
    assert read.preferences == drafted.preferences
    assert read.provisos == drafted.provisos


def test_what_the_analyst_wrote_is_left_alone(contents: Contents, drafted: Draft) -> None:
    own = SETTINGS + '[preference.MAS.wage]\nscore = { two = 0.1 }\nbecause = ["analyst: mine"]\n'
    again = draft(evolve(contents, negotiation=parse_negotiation(own)))
    assert ("MAS", "wage") not in {(p.party, p.issue) for p in again.preferences}
    kept = parse_negotiation(append_draft(own, again)).preferences[0]
    assert kept.because == ("analyst: mine",)
    assert len(again.preferences) == len(drafted.preferences) - 1


def test_a_file_that_cannot_be_added_to_is_said_to_be_so(drafted: Draft) -> None:
    closed = SETTINGS.replace('name = "Quarry talks"', "preference = { MAS = { power = 1.0 } }")
    with pytest.raises(BadNegotiation, match="cannot be added"):
        append_draft(closed, drafted)


def test_every_sentence_in_a_comment_stands_in_its_document(
    contents: Contents, drafted: Draft
) -> None:
    texts = [" ".join(document.text.split()) for document in contents.documents]
    quoted = [
        line.partition(": “")[2][:-1]
        for line in drafted.text.splitlines()
        if line.startswith("#   Tarn Herald")
    ]
    assert quoted
    assert all(any(words in text for text in texts) for words in quoted)


def test_every_reason_opens_a_sentence(contents: Contents, drafted: Draft) -> None:
    grounds = [resolve_because(contents, b) for p in drafted.preferences for b in p.because]
    assert grounds
    assert not [g for g in grounds if g.is_lost or not g.sentence]


def test_what_no_text_says_is_asked(drafted: Draft) -> None:
    asked = " ".join(drafted.questions)
    assert "What is no agreement worth to Masons' Union?" in asked
    assert "How much does each issue weigh for Tarn Quarry?" in asked
    assert "What is “2 per cent” worth to Masons' Union on “Wage rise”?" in asked
    assert "Mediation Board" not in asked
    assert all(question.rstrip("”").endswith((".", "?")) for question in drafted.questions)


def test_the_draft_of_an_empty_dossier_is_all_questions() -> None:
    nothing = draft(Contents(negotiation=parse_negotiation(SETTINGS)))
    assert nothing.preferences == ()
    assert nothing.questions[0].startswith("Where does Masons' Union stand on")
    assert parse_negotiation(append_draft(SETTINGS, nothing)).preferences == ()
