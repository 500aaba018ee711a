"""Win sets and the zone of possible agreement, counted without listing them.

Sums are built issue by issue, equal ones folded with their number (dynamic programming over the
distribution of sums), and what can no longer fail or no longer succeed is not told apart. Where
too many different sums are left they are rounded down for one bound and up for the other: the true
number lies between, for certain. With several players and fine scores the bounds can be wide;
then a sample says more.
"""

from collections.abc import Callable, Sequence

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from dragoman.bargaining.packages.frontier import approval_of, columns_of, floor_of
from dragoman.bargaining.packages.grid import FINE, stack_of, ticks_per_unit
from dragoman.bargaining.packages.linking import ahead_of, order_of
from dragoman.bargaining.packages.links import (
    HOPELESS,
    Link,
    State,
    Turns,
    links_of,
    touches_of,
    turns,
)
from dragoman.bargaining.packages.merging import Column
from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace

MOST_SUMS = 100_000
"""Different sums kept at most, unless asked otherwise."""


@frozen(kw_only=True)
class Tally:
    """From ``low`` to ``high`` (both included) of ``total`` packages."""

    low: int
    high: int
    total: int

    @property
    def is_exact(self) -> bool:
        """Whether the number is known."""
        return self.low == self.high


def count_zone(space: IssueSpace, *, most_sums: int = MOST_SUMS) -> Tally:
    """How many packages all parties accept and all chambers approve.

    Cost: issues times ``most_sums`` times options at most, three times over where it is not exact.

    Raises:
        BadIssueSpace: a worth or a reservation value that is not a number.
    """
    stacked = stack_of(space)
    per_unit = ticks_per_unit(space, stacked)
    approval = approval_of(space, per_unit) if space.chambers else None
    needed = floor_of(space, per_unit)
    needed = np.maximum(needed, 4 * HOPELESS / FINE)
    demand = _Demand(
        needed=(needed - 0.5) * FINE, n_parties=space.n_parties, is_enough=lambda taken: taken[:, 0]
    )
    if approval is not None:
        whole = np.append(needed, np.maximum(approval.needed, 4 * HOPELESS / FINE))
        demand = evolve(demand, needed=(whole - 0.5) * FINE, is_enough=approval.is_enough)
    columns = columns_of(space, stacked, per_unit, in_zone=True)
    links = links_of(space, per_unit, in_zone=True)
    low, high = _bounds(columns, links, demand, most_sums)
    return Tally(low=low, high=high, total=space.n_packages)


def count_win_set(
    space: IssueSpace, players: Sequence[int], *, most_sums: int = MOST_SUMS
) -> Tally:
    """How many packages all of ``players`` (indices) accept: the win set of one, or a coalition's.

    Chambers are left aside. Cost and errors: as :func:`count_zone`.
    """
    return count_zone(_among(space, players), most_sums=most_sums)


def _among(space: IssueSpace, players: Sequence[int]) -> IssueSpace:
    """The space as if ``players`` alone had to agree."""
    place = {player: at for at, player in enumerate(players)}
    chosen = list(place)
    return evolve(
        space,
        players=tuple(space.players[player] for player in chosen),
        n_parties=len(chosen),
        worth=tuple(worth[chosen] for worth in space.worth),
        reservation=space.reservation[chosen],
        forbidden=tuple(forbidden[chosen] for forbidden in space.forbidden),
        ties=tuple(evolve(t, player=place[t.player]) for t in space.ties if t.player in place),
        bonuses=tuple(
            evolve(b, player=place[b.player]) for b in space.bonuses if b.player in place
        ),
        chambers=(),
    )


@frozen(kw_only=True, eq=False)
class _Demand:
    """What must be reached on the fine grid, ``(n_players,)``: by the parties, and of seats
    (the rest) by so many that ``is_enough``."""

    needed: Floats
    n_parties: int
    is_enough: Callable[[Flags], Flags]

    def taken(self, sums: Floats) -> Flags:
        agreed: Flags = np.all((sums >= self.needed)[:, : self.n_parties], axis=1)
        if len(self.needed) > self.n_parties:
            agreed &= self.is_enough((sums >= self.needed)[:, self.n_parties :])
        return agreed


