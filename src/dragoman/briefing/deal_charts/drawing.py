"""Drawing by Altair in the stand-in colours, as ``briefing.charts`` does; placing of labels."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import altair as alt
import vl_convert

from dragoman.briefing.svg import FAINT, INK, clean

Chart: TypeAlias = Any
"""Altair's chart classes; its own hints do not say which of them a call returns."""

WIDTH = 700
TEXT = 12
_PADDING = {"left": 30, "right": 24, "top": 10, "bottom": 10}
CROSS = "M-.9,-.9 L.9,.9 M-.9,.9 L.9,-.9"
SWATCHES = {
    "black": ("#000000", "square"),
    "orange": ("#e69f00", "triangle-up"),
    "sky blue": ("#56b4e9", "circle"),
    "bluish green": ("#009e73", "diamond"),
    "yellow": ("#f0e442", "triangle-down"),
    "blue": ("#0072b2", "M-.6,-1 L.6,-1 L1.1,0 L.6,1 L-.6,1 L-1.1,0Z"),
    "vermillion": ("#d55e00", "cross"),
    "reddish purple": ("#cc79a7", "M0,-1.1 L1.1,-.3 L.7,1 L-.7,1 L-1.1,-.3Z"),
}
"""A party's colour -> its tone and shape, as in the rest of the page (Okabe and Ito 2008)."""


def layer_of(values: Sequence[dict[str, Any]]) -> Chart:
    """A chart over these rows."""
    return alt.Chart(alt.Data(values=list(values)))  # type: ignore[no-untyped-call]


def to_svg(
    layers: Sequence[Chart], *, name: str, alternative: str, height: float, width: float = WIDTH
) -> str:
    """The layers as one safe SVG element; ``name`` must be the page's only one of its kind."""
    spec = (
        alt.layer(*layers)
        .properties(width=width, height=height, background="transparent", padding=_PADDING)
        .configure_view(stroke=None)
        .to_dict(validate=False)
    )
    return clean(vl_convert.vegalite_to_svg(spec), name, alternative)


def swatches(rows: Sequence[dict[str, Any]], x: Any, y: Any) -> list[Chart]:
    """The sign of each row's ``colour`` at its place; none for rows without one."""
    layers = []
    for colour, (tone, shape) in SWATCHES.items():
        chosen = [row for row in rows if row.get("colour") == colour]
        if chosen:
            mark = layer_of(chosen).mark_point(
                shape=shape, size=70, fill=tone, stroke=INK, strokeWidth=0.8, opacity=1
            )
            layers.append(mark.encode(x=x, y=y))
    return layers


def axis(title: str | None = None, **more: Any) -> alt.Axis:
    """An axis in our tones."""
    said = {
        "title": title,
        "titleColor": INK,
        "titleFontSize": TEXT,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "labelFontSize": TEXT,
        "tickColor": FAINT,
        "domainColor": FAINT,
        "gridColor": FAINT,
        "tickCount": 5,
        "labelFlush": False,
    }
    return alt.Axis(**(said | more))


def scaled(low: float, high: float, **more: Any) -> alt.Scale:
    """A scale with exactly these ends."""
    return alt.Scale(domain=[low, high], nice=False, zero=False, **more)


def ends(numbers: Sequence[float], margin: float = 0.06) -> tuple[float, float]:
    """The ends of a scale that holds all numbers with a margin, never of no length."""
    low, high = min(numbers), max(numbers)
    room = (high - low) * margin or max(abs(high), 1.0) * 0.1
    return low - room, high + room


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels near those wanted: at least ``gap`` apart, in the same order.

    They stay between ``low`` and ``high`` where there is room, else they run below ``low``.

    >>> spread([0.5, 0.5, 0.9], 0.2, 0.0, 1.0)
    [0.5, 0.7, 0.9]
    """
    order = sorted(range(len(places)), key=lambda at: (places[at], at))
    found: list[float] = []
    for at in order:
        wanted = min(max(places[at], low), high)
        found.append(max(wanted, round(found[-1] + gap, 9)) if found else wanted)
    top = high
    for at in reversed(range(len(found))):
        found[at] = min(found[at], top)
        top = round(found[at] - gap, 9)
    placed = [0.0] * len(places)
    for at, place in zip(order, found, strict=True):
        placed[at] = place
    return placed
