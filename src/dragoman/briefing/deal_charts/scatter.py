"""Two parties: every package by what it is worth to each, the zone, the frontier, the solutions."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from dragoman.briefing.deal_charts.drawing import (
    CROSS,
    TEXT,
    Chart,
    axis,
    ends,
    layer_of,
    scaled,
    spread,
    to_svg,
)
from dragoman.briefing.deal_charts.figure import Figure
from dragoman.briefing.deal_charts.numbers import number, reach_words
from dragoman.briefing.deal_charts.rows import MarkedDeal, TwoParties
from dragoman.briefing.svg import ACCENT, FAINT, INK, PAPER, SOFT
from dragoman.briefing.wording import capital, counted, tidy

_SIDE = 430
_LABEL = 18
_CELLS = 36
_KINDS = {
    "solution": ("diamond", INK),
    "draft": ("square", PAPER),
    "status quo": (CROSS, PAPER),
}
"""Kind of a marked deal -> its shape and fill."""


def draw_scatter(deals: TwoParties, name: str = "two-parties") -> Figure:
    """The scatter: reservation lines, the zone shaded, the frontier joined, deals labelled.

    A package stands where it is worth so much to the first party (across) and to the second (up).
    A reservation that is only known within bounds has two lines; the zone is shaded from the
    lower ends and a second time from the upper ones, where it holds however they turn out.
    """
    first, second = (tidy(party) for party in deals.parties)
    title = _title(deals)
    if not deals.packages and not deals.frontier and not deals.marked:
        return Figure(
            name=name, title=title, alternative="No package is drawn.",
            empty="Every package by its worth to both parties will stand here; give each party "
            "weights and scores in negotiation.toml.",
        )  # fmt: skip
    alternative = _alternative(deals, first, second, title)
    return Figure(
        name=name,
        title=title,
        alternative=alternative,
        drawing=_drawing(deals, (first, second), name, alternative),
        columns=("What", "Which", f"Worth to {first}", f"Worth to {second}"),
        rows=_rows(deals),
        key=_key(deals),
        aside=_aside(deals),
    )


def _key(deals: TwoParties) -> str:
    has_status_quo = any(deal.kind == "status quo" for deal in deals.marked)
    signs = [
        "dot: a package" * bool(deals.packages),
        "joined dots: the frontier, beyond which one party gains only if the other loses"
        * bool(deals.frontier),
        "diamond: a solution; square: a draft" * bool(deals.marked),
        "cross: the status quo" * has_status_quo,
        "dashed: what no agreement is worth; shaded: both do better than without agreement",
    ]
    return "; ".join(filter(None, signs))


def _is_inside(place: tuple[float, float], deals: TwoParties) -> bool:
    return all(
        reach is None or worth >= reach.point
        for worth, reach in zip(place, deals.reservations, strict=True)
    )


def _title(deals: TwoParties) -> str:
    if deals.title:
        return deals.title
    if not deals.packages and deals.inside is None:
        return "Packages by their worth to both parties"
    drawn = sum(_is_inside(place, deals) for place in deals.packages)
    inside = drawn if deals.inside is None else deals.inside
    total = len(deals.packages) if deals.total is None else deals.total
    of = counted(total, "package")
    if None in deals.reservations:
        return f"{capital(of)}; what no agreement is worth is not known for both parties"
    if not inside:
        return f"None of {of} is better for both than no agreement"
    return f"{inside:,} of {of} {'is' if inside == 1 else 'are'} better for both than no agreement"


def _alternative(deals: TwoParties, first: str, second: str, title: str) -> str:
    reaches = "; ".join(
        f"no agreement is worth {reach_words(reach) if reach else 'an unknown amount'} to {party}"
        for party, reach in zip((first, second), deals.reservations, strict=True)
    )
    named = "; ".join(
        f"{tidy(deal.label)} at {number(deal.worths[0])} and {number(deal.worths[1])}"
        for deal in deals.marked
    )
    return (
        f"{title}. Across: worth to {first}; up: worth to {second}; {reaches}. "
        f"The frontier has {len(deals.frontier)} packages." + (f" {named}." if named else "")
    )


def _rows(deals: TwoParties) -> tuple[tuple[str, ...], ...]:
    named = [(d.kind, tidy(d.label), *map(number, d.worths)) for d in deals.marked]
    edge = [("frontier", str(at), *map(number, place))
            for at, place in enumerate(sorted(deals.frontier), 1)]  # fmt: skip
    return (*named, *edge)


def _aside(deals: TwoParties) -> str:
    if not deals.packages:
        return ""
    total = len(deals.packages) if deals.total is None else deals.total
    drawn = len(_thinned(deals.packages, _box(deals)))
    return f"{drawn:,} of {total:,} packages are drawn, one for each place." * (drawn < total)


def _box(deals: TwoParties) -> tuple[tuple[float, float], tuple[float, float]]:
    places = [*deals.packages, *deals.frontier, *(deal.worths for deal in deals.marked)]
    sides = []
    for at, reach in enumerate(deals.reservations):
        known = [] if reach is None else [reach.low, reach.high]
        sides.append(ends([*(place[at] for place in places), *known]))
    return sides[0], sides[1]


def _thinned(
    packages: Sequence[tuple[float, float]], box: tuple[tuple[float, float], tuple[float, float]]
) -> list[tuple[float, float]]:
    """One package for each cell of a fine grid: a large space draws as fast as a small one."""
    cells: dict[tuple[int, ...], tuple[float, float]] = {}
    for place in sorted(packages):
        cell = tuple(
            int((worth - low) / (high - low) * _CELLS)
            for worth, (low, high) in zip(place, box, strict=True)
        )
        cells.setdefault(cell, place)
    return list(cells.values())


def _drawing(deals: TwoParties, parties: tuple[str, str], name: str, alternative: str) -> str:
    box = _box(deals)
    x, y = _axes(parties, box)
    layers = [
        *_zone(deals, box, x, y),
        *_cloud(deals, box, x, y),
        *_reservations(deals, box, x, y),
        *_frontier(deals, x, y),
        *_named(deals, box, x, y),
    ]
    return to_svg(layers, name=name, alternative=alternative, height=_SIDE, width=_SIDE)


def _axes(
    parties: tuple[str, str], box: tuple[tuple[float, float], tuple[float, float]]
) -> tuple[Any, Any]:
    """Makers of both encodings, so that every layer has the same scales."""

    def x(key: str) -> alt.X:
        return alt.X(f"{key}:Q", scale=scaled(*box[0]),
                     axis=axis(f"worth to {parties[0]}", titleLimit=_SIDE, grid=False))  # fmt: skip

    def y(key: str) -> alt.Y:
        return alt.Y(f"{key}:Q", scale=scaled(*box[1]),
                     axis=axis(f"worth to {parties[1]}", titleLimit=_SIDE, grid=False))  # fmt: skip

    return x, y


def _zone(deals: TwoParties, box: Any, x: Any, y: Any) -> list[Chart]:
    """What both prefer to no agreement: lightly from the lower ends, again from the upper ones."""
    across, up = deals.reservations
    if across is None or up is None:
        return []
    corners = [(across.low, up.low)]
    corners += [] if across.is_known and up.is_known else [(across.high, up.high)]
    values = [{"x": left, "y": foot, "x2": box[0][1], "y2": box[1][1]} for left, foot in corners]
    shade = layer_of(values).mark_rect(fill=FAINT, opacity=0.45)
    return [shade.encode(x=x("x"), x2="x2:Q", y=y("y"), y2="y2:Q")]


def _cloud(deals: TwoParties, box: Any, x: Any, y: Any) -> list[Chart]:
    values = [{"x": a, "y": b} for a, b in _thinned(deals.packages, box)]
    if not values:
        return []
    return [
        layer_of(values).mark_circle(size=9, color=SOFT, opacity=0.75).encode(x=x("x"), y=y("y"))
    ]


def _reservations(deals: TwoParties, box: Any, x: Any, y: Any) -> list[Chart]:
    layers = []
    for at, reach in enumerate(deals.reservations):
        if reach is None:
            continue
        other = box[1 - at]
        rules = [
            {"x": worth, "x2": worth, "y": other[0], "y2": other[1]}
            if at == 0
            else {"x": other[0], "x2": other[1], "y": worth, "y2": worth}
            for worth in dict.fromkeys((reach.low, reach.high))
        ]
        rule = layer_of(rules).mark_rule(color=INK, strokeWidth=1.2, strokeDash=[5, 4])
        layers.append(rule.encode(x=x("x"), y=y("y"), x2="x2:Q", y2="y2:Q"))
    return layers


def _frontier(deals: TwoParties, x: Any, y: Any) -> list[Chart]:
    values = [{"x": a, "y": b} for a, b in sorted(deals.frontier)]
    if not values:
        return []
    line = layer_of(values).mark_line(color=ACCENT, strokeWidth=1.6)
    dots = layer_of(values).mark_circle(size=34, color=ACCENT, opacity=1)
    return [line.encode(x=x("x"), y=y("y"), order="x:Q"), dots.encode(x=x("x"), y=y("y"))]


def _named(deals: TwoParties, box: Any, x: Any, y: Any) -> list[Chart]:
    """Named deals with their labels in the margin, each joined to its place."""
    if not deals.marked:
        return []
    values = _labels(deals.marked, box)
    leader = layer_of(values).mark_rule(color=SOFT, strokeWidth=0.8)
    words = layer_of(values).mark_text(
        align="left", dx=4, color=INK, fontSize=TEXT, limit=340, baseline="middle"
    )
    layers = [leader.encode(x=x("x"), y=y("y"), x2="at_x:Q", y2="at_y:Q")]
    for kind, (shape, fill) in _KINDS.items():
        chosen = [value for value in values if value["kind"] == kind]
        if chosen:
            mark = layer_of(chosen).mark_point(
                shape=shape, size=110, fill=fill, stroke=INK, strokeWidth=1.6, opacity=1
            )
            layers.append(mark.encode(x=x("x"), y=y("y")))
    return [*layers, words.encode(x=x("at_x"), y=y("at_y"), text="label:N")]


def _labels(marked: Sequence[MarkedDeal], box: Any) -> list[dict[str, Any]]:
    """Deals at the same place share a label."""
    joined: dict[tuple[str, tuple[float, float]], list[str]] = {}
    for deal in marked:
        kind = deal.kind if deal.kind in _KINDS else "draft"
        joined.setdefault((kind, deal.worths), []).append(tidy(deal.label))
    low, high = box[1]
    gap = (high - low) * _LABEL / _SIDE
    places = spread([worths[1] for _, worths in joined], gap, low, high)
    edge = box[0][1] + (box[0][1] - box[0][0]) * 0.05
    return [
        {
            "kind": kind,
            "x": worths[0],
            "y": worths[1],
            "at_x": edge,
            "at_y": place,
            "label": f"{number(worths[0])} · {number(worths[1])}  {', '.join(labels)}",
        }
        for ((kind, worths), labels), place in zip(joined.items(), places, strict=True)
    ]
