"""Which judgement matters most: the chance of a zone at each judgement's low and high end."""

import altair as alt

from dragoman.briefing.deal_charts.drawing import (
    TEXT,
    Chart,
    axis,
    layer_of,
    scaled,
    to_svg,
)
from dragoman.briefing.deal_charts.figure import Figure
from dragoman.briefing.deal_charts.numbers import percent
from dragoman.briefing.deal_charts.rows import Sensitivity, Tornado
from dragoman.briefing.svg import FAINT, INK, PAPER, SOFT
from dragoman.briefing.wording import tidy

_ROW = 28
DRAWN_AT_MOST = 20
"""Judgements that are drawn, those that move the most; the table holds them all."""


def draw_tornado(tornado: Tornado, name: str = "tornado") -> Figure:
    """Bars from the low to the high end of each judgement, the longest first.

    The end that belongs to the judgement's high end is filled, that of its low end hollow.
    """
    rows = sorted(tornado.sensitivities, key=lambda s: (-s.swing, s.label))
    title = _title(tornado, rows)
    if not rows:
        return Figure(
            name=name, title=title, alternative="No judgement is drawn.",
            empty="What the chance depends on will stand here; give weights, scores or "
            "reservations in negotiation.toml as [low, high].",
        )  # fmt: skip
    drawn = rows[:DRAWN_AT_MOST]
    alternative = f"{title}. " + "; ".join(
        f"{tidy(s.label)}: {percent(s.low)} at its low end, {percent(s.high)} at its high end"
        for s in drawn[:5]
    )
    return Figure(
        name=name,
        title=title,
        alternative=alternative + ".",
        drawing=_drawing(tornado, drawn, name, alternative + "."),
        columns=("Judgement", "Low end", "Chance there", "High end", "Chance there"),
        rows=tuple(
            (tidy(s.label), tidy(s.low_at), percent(s.low), tidy(s.high_at), percent(s.high))
            for s in rows
        ),
        key="hollow: the judgement at its low end; filled: at its high end; line: as judged",
        aside=f"{len(rows) - len(drawn)} judgements that move it less are not drawn."
        * (len(rows) > len(drawn)),
    )


def _title(tornado: Tornado, rows: list[Sensitivity]) -> str:
    chance = f"The chance of {tornado.unknown} is {percent(tornado.middle)}"
    if not rows:
        return chance
    top = rows[0]
    if top.swing < 0.005:
        return f"{chance}, whatever any one judgement turns out to be"
    low, high = sorted((top.low, top.high))
    return f"{chance}; it turns most on {tidy(top.label)}: {percent(low)} to {percent(high)}"


def _drawing(tornado: Tornado, rows: list[Sensitivity], name: str, alternative: str) -> str:
    values = [
        {
            "row": tidy(s.label) or f"judgement {at}",
            "at": at,
            "low": s.low,
            "high": s.high,
            "left": min(s.low, s.high),
            "right": max(s.low, s.high),
            "left_word": percent(min(s.low, s.high)),
            "right_word": percent(max(s.low, s.high)),
        }
        for at, s in enumerate(rows)
    ]
    y = alt.Y("at:Q", scale=scaled(-0.7, len(rows) - 0.3, reverse=True), axis=None)
    x = axis("chance of " + tornado.unknown, format=".0%", orient="bottom")
    layers = _layers(values, tornado.middle, len(rows), x, y)
    return to_svg(layers, name=name, alternative=alternative, height=len(rows) * _ROW, width=440)


def _layers(values: list[dict[str, object]], middle: float, rows: int, x: alt.Axis, y: alt.Y,
            ) -> list[Chart]:  # fmt: skip
    def across(key: str) -> alt.X:
        return alt.X(f"{key}:Q", scale=scaled(0, 1), axis=x)

    rule = layer_of([{"x": middle, "at": -0.7, "foot": rows - 0.3}])
    names = layer_of(values).mark_text(
        align="right", dx=-34, color=INK, fontSize=TEXT, limit=250, baseline="middle"
    )
    bars = layer_of(values).mark_rule(color=SOFT, strokeWidth=7)
    layers = [
        layer_of(values).mark_rule(color=FAINT).encode(y=y, x=alt.value(0), x2=alt.value(440)),
        names.encode(x=alt.value(0), y=y, text="row:N"),
        bars.encode(x=across("left"), x2="right:Q", y=y),
        rule.mark_rule(color=INK, strokeWidth=1.4).encode(x=across("x"), y=y, y2="foot:Q"),
    ]
    for key, fill in (("low", PAPER), ("high", INK)):
        dots = layer_of(values).mark_circle(
            size=90, fill=fill, stroke=INK, strokeWidth=1.6, opacity=1
        )
        layers.append(dots.encode(x=across(key), y=y))
    for key, word, side in (("left", "left_word", "right"), ("right", "right_word", "left")):
        words = layer_of(values).mark_text(
            align=side, dx=-9 if side == "right" else 9, color=INK, fontSize=11
        )
        layers.append(words.encode(x=across(key), y=y, text=f"{word}:N"))
    return layers
