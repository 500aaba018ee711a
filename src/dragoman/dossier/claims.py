"""Claims: which unread documents are in somebody's hands, as rows; shared by both databases.

A claim holds while its claimer lives, which each database tells in its own way
(``postgresql_claims``, ``sqlite_claims``). A row whose claimer is gone is anyone's.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, Protocol

from attrs import field, frozen
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from dragoman.dossier import lineage
from dragoman.dossier.documents import pages
from dragoman.dossier.reports import is_by, is_witness, shape
from dragoman.dossier.schema import CLAIMS, DOCUMENTS, REPORTS
from dragoman.dossier.stored_text import StoredText
from dragoman.model import Reader, digest

FREE = "0"
"""The claimer of a row that its claimer gave back: nobody, on either database."""

MOST = 1000
"""As many are given at once, however many are asked for."""

PAGE = 1000
"""Documents looked at in one step on the way to the next unread one."""

Position = tuple[str, str]
"""Where one stands in the order of reading: ``published_key`` and id of a document."""

START: Position = ("", "")

_ROW = tuple(
    DOCUMENTS.c[name] for name in ("published_key", "id", "state", "copy_of", "superseded_by")
)


class Holder(Protocol):
    """One who claims, as long as it lives."""

    @property
    def claimer(self) -> str:
        """Its name, never used again for another."""

    def claiming(self, queue: str) -> AbstractContextManager[Connection]:
        """A transaction during which nobody else claims from ``queue``."""

    def gone(self, connection: Connection, claimers: Collection[str]) -> set[str]:
        """Those among the claimers that live no more."""

    def let_go(self) -> None:
        """Be gone."""


@frozen(kw_only=True)
class Wanted:
    """Whose reports are wanted. ``key`` names the queue of all who make the same ones."""

    reader: Reader
    gazetteer: str
    key: str = field(init=False)

    @key.default
    def _named(self) -> str:
        return digest("queue", self.reader.name, self.reader.version, self.gazetteer, shape())

    def is_unread(self) -> ColumnElement[bool]:
        """That a document is to be read and has no report yet."""
        cached = exists().where(
            REPORTS.c.document == DOCUMENTS.c.id, is_by(self.reader, self.gazetteer)
        )
        return and_(is_witness(), ~cached)

    def is_claimed(self) -> ColumnElement[bool]:
        """That a document stands in a row of this queue, whoever's."""
        return exists().where(CLAIMS.c.queue == self.key, CLAIMS.c.item == DOCUMENTS.c.id)


def page_after(
    connection: Connection, wanted: Wanted, position: Position
) -> tuple[list[Position], Position | None]:
    """The unread ones among the next ``PAGE`` documents, and where these end; None at the end."""
    rows = connection.execute(
        select(*_ROW).where(_is_after(position)).order_by(*_ROW[:2]).limit(PAGE)
    ).all()
    ids = [row.id for row in rows if _is_witness(row)]
    read = _read_among(connection, wanted, ids)
    unread = [(row.published_key, row.id) for row in rows if _is_witness(row)]
    end = (rows[-1].published_key, rows[-1].id) if rows else None
    return [one for one in unread if one[1] not in read], end


def _is_after(position: Position) -> ColumnElement[bool]:
    key, document_id = position
    return tuple_(DOCUMENTS.c.published_key, DOCUMENTS.c.id) > tuple_(
        literal(key, StoredText), literal(document_id, StoredText)
    )


def _unread_among(connection: Connection, wanted: Wanted, ids: Collection[str]) -> list[str]:
    """Those of few documents that are unread, by publication.

    Each question is by key alone: a server that has not counted its tables yet would answer one
    question on all by going through the whole of a table.
    """
    rows = connection.execute(select(*_ROW).where(DOCUMENTS.c.id.in_(sorted(ids)))).all()
    found = sorted((row.published_key, row.id) for row in rows if _is_witness(row))
    read = _read_among(connection, wanted, [one for _, one in found])
    return [one for _, one in found if one not in read]


def _is_witness(row: Any) -> bool:
    return row.state == lineage.KEPT and row.copy_of is None and row.superseded_by is None


def _read_among(connection: Connection, wanted: Wanted, ids: Collection[str]) -> set[str]:
    """Those of few documents on which a report is stored."""
    is_wanted = is_by(wanted.reader, wanted.gazetteer)
    return set(
        connection.scalars(
            select(REPORTS.c.document).where(REPORTS.c.document.in_(sorted(ids)), is_wanted)
        )
        if ids
        else ()
    )


