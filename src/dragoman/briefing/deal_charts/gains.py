"""Three or more parties: what each solution and draft gives to each, one axis a party."""

from typing import Any

import altair as alt

from dragoman.briefing.deal_charts.drawing import (
    CROSS,
    TEXT,
    WIDTH,
    Chart,
    axis,
    layer_of,
    scaled,
    spread,
    swatches,
    to_svg,
)
from dragoman.briefing.deal_charts.figure import Figure
from dragoman.briefing.deal_charts.numbers import in_quotes, number, percent
from dragoman.briefing.deal_charts.rows import GainLine, Gains
from dragoman.briefing.svg import ACCENT, FAINT, INK, PAPER, SOFT
from dragoman.briefing.wording import capital, tidy

_HEIGHT = 330
_LABEL = 17
DRAWN_AT_MOST = 10
"""Lines that can still be told apart; the table holds them all."""

_STYLES = (
    ("circle", [1, 0]),
    ("square", [7, 3]),
    ("triangle-up", [2, 3]),
    ("diamond", [9, 3, 2, 3]),
    (CROSS, [4, 2]),
)
"""Shape and dashes, by turns; with ten lines each comes twice, once filled and once hollow."""


def draw_gains(gains: Gains, name: str = "gains") -> Figure:
    """Parallel coordinates: an axis for each party, a line for each deal, labels at the right."""
    title = _title(gains)
    if not gains.lines or not gains.parties:
        return Figure(
            name=name, title=title, alternative="No deal is drawn.",
            empty="What each solution and draft gives to each party will stand here; write drafts "
            "as [[package]] in negotiation.toml.",
        )  # fmt: skip
    alternative = f"{title}. " + " ".join(_words(line, gains) for line in gains.lines[:6])
    return Figure(
        name=name,
        title=title,
        alternative=alternative,
        drawing=_drawing(gains, name, alternative),
        columns=("Deal", "Kind", *(tidy(party) for party in gains.parties)),
        rows=tuple((tidy(line.label), line.kind, *_gains(line, gains)) for line in gains.lines),
        key=(
            "0: what no agreement is worth to the party; "
            + "100%: the best it could get; " * gains.is_share
            + "below the heavy line: worse than no agreement; thick: a draft"
        ),
        aside=f"{len(gains.lines) - DRAWN_AT_MOST} further deals stand in the table."
        * (len(gains.lines) > DRAWN_AT_MOST),
    )


def _gain(gain: float | None) -> str:
    if gain is None:
        return "not known"
    return percent(gain) if gain >= 0 else f"−{percent(-gain)}"


def _gains(line: GainLine, gains: Gains) -> list[str]:
    if gains.is_share:
        return [_gain(gain) for gain in line.gains]
    return ["not known" if gain is None else number(gain) for gain in line.gains]


def _words(line: GainLine, gains: Gains) -> str:
    said = ", ".join(
        f"{tidy(party)} {gain}"
        for party, gain in zip(gains.parties, _gains(line, gains), strict=True)
    )
    return f"{tidy(line.label)}: {said}."


def _title(gains: Gains) -> str:
    full = [line for line in gains.lines if None not in line.gains and line.gains]
    if not full:
        return "What each deal gives to each party"
    good = [line for line in full if min(g for g in line.gains if g is not None) >= 0]
    if not good:
        return "Each deal leaves some party worse off than no agreement"
    best = max(good, key=lambda line: min(g for g in line.gains if g is not None))
    least = min(g for g in best.gains if g is not None)
    if not gains.is_share:
        return f"With {in_quotes(best.label)} no party would be worse off than with no agreement"
    return (
        f"{capital(tidy(best.label))} would do most for the party that gains least: "
        f"{percent(least)} of what it could get"
    )


def _points(gains: Gains) -> list[dict[str, Any]]:
    """Known gains; ``part`` counts the unknown ones before, so that no line is drawn over one."""
    return [
        {"line": at, "x": place, "gain": gain, "part": line.gains[:place].count(None)}
        for at, line in enumerate(gains.lines[:DRAWN_AT_MOST])
        for place, gain in enumerate(line.gains)
        if gain is not None
    ]


