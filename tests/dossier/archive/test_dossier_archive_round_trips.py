"""What went into an archive comes out of it, from and to either database."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier, PlaceText, note
from dragoman.dossier.archive import (
    check_archive,
    partitions,
    restore_archive,
    write_archive,
)
from dragoman.dossier.archive.filling import Row, table_of_rows
from dragoman.dossier.archive.layout import Sheet
from dragoman.dossier.schema import METADATA, PASSING, SEARCHABLE
from dragoman.errors import BadRequest, DossierError
from dragoman.model import Document, Person, Reader, document_id
from postgresql_server import Server

READER = Reader(name="rules", version="1")
WAYS = [(a, b) for a in ("file", "server") for b in ("file", "server")]


def rows(dossier: Dossier) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of every table that is copied."""
    kept = [one for one in METADATA.sorted_tables if one not in (SEARCHABLE, *PASSING)]
    with dossier._reading() as connection:
        return {
            one.name: {
                tuple(f"{v:.6g}" if isinstance(v, float) else v for v in row)
                for row in connection.execute(one.select())
            }
            for one in kept
        }


def canonical(dossier: Dossier) -> bytes:
    return b"".join(dossier.canonical())


@pytest.fixture(params=WAYS, ids="-to-".join)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str | Path, str | Path]:
    """Two places, of every pair of kinds; a server starts only for those that ask for it."""

    def place(kind: str, name: str) -> str | Path:
        if kind == "file":
            return tmp_path / name
        server: Server = request.getfixturevalue("postgresql")
        url: str = server.place()
        return url

    one, other = request.param
    return place(one, "one"), place(other, "other")


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_every_row_comes_back_whatever_the_databases(
    places: tuple[PlaceText, PlaceText],
    fill_place: Callable[[PlaceText], Dossier],
    folder: Path,
    opened: ExitStack,
) -> None:
    origin = opened.enter_context(fill_place(places[0]))
    other = opened.enter_context(Dossier.create(places[1]))
    before = rows(origin)
    assert {len(found) > 0 for found in before.values()} == {True}
    written = write_archive(origin, folder)
    restored = restore_archive(folder, other)
    assert rows(other) == before == rows(origin)
    assert written == restored
    assert canonical(other) == canonical(origin)
    assert restored.digest == hashlib.sha256(canonical(origin)).hexdigest()
    assert (written.documents, written.entries) == (8, 704)
    assert list(check_archive(folder)) == []
    assert other.check() == []
    assert list(other.reports(READER, "g")) == list(origin.reports(READER, "g"))
    assert other.is_current()


def test_a_restored_dossier_lives_on(filled: Dossier, folder: Path, tmp_path: Path) -> None:
    write_archive(filled, folder)
    with Dossier.create(tmp_path / "other") as other:
        restore_archive(folder, other)
        for dossier in (filled, other):
            raw = b"One more."
            sha = hashlib.sha256(raw).hexdigest()
            one = Document(id=document_id(sha, "h"), path="h", sha256=sha, text="One more.")
            dossier.add_document(one, raw)
            dossier.decide(note(one, who="Tov", why="new", decided_at="2031-07-09T08:00:00Z"))
            assert dossier.check() == []
        assert canonical(other) == canonical(filled)


def test_two_archives_of_one_dossier_have_the_same_bytes(
    filled: Dossier, folder: Path, tmp_path: Path
) -> None:
    write_archive(filled, folder)
    write_archive(filled, tmp_path / "second.archive")
    one, other = (
        {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()}
        for place in (folder, tmp_path / "second.archive")
    )
    assert one == other


def test_an_empty_dossier_has_an_archive_and_comes_back(folder: Path, tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "one") as one, Dossier.create(tmp_path / "other") as other:
        write_archive(one, folder)
        assert (folder / "documents/month=unknown/part-0000.parquet").is_file()
        restore_archive(folder, other)
        assert canonical(other) == b""
        assert rows(other) == rows(one)


def test_an_entry_of_an_older_model_goes_along(
    filled: Dossier, folder: Path, tmp_path: Path
) -> None:
    harm = (
        'UPDATE derived_entries SET body = \'{"kind":"person","moods":7}\' WHERE kind = \'person\''
    )
    with filled._writing() as connection:
        connection.exec_driver_sql(harm)
    write_archive(filled, folder)
    with Dossier.create(tmp_path / "other") as other:
        restore_archive(folder, other)
        assert rows(other) == rows(filled)


