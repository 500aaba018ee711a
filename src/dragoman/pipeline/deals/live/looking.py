"""Looked at: every package, or a sample, and which player takes which; one column a player.

Moving a slider changes the numbers of one player: its column is looked at again, all others stay.
"""

from functools import cached_property

import numpy as np
from attrs import frozen

from dragoman.bargaining.blocks.moves import SHARE
from dragoman.bargaining.blocks.prices import Prices, price_moves
from dragoman.bargaining.space import Bonus, Chamber, Flags, Floats, IssueSpace, Tie, floor_of
from dragoman.bargaining.two_levels import SAMPLED
from dragoman.bargaining.uncertainty.margins import is_against
from dragoman.bargaining.win_sets import Share, all_packages, sample_packages

MOST_CELLS = 1_000_000
"""Packages times players up to which all packages are looked at."""
PLAYERS_ANEW = 2
"""Players whose columns are looked at anew over a whole sample; of more, over a part of it."""


@frozen(kw_only=True, eq=False)
class PlayerTable:
    """All numbers of one player in a space: two spaces with equal ones have equal columns."""

    worth: tuple[Floats, ...]
    forbidden: tuple[Flags, ...]
    reservation: float
    ties: tuple[Tie, ...]
    bonuses: tuple[Bonus, ...]

    def is_same(self, other: "PlayerTable") -> bool:
        """Whether every number is the same, to the last bit."""
        rows = zip(self.worth, other.worth, strict=True)
        lines = zip(self.forbidden, other.forbidden, strict=True)
        return (
            (self.reservation, self.ties, self.bonuses)
            == (other.reservation, other.ties, other.bonuses)
            and all(np.array_equal(one, two) for one, two in rows)
            and all(np.array_equal(one, two) for one, two in lines)
        )


@frozen(kw_only=True, eq=False)
class Column:
    """What the packages looked at are worth to one player, and whether it takes them; ``(n,)``.

    ``price`` is what it would cost the player to give up all that bars the package, as the
    cheapest moves are priced, with a ``SHARE`` for each move. ``worth`` and ``price`` are None over
    a sample.
    """

    table: PlayerTable
    worth: Floats | None
    takes: Flags
    price: Floats | None = None


@frozen(kw_only=True, eq=False)
class Looked:
    """Packages ``(n, n_issues)`` of a space and a column a player; all packages if ``is_all``.

    The packages of a sample are small integers, to be widened before anything is added to them.
    """

    space: IssueSpace
    packages: np.ndarray
    is_all: bool
    columns: tuple[Column, ...]

    @cached_property
    def agreed(self) -> Flags:
        """Which packages all parties take, ``(n,)``."""
        parties = self.columns[: self.space.n_parties]
        return np.asarray(np.logical_and.reduce([column.takes for column in parties]))

    @cached_property
    def approvals(self) -> list[Flags]:
        """Which packages each chamber approves, ``(n,)`` a chamber."""
        return [self.votes(chamber) >= chamber.needed for chamber in self.space.chambers]

    @cached_property
    def ratified(self) -> Flags:
        """Which packages all parties take and all chambers approve, ``(n,)``: the zone."""
        return np.asarray(np.logical_and.reduce([self.agreed, *self.approvals]))

    def votes(self, chamber: Chamber) -> Floats:
        """The seats of a chamber that take each package, ``(n,)``; as ``is_ratified`` sums them."""
        columns = [self.columns[faction].takes for faction in chamber.factions]
        if not all(seats.is_integer() for seats in chamber.seats):
            return np.asarray(np.stack(columns, axis=1) @ np.asarray(chamber.seats))
        total = np.zeros(len(self.packages))
        for takes, seats in zip(columns, chamber.seats, strict=True):
            total += takes * float(seats)
        return total

    @property
    def win_sets(self) -> tuple[Share, ...]:
        """The share of packages that each party takes."""
        rows = self.columns[: self.space.n_parties]
        return tuple(self.share(column.takes) for column in rows)

    def share(self, which: Flags) -> Share:
        """A share of the packages looked at."""
        return Share(count=int(which.sum()), of=len(which), is_exact=self.is_all)

    @property
    def worths(self) -> Floats:
        """What every package is worth to every player, ``(n, n_players)``.

        Raises:
            ValueError: only a sample was looked at.
        """
        rows = [column.worth for column in self.columns if column.worth is not None]
        if len(rows) < len(self.columns):
            raise ValueError("a sample keeps no worths; look at all packages")
        return np.stack(rows, axis=1)


def is_listable(space: IssueSpace) -> bool:
    """Whether a space is small enough to look at all its packages at once."""
    return space.n_packages * len(space.players) <= MOST_CELLS


