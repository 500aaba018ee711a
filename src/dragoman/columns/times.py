"""Times as cells: an EDTF text as its first and last day, an instant in UTC."""

from datetime import UTC, date, datetime
from functools import lru_cache

from dragoman.errors import BadRequest
from dragoman.model.edtf import Span, interval


@lru_cache(maxsize=4096)
def days_of(edtf: str | None) -> Span:
    """The first and last day, both included; None for an end that is open or not known.

    A text that is no EDTF has no days: a table shows what is there and refuses nothing.
    """
    if not edtf:
        return None, None
    try:
        return interval(edtf)
    except BadRequest:
        return None, None


def first_day(edtf: str | None) -> date | None:
    """The first day of an EDTF time."""
    return days_of(edtf)[0]


def last_day(edtf: str | None) -> date | None:
    """The last day of an EDTF time."""
    return days_of(edtf)[1]


def instant_of(text: str | None) -> datetime | None:
    """An instant (ISO 8601) in UTC; one without a zone is taken as UTC. None for a mere day."""
    if not text or "T" not in text:
        return None
    try:
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
