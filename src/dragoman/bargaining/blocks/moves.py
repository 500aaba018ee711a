"""The cheapest moves that open a zone, and who must make them.

A move lifts a red line, drops a condition or lowers a reservation; a body is won by moves of its
factions. One 0/1 programme finds the cheapest, another, at that cost, the fewest (or the other way
round); further ones exclude the sets of moves already found.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property

import numpy as np
from attrs import evolve, field, frozen

from dragoman.bargaining.blocks.bars import (
    Bar,
    BarKind,
    Package,
    bars_of_chambers,
)
from dragoman.bargaining.blocks.highs import Limits
from dragoman.bargaining.blocks.prices import Prices, price_moves
from dragoman.bargaining.blocks.relaxing import Relaxation, Release
from dragoman.bargaining.blocks.rows import Row
from dragoman.bargaining.space import Flags, Floats, IssueSpace, Tie

SAME_COST = 1e-7
"""Costs that differ by less count as equal when the fewest moves are sought at the least cost."""


class Aim(StrEnum):
    """What is made small first; the other is made small among equals."""

    COST = "cost"
    COUNT = "count"


@frozen(kw_only=True)
class Move:
    """One bar given up: what it costs its player, in the player's own utility times its scale.

    ``to`` is the new reservation where one is lowered, else None.
    """

    bar: Bar
    cost: float
    to: float | None = None


@frozen(kw_only=True)
class Opening:
    """Moves that put a package into the zone; none where it lies there already.

    By kind, then player. ``is_proved``: no cheaper (or fewer) moves open a zone, apart from those
    excluded; without it the limit of the search was reached.
    """

    package: Package
    moves: tuple[Move, ...]
    is_proved: bool = True

    @property
    def cost(self) -> float:
        """The sum of the moves' costs, over players and as they stand."""
        return sum(move.cost for move in self.moves)

    @property
    def payers(self) -> tuple[int, ...]:
        """The players that must move, each once, in order."""
        return tuple(sorted({move.bar.player for move in self.moves}))

    def cost_to(self, player: int) -> float:
        """What the moves cost one player."""
        return sum(move.cost for move in self.moves if move.bar.player == player)


@frozen(kw_only=True)
class Openings:
    """Ways to open a zone, best first.

    ``is_complete``: there are no others of the kind asked for. Empty and complete only where a
    body has too few seats to approve of anything.
    """

    openings: tuple[Opening, ...]
    is_complete: bool


@frozen(kw_only=True, eq=False)
class MoveSearch:
    """Questions about the moves that open a zone.

    ``prices`` default to ``price_moves(space)``. Cost: two runs of the solver an opening.
    """

    space: IssueSpace
    prices: Prices
    limits: Limits = field(factory=Limits)

    @cached_property
    def relaxation(self) -> Relaxation:
        """The space with every bar free to be given up, faction by faction."""
        return Relaxation(space=self.space, by_faction=True, limits=self.limits)

    def find(
        self, *, aim: Aim = Aim.COST, limit: int = 5, standing: Sequence[Bar] = ()
    ) -> Openings:
        """The best openings, none of which holds all the moves of an earlier one.

        ``standing`` are bars that must not be given up.

        Raises:
            BadIssueSpace: the space has no numbers, or the solver gave up.
        """
        found: list[Opening] = []
        while len(found) < limit:
            rows = [self._without([move.bar for move in o.moves]) for o in found]
            opening = self._open(aim, rows, standing)
            if opening is None:
                return Openings(openings=tuple(found), is_complete=True)
            found.append(opening)
            if not opening.moves:
                return Openings(openings=tuple(found), is_complete=True)
        return Openings(openings=tuple(found), is_complete=False)
