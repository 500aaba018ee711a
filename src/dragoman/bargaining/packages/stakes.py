"""What the parties stand between: where gains count from, and the best each can get."""

from enum import StrEnum

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.packages.frontier import find_frontier
from dragoman.bargaining.space import Flags, Floats, IssueSpace


class Baseline(StrEnum):
    """What gains are counted from: the disagreement point.

    Nash's theory counts from the reservation value. NegMAS 0.16 counts from the least that any
    package gives where that is more (a reservation value that every package beats says nothing
    about the packages); so do results that are compared with it.
    """

    RESERVATION = "reservation"
    WORST_PACKAGE = "worst package"


@frozen(kw_only=True, eq=False)
class Stakes:
    """What the parties stand between, ``(n_parties,)`` each.

    ``least`` is the disagreement point: the reservation value, or the least that any package gives
    (``by_worst``) where a party has none or the baseline asks for it. ``most`` is its best package
    that all accept. A party that ``is_idle`` gains nothing from any of them and is left out of
    shares and products.
    """

    least: Floats
    most: Floats
    tick: Floats
    by_worst: Flags
    is_idle: Flags


def stakes_of(
    space: IssueSpace, most: Floats, tick: Floats, baseline: Baseline = Baseline.RESERVATION
) -> Stakes:
    """The stakes where ``most`` ``(n_parties,)`` is the best that each can get in the zone."""
    reservation = space.reservation[: space.n_parties]
    by_worst = np.isneginf(reservation)
    least = reservation
    if baseline is Baseline.WORST_PACKAGE or by_worst.any():
        worst = worst_packages(space)
        by_worst |= (baseline is Baseline.WORST_PACKAGE) & (worst > reservation)
        least = np.where(by_worst, worst, reservation)
    return Stakes(
        least=least, most=most, tick=tick, by_worst=by_worst, is_idle=most - least < tick / 2
    )


def worst_packages(space: IssueSpace) -> Floats:
    """The least that any package gives each party, ``(n_parties,)``; exact under bonuses too."""
    worst: Floats = np.zeros(space.n_parties)
    for worth in space.worth:
        worst += worth[: space.n_parties].min(axis=1)
    for player in {bonus.player for bonus in space.bonuses if bonus.player < space.n_parties}:
        worst[player] = -find_frontier(_against(space, player)).utilities.max()
    return worst


def _against(space: IssueSpace, player: int) -> IssueSpace:
    """The space of one party that likes everything the other way round."""
    return evolve(
        space,
        players=(space.players[player],),
        n_parties=1,
        worth=tuple(-worth[[player]] for worth in space.worth),
        reservation=np.array([-np.inf]),
        forbidden=tuple(forbidden[[player]] for forbidden in space.forbidden),
        ties=(),
        chambers=(),
        bonuses=tuple(
            evolve(bonus, player=0, worth=-bonus.worth)
            for bonus in space.bonuses
            if bonus.player == player
        ),
    )
