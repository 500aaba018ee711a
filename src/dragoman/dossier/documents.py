"""Documents: taken in once, each in one transaction, and never changed."""

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import Connection, delete, insert, select

from dragoman.dossier import lineage
from dragoman.dossier.records import read, read_text
from dragoman.dossier.schema import CONTENTS, DOCUMENTS, SKIPS
from dragoman.errors import BadRequest, UnknownEntry, UnreadableDocument
from dragoman.model import Document, encode

PAGE = 100
"""Documents fetched at a time; nothing is held open between two pages."""

_STANDS = DOCUMENTS.c.state == lineage.KEPT
_HEAD = (DOCUMENTS.c.id, DOCUMENTS.c.body, DOCUMENTS.c.copy_of, DOCUMENTS.c.supersedes)


class Outcome(StrEnum):
    """What became of a document that was added."""

    NEW = "new"
    KNOWN = "known"
    COPY = "copy"
    VERSION = "version"
    REMOVED = "removed"


@frozen(kw_only=True)
class Added:
    """A document that is safely stored.

    ``known``: the same bytes at the same address were there. ``version``: other bytes at the
    same address; ``supersedes`` is the version before it, ``superseded_by`` the one after it
    (None for the newest). ``copy``: the same text stands elsewhere, in ``copy_of``. ``removed``:
    an analyst took this document out, and it stays out until that is undone.
    """

    document_id: str
    outcome: Outcome
    copy_of: str | None = None
    supersedes: str | None = None
    superseded_by: str | None = None


def add(connection: Connection, document: Document, raw: bytes) -> Added:
    """Store a document and its bytes; clear the note that its file was skipped.

    ``copy_of`` and ``supersedes`` of the argument are not looked at: they are settled here.

    Raises:
        BadRequest: ``raw`` does not have the hash that the document gives.
        UnreadableDocument: the text or a field holds half a character (a lone surrogate).
    """
    if hashlib.sha256(raw).hexdigest() != document.sha256:
        raise BadRequest(f"document {document.id}: its bytes do not have its sha-256; read it anew")
    if document.path is not None:
        connection.execute(delete(SKIPS).where(SKIPS.c.path == printable(document.path)))
    state = connection.scalar(select(DOCUMENTS.c.state).where(DOCUMENTS.c.id == document.id))
    if state is not None:
        known = state == lineage.KEPT
        return _added(connection, document.id, Outcome.KNOWN if known else Outcome.REMOVED)
    insert_row(connection, document, raw)
    lineage.regroup(connection, document.id)
    return _added(connection, document.id, None)


def insert_row(connection: Connection, document: Document, raw: bytes) -> None:
    """Store a new document as it is; its copies and versions are for ``lineage`` to settle.

    ``raw`` is empty for one that came here as its text alone.

    Raises:
        UnreadableDocument: the text or a field holds half a character (a lone surrogate).
    """
    try:
        text = document.text.encode()
        body = encode(evolve(document, text="", copy_of=None, supersedes=None)).decode()
    except UnicodeEncodeError as error:
        raise UnreadableDocument(
            printable(document.path or document.url or document.id),
            f"it holds half a character at {error.start}",
            "save it as UTF-8 and add it again",
        ) from error
    row = {
        "id": document.id,
        "state": lineage.KEPT,
        "address": lineage.address_of(document),
        "sha256": document.sha256,
        "text_sha256": hashlib.sha256(text).hexdigest(),
        "fingerprint": document.fingerprint,
        "fold": lineage.fold_of(connection, document),
        "published_key": lineage.time_key(document.published_at),
        "body": body,
    }
    connection.execute(insert(DOCUMENTS).values(row))
    connection.execute(insert(CONTENTS).values(document=document.id, text=text, raw=raw))


def _added(connection: Connection, document_id: str, outcome: Outcome | None) -> Added:
    links = ("copy_of", "supersedes", "superseded_by")
    row = connection.execute(
        select(*(DOCUMENTS.c[name] for name in links)).where(DOCUMENTS.c.id == document_id)
    ).one()
    if outcome is None:
        outcome = _outcome(row)
    return Added(document_id=document_id, outcome=outcome, **dict(row._mapping))


def _outcome(row: Any) -> Outcome:
    if row.supersedes or row.superseded_by:
        return Outcome.VERSION
    return Outcome.COPY if row.copy_of else Outcome.NEW


def heads(connection: Connection) -> list[Document]:
    """Every document that is not removed, without its text, by publication and id."""
    rows = connection.execute(
        select(*_HEAD).where(_STANDS).order_by(DOCUMENTS.c.published_key, DOCUMENTS.c.id)
    )
    return [_record(row) for row in rows]


def ids(connection: Connection) -> list[str]:
    """The ids of all documents that are not removed, by publication and id."""
    return list(
        connection.scalars(
            select(DOCUMENTS.c.id)
            .where(_STANDS)
            .order_by(DOCUMENTS.c.published_key, DOCUMENTS.c.id)
        )
    )


def fetch(connection: Connection, wanted: Iterable[str]) -> list[Document]:
    """The documents of these ids with their texts, in this order; removed ones are left out."""
    order = list(wanted)
    rows = connection.execute(
        select(*_HEAD, CONTENTS.c.text)
        .join(CONTENTS, DOCUMENTS.c.id == CONTENTS.c.document)
        .where(_STANDS, DOCUMENTS.c.id.in_(order))
    )
    found = {row.id: _record(row, read_text(row.text)) for row in rows}
    return [found[one] for one in order if one in found]


def pages(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in lists of at most ``PAGE``."""
    queue = iter(values)
    while page := list(islice(queue, PAGE)):
        yield page


def one(connection: Connection, document_id: str) -> Document:
    """The document with its text.

    Raises:
        UnknownEntry: none of this id, or it was removed.
    """
    found = fetch(connection, [document_id])
    if not found:
        raise UnknownEntry(document_id)
    return found[0]


def raw(connection: Connection, document_id: str) -> bytes:
    """The bytes of the document as they came.

    Raises:
        UnknownEntry: none of this id, or it was removed.
    """
    found = connection.scalar(
        select(CONTENTS.c.raw)
        .join(DOCUMENTS, DOCUMENTS.c.id == CONTENTS.c.document)
        .where(_STANDS, DOCUMENTS.c.id == document_id)
    )
    if found is None:
        raise UnknownEntry(document_id)
    return bytes(found)


def _record(row: Any, text: str = "") -> Document:
    head = read(row.body, Document)
    return evolve(head, text=text, copy_of=row.copy_of, supersedes=row.supersedes)


def printable(text: str) -> str:
    """``text`` with what is no character written as an escape, so that it can be stored."""
    return text.encode("utf-8", "backslashreplace").decode()