def look(space: IssueSpace, known: Looked | None = None) -> Looked:
    """All packages of a space or a sample, with the columns of ``known`` that still hold.

    Where more than ``PLAYERS_ANEW`` columns of a sample do not hold, its first part is looked at.
    The sample is that of :func:`~dragoman.bargaining.two_levels.compare_levels` with seed 0.
    """
    tables = [_table(space, player) for player in range(len(space.players))]
    kept: list[Column | None] = [None] * len(tables)
    if known is not None and _is_alike(space, known.space):
        kept = [
            c if c.table.is_same(t) else None for c, t in zip(known.columns, tables, strict=True)
        ]
        packages, is_all = known.packages, known.is_all
    else:
        packages, is_all = _packages(space), is_listable(space)
    anew = kept.count(None)
    if known is not None and not is_all and anew > PLAYERS_ANEW:
        packages = packages[: len(packages) * PLAYERS_ANEW // anew]
    prices = price_moves(space) if is_all else None
    columns = tuple(
        _cut(column, len(packages))
        if column is not None
        else _column(space, player, table, packages, prices)
        for player, (column, table) in enumerate(zip(kept, tables, strict=True))
    )
    return Looked(space=space, packages=packages, is_all=is_all, columns=columns)


def _is_alike(space: IssueSpace, other: IssueSpace) -> bool:
    """Whether packages and players of two spaces are the same."""
    return (space.players, space.options) == (other.players, other.options)


def _packages(space: IssueSpace) -> np.ndarray:
    longest = max(map(len, space.options))
    parts = all_packages(space) if is_listable(space) else sample_packages(space, SAMPLED, seed=0)
    found = np.concatenate([part.astype(np.min_scalar_type(longest)) for part in parts])
    return np.asfortranarray(found)


def _table(space: IssueSpace, player: int) -> PlayerTable:
    return PlayerTable(
        worth=tuple(worth[player] for worth in space.worth),
        forbidden=tuple(forbidden[player] for forbidden in space.forbidden),
        reservation=float(space.reservation[player]),
        ties=tuple(tie for tie in space.ties if tie.player == player),
        bonuses=tuple(bonus for bonus in space.bonuses if bonus.player == player),
    )


def _cut(column: Column, n: int) -> Column:
    if len(column.takes) == n:
        return column
    return Column(table=column.table, worth=None, takes=column.takes[:n])


def _column(
    space: IssueSpace,
    player: int,
    table: PlayerTable,
    packages: np.ndarray,
    prices: Prices | None,
) -> Column:
    """Summed in the order of the issues, then the bonuses: the last bits of ``utilities``."""
    is_all = prices is not None
    worth, barred = _grown(table) if is_all else _gathered(table, packages)
    for bonus in table.bonuses:
        worth[np.all([packages[:, i] == o for i, o in bonus.pairs], axis=0)] += bonus.worth
    for tie in table.ties:
        barred |= is_against(tie, packages)
    takes = (worth >= floor_of(space.reservation)[player]) & ~barred
    if prices is None:
        return Column(table=table, worth=None, takes=takes)
    price = _price(space, player, worth, packages, prices)
    return Column(table=table, worth=worth, takes=takes, price=price)


def _price(
    space: IssueSpace, player: int, worth: Floats, packages: np.ndarray, prices: Prices
) -> Floats:
    """What giving up all that bars each package costs a player, with a ``SHARE`` for each move."""
    total = np.zeros(1)
    for lines, forbidden in zip(prices.lines, space.forbidden, strict=True):
        total = (total[:, None] + lines[player] + SHARE * forbidden[player]).ravel()
    for number, tie in enumerate(space.ties):
        if tie.player == player:
            paid = prices.ties[number][packages[:, tie.other]] + SHARE
            total += np.where(is_against(tie, packages), paid, 0.0)
    floor = float(floor_of(space.reservation)[player])
    short = worth < floor
    total[short] += float(space.reservation[player]) - worth[short] + SHARE
    return total


def _grown(table: PlayerTable) -> tuple[Floats, Flags]:
    """Worths and red lines of all packages, grown issue by issue, the last turning fastest."""
    total, barred = np.zeros(1), np.zeros(1, dtype=np.bool_)
    for worth, forbidden in zip(table.worth, table.forbidden, strict=True):
        total = (total[:, None] + worth).ravel()
        barred = (barred[:, None] | forbidden).ravel()
    return total, barred


def _gathered(table: PlayerTable, packages: np.ndarray) -> tuple[Floats, Flags]:
    total, barred = np.zeros(len(packages)), np.zeros(len(packages), dtype=np.bool_)
    for issue, (worth, forbidden) in enumerate(zip(table.worth, table.forbidden, strict=True)):
        total += worth[packages[:, issue]]
        if forbidden.any():
            barred |= forbidden[packages[:, issue]]
    return total, barred
