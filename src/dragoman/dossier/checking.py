"""Checking: proof that the file is sound and every passage is really at its offsets."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
from attrs import frozen
from sqlalchemy import Connection, select

from dragoman.dossier import entries, lineage, removal, sqlite
from dragoman.dossier.records import BrokenRecord, read, read_text, unpack
from dragoman.dossier.schema import CONTENTS, DECISIONS, DOCUMENTS, ENTRIES, REPORTS
from dragoman.errors import PassageLost
from dragoman.model import Decision, Document, Entry, to_builtins


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
    for line in sqlite.faults(connection):
        yield Problem(where="database", what=line)
    yield from _log(connection)
    for document_id in connection.scalars(select(DOCUMENTS.c.id).order_by(DOCUMENTS.c.id)).all():
        yield from _document(connection, document_id)
    yield from _over_several(connection)


def _log(connection: Connection) -> Iterator[Problem]:
    """Decisions parse, and documents stand as the decisions that remove them say."""
    log = []
    for row in connection.execute(select(DECISIONS).order_by(DECISIONS.c.sequence)).all():
        try:
            decision = read(row.body, Decision)
        except BrokenRecord as error:
            yield Problem(where=f"decision {row.id}", what=str(error))
            continue
        log.append(decision)
        if (decision.id, decision.who, decision.decided_at, decision.verb) != (
            row.id,
            row.who,
            row.decided_at,
            row.verb,
        ):
            yield Problem(where=f"decision {row.id}", what="its record says another signature")
    wanted = removal.states(log)
    for row in connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.state)).all():
        state = wanted.get(row.id, lineage.KEPT)
        if row.state != state:
            what = f"stored as {row.state}, though its decisions say {state}"
            yield Problem(where=f"document {row.id}", what=what)


def _document(connection: Connection, document_id: str) -> Iterator[Problem]:
    row = connection.execute(
        select(DOCUMENTS, CONTENTS.c.text, CONTENTS.c.raw)
        .outerjoin(CONTENTS, CONTENTS.c.document == DOCUMENTS.c.id)
        .where(DOCUMENTS.c.id == document_id)
    ).one()
    where = f"document {document_id}"
    if row.state == removal.PURGED:
        return
    if row.raw is None:
        yield Problem(where=where, what="its bytes are missing")
        return
    if hashlib.sha256(row.raw).hexdigest() != row.sha256:
        yield Problem(where=where, what="its bytes do not have their sha-256")
    if hashlib.sha256(row.text).hexdigest() != row.text_sha256:
        yield Problem(where=where, what="its text does not have its sha-256")
    try:
        read(row.body, Document)
        texts = {document_id: read_text(row.text)}
    except BrokenRecord as error:
        yield Problem(where=where, what=str(error))
        return
    yield from _reports(connection, texts)
    yield from _entries_of(connection, document_id, texts)


def _reports(connection: Connection, texts: dict[str, str]) -> Iterator[Problem]:
    rows = connection.execute(select(REPORTS).where(REPORTS.c.document.in_(texts))).all()
    for row in rows:
        where = f"report on document {row.document} by {row.reader_name} {row.reader_version}"
        try:
            report = unpack(row.body)
        except BrokenRecord as error:
            yield Problem(where=where, what=str(error))
            continue
        for line in lost(to_builtins(report), texts):
            yield Problem(where=where, what=line)


def _entries_of(
    connection: Connection, document_id: str, texts: dict[str, str]
) -> Iterator[Problem]:
    rows = connection.execute(
        select(ENTRIES.c.kind, ENTRIES.c.id, ENTRIES.c.body)
        .where(ENTRIES.c.document == document_id)
        .order_by(ENTRIES.c.kind, ENTRIES.c.id)
    )
    for row in rows.all():
        yield from _entry(f"{row.kind} {row.id}", row.body, texts)
