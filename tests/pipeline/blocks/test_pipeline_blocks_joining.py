"""A file put together in blocks says what it says put together at once, whoever does the work."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dragoman.dossier import (
    Dossier,
    correction,
    judged_different,
    note,
    rejection,
)
from dragoman.extraction import TextReader
from dragoman.model import (
    Contact,
    ContactStatus,
    Corroboration,
    Entry,
    Mark,
    Position,
    Statement,
)
from dragoman.pipeline import (
    RULES,
    ReaderChoice,
    add_paths,
    assemble,
    make_reader,
    negotiation_of,
    read_documents,
)
from dragoman.pipeline.engines import engine_of

SETTINGS = """
name = "Talks on boats"
[[party]]
id = "VEL"
names = ["Velland"]
[[party]]
id = "ORM"
names = ["Ormark"]
[[person]]
name = "Ilse Marn"
party = "VEL"
office = "foreign minister"
[[person]]
name = "Tove Oskander"
party = "ORM"
office = "foreign minister"
"""
TEXTS = {
    "a.md": ("2031-03-03", "Courier", "Foreign Minister Ilse Marn of Velland spoke by telephone "
             "with Foreign Minister Tove Oskander of Ormark on 2 March 2031.\n\nMarn demanded that "
             "Ormark withdraw its boats from the strait."),
    "b.md": ("2031-03-04", "Herald", "Nets dry on the quay, and gulls wait.\n\nOn 2 March "
             "2031 Foreign Minister Tove Oskander of Ormark spoke by telephone with Foreign "
             "Minister Ilse Marn of Velland.\n\nOskander rejected any withdrawal of patrol "
             "vessels."),
    "c.md": ("2031-05-09", "Gazette", "It rained in the hills for three weeks.\n\nOn Thursday Marn "
             "demanded again that Ormark withdraw its boats from the strait."),
    "d.md": ("2031-07-20", "Observer", "Foreign Minister Tove Oskander of Ormark met Foreign "
             "Minister Ilse Marn of Velland in Arven on 19 July 2031. Bakers sold seeded bread."),
}  # fmt: skip
"""A call told by two, a demand made twice, and a meeting."""


@cache
def reader_of(settings: str) -> TextReader:
    from dragoman.pipeline.negotiation import parse_negotiation

    return make_reader(parse_negotiation(settings), ReaderChoice(name=RULES))


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier with the texts read and nothing put together."""
    with Dossier.create(tmp_path / "t.dragoman") as made:
        made.put_settings(SETTINGS, "A. Analyst")
        for name, (day, outlet, text) in TEXTS.items():
            head = f"---\npublished_at: {day}\noutlet: {outlet}\n---\n\n"
            (tmp_path / name).write_text(head + text, "utf-8")
        add_paths(made, [str(tmp_path / name) for name in TEXTS])
        read_documents(made, reader_of(SETTINGS))
        yield made


def put(dossier: Dossier, most: int, engine: str = "inline") -> list[str]:
    """Put together in blocks of ``most``; what each orphaned decision says."""
    with engine_of(engine, None if engine == "inline" else 2) as working:
        orphans = assemble(
            dossier, reader_of(SETTINGS), negotiation_of(dossier), most=most, engine=working
        )
    return [orphan.decision.id for orphan in orphans]


def exported(dossier: Dossier) -> list[str]:
    return [line.decode() for line in dossier.canonical()]


