"""The network of contacts: who talked with whom, held, planned and denied apart."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from attrs import frozen

from dragoman.briefing import capital, counted, joined

WIDTH, HEIGHT = 960, 520
NODES_AT_MOST = 16
_RADIUS_X, _RADIUS_Y = 250, 190
_PASSES = 6
_FEW = 8
"""Below so many contacts the widest line is no full one."""


@frozen(kw_only=True)
class Bond:
    """How often two were in one contact; ``first`` comes before ``second`` in the file's order.

    ``planned`` counts those suggested, planned or not certain; ``denied`` those denied or
    cancelled.
    """

    first: str
    second: str
    held: int = 0
    planned: int = 0
    denied: int = 0

    @property
    def total(self) -> int:
        """All of them together."""
        return self.held + self.planned + self.denied

    @property
    def words(self) -> str:
        """The counts in words: "3 held, 1 denied or cancelled"."""
        counts = (self.held, self.planned, self.denied)
        told = zip(counts, ("held", "planned", "denied or cancelled"), strict=True)
        return ", ".join(f"{count:,} {word}" for count, word in told if count)


@frozen(kw_only=True)
class Node:
    """One party or person at its place; ``align`` is how its name is set (SVG text-anchor)."""

    id: str
    label: str
    colour: str
    contacts: int
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    align: str


@frozen(kw_only=True)
class Stroke:
    """A line between two nodes; ``look`` is held, planned or denied."""

    look: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@frozen(kw_only=True)
class Edge:
    """Everything between two nodes: its strokes side by side."""

    bond: Bond
    label: str
    strokes: tuple[Stroke, ...]


@frozen(kw_only=True)
class Net:
    """The drawn network; ``omitted`` counts those with fewer contacts who are not in it."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    omitted: int
    alternative: str


@frozen(kw_only=True)
class Named:
    """What is known of one who can be a node."""

    label: str
    colour: str = ""
    contacts: int = 0
    is_side: bool = False


def lay_net(bonds: Sequence[Bond], named: Mapping[str, Named]) -> Net:
    """Lay the network out on an oval, heavy partners near each other, sides first.

    The same bonds give the same drawing on every machine: nothing is drawn by chance.
    """
    weight = _weights(bonds)
    in_it = sorted(
        (id for id in weight if id in named), key=lambda id: (-weight[id], named[id].label, id)
    )
    chosen = in_it[:NODES_AT_MOST]
    kept = [bond for bond in bonds if {bond.first, bond.second} <= set(chosen)]
    ring = _ring(chosen, kept, named)
    most = max((weight[id] for id in ring), default=1)
    size = len(ring)
    nodes = tuple(_node(id, n, size, named[id], weight[id] / most) for n, id in enumerate(ring))
    places = {node.id: node for node in nodes}
    heaviest = max((max(b.held, b.planned, b.denied) for b in kept), default=1)
    edges = tuple(_edge(bond, places, heaviest, named) for bond in kept)
    return Net(
        width=WIDTH,
        height=HEIGHT,
        nodes=nodes,
        edges=tuple(sorted(edges, key=lambda e: (e.bond.total, e.label))),
        omitted=len(in_it) - len(chosen),
        alternative=_alternative(edges, len(nodes)),
    )


def _weights(bonds: Sequence[Bond]) -> Counter[str]:
    """In how many contacts with others each one is, by id."""
    weight: Counter[str] = Counter()
    for bond in bonds:
        weight[bond.first] += bond.total
        weight[bond.second] += bond.total
    return weight


def _ring(chosen: Sequence[str], bonds: Sequence[Bond], named: Mapping[str, Named]) -> list[str]:
    """The order around the oval: swaps that bring partners nearer, until none does."""
    between = {}
    for bond in bonds:
        between[bond.first, bond.second] = between[bond.second, bond.first] = bond.total
    ring = sorted(chosen, key=lambda id: (not named[id].is_side, chosen.index(id)))
    size = len(ring)
    links = [[between.get((a, b), 0) for b in ring] for a in ring]
    order = list(range(size))
    for _ in range(_PASSES):
        moved = False
        for one, other in combinations(range(size), 2):
            if _gain(order, one, other, links) > 1e-9:
                order[one], order[other] = order[other], order[one]
                moved = True
        if not moved:
            break
    return [ring[n] for n in _turned(order)]


