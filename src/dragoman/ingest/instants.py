"""Instants and days: from the ways people write them to EDTF.

EDTF (ISO 8601-2, level 0) is what a document's times are stored in: ``2025-03-19T08:00:00+01:00``
with the zone as given, ``2025-03-19T08:00:00`` where none is given, ``2025-03-19``, ``2025-03``.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from attrs import frozen

from dragoman.ingest.tables import load


class Found(NamedTuple):
    """A full day in a line: EDTF, and the stretch it takes with weekday, time and zone."""

    edtf: str
    start: int
    end: int


@frozen(kw_only=True)
class CalendarWords:
    """The words of date lines (``calendar_words.toml``), all lower case save the zones."""

    months: dict[str, list[str]]
    weekdays: dict[str, list[str]]
    zones: dict[str, str]
    labels: dict[str, list[str]]


@cache
def calendar_words() -> CalendarWords:
    """The words of date lines."""
    return load("calendar_words.toml", CalendarWords)


def edtf(value: str) -> str | None:
    """The time that a metadata field gives, None when it cannot be told.

    ``03/04/2025`` is two different days in two countries, so it is none.

    >>> edtf("Wed, 19 Mar 2025 08:00:00 +0100")
    '2025-03-19T08:00:00+01:00'
    >>> edtf("03/04/2025") is None
    True
    """
    value = " ".join(value[:100].split())
    coarse = re.fullmatch(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?", value)
    if coarse:
        return value
    if re.fullmatch(r"1\d{9}(?:\d{3})?", value):
        return _epoch(int(value))
    first = next(days(value), None)
    return first.edtf if first else _month(value)


def days(line: str) -> Iterator[Found]:
    """The full days (year, month and day) in a line, from left to right."""
    position = 0
    while match := _day_pattern().search(line, position):
        position = match.end()
        day = _day(match)
        if day is not None:
            found = _with_time(line, day, match)
            position = max(position, found.end)
            yield found


def _epoch(number: int) -> str:
    """Seconds or milliseconds since 1970 (as some feeds give), in UTC."""
    seconds = number / 1000 if number > 10**11 else number
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _month(value: str) -> str | None:
    """The month that a value like "March 2025" gives."""
    match = _month_pattern().fullmatch(value)
    return f"{match[2]}-{_months()[match[1].lower()]:02}" if match else None


@cache
def _month_pattern() -> re.Pattern[str]:
    """A month with its year and nothing else."""
    return re.compile(rf"({_any_of(_months())})\.?,?\s+([12]\d{{3}})", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    """Month names to numbers."""
    rows = calendar_words().months.items()
    return {name: int(number) for number, names in rows for name in names}


def _any_of(names: dict[str, int] | list[str]) -> str:
    """The names as one pattern, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _day_pattern() -> re.Pattern[str]:
    """Every way of writing a full day that is read."""
    month = rf"(?:{_any_of(_months())})"
    weekday = rf"\b(?:{_any_of(calendar_words().weekdays['names'])})\b\.?,?\s+(?:den\s+|le\s+)?"
    forms = (
        r"(?<![\d-])(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?!\d|-\d)",
        r"(?<!\d)(?P<y2>[12]\d{3})(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?!\d)",
        r"(?<![\d/])(?P<y3>\d{4})/(?P<m3>\d{1,2})/(?P<d3>\d{1,2})(?![\d/])",
        r"(?<![\d.])(?P<d4>\d{1,2})\.\s?(?P<m4>\d{1,2})\.\s?(?P<y4>\d{4})(?!\d)",
        r"(?<![\d/])(?P<a5>\d{1,2})/(?P<b5>\d{1,2})/(?P<y5>\d{4})(?![\d/])",
        rf"(?<!\d)(?P<d6>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?(?P<m6>{month})\b"
        r"\.?,?\s+(?:de\s+)?(?P<y6>\d{4})\b",
        rf"\b(?P<m7>{month})\b\.?\s+(?P<d7>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y7>\d{{4}})\b",
        rf"(?<!\d)(?P<d8>\d{{1,2}})-(?P<m8>{month})-(?P<y8>\d{{4}})\b",
    )
    return re.compile(f"(?:{weekday})?(?:{'|'.join(forms)})", re.IGNORECASE)


def _day(match: re.Match[str]) -> str | None:
    """The day of a match, None when there is no such day or it may be either of two."""
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    year = int(parts["y"])
    if "a" in parts:
        return _slashed(year, int(parts["a"]), int(parts["b"]))
    month = parts["m"]
    number = int(month) if month.isdigit() else _months()[month.lower()]
    return _real(year, number, int(parts["d"]))


def _slashed(year: int, first: int, second: int) -> str | None:
    """``25/03/2025`` and ``03/25/2025`` leave no doubt; ``03/04/2025`` does."""
    if first == second or first > 12:
        return _real(year, second, first)
    return _real(year, first, second) if second > 12 else None


def _real(year: int, month: int, day: int) -> str | None:
    """The day as EDTF, None when the calendar has no such day."""
    try:
        moment = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return moment.strftime("%Y-%m-%d") if 1000 <= year < 3000 else None


_TIME = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?!\d)"
    r"(?:\s*(?P<half>[apAP])\.?[mM]\b\.?)?"
    r"(?:\s*\(?(?P<zone>[A-Z]{1,5}\b|[+-]\d{2}(?::?\d{2})?(?!\d))\)?)?"
)
_TIME_AFTER = re.compile(rf"(?:T|[\s,|·–—-]+(?:(?:at|um|à)\s+)?|\s*\(){_TIME}")
_TIME_BEFORE = re.compile(rf"(?<!\d){_TIME}[\s,|·–—-]+(?:on\s+)?$")
_TIME_PACKED = re.compile(
    r"T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>Z|[+-]\d{4})?(?!\d)"
)


def _with_time(line: str, day: str, match: re.Match[str]) -> Found:
    """A day with the time that stands right after or right before it, if one does."""
    after = _TIME_PACKED.match(line, match.end()) or _TIME_AFTER.match(line, match.end())
    if after and (clock := _clock(after)) is not None:
        return Found(day + clock, match.start(), after.end())
    before = _TIME_BEFORE.search(line, max(0, match.start() - 40), match.start())
    if before and (clock := _clock(before)) is not None:
        return Found(day + clock, before.start(), match.end())
    return Found(day, match.start(), match.end())


def _clock(match: re.Match[str]) -> str | None:
    """``T08:00:00+01:00``; "" (the bare day) after an unknown zone; None when it is no time."""
    parts = match.groupdict()
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = _zone(parts.get("zone") or "")
    return "" if zone is None else f"T{hour:02}:{minute:02}:{second:02}{zone}"


def _zone(written: str) -> str | None:
    """A zone as EDTF writes it, None when the letters name none that is known for sure."""
    if written[:1] in ("+", "-"):
        hours, minutes = written[1:3], written[3:].lstrip(":") or "00"
        if int(hours) > 14 or int(minutes) > 59:
            return None
        given = f"{written[0]}{hours}:{minutes}"
        return "Z" if given == "-00:00" else given
    return calendar_words().zones.get(written) if written else ""
