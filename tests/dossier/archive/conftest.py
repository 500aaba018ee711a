"""What the tests of the archive share: a dossier with something of everything in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.dossier import Dossier, PlaceText, correction, note, question
from dragoman.model import (
    Act,
    Channel,
    Contact,
    ContactStatus,
    Document,
    Participant,
    Person,
    Reader,
    Report,
    Skip,
    Statement,
    When,
    cut,
)

Write = Callable[..., tuple[Document, bytes]]
READER = Reader(name="rules", version="1")
ODD = "Quota\0 talks\u2028go \ufdd0on\U0001f4dc.\r\n"


def statement(document: Document, number: int = 0, **fields: Any) -> Statement:
    passage = cut(document.text, 0, 5, document=document.id, role="content")
    return Statement(
        id=f"s{number:04}-{document.id}",
        passages=(passage,),
        act=Act.DENY if number % 2 else Act.DEMAND,
        score=number / 7000,
        **fields,
    )


def fill(dossier: Dossier, document: Write) -> None:
    """Copies, versions, removed, purged, undone, threads, odd and long texts, reports."""
    made = [
        document("Quota talks end.", "a.txt", published_at="2031-04-30", title="a\0b"),
        document("Quota talks end.", "b.txt", published_at="2031-04-29T23:30:00-05:00"),
        document(ODD, "a.txt", published_at="2031-05-03", outlet="Tern\u2028Post"),
        document("Envoy Marn hid the tonnage.", "c.txt", published_at="2031-05-01"),
        document("Hidden from view.", "d.txt", published_at="2031-05-02"),
        document("No day at all.", "e.txt"),
        document("", "f.txt", published_at="2031"),
        document("Herring. " * 120_000, "g.txt", published_at="2031-06-01"),
    ]
    for one, raw in made:
        dossier.add_document(one, raw)
    stays = made[2][0]
    for number in range(3):
        dossier.decide(note(statement(stays), who="Tov", why=f"\0{number}"))
    asked = question(statement(stays), who="Marn", why="Whose tonnage?")
    dossier.decide(asked)
    dossier.decide(note(asked, who="Tov", why="The fleet's."))
    dossier.decide(correction(statement(made[3][0]), {"act": "demand"}, who="Marn"))
    dossier.undo("Tov")
    dossier.redo("Tov")
    dossier.remove_document(made[3][0].id, "Tov", "names a witness", purge=True)
    dossier.remove_document(made[4][0].id, "Tov", "not ours")
    for toml in ("name = 'a'", "name = 'b'", "name = 'a'"):
        dossier.put_settings(toml, "Tov")
    dossier.put_skips([Skip(path="x\0.txt", reason="empty", advice="fill it")])
    dossier.remember("pace", "7")
    for one, _ in (made[1], made[2]):
        report = Report(
            id=f"r-{one.id}",
            document=one.id,
            text_sha256=one.sha256,
            gazetteer="g",
            reader=READER,
            statements=(statement(one),),
        )
        dossier.put_report(report)
    dossier.put_entries(entries([made[0][0], stays, made[5][0]]))


def entries(documents: list[Document]) -> Iterator[Any]:
    """700 statements of the second document, one of each other, a contact of two, a person."""
    first, second, *_ = documents
    for one in documents:
        if one is not second:
            yield statement(one, issues=("quota",))
    yield from (statement(second, number) for number in range(700))
    passages = tuple(cut(one.text, 0, 5, document=one.id) for one in (first, second))
    yield Contact(
        id="c1",
        passages=passages,
        channel=Channel.TALKS,
        status=ContactStatus.HELD,
        participants=(
            Participant(name="Tov", id="p1", party="NOR"),
            Participant(name="an envoy\0"),
        ),
        happened_on=When(text="in April", edtf="2031-04"),
        documents=(first.id, second.id),
    )
    yield Person(id="p\0", names=("Tov",))


@pytest.fixture
def filled(tmp_path: Path, document: Write) -> Iterator[Dossier]:
    with Dossier.create(tmp_path / "talks.dragoman") as dossier:
        fill(dossier, document)
        yield dossier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the archive will lie."""
    return tmp_path / "talks.archive"


@pytest.fixture
def fill_place(document: Write) -> Callable[[PlaceText], Dossier]:
    """Makes a filled dossier at a place."""

    def made(place: PlaceText) -> Dossier:
        dossier = Dossier.create(place)
        fill(dossier, document)
        return dossier

    return made