def one(dossier: Dossier, noun: type[Entry], **wanted: object) -> Entry:
    found = [e for e in dossier.entries(noun) if all(getattr(e, k) == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def call_of(dossier: Dossier) -> Contact:
    found = one(dossier, Contact, channel="call")
    assert isinstance(found, Contact)
    return found


def test_a_file_that_fits_one_block_is_put_together_as_a_whole(dossier: Dossier) -> None:
    put(dossier, most=4)
    whole = exported(dossier)
    put(dossier, most=400)
    assert exported(dossier) == whole


def test_a_call_told_in_two_blocks_is_one_contact(dossier: Dossier) -> None:
    put(dossier, most=1)
    call = call_of(dossier)
    assert len(call.documents) == 2
    assert [stage.status for stage in call.history] == [ContactStatus.HELD]
    assert len(dossier.entries(Contact)) == 2


def test_what_is_said_about_a_contact_names_the_one_it_became(dossier: Dossier) -> None:
    put(dossier, most=1)
    ids = {contact.id for contact in dossier.entries(Contact)}
    about = {s.about for s in dossier.entries(Statement) if s.about}
    assert about <= ids
    told = {c.target for c in dossier.entries(Corroboration)}
    known = {
        entry.id
        for noun in ("contact", "deed", "position", "commitment", "discrepancy")
        for entry in dossier.entries(noun)
    }
    assert told <= known


def test_two_blocks_attest_a_contact_together(dossier: Dossier) -> None:
    put(dossier, most=1)
    mark = one(dossier, Corroboration, target=call_of(dossier).id)
    assert isinstance(mark, Corroboration)
    assert mark.mark in (Mark.INDEPENDENT, Mark.BOTH_SIDES)
    assert len(mark.documents) == 2


def test_a_person_of_several_blocks_is_one_person(dossier: Dossier) -> None:
    put(dossier, most=1)
    people = [p.names[0] for p in dossier.entries("person")]  # type: ignore[attr-defined]
    assert sorted(people) == ["Ilse Marn", "Tove Oskander"]
    speakers = {n.id for s in dossier.entries(Statement) for n in s.speakers}
    assert speakers <= {p.id for p in dossier.entries("person")}


def test_a_stand_of_two_blocks_is_one_position_with_one_series(dossier: Dossier) -> None:
    put(dossier, most=400)
    whole = {(p.party, p.issue): p for p in dossier.entries(Position)}
    put(dossier, most=1)
    parts = {(p.party, p.issue): p for p in dossier.entries(Position)}
    assert parts.keys() == whole.keys()
    assert any(len(p.documents) > 1 for p in parts.values())
    for key, position in parts.items():
        assert position.stance == whole[key].stance
        assert position.documents == whole[key].documents
        days = [stage.on.edtf or "" for stage in position.series if stage.on]
        assert days == sorted(days)
        assert [s.movement for s in position.series] == [s.movement for s in whole[key].series]


@pytest.mark.parametrize("most", [1, 2])
def test_the_order_of_adding_changes_nothing(dossier: Dossier, tmp_path: Path, most: int) -> None:
    put(dossier, most)
    with Dossier.create(tmp_path / "other.dragoman") as other:
        other.put_settings(SETTINGS, "A. Analyst")
        for name in reversed(TEXTS):
            add_paths(other, [str(tmp_path / name)])
        read_documents(other, reader_of(SETTINGS))
        put(other, most)
        assert _entries(other) == _entries(dossier)


def _entries(dossier: Dossier) -> list[str]:
    """The export without what has an instant of its own: documents and settings."""
    timed = ("document", "settings")
    return [line for line in exported(dossier) if json.loads(line)["kind"] not in timed]


def test_processes_put_together_what_one_does(dossier: Dossier) -> None:
    put(dossier, most=1)
    alone = exported(dossier)
    put(dossier, most=1, engine="processes")
    assert exported(dossier) == alone


def test_a_correction_of_a_contact_of_two_blocks_holds(dossier: Dossier) -> None:
    put(dossier, most=1)
    decision = correction(call_of(dossier), {"status": "cancelled"}, who="A. Analyst")
    dossier.decide(decision)
    assert put(dossier, most=1) == []
    assert call_of(dossier).status is ContactStatus.CANCELLED


def test_a_rejected_contact_of_two_blocks_stays_out(dossier: Dossier) -> None:
    put(dossier, most=1)
    dossier.decide(rejection(call_of(dossier), who="A. Analyst"))
    assert put(dossier, most=1) == []
    assert [c.channel for c in dossier.entries(Contact)] == ["meeting"]


def test_a_correction_of_a_statement_is_laid_in_its_block(dossier: Dossier) -> None:
    put(dossier, most=1)
    statement = next(s for s in dossier.entries(Statement) if s.act == "demand")
    dossier.decide(correction(statement, {"act": "propose"}, who="A. Analyst"))
    assert put(dossier, most=1) == []
    acts = {s.id: s.act for s in dossier.entries(Statement)}
    assert acts[statement.id] == "propose"


def test_a_decision_that_finds_nothing_is_an_orphan_once(dossier: Dossier) -> None:
    put(dossier, most=1)
    statement = dossier.entries(Statement)[0]
    dossier.decide(rejection(statement, who="A. Analyst"))
    late = note(statement, who="A. Analyst", why="look again")
    dossier.decide(late)
    assert put(dossier, most=1) == [late.id]


def test_contacts_that_an_analyst_keeps_apart_stay_apart(dossier: Dossier) -> None:
    put(dossier, most=1)
    call = call_of(dossier)
    dossier.discard_derived(reports=False)
    parts = {p.document: p for p in call.passages if p.role in ("", "mention", "contact")}
    assert len(parts) == 2
    # Each account by itself, as the two blocks hold them.
    halves = [
        Contact(id=f"half {n}", passages=(p,), channel=call.channel, status=call.status)
        for n, p in enumerate(parts.values())
    ]
    dossier.decide(judged_different(*halves, who="A. Analyst"))
    put(dossier, most=1)
    assert [c.channel for c in dossier.entries(Contact)].count(call.channel) == 2


def test_a_broken_report_is_told_in_the_dossiers_words(dossier: Dossier) -> None:
    import sqlite3

    from dragoman.errors import DossierDamaged

    with sqlite3.connect(str(dossier.path)) as raw:
        raw.execute("update cached_reports set body = x'00' where rowid = 1")
    with pytest.raises(DossierDamaged):
        put(dossier, most=1)
