"""Searching: the best package of one draw where there are too many to list.

Branch and bound over the issues, many partial packages at once: a partial package is dropped when
some player that must accept, their weighted sum of :mod:`.bounding`, or the factions that could
still come round cannot reach the target with the best of all that is open. Depth first in blocks,
so that memory is bounded.
"""

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen
from numpy.typing import ArrayLike

from dragoman.bargaining.space import Chamber, Flags, Floats, Indices
from dragoman.bargaining.uncertainty.bounding import must_accept
from dragoman.bargaining.uncertainty.climbing import climb
from dragoman.bargaining.uncertainty.margins import UNBOUND, package_margins
from dragoman.bargaining.uncertainty.tables import SpaceTables

BLOCK = 2048
"""Partial packages taken further at once."""
BEAM = 64
"""The same until a first package is found: a dive."""
MOST_PARTIALS = 2_000_000
"""Partial packages looked at before a draw is left undecided."""


@frozen(kw_only=True, eq=False)
class Found:
    """The largest margin found, and its package ``(n_issues,)``; None where there is none.

    ``is_decided`` is False where the search was given up: then it is the best so far. ``n_seen``
    counts the partial packages looked at.
    """

    margin: float = -np.inf
    package: Indices | None = None
    is_decided: bool = True
    n_seen: int = 0


def search(
    tables: SpaceTables,
    allowed: Sequence[Flags],
    weights: Floats,
    start: Found,
    *,
    slack: float,
    coarse: float = 0.0,
    is_any_enough: bool = False,
    most_partials: int = MOST_PARTIALS,
) -> Found:
    """The package with the largest margin, in tables of a single draw.

    ``allowed`` ``(n_options,)`` an issue are the options that nobody needed rules out, ``weights``
    ``(n_players,)`` those of the bound, ``start`` what is known already. The margin found is at
    most ``coarse`` (and ``slack``, for rounding) below the largest, and on the same side of zero.
    With ``is_any_enough`` it is right about that side alone. Cost: exponential at worst, and
    bounded by ``most_partials``.
    """
    options = [np.flatnonzero(flags) for flags in allowed]
    tree = _Tree(tables, options, weights)
    found = _climbed(tables, options, start)
    stack = [(tree.empty, tree.start[None])]
    n_seen = 0
    enough = 0.0 if is_any_enough else np.inf
    while stack and found.margin < enough:
        chosen, values = stack.pop()
        target = -slack if is_any_enough else float(goal_of(found.margin, slack, coarse))
        chosen, values = tree.grow(chosen, values, target)
        n_seen += len(chosen)
        if n_seen > most_partials:
            return evolve(found, is_decided=False, n_seen=n_seen)
        if not len(chosen):
            continue
        if chosen.shape[1] < tables.n_issues:
            block = BLOCK if np.isfinite(found.margin) else BEAM
            stack += _blocks(chosen, values, tree.lead, block)
        else:
            best = tree.best_of(chosen)
            found = _climbed(tables, options, best) if best.margin > found.margin else found
    return evolve(found, n_seen=n_seen)


def _climbed(tables: SpaceTables, options: Sequence[Indices], found: Found) -> Found:
    if found.package is None or not np.isfinite(found.margin):
        return found
    package, margin = climb(tables, options, found.package, found.margin)
    return Found(margin=margin, package=package)


def goal_of(margin: ArrayLike, slack: ArrayLike, coarse: ArrayLike) -> Floats:
    """What is worth finding above a margin: ``coarse`` more, or zero where that comes first."""
    over = np.add(margin, coarse)
    under = np.minimum(over, np.negative(slack))
    return np.maximum(np.where(np.less(margin, 0), under, over), np.add(margin, slack))