def _turned(order: list[int]) -> list[int]:
    """The ring with its heaviest member first; drawn at the left."""
    at = order.index(0) if order else 0
    return order[at:] + order[:at]


def _gain(order: list[int], one: int, other: int, links: list[list[int]]) -> float:
    """By how much a swap shortens the weighted chords."""
    size = len(order)
    gain = 0.0
    for place, member in enumerate(order):
        if place in (one, other):
            continue
        near, far = _chord(place, one, size), _chord(place, other, size)
        gain += (links[order[one]][member] - links[order[other]][member]) * (near - far)
    return gain


def _chord(one: int, other: int, size: int) -> float:
    return math.sin(math.pi * abs(one - other) / size)


def _node(id: str, n: int, of: int, named: Named, share: float) -> Node:
    angle = math.pi + 2 * math.pi * n / max(of, 1)
    x, y = WIDTH / 2 + _RADIUS_X * math.cos(angle), HEIGHT / 2 + _RADIUS_Y * math.sin(angle)
    radius = round(7 + 9 * math.sqrt(share), 1)
    out = radius + 8
    is_upright = abs(math.cos(angle)) < 0.2
    align = "middle" if is_upright else "end" if math.cos(angle) < 0 else "start"
    label_y = y + 4.5 + (math.copysign(out + 6, math.sin(angle)) if is_upright else 0)
    return Node(
        id=id,
        label=capital(named.label),
        colour=named.colour,
        contacts=named.contacts,
        x=round(x, 1),
        y=round(y, 1),
        radius=radius,
        label_x=round(x + (0 if is_upright else math.copysign(out, math.cos(angle))), 1),
        label_y=round(label_y, 1),
        align=align,
    )


def _edge(
    bond: Bond, places: Mapping[str, Node], heaviest: int, named: Mapping[str, Named]
) -> Edge:
    first, second = places[bond.first], places[bond.second]
    looks = [
        (look, count)
        for look, count in (("held", bond.held), ("planned", bond.planned), ("denied", bond.denied))
        if count
    ]
    widths = [1.5 + 8 * math.sqrt(count / max(heaviest, _FEW)) for _, count in looks]
    whole = sum(widths) + 4 * (len(widths) - 1)
    length = math.hypot(second.x - first.x, second.y - first.y) or 1
    normal = ((first.y - second.y) / length, (second.x - first.x) / length)
    strokes: list[Stroke] = []
    at = -whole / 2
    for (look, _), width in zip(looks, widths, strict=True):
        strokes.append(_stroke(look, first, second, normal, at + width / 2, width))
        at += width + 4
    return Edge(
        bond=bond,
        label=capital(f"{named[bond.first].label} and {named[bond.second].label}: {bond.words}"),
        strokes=tuple(strokes),
    )


def _stroke(
    look: str, one: Node, other: Node, normal: tuple[float, float], off: float, width: float
) -> Stroke:
    across, down = normal[0] * off, normal[1] * off
    return Stroke(
        look=look,
        x1=round(one.x + across, 1),
        y1=round(one.y + down, 1),
        x2=round(other.x + across, 1),
        y2=round(other.y + down, 1),
        width=round(width, 1),
    )


def _alternative(edges: Sequence[Edge], nodes: int) -> str:
    most = sorted(edges, key=lambda e: (-e.bond.total, e.label))[:3]
    told = joined([edge.label for edge in most])
    return (
        f"Network of {counted(nodes, 'node')} and {counted(len(edges), 'tie')}. "
        f"Most often: {told or 'nobody'}. The table after it says the same."
    )
