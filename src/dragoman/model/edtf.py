"""The days of an EDTF time (ISO 8601-2:2019), for those who stand below the calendar."""

import calendar as months
import re
from datetime import date

from dragoman.errors import BadRequest

_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?"
)
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MASKED = re.compile(r"(\d{3})X|(\d{2})XX")
_OPEN = ("..", "")
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}

Span = tuple[date | None, date | None]


def interval(edtf: str) -> Span:
    """The first and last day of an EDTF time, both included; None for an open or unknown end.

    Seasons are those of the northern hemisphere, by whole months; winter begins in December of
    the year it is named after.

    >>> interval("2025-03")
    (datetime.date(2025, 3, 1), datetime.date(2025, 3, 31))

    Raises:
        BadRequest: not EDTF of level 1.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _point(first)
    if first in _OPEN and last in _OPEN:
        raise BadRequest(f"the interval {edtf!r} is open at both ends; give one of them")
    low = None if first in _OPEN else _point(first)[0]
    high = None if last in _OPEN else _point(last)[1]
    if low is not None and high is not None and high < low:
        raise BadRequest(f"the interval {edtf!r} ends before it begins; swap its ends")
    return low, high


def month_end(day: date) -> date:
    """The last day of the month in which ``day`` lies."""
    return day.replace(day=months.monthrange(day.year, day.month)[1])


def _point(text: str) -> tuple[date, date]:
    bare = text.rstrip("?~%")
    if len(text) - len(bare) > 1:
        raise BadRequest(f"{text!r} is not EDTF; write at most one of ?, ~ and %")
    if instant := _INSTANT.fullmatch(bare):
        bare = instant[1]
    if masked := _MASKED.fullmatch(bare):
        return _masked(masked)
    if point := _POINT.fullmatch(bare):
        try:
            return _days(*(int(part) if part else None for part in point.groups()))
        except ValueError as error:
            raise BadRequest(f"{text!r} is not EDTF ({error}); give an existing day") from error
    raise BadRequest(f"{text!r} is not EDTF; write for instance 2025-03-18 or 2025-03")


def _masked(found: re.Match[str]) -> tuple[date, date]:
    length = 10 if found[1] else 100
    year = int(found[1] or found[2]) * length
    if year == 0:
        raise BadRequest(f"{found[0]!r} begins in a year 0; give a later one")
    return date(year, 1, 1), date(year + length - 1, 12, 31)


def _days(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    year = year or 0
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if month in _SEASON_STARTS and day is None:
        start = date(year, _SEASON_STARTS[month], 1)
        end = date(year + 1, 2, 1) if month == 24 else date(year, start.month + 2, 1)
        return start, month_end(end)
    if day is None:
        return date(year, month, 1), month_end(date(year, month, 1))
    return date(year, month, day), date(year, month, day)
