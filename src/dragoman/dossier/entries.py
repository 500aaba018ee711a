"""Derived entries: replaced all at once, listed by noun."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from dragoman.dossier import lineage
from dragoman.dossier.records import E, read
from dragoman.dossier.reports import shape
from dragoman.dossier.schema import DECISIONS, DOCUMENTS, ENTRIES, MARKS, REPORTS, SETTINGS
from dragoman.errors import BadRequest
from dragoman.model import Entry, encode

PAGE = 500
"""Entries written or read at a time."""

TRUTH = frozenset({"document", "decision", "report"})
"""Nouns that have a place of their own and are no derived entries."""

_STATE = "entries computed from"


def replace(connection: Connection, entries: Iterable[Entry]) -> int:
    """Put ``entries`` in the place of all derived entries; how many there are.

    Raises:
        BadRequest: two have the same noun and id, one stands in a document that is not stored,
            or one is a document, decision or report.
    """
    connection.execute(delete(ENTRIES))
    rows = map(_row, entries)
    count = 0
    while page := list(islice(rows, PAGE)):
        try:
            connection.execute(insert(ENTRIES), page)
        except IntegrityError as error:
            raise BadRequest(
                f"entries cannot be stored ({error.orig}); an id is used twice among "
                f"{page[0]['id']} to {page[-1]['id']}, or a document is missing"
            ) from error
        count += len(page)
    _stamp(connection)
    return count


def discard(connection: Connection) -> None:
    """Delete everything derived: cached reports and entries."""
    for table in (REPORTS, ENTRIES, MARKS):
        connection.execute(delete(table))


def every(connection: Connection, noun: type[E]) -> list[E]:
    """The derived entries of a noun, by id."""
    rows = connection.scalars(
        select(ENTRIES.c.body).where(ENTRIES.c.kind == noun.kind).order_by(ENTRIES.c.id)
    )
    return [read(body, noun) for body in rows]


def find(connection: Connection, entry_id: str) -> Entry | None:
    """The derived entry of this id, or None; of several nouns with one id, the first by noun."""
    body = connection.scalar(
        select(ENTRIES.c.body).where(ENTRIES.c.id == entry_id).order_by(ENTRIES.c.kind).limit(1)
    )
    return None if body is None else read(body, Entry)


def kinds(connection: Connection) -> list[str]:
    """The nouns of which there are derived entries, sorted."""
    return list(connection.scalars(select(ENTRIES.c.kind).distinct().order_by(ENTRIES.c.kind)))


def page_after(connection: Connection, kind: str, entry_id: str) -> list[tuple[str, str]]:
    """The next ``PAGE`` entries of a noun after an id, each as id and stored line."""
    rows = connection.execute(
        select(ENTRIES.c.id, ENTRIES.c.body)
        .where(ENTRIES.c.kind == kind, ENTRIES.c.id > entry_id)
        .order_by(ENTRIES.c.id)
        .limit(PAGE)
    )
    return [(row.id, row.body) for row in rows]


def is_current(connection: Connection) -> bool:
    """Whether nothing that is truth has changed since the entries were put there."""
    return connection.scalar(select(MARKS.c.value).where(MARKS.c.name == _STATE)) == truth_state(
        connection
    )


def truth_state(connection: Connection) -> str:
    """A short text that changes with every document, decision and settings version."""
    kept = select(func.count()).where(DOCUMENTS.c.state == lineage.KEPT)
    counts = (
        select(func.count()).select_from(DOCUMENTS),
        kept,
        select(func.max(DECISIONS.c.sequence)),
        select(func.max(SETTINGS.c.sequence)),
    )
    return ":".join([shape(), *(str(connection.scalar(count) or 0) for count in counts)])


def _stamp(connection: Connection) -> None:
    connection.execute(delete(MARKS).where(MARKS.c.name == _STATE))
    connection.execute(insert(MARKS).values(name=_STATE, value=truth_state(connection)))


def _row(entry: Entry) -> dict[str, Any]:
    if entry.kind in TRUTH:
        raise BadRequest(f"{entry.kind} {entry.id} is no derived entry; it has its own place")
    documents = {passage.document for passage in entry.passages}
    return {
        "kind": entry.kind,
        "id": entry.id,
        "document": documents.pop() if len(documents) == 1 else None,
        "score": None if entry.score is None else round(entry.score, 3),
        "body": encode(entry).decode(),
    }
