"""Rows of the dossier as columns of a file: what is stored, and the handy columns beside it."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from dragoman.columns import RECORD
from dragoman.dossier.archive.layout import Sheet
from dragoman.dossier.records import BrokenRecord, read
from dragoman.model import KINDS, Entry

Row = dict[str, Any]
"""The stored values of one row by their names in the file."""

_AT_ONCE = 500
"""Records decoded at a time."""


def table_of_rows(sheet: Sheet, rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table of the sheet's schema."""
    pages = [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)]
    batches = [_batch(sheet, page) for page in pages]
    return pa.Table.from_batches(batches, schema=sheet.schema)


def _batch(sheet: Sheet, rows: Sequence[Row]) -> pa.RecordBatch:
    found: dict[str, list[Any]] = {
        one.name: [row[one.name] for row in rows] for one in sheet.stored
    }
    if sheet.kind is not None:
        entries = [_entry(row[RECORD], KINDS[sheet.kind]) for row in rows]
        for column in sheet.handy:
            read_cell = column.read
            found[column.name] = [None if e is None else read_cell(e) for e in entries]
    arrays = [pa.array(found[field.name], type=field.type) for field in sheet.schema]
    return pa.RecordBatch.from_arrays(arrays, schema=sheet.schema)


def _entry(body: str, noun: type[Entry]) -> Entry | None:
    """The record of a row; None for one of an older model, which has only what is stored."""
    try:
        return read(body, noun)
    except BrokenRecord:
        return None
