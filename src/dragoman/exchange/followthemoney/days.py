"""EDTF times as FollowTheMoney's dates: a year, a month or a day, never more than the text says."""

import re
from datetime import UTC, datetime

from attrs import frozen

from dragoman.model import When

_POINT = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([?~%]?)")
_SEASONS = range(21, 25)
_OPEN = ("..", "")
_UPPER = frozenset({"by", "before", "until"})
_LOWER = frozenset({"since", "after"})


@frozen(kw_only=True)
class Days:
    """A time as the three properties that an ``Interval`` has; each may be None."""

    on: str | None = None
    start: str | None = None
    end: str | None = None

    @property
    def values(self) -> dict[str, str | None]:
        """By the names of the properties."""
        return {"date": self.on, "startDate": self.start, "endDate": self.end}


def days_of(when: When | None) -> Days:
    """The days of a time. "By 15 June" has only an end, "since March" only a beginning.

    What is approximate or uncertain keeps its year, what has blurred ends its months.
    """
    if when is None or when.edtf is None:
        return Days()
    first, slash, last = when.edtf.partition("/")
    start, end = _point(first), _point(last) if slash else _point(first)
    if when.vague:
        start, end = _month(start), _month(end)
    if when.relation in _UPPER:
        return Days(end=end or start)
    if when.relation in _LOWER:
        return Days(start=start or end)
    if slash:
        return Days(start=start, end=end)
    return _decade(first) or Days(on=start)


def partial(edtf: str | None) -> str | None:
    """One EDTF time as a year, month, day or instant in UTC; None for a stretch, or what is none.

    >>> partial("2025-03-XX"), partial("2025-03-18~"), partial("2025-21")
    ('2025-03', '2025', '2025')
    """
    return None if edtf is None or "/" in edtf else _point(edtf)


def _point(text: str) -> str | None:
    if text in _OPEN:
        return None
    if "T" in text:
        return _instant(text)
    found = _POINT.fullmatch(text)
    if found is None or "X" in found[1] or found[1].startswith("-"):
        return None
    year, month, day, blur = found.groups()
    if blur:
        return year if month else None
    if month is None or month == "XX" or int(month) in _SEASONS:
        return str(year)
    return f"{year}-{month}" if day in (None, "XX") else f"{year}-{month}-{day}"


def _instant(text: str) -> str | None:
    """An instant in UTC to the second; without a zone only its day is known."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    if instant.tzinfo is None:
        return text[:10]
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _month(text: str | None) -> str | None:
    return None if text is None else text[:7]


def _decade(text: str) -> Days | None:
    """``202X`` as the years from 2020 to 2029; None for anything else."""
    found = _POINT.fullmatch(text)
    if found is None or "X" not in found[1] or found[4]:
        return None
    return Days(start=found[1].replace("X", "0"), end=found[1].replace("X", "9"))
