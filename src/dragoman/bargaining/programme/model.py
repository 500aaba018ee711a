"""The issue space as a mixed 0/1 programme in which every bar may be given up at a price.

One binary an option, exactly one of an issue. A bonus is a column of its own, linearised exactly
(Fortet 1960; Glover and Woolsey 1974). A faction accepts or not, a binary tied to its utility by
the tightest constant there is: the least that it can get (big M). A bar that is given up is a
column too: the option's own for a party's red line, so that lifting it costs nothing in rows.
With those columns held at zero the programme is the zone itself, and the solver's presolve takes
all slack out again.
"""

import math

import numpy as np
from attrs import frozen

from dragoman.bargaining.endless import refuse_endless
from dragoman.bargaining.programme.bars import Bar, BarKind, bars_of_chambers
from dragoman.bargaining.programme.rows import Row, Table
from dragoman.bargaining.space import Bonus, Chamber, Flags, Floats, IssueSpace, Tie, floor_of
from dragoman.errors import BadIssueSpace

SLACK = 1e-7
"""How far below its floor a utility may lie in the programme, in spans of the player's utility.

Without it a package worth exactly the reservation could be lost to rounding; what is found is
reckoned again without it.
"""


@frozen(kw_only=True, eq=False)
class Programme:
    """The rows and columns of a space, and what each column stands for.

    ``options[i]`` are the columns of issue ``i``; ``worth[p]`` the columns that add up to player
    ``p``'s utility; ``spans[p]`` how far it can range (at least a tiny positive number): rows of
    utility are divided by it, so that one tolerance fits all. ``given_up`` holds the columns whose
    sum is 1 when a bar is given up and 0 when it stands; ``floors`` the columns of how far a
    player's reservation is then lowered, in spans; ``accepts`` the factions' votes; ``payers``,
    where asked for, a column a player that is 1 where any bar of its own is given up. ``level`` is
    a spare column for the smallest of several gains.
    """

    rows: tuple[Row, ...]
    low: Floats
    high: Floats
    is_whole: Flags
    options: tuple[tuple[int, ...], ...]
    worth: tuple[dict[int, float], ...]
    spans: Floats
    given_up: dict[Bar, tuple[int, ...]]
    floors: dict[int, int]
    accepts: dict[int, int]
    level: int
    payers: dict[int, int]

    @property
    def n_columns(self) -> int:
        """How many columns there are."""
        return len(self.low)


def make_programme(space: IssueSpace, *, with_payers: bool = False) -> Programme:
    """The programme of a space; cost: linear in options times players.

    Raises:
        BadIssueSpace: a number is not one or too large to sum, a reservation cannot be met by
            anything, or a faction is a party or votes with less than no seats.
    """
    _check(space)
    return _Making(space).programme(with_payers=with_payers)


