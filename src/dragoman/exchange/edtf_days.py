"""Days for other programs as EDTF (ISO 8601-2:2019), never more exact than the text.

A text's own time has more to it than its day: "by 15 June" is open to one side, "about" is blurred.
Here it becomes one EDTF string, of level 1 at most, and the calendar parts that programs without
EDTF place it by.
"""

import re
from typing import NamedTuple

from dragoman.calendar import interval, is_edtf
from dragoman.model import When

UNTIL = frozenset({"by", "before", "until"})
SINCE = frozenset({"since", "after"})
_TIME = re.compile(r"T[^/?~%]*")
_QUALIFIERS = "?~%"
SEASONS = {"21": 1, "22": 2, "23": 3, "24": 4}
"""Months of EDTF that are seasons, and their numbers from spring."""


class Parts(NamedTuple):
    """A calendar day as far as it is given: ``month`` and ``day`` are None where it is not."""

    year: int
    month: int | None = None
    day: int | None = None


def edtf_of(when: When | None) -> str | None:
    """A time as one EDTF string without a time of day; None where no day is known.

    >>> edtf_of(When(text="by 15 June", edtf="2025-06-15", relation="by"))
    '../2025-06-15'
    """
    if when is None or not when.edtf or not is_edtf(when.edtf):
        return None
    day = without_time(when.edtf)
    if when.vague:
        day = "/".join(_blurred(point) for point in day.split("/"))
    if "/" in day:
        return day
    if when.relation in UNTIL:
        return f"../{day}"
    return f"{day}/.." if when.relation in SINCE else day


def without_time(edtf: str) -> str:
    """The same with its day alone: ``2025-03-18T09:00Z`` is ``2025-03-18``."""
    return _TIME.sub("", edtf)


def bounds(edtf: str) -> tuple[Parts | None, Parts | None]:
    """The calendar parts of both ends; the last is None for a single day, month, year or season,
    and either is None where it is open. A season or decade is given by its first and last part.

    Raises:
        BadRequest: no EDTF.
    """
    interval(edtf)
    first, slash, last = without_time(edtf).partition("/")
    if not slash:
        return _ends(first)
    low, high = _ends(first), _ends(last)
    return low[0], high[1] or high[0]


def _ends(point: str) -> tuple[Parts | None, Parts | None]:
    bare = point.rstrip(_QUALIFIERS)
    if bare in ("", ".."):
        return None, None
    if "X" in bare or bare[5:7] in SEASONS:
        low, high = interval(bare)
        if low is None or high is None:
            return None, None
        if "X" in bare:
            return Parts(low.year), Parts(high.year)
        return Parts(low.year, low.month), Parts(high.year, high.month)
    return Parts(*(int(part) for part in bare.split("-"))), None


def _blurred(point: str) -> str:
    """A point in time, marked as approximate where it carries no mark of its own."""
    return point if not point.strip(".") or point.endswith(tuple(_QUALIFIERS)) else f"{point}~"
