"""A deal in stages: after each, what walking away would bring each party over going on."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from dragoman.briefing.deal_charts.drawing import (
    TEXT,
    Chart,
    axis,
    ends,
    layer_of,
    scaled,
    swatches,
    to_svg,
)
from dragoman.briefing.deal_charts.figure import Figure, Reach
from dragoman.briefing.deal_charts.numbers import in_quotes, reach_words
from dragoman.briefing.deal_charts.rows import Temptation, Temptations
from dragoman.briefing.svg import ACCENT, FAINT, INK, PAPER, SOFT
from dragoman.briefing.wording import counted, tidy

_ROW = 23
_WIDTH = 430
DRAWN_AT_MOST = 60
"""Rows that are drawn; the table holds them all."""


def draw_temptations(temptations: Temptations, name: str = "stages") -> Figure:
    """Stages down, and under each the parties: filled to the right of zero, hollow to the left.

    A mark right of the heavy line would walk away; one whose bar crosses it may.
    """
    rows = temptations.rows
    title = _title(rows)
    if temptations.package:
        title = f"{in_quotes(temptations.package)}: {_lowered(title)}"
    if not rows:
        return Figure(
            name=name, title=title, alternative="No stage is drawn.",
            empty="What walking away would bring after each stage will stand here; write the "
            "stages as [[stage]] in negotiation.toml.",
        )  # fmt: skip
    alternative = f"{title}. " + "; ".join(
        f"{tidy(r.stage)}, {tidy(r.party)}: {reach_words(r.gain)}" for r in rows[:20]
    )
    return Figure(
        name=name,
        title=title,
        alternative=alternative + ".",
        drawing=_drawing(rows[:DRAWN_AT_MOST], name, alternative + "."),
        columns=("After stage", "Party", "Gain by walking away", "Would it walk away"),
        rows=tuple(
            (tidy(r.stage), tidy(r.party), reach_words(r.gain), _answer(r.gain)) for r in rows
        ),
        key="right of the heavy line, filled: better off walking away; left, hollow: better off "
        "going on; grey: may be either; bar: what it lies within",
        aside=f"{len(rows) - DRAWN_AT_MOST} further rows stand in the table."
        * (len(rows) > DRAWN_AT_MOST),
    )


def _lowered(sentence: str) -> str:
    """A sentence of ours as it goes on after a colon; one that begins with a name stays."""
    is_ours = sentence.startswith(("After ", "What "))
    return sentence[0].lower() + sentence[1:] if is_ours else sentence


def _answer(gain: Reach) -> str:
    if gain.low > 0:
        return "yes"
    return "no" if gain.high <= 0 else "perhaps"


def _title(rows: Sequence[Temptation]) -> str:
    if not rows:
        return "What walking away would bring after each stage"
    tempted = [row for row in rows if row.gain.low > 0]
    if tempted:
        first = tempted[0]
        more = len(tempted) - 1
        rest = f", and {counted(more, 'more case')}" if more else ""
        return f"After {tidy(first.stage)}, {tidy(first.party)} would do better to walk away{rest}"
    perhaps = [row for row in rows if row.gain.high > 0]
    if perhaps:
        first = perhaps[0]
        return f"{tidy(first.party)} might do better to walk away after {tidy(first.stage)}"
    return "After no stage would any party do better to walk away"


def _values(rows: Sequence[Temptation]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of parties and rows of stages' names, each with its place down the page."""
    marks: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    place, stage = 0, None
    for row in rows:
        if row.stage != stage:
            stage = row.stage
            heads.append({"row": place, "label": f"after {tidy(stage)}"})
            place += 1
        tone = {"yes": INK, "no": PAPER, "perhaps": SOFT}[_answer(row.gain)]
        marks.append(
            {
                "row": place,
                "label": tidy(row.party),
                "colour": row.colour,
                "low": row.gain.low,
                "high": row.gain.high,
                "point": row.gain.point,
                "fill": tone,
            }
        )
        place += 1
    return marks, heads


def _drawing(rows: Sequence[Temptation], name: str, alternative: str) -> str:
    marks, heads = _values(rows)
    count = len(marks) + len(heads)
    low, high = ends([0.0, *(m["low"] for m in marks), *(m["high"] for m in marks)])
    scale = scaled(-0.6, count - 0.4, reverse=True)

    def down(key: str) -> alt.Y:
        return alt.Y(f"{key}:Q", scale=scale, axis=None)

    def across(key: str) -> alt.X:
        said = axis("gain by walking away, on the party's own scale", grid=False)
        return alt.X(f"{key}:Q", scale=scaled(low, high), axis=said)

    layers = [*_names(marks, heads, down), *_marks(marks, count, across, down)]
    return to_svg(layers, name=name, alternative=alternative, height=count * _ROW, width=_WIDTH)


def _names(marks: list[dict[str, Any]], heads: list[dict[str, Any]], down: Any) -> list[Chart]:
    words = layer_of(marks).mark_text(
        align="right", dx=-24, color=INK, fontSize=TEXT, limit=210, baseline="middle"
    )
    stages = layer_of(heads).mark_text(
        align="left", dx=-230, color=INK, fontSize=TEXT, fontWeight="bold", limit=640,
        baseline="middle",
    )  # fmt: skip
    lines = layer_of(marks).mark_rule(color=FAINT, strokeWidth=0.7)
    return [
        lines.encode(x=alt.value(0), x2=alt.value(_WIDTH), y=down("row")),
        words.encode(x=alt.value(0), y=down("row"), text="label:N"),
        *swatches(marks, alt.value(-14), down("row")),
        stages.encode(x=alt.value(0), y=down("row"), text="label:N"),
    ]


def _marks(marks: list[dict[str, Any]], count: int, across: Any, down: Any) -> list[Chart]:
    zero = layer_of([{"x": 0, "row": -0.6, "foot": count - 0.4}])
    bars = layer_of(marks).mark_rule(color=ACCENT, strokeWidth=3)
    dots = layer_of(marks).mark_circle(size=95, stroke=INK, strokeWidth=1.6, opacity=1)
    return [
        zero.mark_rule(color=INK, strokeWidth=2).encode(x=across("x"), y=down("row"), y2="foot:Q"),
        bars.encode(x=across("low"), x2="high:Q", y=down("row")),
        dots.encode(x=across("point"), y=down("row"), fill=alt.Fill("fill:N", scale=None)),
    ]
