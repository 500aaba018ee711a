"""The drawn charts: time line and road map, by Altair, as SVG that the page can hold.

Colours are stand-ins here (see ``svg.TONES``); the page's style sheet gives them their values in
light and dark. Nothing is drawn where there is nothing to draw.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

import altair as alt
import vl_convert

from dragoman.briefing.content import LaneMark, RoadMap, Step, TimeLine
from dragoman.briefing.overview import AGREEMENT
from dragoman.briefing.svg import ACCENT, FAINT, INK, PAPER, SOFT, clean
from dragoman.briefing.wording import capital

_Chart: TypeAlias = Any
"""Altair's chart classes; its own hints do not say which of them a call returns."""

_WIDTH = 700
_ROW = 32
_PADDING = {"left": 44, "right": 24, "top": 8, "bottom": 8}
"""The reader's fonts can be wider than the one that the labels are measured in."""

_STRUCK = "M-1.3,0 L1.3,0"
_FILL = {"held": INK, "under way": SOFT}
_SETTLED = ("confirmed by both", "signed")
_KEPT = {
    "kept so far": SOFT,
    "completed": INK,
    "reported broken": PAPER,
    "lapsed": PAPER,
    "not begun": PAPER,
}


def _chart(values: list[dict[str, Any]]) -> _Chart:
    return alt.Chart(alt.Data(values=values))  # type: ignore[no-untyped-call]


def draw_time_line(line: TimeLine) -> str:
    """The time line as an SVG element, empty when no contact has a day.

    One lane for each channel; a contact whose day is uncertain is a bar with soft ends over the
    days it can have been on; held is filled, planned or suggested hollow, cancelled or denied
    struck through.
    """
    if not line.marks:
        return ""
    rows = _rows(line.marks)
    lanes = sorted({mark.lane for mark in line.marks})
    order = [f"{lane}:{n}" for lane in lanes for n in range(rows[lane])]
    values = [_value(mark, order) for mark in _placed(line.marks)]
    layers = [_lanes(lanes, rows, order), *_contact_layers(values, order)]
    return _to_svg(alt.layer(*layers), len(order) * _ROW, "time-line", line.alternative)


def _span_days(marks: Sequence[LaneMark]) -> int:
    days = [day for mark in marks for day in (mark.start, mark.end) if day]
    return max((max(days) - min(days)).days, 1)


