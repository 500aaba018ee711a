"""Which line comes first: sides before outsiders, heads first, better attested, newest."""

from collections.abc import Iterable
from datetime import date

from dragoman.briefing.days import span
from dragoman.briefing.lookup import Lookup
from dragoman.model import (
    Certainty,
    Commitment,
    Contact,
    ContactStatus,
    Discrepancy,
    Entry,
    Position,
)

Rank = tuple[int, int, int, int, int, str]

_OPEN = (ContactStatus.SUGGESTED, ContactStatus.PLANNED)


def rank(entry: Entry, lookup: Lookup) -> Rank:
    """The sorting key of an entry within its list, the best first.

    Between sides, then what was held before what was only meant to be, then by how many of
    those who took part are principals, by the documents that carry it, by its newest day.
    """
    sides = len((lookup.sides or set(lookup.leading)) & set(_parties(entry, lookup)))
    carriers = lookup.independent(entry)
    newest = latest_day(carriers, lookup)
    return (
        -min(sides, 2),
        int(isinstance(entry, Contact) and entry.status in _OPEN),
        -_heads(entry, lookup),
        -len(carriers),
        -(newest.toordinal() if newest else 0),
        entry.id,
    )


def _heads(entry: Entry, lookup: Lookup) -> int:
    """How many heads of state or government took part, two at most."""
    if not isinstance(entry, Contact):
        return 0
    present = [p for p in entry.participants if p.certainty is not Certainty.DENIED]
    return min(sum(1 for p in present if p.id in lookup.heads), 2)


def _parties(entry: Entry, lookup: Lookup) -> Iterable[str]:
    """Ids of the parties that an entry is about."""
    if isinstance(entry, Contact):
        return [p.party or p.id or "" for p in entry.participants]
    if isinstance(entry, Position):
        return [entry.party]
    if isinstance(entry, Commitment):
        return entry.parties
    if isinstance(entry, Discrepancy):
        said = lookup.said(id for account in entry.accounts for id in account.statements)
        return [statement.party or "" for statement in said]
    return []


def document_day(id: str, lookup: Lookup) -> date | None:
    """The last day on which a document can have been published."""
    document = lookup.documents.get(id)
    return span(document.published_at)[1] if document else None


def latest_day(ids: Iterable[str], lookup: Lookup) -> date | None:
    """The newest day of these documents, None when none has one."""
    return max((day for id in ids if (day := document_day(id, lookup))), default=None)
