"""EDTF level 1 (ISO 8601-2:2019): reading, comparing and telling.

Read are a day, a month, a year, a season (21–24), a decade or century (``199X``, ``19XX``), an
instant with or without zone (only its day counts, in its own zone), each with ``?``, ``~`` or
``%``, and intervals ``a/b`` whose end may be open (``..``) or unknown (empty).
"""

import calendar as months
import re
from datetime import date

from dragoman.calendar.vocabulary import MONTH_NAMES, SEASON_NAMES
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
        BadRequest: not EDTF of the forms above.
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


def is_edtf(text: str) -> bool:
    """Whether :func:`interval` can read the text."""
    try:
        interval(text)
    except BadRequest:
        return False
    return True


def overlaps(a: str, b: str) -> bool:
    """Whether two EDTF times share a day; an open end reaches without limit.

    Raises:
        BadRequest: one of them is not EDTF.
    """
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    before = a_high is not None and b_low is not None and a_high < b_low
    after = b_high is not None and a_low is not None and b_high < a_low
    return not before and not after


def written(low: date, high: date) -> str:
    """The shortest EDTF for the days from ``low`` to ``high``, both included."""
    if low == high:
        return low.isoformat()
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31) and low.year == high.year:
        return f"{low.year:04d}"
    if (low.year, low.month, low.day) == (high.year, high.month, 1) and high == month_end(high):
        return f"{low.year:04d}-{low.month:02d}"
    return f"{low.isoformat()}/{high.isoformat()}"


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


def describe(edtf: str) -> str:
    """An EDTF time in British English.

    >>> describe("2025-03-12/2025-03-18")
    'between 12 and 18 March 2025'
    >>> describe("../2025-03-18")
    'until 18 March 2025'

    Raises:
        BadRequest: not EDTF.
    """
    low, high = interval(edtf)
    first, slash, last = edtf.partition("/")
    if not slash:
        return _qualified(first)
    if low is None:
        return f"until {_qualified(last)}"
    if high is None:
        return f"from {_qualified(first)} on"
    return _between(_qualified(first), _qualified(last))


def _between(first: str, last: str) -> str:
    """Join two times and say what they share only once ("between 12 and 18 March 2025")."""
    head, tail = first.split(), last.split()
    shared = 0
    while shared < min(len(head), len(tail)) - 1 and head[-1 - shared] == tail[-1 - shared]:
        shared += 1
    return f"between {' '.join(head[: len(head) - shared])} and {last}"


def _qualified(text: str) -> str:
    plain = _plain(text.rstrip("?~%"))
    if text.endswith(("~", "%")):
        plain = f"about {plain}"
    return f"{plain} (uncertain)" if text.endswith(("?", "%")) else plain


def _plain(text: str) -> str:
    if "X" in text:
        return f"the {text[:2]}00s" if text.endswith("XX") else f"the {text[:3]}0s"
    year, _, rest = text.partition("-")
    if not rest:
        return str(int(year))
    month = int(rest[:2])
    name = SEASON_NAMES.get(month) or MONTH_NAMES[month - 1]
    day = f"{int(rest[3:5])} " if len(rest) > 2 else ""
    return f"{day}{name} {int(year)}"
