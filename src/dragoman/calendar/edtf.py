"""EDTF level 1 (ISO 8601-2:2019): reading, comparing and telling.

Read are a day, a month, a year, a season (21–24), a decade or century (``199X``, ``19XX``), an
instant with or without zone (only its day counts, in its own zone), each with ``?``, ``~`` or
``%``, and intervals ``a/b`` whose end may be open (``..``) or unknown (empty).
"""

from datetime import date

from dragoman.calendar.vocabulary import MONTH_NAMES, SEASON_NAMES
from dragoman.errors import BadRequest
from dragoman.model.edtf import interval, month_end


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
