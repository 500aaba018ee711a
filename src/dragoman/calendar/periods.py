"""What a symbolic form (see :mod:`.forms`) means on a given day: its first and last day."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from math import ceil

from dragoman.calendar.edtf import written
from dragoman.calendar.holidays import day_of_holiday
from dragoman.calendar.vocabulary import WEEKDAY_CODES
from dragoman.model.edtf import Span, interval, month_end

Days = tuple[date, date]

PARTS = ("early", "mid", "late", "start", "end")
DIRECTIONS = ("past", "future", "last", "next", "this")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
_HOURS = {"hour": 24, "minute": 1440, "second": 86400}  # to the day
_WHOLE = re.compile(r"[+-]\d+")
_YEAR_OF = re.compile(r"y[+-]\d+")

_SURE = timedelta(120)
"""A day without a year that lies this near is meant, whatever the tense: news names the year
of a farther one (on TimeBank and AQUAINT tense alone put such days a year off)."""


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
    low, high = _closed(found)
    if unit in WEEKDAY_CODES:
        return _weekday_from(unit, int(count), low, high)
    if unit in _HOURS:
        return _around(unit, int(count), low, high)
    if int(count) == 0:
        return (low, high) if unit == "day" or low != high else _unit(unit, low)
    if unit in _DAYS:
        return _shift(low, unit, int(count)), _shift(high, unit, int(count))
    if low == high:
        return _unit(unit, _shift(low, unit, int(count)))
    whole = high == month_end(high)
    moved = _shift(high, unit, int(count))
    return _shift(low, unit, int(count)), month_end(moved) if whole else moved


def _weekday_from(code: str, count: int, low: date, high: date) -> Days:
    """The weekday before, after or within another time."""
    number = WEEKDAY_CODES.index(code)
    if count < 0:
        found = low - timedelta((low.weekday() - number) % 7 or 7)
    elif count == 0:
        found = low + timedelta((number - low.weekday()) % 7)
    else:
        found = high + timedelta((number - high.weekday()) % 7 or 7)
    return found, found


def _around(unit: str, count: int, low: date, high: date) -> Days:
    """So many hours on or back: the same day or, as nobody knows the hour, those beside it."""
    days = timedelta(ceil(abs(count) / _HOURS[unit]))
    return (low - days, high) if count < 0 else (low, high + days)


def _date(fields: list[str], _day: date) -> Span:
    part = picked(fields[1:], PARTS)
    found = interval(":".join(fields).removesuffix(f":{part}"))
    return _part(_closed(found), [part]) if part else found


def _holiday(fields: list[str], day: date) -> Days:
    runs = [(day_of_holiday(fields[0], y),) * 2 for y in range(day.year - 2, day.year + 3)]
    return _nearest(runs, fields, day)


def _weekday(fields: list[str], day: date) -> Days:
    number = WEEKDAY_CODES.index(fields[0])
    back = timedelta((day.weekday() - number) % 7)
    direction = picked(fields, DIRECTIONS)
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
    if any(_YEAR_OF.fullmatch(part) for part in fields):
        return _nearest(runs, fields, day)
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
    direction = picked(fields, DIRECTIONS)
    year = next((int(part[1:]) for part in fields if _YEAR_OF.fullmatch(part)), None)
    if year is not None:
        runs = [run for run in runs if run[0].year == day.year + year]
    elif direction == "past":
        runs = [run for run in runs if run[0] <= day]
    elif direction == "future":
        runs = [run for run in runs if run[1] >= day]
    elif direction == "last":
        runs = [run for run in runs if run[1] < day]
    elif direction == "next":
        runs = [run for run in runs if run[0] > day]
    elif direction == "this":
        runs = [run for run in runs if run[0].year == day.year]
    if not runs:
        raise ValueError(f"no such period near {day}; the form asks for {fields}")
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
    if unit in _HOURS:
        return _around(unit, count, day, day)
    moved = _shift(day, unit, count)
    return (moved, moved) if unit in _DAYS else _unit(unit, moved)


def _span(fields: list[str], day: date) -> Span:
    unit, count = fields[0], fields[1]
    if count.endswith("x"):
        return (day, None) if count.startswith("+") else (None, day)
    if unit in _HOURS:
        return _around(unit, int(count), day, day)
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
    part = picked(fields, PARTS)
    third = timedelta(((run[1] - run[0]).days + 1) // 3)
    if part in ("early", "start"):
        return run[0], run[0] + max(third - timedelta(1), timedelta(0))
    if part in ("late", "end"):
        return run[1] - max(third - timedelta(1), timedelta(0)), run[1]
    return (run[0] + third, run[1] - third) if part == "mid" else run


def picked(fields: list[str], words: tuple[str, ...]) -> str | None:
    """The first field of a form that is one of the words."""
    return next((part for part in fields if part in words), None)


_READERS: dict[str, Callable[[list[str], date], Span]] = {
    "date": _date,
    "holiday": _holiday,
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
