"""The cheapest moves that open a zone, in a listed space: the package that costs least to let in.

The same prices and the same rule as ``find_openings``, by looking at every package.
"""

import numpy as np

from dragoman.bargaining.blocks import Opening
from dragoman.bargaining.blocks.moves import Move
from dragoman.bargaining.blocks.prices import price_moves
from dragoman.bargaining.programme.bars import BarKind, barred_by
from dragoman.bargaining.space import Floats
from dragoman.bargaining.uncertainty.margins import MOST_LISTED_FACTIONS, winning_coalitions
from dragoman.pipeline.deals.live.clashing import RunInto, run_into
from dragoman.pipeline.deals.live.looking import Looked

Coalition = tuple[int, ...]


def openings_listed(looked: Looked, *, limit: int) -> tuple[Opening, ...] | None:
    """The cheapest openings, none of which holds all the moves of an earlier one.

    The cheapest alone where bodies must approve. Empty where a body has too few seats to approve
    of anything; None where it has too many factions to try their coalitions.
    """
    chambers = looked.space.chambers
    if any(len(chamber.factions) > MOST_LISTED_FACTIONS for chamber in chambers):
        return None
    cost = np.sum([_prices(looked, p) for p in range(looked.space.n_parties)], axis=0)
    coalitions = []
    for chamber in chambers:
        winning = [
            tuple(chamber.factions[member] for member in members)
            for members in winning_coalitions(chamber.seats, chamber.needed)
        ] or ([()] if chamber.needed <= 0 else [])
        if not winning:
            return ()
        coalitions.append(winning)
        cost = cost + np.min([_together(looked, members) for members in winning], axis=0)
    if chambers:
        return (_opening(looked, int(cost.argmin()), _cheapest(looked, coalitions, cost)),)
    return _one_after_the_other(looked, run_into(looked), cost, limit)


def _one_after_the_other(
    looked: Looked, ran: RunInto, cost: Floats, limit: int
) -> tuple[Opening, ...]:
    found: list[Opening] = []
    left = cost.copy()
    while len(found) < limit and np.isfinite(left).any():
        best = int(left.argmin())
        found.append(_opening(looked, best, ()))
        bits = ran.words[best]
        left[((ran.words & bits) == bits).all(axis=1)] = np.inf
    return tuple(found)


def _cheapest(looked: Looked, coalitions: list[list[Coalition]], cost: Floats) -> Coalition:
    """The factions that the cheapest package wins for all bodies."""
    best = int(cost.argmin())
    ways = [
        min(winning, key=lambda members: float(_together(looked, members)[best]))
        for winning in coalitions
    ]
    return tuple(faction for members in ways for faction in members)


def _prices(looked: Looked, player: int) -> Floats:
    price = looked.columns[player].price
    if price is None:
        raise ValueError("a sample keeps no prices; look at all packages")
    return price


def _together(looked: Looked, members: Coalition) -> Floats:
    total = np.zeros(len(looked.packages))
    for member in members:
        total += _prices(looked, member)
    return total


def _opening(looked: Looked, row: int, won: Coalition) -> Opening:
    space, prices = looked.space, price_moves(looked.space)
    package = tuple(int(option) for option in looked.packages[row])
    utilities = space.utilities(np.array([package], dtype=np.int64))[0]
    bars = barred_by(space, package, [*range(space.n_parties), *won])
    moves = tuple(
        Move(
            bar=bar,
            cost=prices.of(space, bar, package, utilities),
            to=float(utilities[bar.player]) if bar.kind is BarKind.RESERVATION else None,
        )
        for bar in bars
    )
    return Opening(package=package, moves=moves)
