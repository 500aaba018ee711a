"""Symbolic forms: what a time expression means before the document's day is known.

::

    date:2025-03-18            an EDTF time that stands by itself (also month, year, interval)
    weekday:tue                a Tuesday; the nearest one up to the day
    weekday:tue:last           also :next, :this (week), :past, :future
    day:03-18                  a day without a year, the nearest; :past, :future
    month:04                   a month without a year; :past, :future, :last, :next, :this
    season:21                  a season without a year (EDTF codes 21-24)
    rel:week:+1                the unit so many units away; day, weekend, week, month, quarter,
                               year, decade, century
    ago:week:-3                a day about three weeks back (month and year: that month, year)
    span:day:-3                the three days up to the day; +3 from the day on; x: how many is open
    quarter:3                  a quarter without a year
    dur:P30D                   a length of time, which lies nowhere
    set:P1W                    every week
    ref:past                   recently; ref:now, ref:future
    weekend                    the nearest weekend up to the day; :past, :future
    clock:14:30                a time of day
    then:day:+1                reckoned from another time of the text, not from the document's day;
                               that time's form follows when it is known: then:day:+1<weekday:tue
    range:A|B                  from form A to form B

``month``, ``season`` and ``rel`` take a part: ``:early``, ``:mid``, ``:late``, ``:start`` or
``:end``.
A part of the day follows as ``@MO``, ``@MI``, ``@AF``, ``@EV``, ``@NI`` (TimeML) or ``@14:30``.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import attrs

from dragoman.calendar.edtf import Span, interval, is_edtf, month_end, written
from dragoman.calendar.vocabulary import WEEKDAY_CODES
from dragoman.model import When

_PARTS = ("early", "mid", "late", "start", "end")
_DIRECTIONS = ("past", "future", "last", "next", "this")
_ENDS_AT = ("by", "until", "before")
_RECURRING = ("weekday", "day", "month", "season", "weekend", "quarter")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
_VAGUE = ("early", "mid", "late")

_WHOLE = re.compile(r"[+-]\d+")

_SURE = timedelta(120)
"""A day without a year that lies this near is meant, whatever the tense: news names the year
of a farther one (on TimeBank and AQUAINT tense alone put such days a year off)."""

Days = tuple[date, date]


def anchor(when: When, day: str | None) -> When:
    """Resolve ``when.form`` against the document's day (EDTF, or None while it is unknown).

    Text, relation and vagueness stay. A relative time stays without ``edtf`` when there is no
    day; when the day is only known to the month, the result spans every reading and is vague.
    A deadline ("by the end of April") is the last day of its period.

    Raises:
        BadRequest: ``day`` is not EDTF.
    """
    kind = when.form.partition(":")[0]
    if kind in ("", "dur", "set", "clock") or (kind == "then" and "<" not in when.form):
        return when
    if kind == "date":
        return _dated(when, when.form.removeprefix("date:").partition("@")[0])
    low, high = interval(day) if day else (None, None)
    if low is None or high is None:
        return when
    return _relative(when, low, high)


def _dated(when: When, edtf: str) -> When:
    return attrs.evolve(when, edtf=edtf) if is_edtf(edtf) else when


def _relative(when: When, low: date, high: date) -> When:
    try:
        form = _directed(when)
        first, last = resolve(form, low), resolve(form, high)
    except (ValueError, OverflowError):
        return when
    if first is None or last is None:
        return when
    vague = when.vague or first != last
    start = None if first[0] is None or last[0] is None else min(first[0], last[0])
    end = None if first[1] is None or last[1] is None else max(first[1], last[1])
    edtf = _edtf(start, end, when)
    return attrs.evolve(when, edtf=edtf, vague=vague, relative_to="document")


def _directed(when: When) -> str:
    """The form with its direction: a deadline lies ahead unless the form says otherwise."""
    fields = when.form.partition("@")[0].split(":")
    if when.relation in ("by", "until") and not _pick(fields, _DIRECTIONS):
        return f"{':'.join(fields)}:future" if fields[0] in _RECURRING else when.form
    return when.form


def _edtf(start: date | None, end: date | None, when: When) -> str | None:
    if start is None or end is None:
        low, high = (day.isoformat() if day else ".." for day in (start, end))
        return f"{low}/{high}" if start or end else None
    if when.relation in _ENDS_AT and ":end" in when.form:
        return end.isoformat()
    edtf = written(start, end)
    return f"{edtf}~" if _is_rounded(when.form) else edtf


def _is_rounded(form: str) -> bool:
    """Whether the form counts in units longer than the day, so that its day is about right."""
    return form.startswith("ago:") and ":day:" not in form


def resolve(form: str, day: date) -> Span | None:
    """The first and last day that a form means on ``day``; None where it means none.

    Raises:
        ValueError: the form is not well made, or the day lies outside the calendar's years.
        OverflowError: the same, for far days.
    """
    if form.startswith("then:"):
        return _then(form, day)
    kind, _, rest = form.partition("@")[0].partition(":")
    fields = rest.split("|") if kind == "range" else rest.split(":")
    reader = _READERS.get(kind)
    try:
        return reader(fields, day) if reader else None
    except IndexError as error:
        raise ValueError(f"the form {form!r} lacks a field") from error


def _then(form: str, day: date) -> Span | None:
    """A time reckoned from another one, whose form stands after ``<``."""
    shift, _, base = form.partition("<")
    _, unit, count = shift.partition("@")[0].split(":")
    found = resolve(base, day) if base else None
    if found is None or found[0] is None or found[1] is None or not _WHOLE.fullmatch(count):
        return None
    low, high = (_shift(end, unit, int(count)) for end in _closed(found))
    return (low, high) if unit in _DAYS else (_unit(unit, low)[0], _unit(unit, high)[1])


def _date(fields: list[str], _day: date) -> Span:
    return interval(fields[0])


def _weekday(fields: list[str], day: date) -> Days:
    number = WEEKDAY_CODES.index(fields[0])
    back = timedelta((day.weekday() - number) % 7)
    direction = _pick(fields, _DIRECTIONS)
    if direction == "this":
        found = day + timedelta(number - day.weekday())
    elif direction == "future":
        found = day + timedelta((number - day.weekday()) % 7)
    elif direction == "next":
        found = day + timedelta((number - day.weekday()) % 7 or 7)
    elif direction == "last":
        found = day - (back or timedelta(7))
    else:
        found = day - back
    return found, found


def _day(fields: list[str], day: date) -> Days:
    month, number = (int(part) for part in fields[0].split("-"))
    years = [y for y in range(day.year - 4, day.year + 5) if _exists(y, month, number)]
    runs = [(date(y, month, number),) * 2 for y in years]
    nearest = _nearest(runs, [], day)
    return nearest if _distance(nearest, day) <= _SURE else _nearest(runs, fields, day)


def _exists(year: int, month: int, day: int) -> bool:
    return day <= month_end(date(year, month, 1)).day


def _month(fields: list[str], day: date) -> Days:
    years = range(day.year - 2, day.year + 3)
    runs = [(date(y, int(fields[0]), 1), month_end(date(y, int(fields[0]), 1))) for y in years]
    return _part(_nearest(runs, fields, day), fields)


def _weekend(fields: list[str], day: date) -> Days:
    saturday = day + timedelta(5 - day.weekday())
    future = "future" in fields
    if saturday > day and not future:
        saturday -= timedelta(7)
    return saturday, saturday + timedelta(1)


def _season(fields: list[str], day: date) -> Days:
    runs = [_closed(interval(f"{y:04d}-{fields[0]}")) for y in range(day.year - 2, day.year + 3)]
    return _part(_nearest(runs, fields, day), fields)


def _quarter(fields: list[str], day: date) -> Days:
    first = 3 * int(fields[0]) - 2
    years = range(day.year - 2, day.year + 3)
    runs = [(date(y, first, 1), month_end(date(y, first + 2, 1))) for y in years]
    return _part(_nearest(runs, fields, day), fields)


def _closed(span: Span) -> Days:
    low, high = span
    if low is None or high is None:
        raise ValueError(f"the period from {low} to {high} is open; a part needs both ends")
    return low, high


def _nearest(runs: list[Days], fields: list[str], day: date) -> Days:
    """Pick, among the same period of several years, the one that the direction asks for."""
    direction = _pick(fields, _DIRECTIONS)
    if direction == "past":
        runs = [run for run in runs if run[0] <= day]
    elif direction == "future":
        runs = [run for run in runs if run[1] >= day]
    elif direction == "last":
        runs = [run for run in runs if run[1] < day]
    elif direction == "next":
        runs = [run for run in runs if run[0] > day]
    elif direction == "this":
        runs = [run for run in runs if run[0].year == day.year]
    return min(runs, key=lambda run: (_distance(run, day), run[0] > day))


def _distance(run: Days, day: date) -> timedelta:
    return max(run[0] - day, day - run[1], timedelta(0))


def _rel(fields: list[str], day: date) -> Days:
    unit, count = fields[0], int(fields[1])
    return _part(_unit(unit, _shift(day, unit, count)), fields)


def _unit(unit: str, day: date) -> Days:
    """The calendar unit in which a day lies; weeks begin on Monday (ISO 8601)."""
    monday = day - timedelta(day.weekday())
    if unit in ("week", "fortnight"):
        return monday, monday + timedelta(6)
    if unit == "weekend":
        return monday + timedelta(5), monday + timedelta(6)
    if unit not in _MONTHS:
        return day, day
    first = _first(unit, day)
    return first, _shift(first, unit, 1) - timedelta(1)


def _first(unit: str, day: date) -> date:
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    length = _MONTHS[unit] // 12
    return date(day.year // length * length, 1, 1)


def _shift(day: date, unit: str, count: int) -> date:
    """``day`` moved by so many units; the day of the month is cut where the month is shorter."""
    if unit not in _MONTHS and unit not in _DAYS:
        raise ValueError(f"no unit {unit!r} in whole days; a form counts in {', '.join(_DAYS)}")
    if unit in _DAYS:
        return day + timedelta(_DAYS[unit] * count)
    index = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
    moved = date(index // 12, index % 12 + 1, 1)
    return moved.replace(day=min(day.day, month_end(moved).day))


def _ago(fields: list[str], day: date) -> Days:
    unit, count = fields[0], int(fields[1])
    moved = _shift(day, unit, count)
    return (moved, moved) if unit in _DAYS else _unit(unit, moved)


def _span(fields: list[str], day: date) -> Span:
    unit, count = fields[0], fields[1]
    if count.endswith("x"):
        return (day, None) if count.startswith("+") else (None, day)
    moved = _shift(day, unit, int(count))
    return (moved, day) if int(count) < 0 else (day, moved)


def _ref(fields: list[str], day: date) -> Span:
    return {"past": (None, day), "future": (day, None)}.get(fields[0], (day, day))


def _range(fields: list[str], day: date) -> Span:
    """From one form to another; the second is the first one after the start."""
    first, second = (resolve(form, day) for form in fields)
    if first is None or second is None or first[0] is None or second[1] is None:
        return None, None
    if second[1] < first[0]:
        second = resolve(f"{fields[1].removesuffix(':past')}:future", first[0])
    return (first[0], second[1]) if second else (None, None)


def _part(run: Days, fields: list[str]) -> Days:
    """The third of a period that a part names; ``start`` and ``end`` are the outer ones."""
    part = _pick(fields, _PARTS)
    third = timedelta(((run[1] - run[0]).days + 1) // 3)
    if part in ("early", "start"):
        return run[0], run[0] + max(third - timedelta(1), timedelta(0))
    if part in ("late", "end"):
        return run[1] - max(third - timedelta(1), timedelta(0)), run[1]
    return (run[0] + third, run[1] - third) if part == "mid" else run


def _pick(fields: list[str], words: tuple[str, ...]) -> str | None:
    return next((part for part in fields if part in words), None)


_READERS: dict[str, Callable[[list[str], date], Span]] = {
    "date": _date,
    "weekday": _weekday,
    "day": _day,
    "month": _month,
    "weekend": _weekend,
    "season": _season,
    "quarter": _quarter,
    "rel": _rel,
    "ago": _ago,
    "span": _span,
    "ref": _ref,
    "range": _range,
}


def part_of(edtf: str, part: str) -> str:
    """The part (``early``, ``mid``, ``late``, ``start``, ``end``) of a closed EDTF period.

    Raises:
        BadRequest: not EDTF.
    """
    return written(*_part(_closed(interval(edtf)), [part]))
