"""Which line comes first: sides before outsiders, better attested first, newest first."""

from collections.abc import Iterable
from datetime import date

from dragoman.briefing.days import span
from dragoman.briefing.lookup import Lookup
from dragoman.model import Commitment, Contact, Discrepancy, Entry, Position

Rank = tuple[int, int, int, str]


def rank(entry: Entry, lookup: Lookup) -> Rank:
    """The sorting key of an entry within its list, the best first."""
    sides = len(lookup.sides & set(_parties(entry, lookup)))
    carriers = lookup.independent(entry)
    newest = latest_day(carriers, lookup)
    ordinal = newest.toordinal() if newest else 0
    return -min(sides, 2), -len(carriers), -ordinal, entry.id


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