def _placed(marks: Sequence[LaneMark]) -> list[tuple[LaneMark, date, date, int]]:
    """Each mark with its drawn ends and its row within the lane, so that none covers another."""
    room = timedelta(days=_span_days(marks) // 28)
    taken: dict[str, list[date]] = {}
    placed = []
    for mark in sorted(marks, key=lambda m: (m.start or m.end or date.max, m.number)):
        start, end = _ends(mark, room)
        ends = taken.setdefault(mark.lane, [])
        row = next((n for n, busy in enumerate(ends) if busy < start), len(ends))
        ends[row : row + 1] = [_moved(end, room.days)]
        placed.append((mark, start, end, row))
    return placed


def _ends(mark: LaneMark, room: timedelta) -> tuple[date, date]:
    """Both ends of what is drawn; an open end reaches a little further and fades."""
    reach = 2 * max(room.days, 1)
    start = mark.start or _moved(mark.end or date.max, -reach)
    return start, mark.end or _moved(start, reach)


def _moved(day: date, days: int) -> date:
    """The day so many days later, within what the calendar can hold."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _rows(marks: Sequence[LaneMark]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for mark, _, _, row in _placed(marks):
        rows[mark.lane] = max(rows.get(mark.lane, 0), row + 1)
    return rows


def _value(placed: tuple[LaneMark, date, date, int], order: Sequence[str]) -> dict[str, Any]:
    mark, start, end, row = placed
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "middle": (start + (end - start) / 2).isoformat(),
        "row": order.index(f"{mark.lane}:{row}"),
        "label_at": (start if start == end else end).isoformat(),
        "number": str(mark.number),
        "is_exact": start == end,
        "is_struck": mark.status in ("cancelled", "denied"),
        "fill": _FILL.get(mark.status, PAPER),
    }


def _lanes(lanes: Sequence[str], rows: dict[str, int], order: Sequence[str]) -> _Chart:
    """The lanes' names at the left, each at its first row."""
    values = [{"row": order.index(f"{lane}:0"), "lane": capital(lane)} for lane in lanes]
    return (
        _chart(values)
        .mark_text(align="right", dx=-14, color=INK, fontSize=13)
        .encode(y=_row_axis(len(order)), x=alt.value(0), text="lane:N")
    )


def _row_axis(count: int, name: str = "row") -> alt.Y:
    scale = alt.Scale(domain=[-0.6, count - 0.4], reverse=True, nice=False, zero=False)
    return alt.Y(f"{name}:Q", scale=scale, axis=None)


def _contact_layers(values: list[dict[str, Any]], order: Sequence[str]) -> list[_Chart]:
    y = _row_axis(len(order))
    x = _days(values)
    exact = [value for value in values if value["is_exact"]]
    struck = [value for value in values if value["is_struck"]]
    layers = [_bars(values, is_held=is_held, x=x, rows=len(order)) for is_held in (True, False)]
    layers.append(
        _chart(exact)
        .mark_circle(size=130, stroke=INK, strokeWidth=1.8, opacity=1)
        .encode(x=x("middle"), y=y, fill=alt.Fill("fill:N", scale=None))
    )
    layers.append(
        _chart(struck)
        .mark_point(shape=_STRUCK, size=420, stroke=INK, strokeWidth=2, opacity=1)
        .encode(x=x("middle"), y=y)
    )
    numbers = _chart(values).mark_text(dx=11, align="left", fontSize=12, color=INK)
    return [*layers, numbers.encode(x=x("label_at"), y=y, text="number:N")]


def _days(values: Sequence[dict[str, Any]]) -> Callable[[str], alt.X]:
    """The axis of days, the same for every layer; UTC, so that no machine's zone shifts a day."""
    first = date.fromisoformat(min(value["start"] for value in values))
    last = date.fromisoformat(max(value["end"] for value in values))
    is_long = (last - first).days > 300
    axis = alt.Axis(
        title=None,
        labelColor=INK,
        tickColor=FAINT,
        domainColor=FAINT,
        gridColor=FAINT,
        labelFontSize=12,
        tickCount=6,
        labelOverlap=True,
        format="%b %Y" if is_long else "%-d %b",
    )
    scale = alt.Scale(type="utc", padding=18, nice=False)
    return lambda name: alt.X(f"{name}:T", axis=axis, scale=scale)


def _bars(
    values: Sequence[dict[str, Any]], *, is_held: bool, x: Callable[[str], alt.X], rows: int
) -> _Chart:
    """Uncertain days: bars that fade at both ends; thin ones for what was not held."""
    chosen = [v for v in values if not v["is_exact"] and (v["fill"] != PAPER) is is_held]
    half = 0.22 if is_held else 0.09
    values = [v | {"top": v["row"] - half, "foot": v["row"] + half} for v in chosen]
    bars = _chart(values).mark_rect(fill=_fading(INK if is_held else SOFT))
    return bars.encode(x=x("start"), x2="end:T", y=_row_axis(rows, "top"), y2="foot:Q")


def _fading(tone: str) -> alt.LinearGradient:
    stops = [(0, PAPER), (0.25, tone), (0.75, tone), (1, PAPER)]
    return alt.LinearGradient(
        gradient="linear",
        stops=[alt.GradientStop(offset=at, color=colour) for at, colour in stops],
        x1=0, x2=1, y1=0, y2=0,
    )  # fmt: skip


def draw_road_map(road: RoadMap) -> str:
    """The road map as an SVG element, empty when there is no commitment.

    Commitments go down. Where some must come before others, steps go from left to right and a
    line leads from what comes first; else they stand under their stage of agreement. The fill
    says how far it is kept, a cross that it is reported broken or has lapsed, a dashed edge that
    it is not yet confirmed by both sides.
    """
    if not road.steps:
        return ""
    is_ordered = any(step.after for step in road.steps)
    columns = _columns(road.steps, is_ordered=is_ordered)
    steps = sorted(road.steps, key=lambda s: (s.column if is_ordered else 0, s.number))
    values = [_step_value(step, is_ordered=is_ordered) for step in steps]
    y = alt.Y("name:N", sort=[value["name"] for value in values], axis=_name_axis())
    x = alt.X("stage:N", sort=columns, scale=alt.Scale(domain=columns), axis=_stage_axis())
    layers = [*_edges(road.steps, x, y, is_ordered=is_ordered), *_steps(values, x, y)]
    return _to_svg(alt.layer(*layers), len(values) * 34, "road-map", road.alternative, _WIDTH - 220)


def _columns(steps: Sequence[Step], *, is_ordered: bool) -> list[str]:
    if is_ordered:
        return [_place(n) for n in range(max(step.column for step in steps) + 1)]
    missing = ["stage not given"] if any(not step.stage for step in steps) else []
    return [*missing, *AGREEMENT]


def _place(column: int) -> str:
    return "first" if column == 0 else f"after {column}"


def _column(step: Step, *, is_ordered: bool) -> str:
    return _place(step.column) if is_ordered else step.stage or "stage not given"


def _name(step: Step) -> str:
    return f"{step.number}  {step.label}"


def _step_value(step: Step, *, is_ordered: bool) -> dict[str, Any]:
    return {
        "name": _name(step),
        "stage": _column(step, is_ordered=is_ordered),
        "fill": _KEPT.get(step.compliance, PAPER),
        "is_broken": step.compliance in ("reported broken", "lapsed"),
        "is_open": step.stage not in _SETTLED,
    }


def _name_axis() -> alt.Axis:
    return alt.Axis(title=None, labelLimit=290, labelColor=INK, labelFontSize=12, domain=False,
                    ticks=False, grid=True, gridColor=FAINT, labelPadding=10)  # fmt: skip


def _stage_axis() -> alt.Axis:
    return alt.Axis(title=None, orient="top", labelAngle=0, labelColor=INK, labelFontSize=12,
                    domain=False, ticks=False, labelPadding=8,
                    labelExpr="split(replace(datum.label, ' by', '|by'), '|')")  # fmt: skip


def _edges(steps: Sequence[Step], x: alt.X, y: alt.Y, *, is_ordered: bool) -> list[_Chart]:
    by_number = {step.number: step for step in steps}
    values = [
        {
            "name": _name(by_number[number]),
            "stage": _column(by_number[number], is_ordered=is_ordered),
            "name_to": _name(step),
            "stage_to": _column(step, is_ordered=is_ordered),
        }
        for step in steps
        for number in step.after
        if number in by_number
    ]
    if not values:
        return []
    rule = _chart(values).mark_rule(color=ACCENT, strokeWidth=1.8)
    return [rule.encode(x=x, y=y, x2="stage_to:N", y2="name_to:N")]


def _steps(values: list[dict[str, Any]], x: alt.X, y: alt.Y) -> list[_Chart]:
    layers = []
    for is_open in (False, True):
        chosen = [value for value in values if value["is_open"] is is_open]
        if chosen:
            dashes = {"strokeDash": [4, 3]} if is_open else {}
            squares = _chart(chosen).mark_square(
                size=240, stroke=INK, strokeWidth=1.8, opacity=1, **dashes
            )
            layers.append(squares.encode(x=x, y=y, fill=alt.Fill("fill:N", scale=None)))
    broken = [value for value in values if value["is_broken"]]
    if broken:
        cross = _chart(broken).mark_point(
            shape="M-.5,-.5 L.5,.5 M-.5,.5 L.5,-.5", size=240, stroke=INK, strokeWidth=1.8,
            opacity=1,
        )  # fmt: skip
        layers.append(cross.encode(x=x, y=y))
    return layers


def _to_svg(chart: _Chart, height: int, name: str, alternative: str, width: int = _WIDTH) -> str:
    spec = (
        chart.properties(
            width=width, height=max(height, 40), background="transparent", padding=_PADDING
        )
        .configure_view(stroke=None)
        .to_dict(validate=False)
    )
    return clean(vl_convert.vegalite_to_svg(spec), name, alternative)
