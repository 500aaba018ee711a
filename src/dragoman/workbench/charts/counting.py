"""Counts per week, month or year, in the lanes of the time line: for a crowd of marks."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from attrs import frozen

from dragoman.briefing import capital, plain_day
from dragoman.workbench.charts.axis import DayAxis, Tick, exact_axis, month_end
from dragoman.workbench.charts.lanes import LEFT, RIGHT, TOP, WIDTH, Lane

HEIGHT = 52
WEEKS_AT_MOST, MONTHS_AT_MOST = 60, 60
_DONE = ("held", "way")


@frozen(kw_only=True)
class Bar:
    """How many things a lane has in one stretch; ``solid`` of ``height`` is what took place."""

    x: float
    y: float
    width: float
    height: float
    solid: float
    count: int


@frozen(kw_only=True)
class Bucket:
    """One stretch of days with what it holds; ``x`` and ``width`` are those of its column."""

    since: date
    until: date
    label: str
    x: float
    width: float
    bars: tuple[Bar, ...]


@frozen(kw_only=True)
class Counts:
    """The drawn counts. ``unit`` is week, month, quarter, year or decade."""

    width: float
    height: float
    left: float
    right: float
    first: date
    last: date
    unit: str
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    buckets: tuple[Bucket, ...]
    most: int
    alternative: str


class Dated(Protocol):
    """What can be counted: a mark of the time line, or the happening it would stand for."""

    @property
    def lane(self) -> str:
        """The lane it belongs to."""

    @property
    def look(self) -> str:
        """How it would be drawn."""

    @property
    def start(self) -> date | None:
        """The first day that it can lie on."""

    @property
    def end(self) -> date | None:
        """The last day that it can lie on."""


def count_marks(
    marks: Sequence[Dated], stretch: tuple[date, date], order: Sequence[str], alternative: str
) -> Counts:
    """Count the marks by the first day that they can lie on, in stretches of one length."""
    unit, stretches = _stretches(*stretch)
    axis = exact_axis(stretches[0][0], stretches[-1][1], LEFT, RIGHT)
    known = {lane: n for n, lane in enumerate(order)}
    names = sorted({m.lane for m in marks}, key=lambda name: (known.get(name, len(known)), name))
    tally = _tally(marks, stretches)
    most = max((sum(found.values()) for found in tally.values()), default=1)
    lanes = tuple(
        Lane(name=capital(name), y=TOP + (n + 1) * HEIGHT - 8, top=TOP + n * HEIGHT, height=HEIGHT)
        for n, name in enumerate(names)
    )
    columns = []
    for n, (since, until) in enumerate(stretches):
        held = {name: tally[n, name] for name in names if (n, name) in tally}
        bars = [(lane, held[name]) for lane, name in zip(lanes, names, strict=True) if name in held]
        told = [f"{name} {sum(found.values()):,}" for name, found in held.items()]
        label = f"{_named(since, unit)}: {', '.join(told) or 'nothing'}"
        columns.append(_bucket(since, until, label, axis, bars, most))
    return Counts(
        width=WIDTH,
        height=TOP + len(names) * HEIGHT + 32,
        left=LEFT,
        right=RIGHT,
        first=axis.first,
        last=axis.last,
        unit=unit,
        lanes=lanes,
        ticks=axis.ticks(),
        buckets=tuple(columns),
        most=most,
        alternative=alternative,
    )


def _bucket(
    since: date,
    until: date,
    label: str,
    axis: DayAxis,
    found: Sequence[tuple[Lane, Counter[bool]]],
    most: int,
) -> Bucket:
    x = round(axis.x(since) - axis.day_width / 2, 1)
    width = round(axis.x(until) + axis.day_width / 2 - x, 1)
    bars = tuple(_bar(count, lane, x, width, most) for lane, count in found)
    return Bucket(since=since, until=until, label=label, x=x, width=width, bars=bars)


def _bar(found: Counter[bool], lane: Lane, x: float, width: float, most: int) -> Bar:
    scale = (HEIGHT - 12) / most
    count = sum(found.values())
    height = max(round(count * scale, 1), 2)
    foot = lane.top + HEIGHT - 6
    return Bar(
        x=round(x + 1, 1),
        y=round(foot - height, 1),
        width=max(round(width - 2, 1), 1.5),
        height=height,
        solid=round(height * found[True] / count, 1),
        count=count,
    )


def _tally(
    marks: Sequence[Dated], stretches: Sequence[tuple[date, date]]
) -> dict[tuple[int, str], Counter[bool]]:
    begins = [since for since, _ in stretches]
    found: dict[tuple[int, str], Counter[bool]] = {}
    for mark in marks:
        day = mark.start or mark.end
        if day is None:
            continue
        n = max(bisect_right(begins, day) - 1, 0)
        found.setdefault((n, mark.lane), Counter())[mark.look in _DONE] += 1
    return found


def _stretches(first: date, last: date) -> tuple[str, list[tuple[date, date]]]:
    """Weeks from Mondays, months, quarters, years or decades, whichever are few enough."""
    weeks = ((last - first).days + first.weekday()) // 7 + 1
    if weeks <= WEEKS_AT_MOST:
        begin = first - timedelta(days=min(first.weekday(), first.toordinal() - 1))
        return "week", [
            (begin + timedelta(days=7 * n), begin + timedelta(days=7 * n + 6)) for n in range(weeks)
        ]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    for unit, size in (("month", 1), ("quarter", 3), ("year", 12), ("decade", 120)):
        if months // size <= MONTHS_AT_MOST:
            return unit, _months(first, last, size)
    return "century", _months(first, last, 1200)


def _months(first: date, last: date, size: int) -> list[tuple[date, date]]:
    month = first.year * 12 + first.month - 1
    month -= month % size
    found = []
    while month <= last.year * 12 + last.month - 1:
        year, end = divmod(month, 12)[0], month + size - 1
        begin = date(max(year, 1), month % 12 + 1, 1)
        end_year = min(end // 12, date.max.year)
        found.append((begin, month_end(date(end_year, end % 12 + 1, 1))))
        month += size
    return found


def _named(day: date, unit: str) -> str:
    month = plain_day(day).partition(" ")[2]
    if unit == "week":
        return f"week of {plain_day(day)}"
    if unit == "month":
        return month
    return f"quarter from {month}" if unit == "quarter" else f"{unit} from {day.year}"
