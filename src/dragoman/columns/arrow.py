"""Records as Arrow tables and batches, with the meaning of each column beside it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

import pyarrow as pa

from dragoman.columns.column import CellType, Column
from dragoman.columns.listing import columns_of
from dragoman.errors import BadRequest
from dragoman.model import Entry

ROWS = 10_000
"""Rows of a batch where the caller says nothing."""

_TYPES = {
    CellType.TEXT: pa.string(),
    CellType.INTEGER: pa.int64(),
    CellType.REAL: pa.float64(),
    CellType.BOOLEAN: pa.bool_(),
    CellType.DAY: pa.date32(),
    CellType.INSTANT: pa.timestamp("us", tz="UTC"),
    CellType.TEXTS: pa.list_(pa.string()),
    CellType.INTEGERS: pa.list_(pa.int64()),
    CellType.JSON: pa.string(),
}


def field_of(column: Column) -> pa.Field:
    """The Arrow field of a column; its metadata holds ``type`` and ``meaning``."""
    told = {"type": column.type.value, "meaning": column.meaning}
    return pa.field(column.name, _arrow_type(column), metadata=told)


def _arrow_type(column: Column) -> pa.DataType:
    if column.type is CellType.STRUCT:
        return pa.struct([field_of(part) for part in column.parts])
    if column.type is CellType.STRUCTS:
        return pa.list_(pa.struct([field_of(part) for part in column.parts]))
    return _TYPES[column.type]


@cache
def schema_of(kind: str) -> pa.Schema:
    """The Arrow schema of a noun's table; its metadata holds the noun as ``kind``.

    Raises:
        BadRequest: there is no such noun.
    """
    return pa.schema([field_of(column) for column in columns_of(kind)], metadata={"kind": kind})


def rows_of(kind: str, entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """Each entry as plain values by column: None, text, numbers, days, instants, lists, dicts."""
    readers = [(column.name, column.read) for column in columns_of(kind)]
    for entry in entries:
        _require_kind(kind, entry)
        yield {name: read(entry) for name, read in readers}


def batch_of(kind: str, entries: Sequence[Entry]) -> pa.RecordBatch:
    """The entries of one noun as one batch, in their order.

    Raises:
        BadRequest: one is of another noun, or holds half a character (a lone surrogate).
    """
    for entry in entries:
        _require_kind(kind, entry)
    schema = schema_of(kind)
    try:
        arrays = [
            pa.array([column.read(entry) for entry in entries], type=field.type)
            for column, field in zip(columns_of(kind), schema, strict=True)
        ]
    except UnicodeEncodeError as error:
        raise BadRequest(f"a {kind} holds half a character ({error}); take it in anew") from error
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def batches_of(kind: str, entries: Iterable[Entry], rows: int = ROWS) -> Iterator[pa.RecordBatch]:
    """The entries in batches of at most ``rows``: no more of them are held in memory at a time.

    Raises:
        BadRequest: as ``batch_of``.
    """
    queue = iter(entries)
    while page := list(islice(queue, rows)):
        yield batch_of(kind, page)


def table_of(kind: str, entries: Iterable[Entry]) -> pa.Table:
    """The entries of one noun as one table, in their order; no rows for no entries.

    Raises:
        BadRequest: as ``batch_of``.
    """
    return pa.Table.from_batches(list(batches_of(kind, entries)), schema=schema_of(kind))


def _require_kind(kind: str, entry: Entry) -> None:
    if entry.kind != kind:
        raise BadRequest(f"{entry.kind} {entry.id} is no {kind}; make one table for each noun")
