"""Derived entries: replaced all at once, listed by noun."""

from collections.abc import Iterable
from itertools import islice
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable, DropTable

from dragoman.dossier import lineage, searching, upkeep
from dragoman.dossier.records import E, read
from dragoman.dossier.reports import shape
from dragoman.dossier.schema import DECISIONS, DOCUMENTS, ENTRIES, MARKS, REPORTS, SETTINGS
from dragoman.dossier.stored_text import StoredText
from dragoman.errors import BadRequest
from dragoman.model import Entry, encode

PAGE = 500
"""Entries written or read at a time."""

TRUTH = frozenset({"document", "decision", "report"})
"""Nouns that have a place of their own and are no derived entries."""

_STATE = "entries computed from"
_ROUND = "round of putting"

_KEY = ("kind", "id")

_WANTED = Table(
    "wanted_entries",
    MetaData(),
    *(Column(name, StoredText, primary_key=True) for name in _KEY),
    prefixes=["TEMPORARY"],
)
"""The entries of a round of putting, while it lasts: what is stored beside them leaves."""


def replace(connection: Connection, entries: Iterable[Entry]) -> int:
    """Put ``entries`` in the place of all derived entries; how many there are.

    Only rows that differ are written: after one more document most entries are as they were, and
    to write them (with the index of their words) takes longer than to compare them.

    Raises:
        BadRequest: two have the same noun and id, one stands in a document that is not stored,
            or one is a document, decision or report.
    """
    has_some = connection.scalar(select(ENTRIES.c.id).limit(1)) is not None
    if not has_some:
        searching.wipe(connection)
    connection.execute(CreateTable(_WANTED, if_not_exists=True))
    connection.execute(delete(_WANTED))
    rows = map(_row, entries)
    count = written = 0
    while page := list(islice(rows, PAGE)):
        try:
            connection.execute(insert(_WANTED), [{n: row[n] for n in _KEY} for row in page])
            written += _write(connection, page, has_some)
        except IntegrityError as error:
            raise BadRequest(
                f"entries cannot be stored ({error.orig}); an id is used twice among "
                f"{page[0]['id']} to {page[-1]['id']}, or a document is missing"
            ) from error
        count += len(page)
    _delete_unwanted(connection)
    _stamp(connection)
    if written > PAGE:
        upkeep.after_filling(connection)
    return count


def _write(connection: Connection, page: list[dict[str, Any]], has_some: bool) -> int:
    """Write the rows of a page that are new or not as stored; how many those are."""
    stored = _stored(connection, page) if has_some else {}
    key = [tuple(row[name] for name in _KEY) for row in page]
    fresh = [row for k, row in zip(key, page, strict=True) if k not in stored]
    changed = [r for k, r in zip(key, page, strict=True) if stored.get(k, r["body"]) != r["body"]]
    if fresh:
        connection.execute(insert(ENTRIES), fresh)
    for row in changed:
        is_row = (ENTRIES.c.kind == row["kind"], ENTRIES.c.id == row["id"])
        connection.execute(update(ENTRIES).where(*is_row).values(row))
    return len(fresh) + len(changed)


def _stored(connection: Connection, page: list[dict[str, Any]]) -> dict[tuple[str, ...], str]:
    """The bodies that are stored for the rows of a page, by noun and id."""
    columns = (ENTRIES.c.kind, ENTRIES.c.id, ENTRIES.c.body)
    found: dict[tuple[str, ...], str] = {}
    for kind in {row["kind"] for row in page}:
        ids = [row["id"] for row in page if row["kind"] == kind]
        rows = connection.execute(
            select(*columns).where(ENTRIES.c.kind == kind, ENTRIES.c.id.in_(ids))
        )
        found.update(((row.kind, row.id), row.body) for row in rows)
    return found


def _delete_unwanted(connection: Connection) -> None:
    """Delete the entries that were not put again."""
    wanted = select(_WANTED.c.id).where(
        _WANTED.c.kind == ENTRIES.c.kind, _WANTED.c.id == ENTRIES.c.id
    )
    connection.execute(delete(ENTRIES).where(~wanted.exists()))
    connection.execute(DropTable(_WANTED))


def discard(connection: Connection, *, reports: bool = True) -> None:
    """Delete everything derived: entries and, with ``reports``, the cached reports."""
    searching.wipe(connection)
    for table in (*((REPORTS,) if reports else ()), ENTRIES, MARKS):
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


def version(connection: Connection) -> str:
    """A short text that changes with truth, and whenever entries were put together anew."""
    stamped = connection.scalar(select(MARKS.c.value).where(MARKS.c.name == _STATE))
    rounds = connection.scalar(select(MARKS.c.value).where(MARKS.c.name == _ROUND))
    return f"{truth_state(connection)}/{stamped}/{rounds}"


def worked_in_up_to(connection: Connection) -> int:
    """The sequence of the last decision that the entries rest on; 0 for none."""
    stamped = connection.scalar(select(MARKS.c.value).where(MARKS.c.name == _STATE)) or ""
    parts = stamped.split(":")
    return int(parts[3]) if len(parts) > 3 and parts[3].isdigit() else 0


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
    connection.execute(delete(MARKS).where(MARKS.c.name == _ROUND))
    connection.execute(insert(MARKS).values(name=_ROUND, value=uuid4().hex))


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
