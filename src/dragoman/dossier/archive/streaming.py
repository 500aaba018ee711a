"""Streaming a dossier: every row of it once, sheet by sheet, each with its month."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from attrs import define, field
from sqlalchemy import Connection, Select, select

from dragoman.columns import RECORD
from dragoman.dossier import entries
from dragoman.dossier.archive.filling import Row
from dragoman.dossier.archive.layout import SHEETS, UNKNOWN, Sheet, month_of, sheet_of
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.faults import translated
from dragoman.dossier.records import read_text
from dragoman.dossier.schema import CONTENTS, DOCUMENTS, ENTRIES, REPORTS

Dated = tuple[str | None, Row]
"""A row with its month; None for a sheet without months."""

_PAGE = 500
_TEXTS = 20
"""Rows fetched at a time; of documents, with their texts and bytes, fewer."""

_REMEMBERED = 50_000
"""Documents whose month is kept at hand."""


def streams(origin: Dossier, connection: Connection) -> Iterator[tuple[Sheet, Iterator[Dated]]]:
    """Each sheet of the dossier with its rows; each is to be read before the next is asked for."""
    months = _Months(connection=connection)
    for table in SHEETS:
        nouns = entries.kinds(connection) if table is ENTRIES else [None]
        for noun in nouns:
            sheet = sheet_of(table, noun)
            yield sheet, _rows(origin, connection, sheet, months)


def _rows(
    origin: Dossier, connection: Connection, sheet: Sheet, months: "_Months"
) -> Iterator[Dated]:
    with translated(origin.path):
        found = connection.execute(_query(sheet))
        rows = (_row(sheet, one._mapping) for one in found)
        if sheet.table is DOCUMENTS:
            yield from ((month_of(_published(row[RECORD])), row) for row in rows)
        elif sheet.table is REPORTS:
            yield from months.dated(rows, lambda row: row["document"])
        elif sheet.table is ENTRIES:
            yield from months.dated(rows, _first_document)
        else:
            yield from ((None, row) for row in rows)


def _query(sheet: Sheet) -> Select[Any]:
    table = sheet.table
    if table is DOCUMENTS:
        held = (CONTENTS.c.text, CONTENTS.c.raw)
        query = select(table, *held).outerjoin(CONTENTS, CONTENTS.c.document == table.c.id)
        ordered = query.order_by(table.c.published_key, table.c.id)
        return ordered.execution_options(yield_per=_TEXTS)
    query = select(table).order_by(*table.primary_key.columns)
    if table is ENTRIES:
        query = query.where(ENTRIES.c.kind == sheet.noun)
    return query.execution_options(yield_per=_PAGE)


def _row(sheet: Sheet, values: Any) -> Row:
    row = {one.name: values[one.column] for one in sheet.stored}
    if sheet.table is DOCUMENTS and row["text"] is not None:
        row["text"] = read_text(bytes(row["text"]))
        row["raw"] = bytes(row["raw"])
    return row


class _Published(msgspec.Struct):
    published_at: str | None = None


class _At(msgspec.Struct):
    document: str = ""


class _Passages(msgspec.Struct):
    passages: list[_At] = []


_PUBLISHED = msgspec.json.Decoder(_Published)
_PASSAGES = msgspec.json.Decoder(_Passages)


def _published(body: str) -> str | None:
    """The publication that a stored record gives; None where it cannot be read."""
    try:
        return _PUBLISHED.decode(body).published_at
    except (msgspec.MsgspecError, UnicodeError):
        return None


def _first_document(row: Row) -> str | None:
    """The document of an entry's first passage."""
    try:
        passages = _PASSAGES.decode(row[RECORD]).passages
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return passages[0].document if passages else None


@define(kw_only=True)
class _Months:
    """The months of documents, the latest ``_REMEMBERED`` of them kept at hand."""

    connection: Connection
    known: "OrderedDict[str, str]" = field(factory=OrderedDict)

    def dated(self, rows: Iterable[Row], document_of: Any) -> Iterator[Dated]:
        """The rows with the months of their documents, in their order."""
        queue = iter(rows)
        while page := list(islice(queue, _PAGE)):
            wanted = [document_of(row) for row in page]
            self._look_up({one for one in wanted if one and one not in self.known})
            yield from (
                (self.known.get(one, UNKNOWN) if one else UNKNOWN, row)
                for one, row in zip(wanted, page, strict=True)
            )
            while len(self.known) > _REMEMBERED:
                self.known.popitem(last=False)

    def _look_up(self, ids: set[str]) -> None:
        if not ids:
            return
        query = select(DOCUMENTS.c.id, DOCUMENTS.c.body).where(DOCUMENTS.c.id.in_(sorted(ids)))
        for row in self.connection.execute(query):
            self.known[row.id] = month_of(_published(row.body))
