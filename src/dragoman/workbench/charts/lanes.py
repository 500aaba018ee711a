"""The time line: one lane for each channel and kind, uncertain days as bars with soft ends."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from attrs import frozen

from dragoman.briefing import capital
from dragoman.workbench.charts.axis import DayAxis, Tick, axis_over

WIDTH, LEFT, RIGHT = 960, 136, 944
ROW, TOP = 28, 16
DRAWN_AT_MOST = 200
"""Marks that are drawn one by one; above that they are counted."""

_REACH = 40
"""How far a bar with an open end reaches."""
_NUMBER = 8
"""Room for one figure of a mark's number."""


@frozen(kw_only=True)
class LaneMark:
    """One thing to be drawn; both ends closed, one of them may be unknown (None)."""

    number: int
    entry: str
    href: str
    lane: str
    look: str
    label: str
    kind: str
    status: str
    start: date | None
    end: date | None
    parties: tuple[str, ...] = ()
    is_here: bool = False


@frozen(kw_only=True)
class Placed:
    """A mark at its place: a dot where ``x`` and ``x_end`` are one, else a bar."""

    mark: LaneMark
    x: float
    x_end: float
    y: float

    @property
    def is_exact(self) -> bool:
        """Whether it stands on one day."""
        return self.x == self.x_end

    @property
    def middle(self) -> float:
        """Where a stroke through it stands."""
        return round((self.x + self.x_end) / 2, 1)


@frozen(kw_only=True)
class Lane:
    """A lane's name at its first row; ``top`` and ``height`` are the lane's own."""

    name: str
    y: float
    top: float
    height: float


@frozen(kw_only=True)
class Lanes:
    """The drawn time line. ``first`` and ``last`` are the days at the ends of the plot."""

    width: float
    height: float
    left: float
    right: float
    first: date
    last: date
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Placed, ...]
    band: tuple[float, float] | None
    alternative: str


def lay_lanes(
    marks: Sequence[LaneMark],
    stretch: tuple[date, date],
    order: Sequence[str],
    alternative: str,
    band: tuple[date, date] | None = None,
) -> Lanes:
    """Lay the marks out in lanes, in the order of ``order``, none over another.

    ``band`` is a stretch that is washed, both ends closed: the day that others stand around.
    """
    axis = axis_over(*stretch, LEFT, RIGHT)
    known = {lane: n for n, lane in enumerate(order)}
    ordered = sorted(marks, key=lambda m: (known.get(m.lane, len(known)), m.lane, _begin(m, axis)))
    lanes: list[Lane] = []
    placed: list[Placed] = []
    y = float(TOP)
    for name, group in groupby(ordered, key=lambda m: m.lane):
        found, rows = _in_rows(list(group), axis, y)
        lanes.append(Lane(name=capital(name), y=y + ROW / 2, top=y, height=rows * ROW))
        placed += found
        y += rows * ROW + 6
    return Lanes(
        width=WIDTH,
        height=y + 26,
        left=LEFT,
        right=RIGHT,
        first=axis.first,
        last=axis.last,
        lanes=tuple(lanes),
        ticks=axis.ticks(),
        marks=tuple(placed),
        band=_band(axis, band),
        alternative=alternative,
    )


def _band(axis: DayAxis, band: tuple[date, date] | None) -> tuple[float, float] | None:
    if band is None:
        return None
    half = max(axis.day_width / 2, 3)
    left = axis.x(band[0]) - half
    return round(left, 1), round(axis.x(band[1]) + half - left, 1)


def _begin(mark: LaneMark, axis: DayAxis) -> tuple[float, int]:
    return _ends(mark, axis)[0], mark.number


def _ends(mark: LaneMark, axis: DayAxis) -> tuple[float, float]:
    """Both ends of what is drawn; an open end reaches a little further and fades."""
    if mark.start == mark.end and mark.start is not None:
        return axis.x(mark.start), axis.x(mark.start)
    start = None if mark.start is None else axis.x(mark.start)
    end = None if mark.end is None else axis.x(mark.end)
    if start is None:
        start = max((end or axis.left) - _REACH, axis.left)
    if end is None:
        end = min(start + _REACH, axis.right)
    return start, max(end, start + 8)


def _in_rows(marks: Sequence[LaneMark], axis: DayAxis, top: float) -> tuple[list[Placed], int]:
    """The marks of one lane, each in the first row that has room for it and its number."""
    busy: list[float] = []
    found = []
    for mark in marks:
        start, end = _ends(mark, axis)
        row = next((n for n, until in enumerate(busy) if until <= start), len(busy))
        busy[row : row + 1] = [end + 26 + _NUMBER * len(str(mark.number))]
        y = top + row * ROW + ROW / 2
        found.append(Placed(mark=mark, x=start, x_end=end, y=y))
    return found, len(busy)


def core_stretch(days: Sequence[tuple[date, date]]) -> tuple[date, date] | None:
    """The stretch in which things lie, without a tenth at either end that lies far off.

    A deed of 1967 in a file on 1978 would leave the year itself a stroke wide. Far off is what
    lies behind a gap of more than a third of the whole.
    """
    if not days:
        return None
    begins, ends = sorted(start for start, _ in days), sorted(end for _, end in days)
    spare = max(1, len(days) // 10) if len(days) > 3 else 0
    whole = (ends[-1] - begins[0]).days
    first = _after_gap([day.toordinal() for day in begins], spare, whole)
    last = -_after_gap([-day.toordinal() for day in reversed(ends)], spare, whole)
    if first > last:
        return begins[0], ends[-1]
    return date.fromordinal(first), date.fromordinal(last)


def _after_gap(days: list[int], spare: int, whole: int) -> int:
    """The first of the days, or the one behind the last wide gap among the first few."""
    at = 0
    for n in range(min(spare, len(days) - 1)):
        if days[n + 1] - days[n] > max(whole / 3, 60):
            at = n + 1
    return days[at]