def claimers(connection: Connection, wanted: Wanted, me: str) -> set[str]:
    """The other claimers that have rows in the queue."""
    return set(
        connection.scalars(
            select(CLAIMS.c.claimer)
            .where(CLAIMS.c.queue == wanted.key, CLAIMS.c.claimer != me)
            .distinct()
        )
    )


def claimers_of_unread(connection: Connection, wanted: Wanted, me: str) -> set[str]:
    """The other claimers that have documents in hand of which no report is stored."""
    found: set[str] = set()
    for claimer in sorted(claimers(connection, wanted, me)):
        theirs = _items(connection, wanted, [claimer])
        if any(_unread_among(connection, wanted, page) for page in pages(theirs)):
            found.add(claimer)
    return found


def take_over(
    connection: Connection, wanted: Wanted, me: str, gone: Collection[str], at_most: int
) -> list[str]:
    """Make rows of those who are gone one's own; those of what is read meanwhile are deleted."""
    found: list[str] = []
    for page in pages(_items(connection, wanted, gone)) if gone else ():
        unread = _unread_among(connection, wanted, page)
        connection.execute(delete(CLAIMS).where(_is_on(wanted, set(page).difference(unread))))
        found += unread[: at_most - len(found)]
        if len(found) == at_most:
            break
    if found:
        mine = {"claimer": me, "claimed_at": _now()}
        connection.execute(update(CLAIMS).where(_is_on(wanted, found)).values(mine))
    return found


def _items(connection: Connection, wanted: Wanted, of: Collection[str]) -> list[str]:
    """What these claimers have in hand: no more than they could hold in memory."""
    is_theirs = and_(CLAIMS.c.queue == wanted.key, CLAIMS.c.claimer.in_(sorted(of)))
    return list(connection.scalars(select(CLAIMS.c.item).where(is_theirs).order_by(CLAIMS.c.item)))


def _is_on(wanted: Wanted, items: Collection[str]) -> ColumnElement[bool]:
    return and_(CLAIMS.c.queue == wanted.key, CLAIMS.c.item.in_(sorted(items)))


def claim(
    connection: Connection, wanted: Wanted, me: str, candidates: Sequence[str], at_most: int
) -> list[str]:
    """Claim the first ``at_most`` of the candidates that are unread and in nobody's hands.

    Claims are looked at before reports: one that was let go in between has its report by then.
    """
    if not candidates or at_most < 1:
        return []
    claimed = set(connection.scalars(select(CLAIMS.c.item).where(_is_on(wanted, candidates))))
    unread = set(_unread_among(connection, wanted, set(candidates) - claimed))
    chosen = [one for one in candidates if one in unread][:at_most]
    if chosen:
        row = {"queue": wanted.key, "claimer": me, "claimed_at": _now()}
        connection.execute(insert(CLAIMS), [{**row, "item": one} for one in chosen])
    return chosen


def keep(
    connection: Connection, wanted: Wanted, before: str, me: str, items: Collection[str]
) -> None:
    """Go on with one's own rows under another name, those that nobody took over."""
    for page in pages(items):
        mine = and_(_is_on(wanted, page), CLAIMS.c.claimer == before)
        connection.execute(update(CLAIMS).where(mine).values(claimer=me))


def drop(connection: Connection, wanted: Wanted, me: str, items: Collection[str]) -> None:
    """Delete one's own rows on these documents."""
    for page in pages(items):
        connection.execute(delete(CLAIMS).where(_is_on(wanted, page), CLAIMS.c.claimer == me))


def give_back(connection: Connection, wanted: Wanted, me: str) -> None:
    """Leave the rows that are still one's own to the others."""
    connection.execute(
        update(CLAIMS)
        .where(CLAIMS.c.queue == wanted.key, CLAIMS.c.claimer == me)
        .values(claimer=FREE)
    )


def count_left(connection: Connection, wanted: Wanted, passed: Position) -> int:
    """How many unread documents lie behind ``passed`` or in somebody's hands."""
    still_to_come = or_(_is_after(passed), wanted.is_claimed())
    counted = select(func.count()).select_from(DOCUMENTS).where(wanted.is_unread(), still_to_come)
    return connection.scalar(counted) or 0


def _now() -> str:
    return datetime.now(UTC).isoformat()
