"""Layout: which table lies in which folder of an archive, with which columns.

::

    talks.archive/
      manifest.json                                       what is there, with hashes
      documents/month=2025-03/part-0000.parquet           texts, bytes, fields of documents
      entries/noun=statement/month=2025-03/part-….parquet the derived entries of one noun
      reports/month=2025-03/part-….parquet                cached reports (compressed JSON)
      decisions/part-….parquet                            the log, in the order of signing
      settings/ skips/ notes/ marks/                      the rest, one file each

``month`` is that of publication: of the document, of the report's document, of the document of
an entry's first passage; ``unknown`` where there is none.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

import pyarrow as pa
from attrs import frozen
from sqlalchemy import REAL, Integer, LargeBinary, Table

from dragoman.columns import RECORD, Column, columns_of, schema_of
from dragoman.dossier.copying import TABLES
from dragoman.dossier.schema import (
    CONTENTS,
    DECISIONS,
    DOCUMENTS,
    ENTRIES,
    MARKS,
    NOTES,
    REPORTS,
    SETTINGS,
    SKIPS,
)
from dragoman.model import KINDS, Decision, Document

UNKNOWN = "unknown"
"""The month of what has none."""

BY_MONTH = (DOCUMENTS, ENTRIES, REPORTS)
"""Tables whose rows lie in a folder for each month."""

FOLDERS = {
    DOCUMENTS.name: "documents",
    ENTRIES.name: "entries",
    DECISIONS.name: "decisions",
    REPORTS.name: "reports",
    SETTINGS.name: "settings",
    SKIPS.name: "skips",
    NOTES.name: "notes",
    MARKS.name: "marks",
}
"""Folders by table; one that is not named here has its table's name."""

SHEETS = tuple(table for table in TABLES if table is not CONTENTS)
"""Tables that have a folder; texts and bytes lie with the documents."""

_SHOWN_AS = {"body": RECORD}
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?![0-9])", re.ASCII)


def month_of(edtf: str | None) -> str:
    """The month of an EDTF time's beginning, in its own zone; ``unknown`` where it has none.

    >>> month_of("2025-03-31T23:30:00-05:00"), month_of("2025")
    ('2025-03', 'unknown')
    """
    found = _MONTH.match(edtf or "")
    return found[0] if found else UNKNOWN


@frozen(kw_only=True)
class Stored:
    """A column of a table as it lies in a file: ``column`` of the table, ``name`` in the file."""

    table: Table
    column: str
    name: str
    type: pa.DataType


@frozen(kw_only=True)
class Sheet:
    """One kind of file: what is stored for the way back, and the handy columns beside it.

    ``kind`` is the noun that the handy columns are of, None for none; ``noun`` is the partition
    of an entry.
    """

    table: Table
    noun: str | None
    kind: str | None
    stored: tuple[Stored, ...]
    handy: tuple[Column, ...]
    schema: pa.Schema

    @property
    def folder(self) -> str:
        """The folder of its files below the archive, without the month."""
        name = FOLDERS.get(self.table.name, self.table.name)
        return name if self.noun is None else f"{name}/noun={quote(self.noun, safe='')}"

    @property
    def has_months(self) -> bool:
        """Whether its rows lie in a folder for each month."""
        return self.table in BY_MONTH


@cache
def sheet_of(table: Table, noun: str | None = None) -> Sheet:
    """The sheet of a table; of the entries, that of one noun."""
    kind = {DOCUMENTS.name: Document.kind, DECISIONS.name: Decision.kind}.get(table.name, noun)
    kind = kind if kind in KINDS else None
    stored = _stored(table)
    columns = columns_of(kind) if kind else ()
    names = {one.name for one in stored}
    handy = tuple(column for column in columns if column.name not in names)
    return Sheet(
        table=table,
        noun=noun,
        kind=kind,
        stored=stored,
        handy=handy,
        schema=_schema(kind, stored, handy),
    )


def _stored(table: Table) -> tuple[Stored, ...]:
    found = [
        Stored(table=table, column=c.name, name=_file_name(table, c.name), type=_type(c.type))
        for c in table.columns
        if not (table is ENTRIES and c.name == "kind")
    ]
    if table is DOCUMENTS:
        kinds = {"text": pa.string(), "raw": pa.binary()}
        found += [
            Stored(table=CONTENTS, column=name, name=name, type=kind)
            for name, kind in kinds.items()
        ]
    return tuple(found)


def _file_name(table: Table, column: str) -> str:
    """A column's name in the file: that of ``dragoman.columns`` wherever it shows the same."""
    if table is ENTRIES and column == "document":
        return "only_document"
    if table is REPORTS:
        return column
    return _SHOWN_AS.get(column, column)


def _type(kind: Any) -> pa.DataType:
    if isinstance(kind, LargeBinary):
        return pa.binary()
    if isinstance(kind, Integer):
        return pa.int64()
    return pa.float64() if isinstance(kind, REAL) else pa.string()


def _schema(kind: str | None, stored: Sequence[Stored], handy: Sequence[Column]) -> pa.Schema:
    """The columns in the order of ``dragoman.columns``, then what else is stored."""
    types = {one.name: one.type for one in stored}
    if kind is None:
        return pa.schema(list(types.items()))
    known = schema_of(kind)
    fields = [pa.field(f.name, types.pop(f.name, f.type)) for f in known]
    return pa.schema([*fields, *(pa.field(name, found) for name, found in types.items())])
