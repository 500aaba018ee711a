"""Parquet: one file a noun with typed columns, for DuckDB, Polars, pandas and R; and back.

The columns are those of :mod:`dragoman.columns`; ``record`` holds the whole entry, so that the way
back loses nothing. What is no entry (settings, skips, bytes, how all may be handled) stands in
``carried.parquet``, one JSON record a row.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import BadRequest
from dragoman.exchange.arriving import Arrived, record_of
from dragoman.exchange.jsonl import Carried, carried_line, marking_line
from dragoman.model import Contents, Document, Entry
from dragoman.model.carried import RawBytes, TakenIn
from dragoman.model.handling import Marking
from dragoman.model.nouns import FIELDS

if TYPE_CHECKING:
    import pyarrow as pa

CARRIED_FILE = "carried.parquet"
RECORD = "record"
ROWS = 2_000
"""Rows written and read at a time."""


def write_parquet(
    contents: Contents,
    folder: Path,
    *,
    marking: Marking | None = None,
    behind: Callable[[Document], Iterable[Carried]] | None = None,
    rest: Iterable[Carried] = (),
) -> list[Path]:
    """Write one Parquet file a noun that has entries into ``folder``; returns the files.

    ``behind`` gives what goes along with each document, ``rest`` what goes along with all.

    Raises:
        BadRequest: an entry holds half a character.
        OSError: the folder cannot be made or written.
    """
    from dragoman.columns import batches_of, schema_of

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, field in FIELDS.items():
        if entries := getattr(contents, field):
            path = folder / f"{field}.parquet"
            _write(path, schema_of(kind), batches_of(kind, entries, ROWS))
            written.append(path)
    lines = _carried_lines(contents, marking, behind, rest)
    if (first := next(lines, None)) is not None:
        _write(folder / CARRIED_FILE, _carried_schema(), _packed(chain([first], lines)))
        written.append(folder / CARRIED_FILE)
    return written


def _write(path: Path, schema: "pa.Schema", batches: "Iterable[pa.RecordBatch]") -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        for batch in batches:
            out.write_batch(batch)


def _carried_schema() -> "pa.Schema":
    import pyarrow as pa

    return pa.schema([("document", pa.string()), (RECORD, pa.string())])


def _carried_lines(
    contents: Contents,
    marking: Marking | None,
    behind: Callable[[Document], Iterable[Carried]] | None,
    rest: Iterable[Carried],
) -> Iterator[tuple[str | None, str]]:
    """Each with the id of the document that it goes along with, None where with all."""
    if marking is not None:
        yield None, marking_line(marking)
    for document in contents.documents if behind is not None else ():
        for carried in behind(document):  # type: ignore[misc]
            yield document.id, carried_line(carried)
    for carried in rest:
        yield None, carried_line(carried)


def _packed(lines: Iterable[tuple[str | None, str]]) -> "Iterator[pa.RecordBatch]":
    """One batch a line: with a page's bytes in it, a line may be long."""
    import pyarrow as pa

    for document, line in lines:
        yield pa.RecordBatch.from_arrays(
            [pa.array([document], pa.string()), pa.array([line], pa.string())],
            schema=_carried_schema(),
        )


def read_parquet(folder: Path) -> Iterator[Arrived]:
    """The records of a folder that :func:`write_parquet` wrote, documents first.

    Raises:
        BadRequest: a file is no Parquet, lacks the column ``record``, or holds what is no record.
        OSError: a file cannot be opened.
    """
    names = [f"{field}.parquet" for field in FIELDS.values()]
    there = [name for name in names if (folder / name).is_file()]
    if not there:
        raise BadRequest(
            f"{folder} holds none of the files of an export ({names[0]} …); write them with "
            "`dragoman export --format parquet`"
        )
    carried = _carried(folder / CARRIED_FILE)
    waiting = next(carried, None)
    while waiting is not None and isinstance(waiting.record, Marking):
        yield waiting
        waiting = next(carried, None)
    for name in there:
        for kind, arrived in _file(folder / name):
            _require_noun(kind, name, arrived)
            yield arrived
            while waiting is not None and _goes_with(waiting, arrived):
                yield waiting
                waiting = next(carried, None)
    if waiting is not None:
        yield from chain([waiting], carried)


def _goes_with(waiting: Arrived, arrived: Arrived) -> bool:
    record, document = waiting.record, arrived.record
    if not isinstance(record, (RawBytes, TakenIn)) or not isinstance(document, Document):
        return False
    return record.document == document.id


def _require_noun(name: str, file: str, arrived: Arrived) -> None:
    record = arrived.record
    if not isinstance(record, Entry) or f"{FIELDS.get(record.kind)}.parquet" != file:
        raise BadRequest(f"{arrived.where} is no record of {name}; export the folder anew")


def _file(path: Path) -> Iterator[tuple[str, Arrived]]:
    for row, body in enumerate(_bodies(path), start=1):
        where = f"{path.name}, row {row}"
        yield path.stem, Arrived(where=where, record=record_of(body, where))


def _carried(path: Path) -> Iterator[Arrived]:
    if not path.is_file():
        return
    for row, body in enumerate(_bodies(path), start=1):
        where = f"{path.name}, row {row}"
        yield Arrived(where=where, record=record_of(body, where, is_first=row == 1))


def _bodies(path: Path) -> Iterator[str]:
    """The cells of the column ``record``, a page at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            if RECORD not in file.schema_arrow.names:
                raise BadRequest(
                    f"{path} has no column {RECORD!r}; write it with `dragoman export`"
                )
            for batch in file.iter_batches(batch_size=ROWS, columns=[RECORD]):
                yield from _texts(batch.column(0).to_pylist(), path)
    except pa.ArrowException as error:
        raise BadRequest(f"{path} cannot be read as Parquet ({error}); export it anew") from error


def _texts(cells: list[Any], path: Path) -> Iterator[str]:
    for cell in cells:
        if not isinstance(cell, str):
            raise BadRequest(f"{path}: a cell of {RECORD!r} is {type(cell).__name__}, no text")
        yield cell
