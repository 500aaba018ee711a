"""The cheapest moves that open a zone, and who must make them.

A move lifts a red line, drops a condition or lowers a reservation; a body is won by moves of its
factions. One 0/1 programme finds the cheapest, or the fewest; further ones exclude the sets of
moves already found.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import cached_property

import numpy as np
from attrs import evolve, field, frozen

from dragoman.bargaining.blocks.prices import Prices, price_moves
from dragoman.bargaining.blocks.relaxing import Relaxation, Release
from dragoman.bargaining.programme.bars import Bar, BarKind, Package
from dragoman.bargaining.programme.highs import Limits
from dragoman.bargaining.programme.rows import Row
from dragoman.bargaining.programme.solving import within
from dragoman.bargaining.space import Flags, IssueSpace
from dragoman.errors import BadIssueSpace

SHARE = 1e-5
"""What one move counts beside a cost of 1 when the cheapest are sought.

So the cheapest opening may cost up to ``SHARE`` more than the very cheapest for each move that it
spares; a second run at the same cost took three times as long.
"""


class Aim(StrEnum):
    """What is made small. Of the cheapest the fewest are taken; the fewest are made as cheap as
    these very moves can be, though other moves, as few, may be cheaper.
    """

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


def find_openings(
    space: IssueSpace,
    *,
    aim: Aim = Aim.COST,
    limit: int = 5,
    prices: Prices | None = None,
    limits: Limits | None = None,
) -> Openings:
    """The best ways to open a zone, none of which holds all the moves of an earlier one.

    One opening without moves where there is a zone. ``prices`` default to ``price_moves(space)``.
    Cost: one run of the solver an opening.

    Raises:
        BadIssueSpace: the space has no numbers, or the solver gave up.
    """
    search = MoveSearch(space=space, prices=prices or price_moves(space), limits=limits or Limits())
    return search.find(aim=aim, limit=limit)


@frozen(kw_only=True, eq=False)
class MoveSearch:
    """Questions about the moves that open a zone, at given prices."""

    space: IssueSpace
    prices: Prices
    limits: Limits = field(factory=Limits)

    @cached_property
    def relaxation(self) -> Relaxation:
        """The space with every bar free to be given up, faction by faction."""
        return Relaxation(space=self.space, by_faction=True, with_payers=True, limits=self.limits)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """What moves can give up: every bar but the rules of the bodies."""
        bars = self.relaxation.bars
        return tuple(bar for bar in bars if bar.kind is not BarKind.RATIFICATION)

    def find(self, *, aim: Aim = Aim.COST, limit: int = 5) -> Openings:
        """The best openings, none of which holds all the moves of an earlier one.

        Raises:
            BadIssueSpace: the space has no numbers, or the solver gave up.
        """
        found: list[Opening] = []
        while len(found) < limit:
            taken = [[move.bar for move in opening.moves] for opening in found]
            opening = self.open(aim, [self.relaxation.without_all(bars) for bars in taken])
            if opening is None:
                return Openings(openings=tuple(found), is_complete=True)
            found.append(opening)
            if not opening.moves:
                return Openings(openings=tuple(found), is_complete=True)
        return Openings(openings=tuple(found), is_complete=False)

    def open(
        self, aim: Aim, rows: Sequence[Row] = (), *, movers: Collection[int] | None = None
    ) -> Opening | None:
        """The best opening under more rows, by moves of ``movers`` (default: anybody) alone.

        None where there is none.

        Raises:
            BadIssueSpace: as ``find``, or no opening was found within the limits.
        """
        standing = [
            bar
            for bar in self.relaxation.bars
            if bar not in self._movable or not (movers is None or bar.player in movers)
        ]
        release = self.relaxation.release(standing, self._objective(aim), rows)
        if release.package is None and not release.is_proved:
            raise BadIssueSpace(f"no moves found within {self.limits.nodes} nodes; allow more")
        if release.package is None:
            return None
        if aim is Aim.COUNT and release.bars:
            others = [bar for bar in self.relaxation.bars if bar not in release.bars]
            cheaper = self.relaxation.release(others, self.costs(), rows)
            if cheaper.package is not None:
                proved = evolve(cheaper, is_proved=release.is_proved)
                return self._opening(cheaper.package, proved)
        return self._opening(release.package, release)

    def fill(self, draft: Package) -> Package:
        """The draft with its blanks filled so that the moves that it then needs cost least.

        Raises:
            BadIssueSpace: as ``find``, or no moves win the bodies.
        """
        held = within(self.relaxation.programme, draft)
        kept = [Row(terms={column: 1.0}, low=1.0) for column in held]
        opening = self.open(Aim.COST, kept)
        if opening is None:
            raise BadIssueSpace("no moves open a zone; a body has fewer seats than it needs")
        return opening.package

    def _objective(self, aim: Aim) -> dict[int, float]:
        """The price of each column for the aim; for the cheapest, plus a share of the count."""
        number = self.relaxation.columns_of(self.bars)
        if aim is Aim.COUNT:
            return number
        cost = self.costs()
        return {c: cost.get(c, 0.0) + SHARE * number.get(c, 0.0) for c in sorted({*cost, *number})}

    def costs(self, players: Collection[int] | None = None) -> dict[int, float]:
        """The price of each column, for all players or some: their sum is what they pay."""
        columns: dict[int, float] = {}
        for bar in self.bars:
            if players is None or bar.player in players:
                for column, price in self._prices_of(bar):
                    columns[column] = columns.get(column, 0.0) + price
        return columns

    @cached_property
    def _movable(self) -> frozenset[Bar]:
        return frozenset(self.bars)

    def _prices_of(self, bar: Bar) -> list[tuple[int, float]]:
        programme = self.relaxation.programme
        scale = float(self.prices.scale[bar.player])
        columns = programme.given_up[bar]
        if bar.kind is BarKind.RESERVATION:
            return [(programme.floors[bar.player], scale * float(programme.spans[bar.player]))]
        if bar.kind is BarKind.RED_LINE:
            return [
                (columns[0], scale * float(self.prices.lines[bar.issue][bar.player, bar.option]))
            ]
        tie = self.space.ties[bar.tie]
        barred = [o for o in range(len(self.space.options[tie.other])) if o not in tie.allowed]
        return [
            (column, scale * float(self.prices.ties[bar.tie][option]))
            for column, option in zip(columns, barred, strict=True)
        ]

    def _opening(self, package: Package, release: Release) -> Opening:
        utilities = self.space.utilities(np.array([package], dtype=np.int64))[0]
        return Opening(
            package=package,
            moves=tuple(
                Move(
                    bar=bar,
                    cost=self.prices.of(self.space, bar, package, utilities),
                    to=float(utilities[bar.player]) if bar.kind is BarKind.RESERVATION else None,
                )
                for bar in sorted(release.bars or ())
            ),
            is_proved=release.is_proved,
        )


def after_moves(space: IssueSpace, opening: Opening) -> IssueSpace:
    """The space once the moves are made: the opening's package then lies in its zone."""
    reservation = space.reservation.copy()
    forbidden: list[Flags] = [flags.copy() for flags in space.forbidden]
    dropped = {move.bar.tie for move in opening.moves if move.bar.kind is BarKind.CONDITION}
    for move in opening.moves:
        if move.bar.kind is BarKind.RED_LINE:
            forbidden[move.bar.issue][move.bar.player, move.bar.option] = False
        if move.to is not None:
            reservation[move.bar.player] = move.to
    return evolve(
        space,
        reservation=reservation,
        forbidden=tuple(forbidden),
        ties=tuple(tie for number, tie in enumerate(space.ties) if number not in dropped),
    )