class _Making:
    """One space on its way into rows."""

    def __init__(self, space: IssueSpace) -> None:
        self.space = space
        self.table = Table()
        self.given_up: dict[Bar, tuple[int, ...]] = {}
        self.floors: dict[int, int] = {}
        self.accepts: dict[int, int] = {}
        self.options = tuple(
            tuple(self.table.add_column(is_whole=True) for _ in options)
            for options in space.options
        )
        for columns in self.options:
            self.table.add_row(dict.fromkeys(columns, 1.0), low=1.0, high=1.0)
        bonuses = [self._bonus(bonus) for bonus in space.bonuses]
        self.worth = tuple(self._worth(p, bonuses) for p in range(len(space.players)))
        self.ends = np.array([_ends(space, p) for p in range(len(space.players))])
        with np.errstate(over="ignore"):
            reach = self.ends[:, 1] - self.ends[:, 0]
        if not np.isfinite(reach).all():
            refuse_endless(space)
        self.spans = np.where(reach > 0.0, reach, 1.0)

    def programme(self, *, with_payers: bool) -> Programme:
        """Every row of the space, and the columns by name."""
        for player in range(self.space.n_parties):
            self._player(player, vote=None)
        for bar, chamber in zip(bars_of_chambers(self.space), self.space.chambers, strict=True):
            self._chamber(bar, chamber)
        payers = self._payers() if with_payers else {}
        level = self.table.add_column(np.inf, low=-np.inf)
        low, high, is_whole = self.table.bounds()
        return Programme(
            rows=tuple(self.table.rows),
            low=low,
            high=high,
            is_whole=is_whole,
            options=self.options,
            worth=self.worth,
            spans=self.spans,
            given_up=self.given_up,
            floors=self.floors,
            accepts=self.accepts,
            level=level,
            payers=payers,
        )

    def _bonus(self, bonus: Bonus) -> int | None:
        """The column that is 1 exactly when all pairs are held; None where they never can be."""
        pairs = sorted(set(bonus.pairs))
        if len({issue for issue, _ in pairs}) < len(pairs):
            return None
        columns = [self.options[issue][option] for issue, option in pairs]
        together = self.table.add_column()
        for column in columns:
            self.table.add_row({together: 1.0, column: -1.0}, high=0.0)
        all_held = {together: 1.0, **dict.fromkeys(columns, -1.0)}
        self.table.add_row(all_held, low=1.0 - len(columns))
        return together

    def _worth(self, player: int, bonuses: list[int | None]) -> dict[int, float]:
        terms = {
            column: float(worth[player, option])
            for columns, worth in zip(self.options, self.space.worth, strict=True)
            for option, column in enumerate(columns)
        }
        for bonus, column in zip(self.space.bonuses, bonuses, strict=True):
            if bonus.player == player and column is not None:
                terms[column] = terms.get(column, 0.0) + bonus.worth
        return terms

    def _chamber(self, bar: Bar, chamber: Chamber) -> None:
        for faction in chamber.factions:
            if faction not in self.accepts:
                self.accepts[faction] = self.table.add_column(is_whole=True)
                self._player(faction, vote=self.accepts[faction])
        total = max(sum(chamber.seats), chamber.needed, np.finfo(float).tiny)
        waived = self.table.add_column(is_whole=True)
        self.given_up[bar] = (waived,)
        votes: dict[int, float] = {}
        for faction, seats in zip(chamber.factions, chamber.seats, strict=True):
            votes[self.accepts[faction]] = votes.get(self.accepts[faction], 0.0) + seats / total
        need = chamber.needed / total
        self.table.add_row({**votes, waived: max(need, 0.0)}, low=need - SLACK)

    def _player(self, player: int, *, vote: int | None) -> None:
        """What the player insists on; only where ``vote`` is 1, if it has one."""
        for issue, forbidden in enumerate(self.space.forbidden):
            self._lines(player, issue, forbidden[player], vote)
        for number, tie in enumerate(self.space.ties):
            if tie.player == player and len(tie.allowed) < len(self.space.options[tie.other]):
                self._tie(number, tie, vote)
        if np.isfinite(self.space.reservation[player]):
            self._floor(player, vote)

    def _lines(self, player: int, issue: int, forbidden: Flags, vote: int | None) -> None:
        barred = np.flatnonzero(forbidden).tolist()
        lifted: dict[int, float] = {}
        for option in barred:
            column = self.options[issue][option]
            if vote is not None:
                lifted[self._part_of(column)] = -1.0
                column = list(lifted)[-1]
            bar = Bar(kind=BarKind.RED_LINE, player=player, issue=issue, option=option)
            self.given_up[bar] = (column,)
        if vote is not None and barred:
            held = {self.options[issue][option]: 1.0 for option in barred}
            self.table.add_row({**held, **lifted, vote: 1.0}, high=1.0)

    def _tie(self, number: int, tie: Tie, vote: int | None) -> None:
        others = self.options[tie.other]
        bar = Bar(
            kind=BarKind.CONDITION,
            player=tie.player,
            issue=tie.issue,
            option=tie.option,
            tie=number,
        )
        dropped = [self._part_of(c) for o, c in enumerate(others) if o not in tie.allowed]
        self.given_up[bar] = tuple(dropped)
        terms = {**dict.fromkeys(dropped, 1.0), **{others[o]: 1.0 for o in sorted(tie.allowed)}}
        hangs = self.options[tie.issue][tie.option]
        terms[hangs] = terms.get(hangs, 0.0) - 1.0
        if vote is None:
            self.table.add_row(terms, low=0.0)
        else:
            self.table.add_row({**terms, vote: -1.0}, low=-1.0)

    def _part_of(self, column: int) -> int:
        """A new column that can be more than 0 only where ``column`` is 1."""
        part = self.table.add_column()
        self.table.add_row({part: 1.0, column: -1.0}, high=0.0)
        return part

    def _floor(self, player: int, vote: int | None) -> None:
        """Utility at least the reservation, which a column lowers where it is given up."""
        least, span = self.ends[player, 0], self.spans[player]
        gap = max((float(floor_of(self.space.reservation)[player]) - least) / span, 0.0)
        lowered, given_up = self.table.add_column(gap), self.table.add_column(is_whole=True)
        self.floors[player] = lowered
        self.given_up[Bar(kind=BarKind.RESERVATION, player=player)] = (given_up,)
        self.table.add_row({lowered: 1.0, given_up: -gap}, high=0.0)
        if gap:
            terms = {column: worth / span for column, worth in self.worth[player].items()}
            terms[lowered] = 1.0
            need = least / span - SLACK
            if vote is None:
                self.table.add_row(terms, low=need + gap)
            else:
                self.table.add_row({**terms, vote: -gap}, low=need)

    def _payers(self) -> dict[int, int]:
        """One column a player that is 1 where anything of its own is given up."""
        columns: dict[int, int] = {}
        for bar, given_up in self.given_up.items():
            if bar.kind is not BarKind.RATIFICATION:
                pays = columns.setdefault(bar.player, len(self.table.low))
                if pays == len(self.table.low):
                    self.table.add_column(is_whole=True)
                self.table.add_row({**dict.fromkeys(given_up, 1.0), pays: -1.0}, high=0.0)
        return columns


def _ends(space: IssueSpace, player: int) -> tuple[float, float]:
    """Bounds of a player's utility: no package is worth less or more to it."""
    own = [bonus.worth for bonus in space.bonuses if bonus.player == player]
    low = sum(float(worth[player].min()) for worth in space.worth)
    high = sum(float(worth[player].max()) for worth in space.worth)
    return low + sum(min(w, 0.0) for w in own), high + sum(max(w, 0.0) for w in own)


def _check(space: IssueSpace) -> None:
    for player, floor in zip(space.players, space.reservation.tolist(), strict=True):
        if math.isnan(floor) or floor == math.inf:
            raise BadIssueSpace(
                f"a reservation of {floor} cannot be met; write a number", party=player
            )
    for chamber in space.chambers:
        _check_chamber(space, chamber)


def _check_chamber(space: IssueSpace, chamber: Chamber) -> None:
    party = space.players[chamber.party]
    for faction, seats in zip(chamber.factions, chamber.seats, strict=True):
        name = space.players[faction]
        if faction < space.n_parties:
            raise BadIssueSpace(
                f"{name!r} in {chamber.body!r} is a party; name a faction", party=party
            )
        if not seats >= 0:
            raise BadIssueSpace(
                f"{name!r} in {chamber.body!r} has {seats} seats; write 0 or more", party=party
            )