def _blocks(chosen: Indices, values: Floats, lead: int, block: int) -> list[tuple[Indices, Floats]]:
    """Parts of at most ``block`` rows, the most promising last, where it is taken up first."""
    order = np.argsort(values[:, lead], kind="stable")
    n_parts = -(-len(order) // block)
    return [(chosen[part], values[part]) for part in np.array_split(order, n_parts)]


class _Tree:
    """One draw's issues in the order of their weight, and the best that is left below each.

    Values run along rows: the needed players, their weighted sum (``lead``), the other factions.
    """

    def __init__(self, tables: SpaceTables, options: Sequence[Indices], weights: Floats) -> None:
        self.tables = tables
        held = np.maximum(tables.reservation[:, 0], -UNBOUND)
        self.needed = must_accept(tables)
        others = {f for chamber in tables.sheet.chambers for f in chamber.factions}
        self.others = sorted(others - set(self.needed))
        self.lead = len(self.needed) if weights.any() else 0
        unit = np.eye(len(weights))
        mix = weights[None] if weights.any() else np.empty((0, len(weights)))
        self.n_strict = len(self.needed) + len(mix)
        self.rows = np.concatenate([unit[self.needed], mix, unit[self.others]])
        self.start = -self.rows @ held
        self.empty = np.empty((1, 0), dtype=np.int64)
        worth = [self._values(issue, kept) for issue, kept in enumerate(options)]
        spread = [float(np.ptp(table[self.lead])) if len(table) else 0.0 for table in worth]
        self.order = np.argsort(-np.array(spread), kind="stable")
        self.options = [options[issue] for issue in self.order]
        self.worth = [worth[issue] for issue in self.order]
        self.place = {int(issue): depth for depth, issue in enumerate(self.order)}
        self.rest = self._rest()

    def _values(self, issue: int, options: Indices) -> Floats:
        """What options add to every row, ``(n_rows, n_options)``."""
        table = self.rows @ self.tables.worth[issue][:, options, 0]
        barred = self.tables.forbidden[issue][self.others][:, options, 0]
        table[self.n_strict :][barred] = -np.inf
        return np.asarray(table)

    def _rest(self) -> Floats:
        """The most that rows can gain from each depth on, ``(n_issues + 1, n_rows)``."""
        most = np.zeros((len(self.worth) + 1, len(self.rows)))
        for depth, table in enumerate(self.worth):
            most[depth] = table.max(axis=1)
        sheet = self.tables.sheet
        for bonus, worth in zip(sheet.bonuses, self.tables.bonus_worth[:, 0], strict=True):
            last = max(self.place[issue] for issue, _ in bonus.pairs)
            most[last] += np.maximum(self.rows[:, bonus.player] * worth, 0.0)
        return np.asarray(most[::-1].cumsum(axis=0)[::-1])

    def grow(self, chosen: Indices, values: Floats, target: float) -> tuple[Indices, Floats]:
        """All ways to settle the next issue that may still reach ``target``."""
        depth = chosen.shape[1]
        options = self.options[depth]
        values = (values[:, None] + self.worth[depth].T[None]).reshape(-1, len(self.rows))
        chosen = np.column_stack(
            [np.repeat(chosen, len(options), axis=0), np.tile(options, len(chosen))]
        )
        self._add_bonuses(chosen, values)
        keeps = self._keep_ties(chosen, values)
        keeps &= self._reaches(values + self.rest[depth + 1], target)
        return chosen[keeps], values[keeps]

    def _add_bonuses(self, chosen: Indices, values: Floats) -> None:
        depth = chosen.shape[1] - 1
        sheet = self.tables.sheet
        for bonus, worth in zip(sheet.bonuses, self.tables.bonus_worth[:, 0], strict=True):
            if max(self.place[issue] for issue, _ in bonus.pairs) == depth:
                holds = np.all([chosen[:, self.place[i]] == o for i, o in bonus.pairs], axis=0)
                values[holds] += self.rows[:, bonus.player] * worth

    def _keep_ties(self, chosen: Indices, values: Floats) -> Flags:
        """Which rows break no condition of somebody needed; others' rows sink."""
        depth = chosen.shape[1] - 1
        keeps = np.ones(len(chosen), dtype=np.bool_)
        for tie, holds in zip(self.tables.sheet.ties, self.tables.tie_holds[:, 0], strict=True):
            at, other = self.place[tie.issue], self.place[tie.other]
            if not holds or max(at, other) != depth:
                continue
            apart = ~np.isin(chosen[:, other], list(tie.allowed))
            against = (chosen[:, at] == tie.option) & apart
            if tie.player in self.others:
                values[against, self.n_strict + self.others.index(tie.player)] = -np.inf
            elif tie.player in self.needed:
                keeps &= ~against
        return keeps

    def _reaches(self, most: Floats, target: float) -> Flags:
        reaches = (most[:, : self.n_strict] >= target).all(axis=1)
        for chamber in self.tables.sheet.chambers:
            reaches &= self._seats(chamber, most, target) >= chamber.needed
        return np.asarray(reaches)

    def _seats(self, chamber: Chamber, most: Floats, target: float) -> Floats:
        seats = np.zeros(len(most))
        for faction, held in zip(chamber.factions, chamber.seats, strict=True):
            if faction in self.others:
                seats += held * (most[:, self.n_strict + self.others.index(faction)] >= target)
            else:
                seats += held
        return seats

    def best_of(self, chosen: Indices) -> Found:
        """The best of these packages."""
        packages = np.empty_like(chosen)
        packages[:, self.order] = chosen
        margins = package_margins(self.tables, packages)[:, 0]
        best = int(margins.argmax())
        return Found(margin=float(margins[best]), package=packages[best])
