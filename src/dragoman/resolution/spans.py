"""Days as spans: how wide a time is, and whether two can be one."""

from datetime import date, timedelta

from attrs import frozen

from dragoman.calendar import interval
from dragoman.model import When

NARROW_DAYS = 7
"""Up to a week wide, a time names an occasion; wider, it only says in which part of a year."""


@frozen(order=True)
class Span:
    """From the first to the last day, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """The width in days; one day is 1 wide."""
        return (self.end - self.start).days + 1

    @property
    def is_narrow(self) -> bool:
        """Whether it names an occasion."""
        return self.days <= NARROW_DAYS

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def months(self) -> list[tuple[int, int]]:
        """Every (year, month) that the span touches."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        return [divmod(number, 12) for number in range(first, last + 1)]


def span_of(when: When | None) -> Span | None:
    """The days of an anchored time that says *when*; None for an open, unknown or wider one."""
    if when is None or when.edtf is None or when.relation not in ("on", "during"):
        return None
    start, end = interval(when.edtf)
    return Span(start, end) if start is not None and end is not None else None


def window(published: str | None, before: int, after: int) -> Span | None:
    """The days around the day of publication (EDTF) in which a text without a day may mean."""
    if published is None:
        return None
    start, end = interval(published)
    if start is None or end is None or (end - start).days >= NARROW_DAYS:
        return None
    return Span(start - timedelta(days=before), end + timedelta(days=after))
