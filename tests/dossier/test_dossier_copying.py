"""A copy holds everything, from any place to any other, or nothing at all."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.dossier import Dossier, copy_dossier, correction, note
from dragoman.dossier import copying as copying_module
from dragoman.errors import BadRequest, DossierDamaged, DossierError
from dragoman.model import (
    Act,
    Document,
    Person,
    Reader,
    Report,
    Skip,
    Statement,
    cut,
)
from postgresql_server import Server

Write = Callable[..., tuple[Document, bytes]]
READER = Reader(name="rules", version="1")
WAYS = [(a, b) for a in ("file", "server") for b in ("file", "server")]


@pytest.fixture(params=WAYS, ids="-to-".join)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str | Path, str | Path]:
    """Two places, of every pair of kinds."""

    def place(kind: str, name: str) -> str | Path:
        if kind == "file":
            return tmp_path / name
        server: Server = request.getfixturevalue("postgresql")
        url: str = server.place()
        return url

    one, other = request.param
    return place(one, "one"), place(other, "other")


def statement(document: Document, number: int = 0) -> Statement:
    passage = cut(document.text, 0, 5, document=document.id, role="content")
    return Statement(
        id=f"s{number}-{document.id}", passages=(passage,), act=Act.DENY, score=number / 7
    )


def fill(dossier: Dossier, document: Write) -> None:
    """Something of everything: copies, versions, removed, purged, undone, odd texts, reports."""
    made = [
        document("Quota talks end.", "a.txt", published_at="2031-05-02", title="a\0b"),
        document("Quota talks end.", "b.txt", published_at="2031-05-01"),
        document("Quota\0 talks go on.", "a.txt", published_at="2031-05-03"),
        document("Envoy Marn hid the tonnage.", "c.txt"),
        document("Hidden from view.", "d.txt"),
    ]
    for one, raw in made:
        dossier.add_document(one, raw)
    stays = made[2][0]
    for number in range(3):
        dossier.decide(note(statement(stays), who="Tov", why=f"\0{number}"))
    dossier.decide(correction(statement(made[3][0]), {"act": "demand"}, who="Marn"))
    dossier.undo("Tov")
    dossier.undo("Tov")
    dossier.redo("Tov")
    dossier.remove_document(made[3][0].id, "Tov", "names a witness", purge=True)
    dossier.remove_document(made[4][0].id, "Tov", "not ours")
    for toml in ("name = 'a'", "name = 'b'", "name = 'a'"):
        dossier.put_settings(toml, "Tov")
    dossier.put_skips([Skip(path="x\0.txt", reason="empty", advice="fill it")])
    dossier.remember("pace", "7")
    for one, _ in (made[1], made[2]):
        dossier.put_report(
            Report(
                id=f"r-{one.id}",
                document=one.id,
                text_sha256=one.sha256,
                gazetteer="g",
                reader=READER,
                statements=(statement(one),),
            )
        )
    dossier.put_entries(
        [*(statement(stays, n) for n in range(700)), Person(id="p\0", names=("Tov",))]
    )


def state(dossier: Dossier) -> dict[str, Any]:
    """Everything that can be asked of a dossier."""
    heads = dossier.document_heads()
    return {
        "canonical": b"".join(dossier.canonical()),
        "documents": list(dossier.documents()),
        "bytes": [hashlib.sha256(dossier.raw(head.id)).hexdigest() for head in heads],
        "log": [decision.id for decision in dossier.decisions()],
        "settings": dossier.settings_versions(),
        "skips": dossier.skips(),
        "notes": dossier.remembered("pace"),
        "reports": list(dossier.reports(READER, "g")),
        "unread": dossier.unread(READER, "g"),
        "is current": dossier.is_current(),
        "version": dossier.version(),
        "problems": dossier.check(),
    }


@pytest.fixture
def filled(places: tuple[str | Path, str | Path], document: Write) -> Iterator[Dossier]:
    with Dossier.create(places[0]) as dossier:
        fill(dossier, document)
        yield dossier


def test_a_copy_is_the_same_in_everything_and_lives_on(
    filled: Dossier, places: tuple[str | Path, str | Path], document: Write
) -> None:
    before = state(filled)
    assert before["is current"]
    assert before["problems"] == []
    with Dossier.create(places[1]) as other:
        copied = copy_dossier(filled, other)
        assert state(other) == before == state(filled)
        assert copied.digest == hashlib.sha256(before["canonical"]).hexdigest()
        assert (copied.documents, copied.entries) == (5, 701)
        assert copied.decisions == len(before["log"])
        _live_on(filled, document)
        assert b"".join(other.canonical()) == before["canonical"]
        _live_on(other, document)
        assert b"".join(other.canonical()) == b"".join(filled.canonical())


def _live_on(dossier: Dossier, document: Write) -> None:
    """What is done next goes the same way in both: the numbers of the log went along."""
    one, raw = document("One more.", "e.txt")
    dossier.add_document(one, raw)
    dossier.decide(note(one, who="Tov", why="new", decided_at="2031-05-09T08:00:00Z"))
    withdrawn = dossier.undo("Tov", decided_at="2031-05-09T09:00:00Z")
    assert withdrawn.target.entry == one.id
    assert dossier.check() == []


def test_a_place_that_holds_something_is_refused_and_left_as_it_is(
    filled: Dossier, places: tuple[str | Path, str | Path]
) -> None:
    with Dossier.create(places[1]) as other:
        other.remember("a", "b")
        with pytest.raises(BadRequest, match="not empty"):
            copy_dossier(filled, other)
        assert other.remembered("a") == "b"
        assert list(other.canonical()) == []
    with pytest.raises(BadRequest, match="not empty"):
        copy_dossier(filled, filled)


def test_a_copy_that_stops_half_way_keeps_nothing_and_can_be_begun_again(
    filled: Dossier, places: tuple[str | Path, str | Path]
) -> None:
    def stop(what: str, done: int, _total: int | None) -> None:
        if (what, done > 100) == ("copying", True):
            raise KeyboardInterrupt

    with Dossier.create(places[1]) as other:
        with pytest.raises(KeyboardInterrupt):
            copy_dossier(filled, other, stop)
        assert list(other.canonical()) == []
        copy_dossier(filled, other)
        assert state(other) == state(filled)


def test_a_copy_that_is_not_the_same_is_not_kept(
    filled: Dossier, places: tuple[str | Path, str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copying_module.rows_of

    def lossy(place: Dossier, connection: Any, table: Any) -> Iterator[Any]:
        rows = whole(place, connection, table)
        if place is other and table.name == "truth_contents":
            next(rows)
        yield from rows

    monkeypatch.setattr(copying_module, "rows_of", lossy)
    with Dossier.create(places[1]) as other:
        with pytest.raises(DossierError, match="truth_contents: 3 of 4 rows"):
            copy_dossier(filled, other)
        assert other.document_heads() == []


def test_a_copy_whose_export_differs_is_not_kept(
    filled: Dossier, places: tuple[str | Path, str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Dossier.create(places[1]) as other:
        digests = {filled: "a", other: "b"}
        monkeypatch.setattr(copying_module, "export_digest", lambda place, _: digests[place])
        with pytest.raises(DossierError, match="canonical exports"):
            copy_dossier(filled, other)
        assert other.document_heads() == []


def test_a_damaged_dossier_is_said_to_be_damaged_and_its_copy_not_kept(
    filled: Dossier, places: tuple[str | Path, str | Path]
) -> None:
    with filled._writing() as connection:
        harm = "UPDATE truth_documents SET body = '{' WHERE state = 'kept'"
        connection.exec_driver_sql(harm)
    with Dossier.create(places[1]) as other:
        with pytest.raises(DossierDamaged, match="cannot be read") as refused:
            copy_dossier(filled, other)
        assert refused.value.path == str(filled.path)
        assert other.document_heads() == []


def test_progress_is_told_to_the_end(
    filled: Dossier, places: tuple[str | Path, str | Path]
) -> None:
    told: list[tuple[str, int, int | None]] = []
    with Dossier.create(places[1]) as other:
        copy_dossier(filled, other, lambda *line: told.append(line))
    counted = [(done, total) for _, done, total in told if total]
    assert counted == sorted(counted)
    assert counted[-1][0] == counted[-1][1]