@frozen(kw_only=True, eq=False)
class _Sums:
    """Different sums ``(n, n_players)`` with the index of their state, and how many have them."""

    sums: Floats
    labels: Indices
    counts: NDArray[np.object_]
    states: tuple[State, ...]
    step: Floats
    """What sums are rounded to, ``(n_players,)``; 0 where they are not."""


def _bounds(
    columns: Sequence[Column], links: Sequence[Link], demand: _Demand, most_sums: int
) -> tuple[int, int]:
    if not all(len(column.options) for column in columns):
        return 0, 0
    low, is_exact = _counted(columns, links, demand, most_sums, np.floor)
    if is_exact:
        return low, low
    high, _ = _counted(columns, links, demand, most_sums, np.ceil)
    return low, high


def _counted(
    columns: Sequence[Column],
    links: Sequence[Link],
    demand: _Demand,
    most_sums: int,
    rounded: Callable[[Floats], Floats],
) -> tuple[int, bool]:
    """The number that is reached where sums are rounded so, and whether none had to be."""
    chain = order_of(columns, links)
    n_players = len(demand.needed)
    most, least = ahead_of(chain, links, np.fmax), ahead_of(chain, links, np.fmin)
    now = _Sums(
        sums=np.zeros((1, n_players)),
        labels=np.zeros(1, dtype=np.int64),
        counts=np.ones(1, dtype=object),
        states=(frozenset(),),
        step=np.zeros(n_players),
    )
    for step, column in enumerate(chain):
        touches = touches_of(links, [each.issue for each in chain], step)
        now = _widened(now, column, turns(now.states, column.options.tolist(), touches, n_players))
        now = _settled(now, demand, most[step], least[step])
        now = _folded(now, demand.needed - least[step], most_sums, rounded)
    reached = now.counts[demand.taken(now.sums)]
    return int(reached.sum()) if len(reached) else 0, not now.step.any()


def _widened(now: _Sums, column: Column, found: Turns) -> _Sums:
    n_options = len(column.options)
    sums = now.sums[:, None] + column.units + found.units[now.labels]
    allowed = found.allowed[now.labels].ravel()
    return evolve(
        now,
        sums=sums.reshape(-1, sums.shape[-1])[allowed],
        labels=found.following[now.labels].ravel()[allowed],
        counts=np.repeat(now.counts, n_options)[allowed],
        states=found.states,
    )


def _settled(now: _Sums, demand: _Demand, most: Floats, least: Floats) -> _Sums:
    """Sums that will reach what is needed whatever follows are alike, and those that cannot."""
    sums = np.minimum(now.sums, demand.needed - least)
    is_lost = sums + most < demand.needed
    sums = np.where(is_lost, HOPELESS, sums)
    kept = ~is_lost[:, : demand.n_parties].any(axis=1)
    return evolve(now, sums=sums[kept], labels=now.labels[kept], counts=now.counts[kept])


def _folded(now: _Sums, sure: Floats, most_sums: int, rounded: Callable[[Floats], Floats]) -> _Sums:
    """Equal sums folded into one; rounded ever more until at most ``most_sums`` are left.

    Or until the steps are as wide as the sums lie apart: coarser it does not get. Rounding starts
    at ``sure``, the sums that reach what is needed whatever follows, so that these stay so.
    """
    if not len(now.sums):
        return now
    step = now.step
    width = np.ptp(np.where(now.sums > HOPELESS / 2, now.sums, now.sums.max(axis=0)), axis=0)
    while True:
        sums = sure + rounded((now.sums - sure) / np.where(step > 0, step, 1.0)) * step
        sums = np.where(step > 0, sums, now.sums)
        group, first = _groups(sums, now.labels)
        if len(first) <= most_sums or bool(np.all(step >= width)):
            break
        step = np.where(step > 0, step * 2, width / most_sums)
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(len(first)))
    counts = np.add.reduceat(now.counts[order], starts) if len(first) else now.counts
    return evolve(now, sums=sums[first], labels=now.labels[first], counts=counts, step=step)


def _groups(sums: Floats, labels: Indices) -> tuple[Indices, Indices]:
    """Which group of equal rows each row is in, and the first row of each group."""
    group, first = labels, np.empty(0, dtype=np.int64)
    for column in sums.T:
        _, rank = np.unique(column, return_inverse=True)
        _, first, group = np.unique(
            group * (len(sums) + 1) + rank, return_index=True, return_inverse=True
        )
    return group, first
