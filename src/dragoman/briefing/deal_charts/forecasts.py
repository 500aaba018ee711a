"""One issue's scale: where each party stands, and where each model sees it end."""

from typing import Any

import altair as alt

from dragoman.briefing.deal_charts.drawing import (
    TEXT,
    Chart,
    axis,
    layer_of,
    scaled,
    swatches,
    to_svg,
)
from dragoman.briefing.deal_charts.figure import Figure, Reach
from dragoman.briefing.deal_charts.rows import ForecastStrip, StripMark
from dragoman.briefing.svg import ACCENT, FAINT, INK, PAPER, SOFT
from dragoman.briefing.wording import tidy

_ROW = 25
_WIDTH = 450
_LETTER = 6.6
"""About how wide a letter of an option's label is, in pixels."""
_LIMIT = 240


def draw_forecasts(strip: ForecastStrip, name: str = "forecast") -> Figure:
    """The strip: options along the top, a row for each party, then one for each model.

    A party's mark is a circle, a model's a filled diamond; the bar is what it is known within.
    """
    marks = [*strip.positions, *strip.forecasts]
    title = _title(strip)
    if not any(mark.place for mark in marks):
        return Figure(
            name=name, title=title, alternative="No position on this issue is drawn.",
            empty="Positions and forecasts on the issue's scale will stand here; give its options "
            "values from 0 to 100 and each party's scores in negotiation.toml.",
        )  # fmt: skip
    alternative = f"{title}. " + "; ".join(f"{tidy(m.label)} {_place(m.place)}" for m in marks)
    return Figure(
        name=name,
        title=title,
        alternative=alternative + ".",
        drawing=_drawing(strip, name, alternative + "."),
        columns=("Who", "What", "Place on the scale", "Nearest option"),
        rows=tuple(
            (tidy(m.label), "position" if at < len(strip.positions) else "forecast",
             _place(m.place), _nearest(strip, m.place))
            for at, m in enumerate(marks)
        ),
        key="circle: a party's position; diamond: a model's forecast; bar: what it lies within; "
        "dashed: an option",
    )  # fmt: skip


def _place(place: Reach | None) -> str:
    if place is None:
        return "not known"
    said = f"{place.point:.0f}"
    return said if place.is_known else f"{said} ({place.low:.0f} to {place.high:.0f})"


def _nearest(strip: ForecastStrip, place: Reach | None) -> str:
    if place is None or not strip.options:
        return ""
    return tidy(min(strip.options, key=lambda option: abs(option[1] - place.point))[0])


def _title(strip: ForecastStrip) -> str:
    seen = [m.place for m in strip.forecasts if m.place]
    issue = tidy(strip.issue)
    if not seen:
        return f"{issue}: positions on the scale"
    places = sorted(place.point for place in seen)
    near = list(dict.fromkeys(_nearest(strip, place) for place in seen))
    words = f"near {near[0]}" if len(near) == 1 and near[0] else ""
    spot = f"{places[0]:.0f}" if len(places) == 1 else f"{places[0]:.0f} to {places[-1]:.0f}"
    how = "the forecast is" if len(seen) == 1 else "the forecasts run"
    if len(seen) > 1 and f"{places[0]:.0f}" == f"{places[-1]:.0f}":
        how, spot = "the forecasts agree on", f"{places[0]:.0f}"
    return f"{issue}: {how} {spot} of 100{', ' + words if words else ''}"


def _levels(options: tuple[tuple[str, float], ...]) -> list[int]:
    """A line of text for each label, so that none runs into another of its line."""
    busy: list[float] = []
    levels = [0] * len(options)
    for at in sorted(range(len(options)), key=lambda at: options[at][1]):
        label, value = options[at]
        half = min(len(tidy(label)) * _LETTER, _LIMIT) / 2 + 5
        middle = value / 100 * _WIDTH
        level = next((n for n, end in enumerate(busy) if end <= middle - half), len(busy))
        busy[level : level + 1] = [middle + half]
        levels[at] = level
    return levels


def _drawing(strip: ForecastStrip, name: str, alternative: str) -> str:
    marks = [*strip.positions, *strip.forecasts]
    levels = _levels(strip.options)
    top = max(levels, default=-1) + 1
    height = len(marks) * _ROW + top * 16
    first = -0.4 - top * 16 / _ROW
    scale = scaled(first, len(marks) - 0.4, reverse=True)

    def down(key: str) -> alt.Y:
        return alt.Y(f"{key}:Q", scale=scale, axis=None)

    def across(key: str) -> alt.X:
        return alt.X(f"{key}:Q", scale=scaled(0, 100),
                     axis=axis(None, values=[0, 25, 50, 75, 100], grid=False))  # fmt: skip

    layers = _options(strip, levels, len(marks), across, down)
    layers += _names(marks, down)
    for is_model in (False, True):
        rows = [(at, m) for at, m in enumerate(marks) if (at >= len(strip.positions)) is is_model]
        layers += _marks(rows, is_model=is_model, across=across, down=down)
    return to_svg(layers, name=name, alternative=alternative, height=height, width=_WIDTH)


def _options(
    strip: ForecastStrip, levels: list[int], rows: int, across: Any, down: Any
) -> list[Chart]:
    values: list[dict[str, Any]] = [
        {"x": value, "label": tidy(label), "word": -0.75 - level * 16 / _ROW, "top": -0.55,
         "foot": rows - 0.4}
        for (label, value), level in zip(strip.options, levels, strict=True)
    ]  # fmt: skip
    if not values:
        return []
    rule = layer_of([v | {"top": v["word"] + 0.25} for v in values]).mark_rule(
        color=SOFT, strokeDash=[2, 4], strokeWidth=1
    )
    words = layer_of(values).mark_text(color=INK, fontSize=11, limit=_LIMIT, baseline="middle")
    return [
        rule.encode(x=across("x"), y=down("top"), y2="foot:Q"),
        words.encode(x=across("x"), y=down("word"), text="label:N"),
    ]


def _names(marks: list[StripMark], down: Any) -> list[Chart]:
    values = [
        {
            "row": at,
            "label": tidy(m.label) + (" (not known)" if m.place is None else ""),
            "colour": m.colour,
        }
        for at, m in enumerate(marks)
    ]
    words = layer_of(values).mark_text(
        align="right", dx=-24, color=INK, fontSize=TEXT, limit=230, baseline="middle"
    )
    lines = layer_of(values).mark_rule(color=FAINT, strokeWidth=0.7)
    return [
        lines.encode(x=alt.value(0), x2=alt.value(_WIDTH), y=down("row")),
        words.encode(x=alt.value(0), y=down("row"), text="label:N"),
        *swatches(values, alt.value(-14), down("row")),
    ]


def _marks(
    rows: list[tuple[int, StripMark]], *, is_model: bool, across: Any, down: Any
) -> list[Chart]:
    values = [
        {"row": at, "low": m.place.low, "high": m.place.high, "point": m.place.point}
        for at, m in rows
        if m.place is not None
    ]
    if not values:
        return []
    tone = ACCENT if is_model else SOFT
    bars = layer_of(values).mark_rule(color=tone, strokeWidth=4)
    dots = layer_of(values).mark_point(
        shape="diamond" if is_model else "circle", size=110, stroke=INK, strokeWidth=1.6,
        fill=ACCENT if is_model else PAPER, opacity=1,
    )  # fmt: skip
    return [
        bars.encode(x=across("low"), x2="high:Q", y=down("row")),
        dots.encode(x=across("point"), y=down("row")),
    ]
