"""Checking: proof that the file is sound and every passage is really at its offsets."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import msgspec
from attrs import define, field, frozen
from sqlalchemy import ColumnElement, Connection, select

from dragoman.dossier import entries, lineage, notes, removal, upkeep
from dragoman.dossier.records import BrokenRecord, read, read_text, unpack
from dragoman.dossier.reports import shape
from dragoman.dossier.schema import CONTENTS, DECISIONS, DOCUMENTS, ENTRIES, REPORTS
from dragoman.errors import PassageLost
from dragoman.model import Decision, Document, Entry, to_builtins

ABSENT = "documents that decisions quote and that did not come along"
"""The note (a JSON list of ids) of a dossier that was imported without them."""

TEXTS = 32
"""Texts kept at hand while passages over several documents are checked."""


@frozen(kw_only=True)
class Problem:
    """One thing that is not as it should be: where in the dossier, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def problems(connection: Connection) -> Iterator[Problem]:
    """Everything that is wrong; nothing for a sound dossier.

    Texts are looked at one document at a time, so memory does not grow with their number.
    """
    for line in upkeep.faults(connection):
        yield Problem(where="database", what=line)
    texts = _Texts(connection=connection)
    yield from _log(connection, texts)
    for document_id in connection.scalars(select(DOCUMENTS.c.id).order_by(DOCUMENTS.c.id)).all():
        yield from _document(connection, document_id)
        yield from _reports(connection, document_id, texts)
        yield from _entries(connection, ENTRIES.c.document == document_id, texts)
    yield from _entries(connection, ENTRIES.c.document.is_(None), texts)


@define(kw_only=True)
class _Texts:
    """Texts of stored documents, the latest ``TEXTS`` of them kept at hand."""

    connection: Connection
    latest: "OrderedDict[str, str | None]" = field(factory=OrderedDict)

    def of(self, document_id: str) -> str | None:
        """The text, None for a document that is not stored, was purged, or is broken."""
        if document_id not in self.latest:
            self.latest[document_id] = self._fetch(document_id)
            if len(self.latest) > TEXTS:
                self.latest.popitem(last=False)
        self.latest.move_to_end(document_id)
        return self.latest[document_id]

    def _fetch(self, document_id: str) -> str | None:
        stored = self.connection.scalar(
            select(CONTENTS.c.text).where(CONTENTS.c.document == document_id)
        )
        try:
            return None if stored is None else read_text(stored)
        except BrokenRecord:
            return None

    def lost(self, values: Any) -> Iterator[str]:
        """One line for each passage anywhere in ``values`` that is not at its offsets."""
        for span in spans(values):
            text = self.of(span["document"])
            exact, start, end = span["exact"], span["start"], span["end"]
            if text is None:
                yield f"a passage stands in document {span['document']}, which is not there"
            elif text[start:end] != exact:
                yield str(PassageLost(span["document"], start, end, exact))


def spans(values: Any) -> Iterator[dict[str, Any]]:
    """Every passage in plain JSON values, however deep."""
    stack = [values]
    while stack:
        value = stack.pop()
        if type(value) is dict:
            if "exact" in value and "start" in value:
                yield value
            else:
                stack.extend(value.values())
        elif type(value) is list or type(value) is tuple:
            stack.extend(value)


def _log(connection: Connection, texts: _Texts) -> Iterator[Problem]:
    """Decisions parse, and documents stand as the decisions that remove them say."""
    log = []
    absent = msgspec.json.decode(notes.remembered(connection, ABSENT) or "[]", type=frozenset[str])
    for row in connection.execute(select(DECISIONS).order_by(DECISIONS.c.sequence)).all():
        where = f"decision {row.id}"
        try:
            decision = read(row.body, Decision)
        except BrokenRecord as error:
            yield Problem(where=where, what=str(error))
            continue
        log.append(decision)
        yield from (Problem(where=where, what=line) for line in _signature(decision, row))
        if not removal.is_blanked(decision):
            target = decision.target
            here = [one for one in target.passages if one.document not in absent]
            lines = texts.lost(msgspec.to_builtins(here))
            yield from (Problem(where=where, what=line) for line in lines)
    wanted = removal.states(log)
    for row in connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.state)).all():
        state = wanted.get(row.id, lineage.KEPT)
        is_hidden = row.state == removal.PURGED and state == removal.REMOVED
        if row.state != state and not is_hidden:
            what = f"stored as {row.state}, though its decisions say {state}"
            yield Problem(where=f"document {row.id}", what=what)


def _signature(decision: Decision, row: Any) -> Iterator[str]:
    for name in ("id", "who", "decided_at", "verb", "withdraws"):
        if getattr(decision, name) != getattr(row, name):
            yield f"its record and its row name different values of {name}"


def _document(connection: Connection, document_id: str) -> Iterator[Problem]:
    """Bytes and text have their hashes and the record can be read.

    A document that was imported as its text alone has no bytes.
    """
    row = connection.execute(
        select(DOCUMENTS, CONTENTS.c.text, CONTENTS.c.raw)
        .outerjoin(CONTENTS, CONTENTS.c.document == DOCUMENTS.c.id)
        .where(DOCUMENTS.c.id == document_id)
    ).one()
    if row.state == removal.PURGED:
        return
    where = f"document {document_id}"
    if row.raw is None:
        yield Problem(where=where, what="its bytes are missing")
        return
    if row.raw and hashlib.sha256(row.raw).hexdigest() != row.sha256:
        yield Problem(where=where, what="its bytes do not have their sha-256")
    if hashlib.sha256(row.text).hexdigest() != row.text_sha256:
        yield Problem(where=where, what="its text does not have its sha-256")
    try:
        read(row.body, Document)
        read_text(row.text)
    except BrokenRecord as error:
        yield Problem(where=where, what=str(error))


def _reports(connection: Connection, document_id: str, texts: _Texts) -> Iterator[Problem]:
    """Cached reports can be read and their passages hold; those of older shape are read anew."""
    table = REPORTS.c
    rows = connection.execute(
        select(REPORTS).where(table.document == document_id, table.shape == shape())
    )
    for row in rows.all():
        where = f"report on document {document_id} by {row.reader_name} {row.reader_version}"
        try:
            values = to_builtins(unpack(row.body))
        except BrokenRecord as error:
            yield Problem(where=where, what=str(error))
            continue
        yield from (Problem(where=where, what=line) for line in texts.lost(values))


def _entries(
    connection: Connection, which: ColumnElement[bool], texts: _Texts
) -> Iterator[Problem]:
    """Derived entries can be read and their passages hold."""
    table = ENTRIES.c
    rows = select(table.kind, table.id, table.body).where(which).order_by(table.kind, table.id)
    for row in connection.execute(rows.execution_options(yield_per=entries.PAGE)):
        where = f"{row.kind} {row.id}"
        try:
            values = to_builtins(read(row.body, Entry))
        except BrokenRecord as error:
            yield Problem(where=where, what=f"{error}; run `dragoman rebuild`")
            continue
        yield from (Problem(where=where, what=line) for line in texts.lost(values))