def _drawing(gains: Gains, name: str, alternative: str) -> str:
    points = _points(gains)
    if not points:
        return ""
    count = len(gains.parties)
    low = min(-0.05, *(p["gain"] for p in points))
    top = max(1.0 if gains.is_share else 0.05, *(p["gain"] for p in points))
    if gains.is_share:
        y = axis("gain over no agreement", format=".0%", grid=False)
    else:
        y = axis("gain over no agreement, on each party's own scale", format=".2f", grid=False)

    def up(key: str) -> alt.Y:
        return alt.Y(f"{key}:Q", scale=scaled(low, top), axis=y)

    def across(key: str) -> alt.X:
        return alt.X(f"{key}:Q", scale=scaled(0, max(count - 1, 1)), axis=None)

    layers = [*_frame(gains, low, top, across, up)]
    for at in range(min(len(gains.lines), DRAWN_AT_MOST)):
        layers += _line(
            gains.lines[at].kind, at, [p for p in points if p["line"] == at], across, up
        )
    layers += _ends(gains, points, (low, top), across, up)
    return to_svg(layers, name=name, alternative=alternative, height=_HEIGHT, width=WIDTH - 290)


def _frame(gains: Gains, low: float, top: float, across: Any, up: Any) -> list[Chart]:
    """An axis for each party, its name above, and the line of no agreement."""
    colours = gains.colours or ("",) * len(gains.parties)
    heads = zip(gains.parties, colours, strict=True)
    axes = [{"x": at, "foot": low, "top": top, "name": tidy(party), "colour": colour}
            for at, (party, colour) in enumerate(heads)]  # fmt: skip
    is_many = len(gains.parties) > 4
    names = layer_of(axes).mark_text(
        color=INK, fontSize=TEXT, dy=-14, limit=110 if is_many else 150,
        angle=325 if is_many else 0, align="left" if is_many else "center", baseline="bottom",
    )  # fmt: skip
    last = max(len(gains.parties) - 1, 1)
    zero = layer_of([{"x": 0, "last": last, "y": 0}])
    return [
        layer_of(axes).mark_rule(color=FAINT).encode(x=across("x"), y=up("foot"), y2="top:Q"),
        zero.mark_rule(color=INK, strokeWidth=2).encode(x=across("x"), x2="last:Q", y=up("y")),
        names.encode(x=across("x"), y=alt.value(0), text="name:N"),
        *swatches(axes, across("x"), alt.value(-6)),
    ]


def _line(kind: str, at: int, points: list[dict[str, Any]], across: Any, up: Any) -> list[Chart]:
    shape, dashes = _STYLES[at % len(_STYLES)]
    is_draft = kind != "solution"
    tone = ACCENT if is_draft else SOFT
    line = layer_of(points).mark_line(
        color=tone, strokeWidth=2.6 if is_draft else 1.3, strokeDash=dashes
    )
    mark = layer_of(points).mark_point(
        shape=shape, size=64, stroke=INK, strokeWidth=1.4, opacity=1,
        fill=INK if at < len(_STYLES) else PAPER,
    )  # fmt: skip
    return [
        line.encode(x=across("x"), y=up("gain"), order="x:Q", detail="part:N"),
        mark.encode(x=across("x"), y=up("gain")),
    ]


def _ends(
    gains: Gains, points: list[dict[str, Any]], scale: tuple[float, float], across: Any, up: Any
) -> list[Chart]:
    """Each line's label at its right end, joined to it where it had to move."""
    last = max(len(gains.parties) - 1, 1)
    tails = [max((p for p in points if p["line"] == at), key=lambda p: p["x"])
             for at in sorted({p["line"] for p in points})]  # fmt: skip
    gap = (scale[1] - scale[0]) * _LABEL / _HEIGHT
    places = spread([tail["gain"] for tail in tails], gap, *scale)
    values = [
        {
            "x": tail["x"],
            "gain": tail["gain"],
            "at_x": last + last * 0.06,
            "at_y": place,
            "label": tidy(gains.lines[tail["line"]].label),
        }
        for tail, place in zip(tails, places, strict=True)
    ]
    leader = layer_of(values).mark_rule(color=FAINT, strokeWidth=0.8)
    words = layer_of(values).mark_text(
        align="left", dx=4, color=INK, fontSize=TEXT, limit=270, baseline="middle"
    )
    return [
        leader.encode(x=across("x"), y=up("gain"), x2="at_x:Q", y2="at_y:Q"),
        words.encode(x=across("at_x"), y=up("at_y"), text="label:N"),
    ]
