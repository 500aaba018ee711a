"""The pile of invented articles: it says what is in it, and the reader by patterns reads it."""

import json
from pathlib import Path

from pile import write_pile
from pile_reader import PatternReader

from dragoman.ingest import take
from dragoman.model import Contact, Document, Report, Skip

NUMBER = 60


def _reports(folder: Path) -> dict[str, Report]:
    found = {}
    for path in sorted(folder.glob("*.md")):
        for taken in take(path):
            assert not isinstance(taken, Skip)
            document: Document = taken.document
            found[path.name] = PatternReader().read(document)
    return found


def _who(contact: Contact) -> list[str]:
    return sorted(p.name for p in contact.participants if "adviser" not in p.name)[:9]


def test_the_same_seed_makes_the_same_pile(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_pile(tmp_path / name / "texts", NUMBER, seed=3)
    one, two = (
        [path.read_text("utf-8") for path in sorted((tmp_path / name).rglob("*.md"))]
        for name in ("one", "two")
    )
    assert len(one) == NUMBER
    assert one == two
    assert (tmp_path / "one/truth.json").read_text() == (tmp_path / "two/truth.json").read_text()


def test_what_is_known_is_known_of_articles_that_were_made(tmp_path: Path) -> None:
    truth = write_pile(tmp_path / "texts", NUMBER)
    made = {path.name for path in (tmp_path / "texts").glob("*.md")}
    named = {name for group in truth.contacts for name in group}
    named |= {name for dispute in truth.disputes for name in (*dispute.first, *dispute.second)}
    named |= {name for copy in truth.copies for name in copy[:2]}
    assert named <= made
    assert json.loads((tmp_path / "truth.json").read_text())["contacts"] == [
        list(group) for group in truth.contacts
    ]


def test_all_articles_on_a_known_contact_tell_of_the_same_two(tmp_path: Path) -> None:
    truth = write_pile(tmp_path / "texts", NUMBER)
    reports = _reports(tmp_path / "texts")
    disputed = {n for d in truth.disputes if d.kind == "presence" for n in (*d.first, *d.second)}
    for group in truth.contacts:
        told = [_who(c) for n in group if n not in disputed for c in reports[n].contacts]
        assert len(told) == len([n for n in group if n not in disputed])
        assert all(who == told[0] for who in told)


def test_a_promise_and_its_breach_are_read(tmp_path: Path) -> None:
    truth = write_pile(tmp_path / "texts", NUMBER)
    reports = _reports(tmp_path / "texts")
    promised, party, later = truth.broken[0]
    for name in promised:
        assert (party, "promise") in {(s.party, s.act.value) for s in reports[name].statements}
    assert [d.actor.party for d in reports[later].deeds if d.actor] == [party]
    assert "accuse" in {s.act.value for s in reports[later].statements}