def test_a_dossier_that_holds_something_takes_no_archive(
    filled: Dossier, folder: Path, tmp_path: Path
) -> None:
    write_archive(filled, folder)
    with Dossier.create(tmp_path / "other") as other:
        other.remember("a", "b")
        with pytest.raises(BadRequest, match="not empty"):
            restore_archive(folder, other)
        assert canonical(other) == b""


def test_progress_is_told_to_the_end(filled: Dossier, folder: Path, tmp_path: Path) -> None:
    def told_by(work: Callable[..., Any]) -> None:
        told: list[tuple[str, int, int | None]] = []
        work(lambda *line: told.append(line))
        counted = [(done, total) for _, done, total in told if total]
        assert counted == sorted(counted)
        assert counted[-1][0] == counted[-1][1]

    told_by(lambda tell: write_archive(filled, folder, tell))
    told_by(lambda tell: write_archive(filled, folder, tell))
    with Dossier.create(tmp_path / "other") as other:
        told_by(lambda tell: restore_archive(folder, other, tell))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
DAYS = st.sampled_from(
    [None, "2031", "2031-05", "2031-05-03", "../2031-05-03", "2031-05-03T01:00:00+03:00", "203X"]
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(st.tuples(TEXTS, TEXTS, DAYS), max_size=6),
    whys=st.lists(TEXTS.filter(str.strip), max_size=3),
)
def test_any_texts_survive(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[tuple[str, str, str | None]],
    whys: list[str],
) -> None:
    home = tmp_path_factory.mktemp("odd")
    with Dossier.create(home / "one") as one, Dossier.create(home / "other") as other:
        for number, (text, title, day) in enumerate(texts):
            raw = text.encode()
            sha = hashlib.sha256(raw).hexdigest()
            document = Document(
                id=document_id(sha, f"{number}"),
                path=f"{number}",
                sha256=sha,
                text=text,
                title=title,
                published_at=day,
            )
            one.add_document(document, raw)
            for why in whys:
                one.decide(note(document, who="Tov", why=why))
        one.put_entries(Person(id=f"p{n}", names=(why,)) for n, why in enumerate(whys))
        write_archive(one, home / "a.archive")
        restore_archive(home / "a.archive", other)
        assert rows(other) == rows(one)
        assert canonical(other) == canonical(one)


def test_what_is_read_back_must_be_what_was_written(
    filled: Dossier, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(sheet: Sheet, found: list[Row]) -> Any:
        return table_of_rows(sheet, found[1:] if sheet.folder == "decisions" else found)

    monkeypatch.setattr(partitions, "table_of_rows", lossy)
    with pytest.raises(DossierError, match="not the same"):
        write_archive(filled, folder)
    assert not folder.exists()
    assert not list(folder.parent.glob(".talks*"))


def test_months_that_wait_and_files_that_give_way_lose_nothing(
    filled: Dossier, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "GROUP_ROWS", 50)
    monkeypatch.setattr(partitions, "FILE_BYTES", 60_000)
    monkeypatch.setattr(partitions, "BUDGET_BYTES", 20_000)
    monkeypatch.setattr(partitions, "OPEN", 1)
    write_archive(filled, folder)
    assert len(list(folder.glob("entries/noun=statement/month=2031-05/*.parquet"))) > 3
    assert list(check_archive(folder)) == []
    with Dossier.create(tmp_path / "other") as other:
        restore_archive(folder, other)
        assert rows(other) == rows(filled)
        assert canonical(other) == canonical(filled)


def test_an_odd_noun_stays_in_the_folder(filled: Dossier, folder: Path, tmp_path: Path) -> None:
    harm = "UPDATE derived_entries SET kind = '../../odd é' WHERE kind = 'person'"
    with filled._writing() as connection:
        connection.exec_driver_sql(harm)
    write_archive(filled, folder)
    assert {path.name for path in folder.parent.iterdir()} >= {"talks.archive"}
    assert (folder / "entries/noun=..%2F..%2Fodd%20%C3%A9").is_dir()
    with Dossier.create(tmp_path / "other") as other:
        restore_archive(folder, other)
        assert rows(other) == rows(filled)
