"""The axis of days: where a day stands, and which days are written under it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

TICKS_AT_MOST = 9
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@frozen(kw_only=True)
class Tick:
    """A day that is written under the axis, and where."""

    x: float
    label: str


@frozen(kw_only=True)
class DayAxis:
    """Days from ``first`` to ``last`` (both closed) over ``left`` to ``right``."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where the middle of a day stands; a day outside stands at the end."""
        days = (min(max(day, self.first), self.last) - self.first).days + 0.5
        return round(self.left + days * self.day_width, 1)

    @property
    def day_width(self) -> float:
        """The width of one day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def ticks(self) -> tuple[Tick, ...]:
        """The days that are written, nine at most, each where it begins."""
        days = next(found for found in self._candidates() if len(found) <= TICKS_AT_MOST)
        is_by_month = all(day.day == 1 for day in days) and len(days) > 1
        return tuple(
            Tick(x=round(self.x(day) - self.day_width / 2, 1), label=self._label(day, n, days))
            for n, day in enumerate(days)
            if not is_by_month or self.first <= day
        )

    def _candidates(self) -> Iterator[list[date]]:
        for step in _DAY_STEPS:
            if (self.last - self.first).days / step <= TICKS_AT_MOST + 1:
                yield list(_days(self.first, self.last, step))
        for step in _MONTH_STEPS:
            if self.last.year - self.first.year <= step * TICKS_AT_MOST:
                yield list(_months(self.first, self.last, step))
        yield [self.first]

    def _label(self, day: date, n: int, days: list[date]) -> str:
        is_new_year = n == 0 or day.year != days[n - 1].year
        if all(one.day == 1 for one in days) and (self.last - self.first).days > 45:
            if all(one.month == 1 for one in days):
                return str(day.year)
            month = _MONTHS[day.month - 1]
            return f"{month} {day.year}" if is_new_year else month
        told = f"{day.day} {_MONTHS[day.month - 1]}"
        return f"{told} {day.year}" if is_new_year else told


def _days(first: date, last: date, step: int) -> Iterator[date]:
    """Days at a distance, weeks from Mondays."""
    day = first + timedelta(days=-first.weekday() % 7) if step >= 7 else first
    while day <= last:
        yield day
        day += timedelta(days=step)


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """First days of months at a distance that divides the year, or of years that it divides."""
    month = first.year * 12 + first.month - (first.day == 1)
    month += -month % step
    while month // 12 <= min(last.year, date.max.year):
        day = date(month // 12, month % 12 + 1, 1)
        if day > last:
            return
        yield day
        month += step


def axis_over(first: date, last: date, left: float, right: float) -> DayAxis:
    """The axis over a stretch of days, with a little room where the stretch is short."""
    room = max((last - first).days // 40, 1 if (last - first).days > 3 else 3)
    return DayAxis(first=_moved(first, -room), last=_moved(last, room), left=left, right=right)


def exact_axis(first: date, last: date, left: float, right: float) -> DayAxis:
    """The axis over exactly this stretch."""
    return DayAxis(first=first, last=last, left=left, right=right)


def _moved(day: date, days: int) -> date:
    """The day so many days later, within what the calendar can hold."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
