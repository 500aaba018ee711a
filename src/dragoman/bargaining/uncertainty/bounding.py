"""Bounding: no package can do better than this, in every draw at once.

For weights λ ≥ 0 of the players that all must accept, summing to 1, the least margin of a package
is at most its λ-weighted margin, and the largest weighted margin is found issue by issue
(Lagrangian relaxation; Held and Karp 1971; Geoffrion 1974). The weights that bound best are
approached by multiplying down the weight of whoever gains (Freund and Schapire 1999); each step's
best package is itself a try. Conditions and chambers are left out of the bound, interactions
counted where they help: it stays a bound.
"""

import numpy as np
from attrs import frozen

from dragoman.bargaining.space import Flags, Floats, Indices
from dragoman.bargaining.uncertainty.margins import own_margins, vetoes
from dragoman.bargaining.uncertainty.tables import SpaceTables

STEPS = 80
"""Rounds of improving the weights."""
WARM = 100
"""Rounds that count as done where good weights are known to begin with."""
SLACK = 1e-9
"""Of the sum of what options are worth: below this much under zero a bound rules out."""


@frozen(kw_only=True, eq=False)
class Bounds:
    """Between which margins the best package lies, draw by draw.

    ``least`` ``(n_draws,)`` is reached by ``package`` ``(n_draws, n_issues)``; ``most``
    ``(n_draws,)`` cannot be passed, as ``weights`` ``(n_players, n_draws)`` prove.
    """

    least: Floats
    package: Indices
    most: Floats
    weights: Floats


def must_accept(tables: SpaceTables) -> list[int]:
    """The players that every package in the zone needs: parties and factions with a veto."""
    factions = {f for chamber in tables.sheet.chambers for f in vetoes(chamber)}
    return [*range(tables.sheet.n_parties), *sorted(factions)]


def allowed_options(tables: SpaceTables, fixed: Indices | None = None) -> list[Flags]:
    """Which options nobody that must accept rules out, ``(n_options, n_draws)`` an issue."""
    needed = must_accept(tables)
    allowed: list[Flags] = [~np.any(table[needed], axis=0) for table in tables.forbidden]
    if fixed is not None:
        for flags, option in zip(allowed, fixed.tolist(), strict=True):
            if option >= 0:
                flags[:option] = flags[option + 1 :] = False
    return allowed


def slack_of(tables: SpaceTables) -> Floats:
    """What rounding may add to a sum, on the safe side, ``(n_draws,)``."""
    size = sum(np.abs(worth).max(axis=(0, 1)) for worth in tables.worth)
    bonus = np.abs(tables.bonus_worth).sum(axis=0)
    held = np.where(np.isfinite(tables.reservation), np.abs(tables.reservation), 0.0).max(axis=0)
    return np.asarray(SLACK * (size + bonus + held))


def find_bounds(
    tables: SpaceTables,
    *,
    fixed: Indices | None = None,
    steps: int = STEPS,
    start: Floats | None = None,
) -> Bounds:
    """Bounds on the largest margin in each draw.

    ``fixed`` ``(n_issues,)`` holds the options of settled issues, -1 where open. ``start``
    ``(n_players, n_draws)`` are weights that bound well in tables much like these: the steps then
    begin there, and are small. ``most`` is minus infinity where every option of an issue is ruled
    out, plus infinity where nobody needed has a reservation. Cost: ``steps × n_draws × n_options ×
    n_players``.
    """
    descent = _Descent(tables, allowed_options(tables, fixed))
    if start is not None:
        descent.begin(start)
    behind = 0 if start is None else WARM
    for step in range(1 + behind, 1 + behind + steps):
        descent.go(2.0 / np.sqrt(step))
    return descent.bounds()


class _Descent:
    """The weights while they are improved; draws run along the last axis."""

    def __init__(self, tables: SpaceTables, allowed: list[Flags]) -> None:
        self.tables = tables
        needed = must_accept(tables)
        self.needed = [p for p in needed if np.isfinite(tables.reservation[p]).all()]
        n_draws = tables.n_draws
        self.worth = [table[self.needed] for table in tables.worth]
        self.bars = [np.where(flags, 0.0, -np.inf) for flags in allowed]
        self.is_shut = ~np.all([flags.any(axis=0) for flags in allowed], axis=0)
        self.start = self._hoped() - tables.reservation[self.needed]
        self.weights = np.full((len(self.needed), n_draws), 1.0 / max(1, len(self.needed)))
        self.kept = self.weights.copy()
        self.most = np.full(n_draws, np.inf)
        self.most[self.is_shut] = -np.inf
        self.least = np.full(n_draws, -np.inf)
        self.package = np.zeros((n_draws, tables.n_issues), dtype=np.int64)
        self.span = np.full(n_draws, 1e-300)

    def begin(self, weights: Floats) -> None:
        """Begin with these weights ``(n_players, n_draws)``, where they are of anybody needed."""
        own = weights[self.needed]
        total = own.sum(axis=0)
        is_known = total > 0
        self.weights[:, is_known] = own[:, is_known] / total[is_known]

    def _hoped(self) -> Floats:
        """The sum of each needed player's helpful interactions."""
        hoped = np.zeros(self.tables.reservation.shape)
        for bonus, worth in zip(self.tables.sheet.bonuses, self.tables.bonus_worth, strict=True):
            hoped[bonus.player] += np.maximum(worth, 0.0)
        return hoped[self.needed]

    def go(self, pace: float) -> None:
        """One step: the best package for the weights, then less weight on whom it serves."""
        choice, gain = self._best()
        if len(self.needed):
            bound = (self.weights * gain).sum(axis=0)
            tighter = bound < self.most
            self.most[tighter] = bound[tighter]
            self.kept[:, tighter] = self.weights[:, tighter]
        margin = own_margins(self.tables, choice)
        better = (margin > self.least) & ~self.is_shut
        self.least[better], self.package[better] = margin[better], choice[better]
        self.span = np.maximum(self.span, np.abs(gain).max(axis=0, initial=0.0))
        self.weights *= np.exp(-pace * gain / self.span)
        self.weights /= self.weights.sum(axis=0) if len(self.needed) else 1.0

    def _best(self) -> tuple[Indices, Floats]:
        draws = np.arange(self.tables.n_draws)
        choice = np.empty((len(draws), self.tables.n_issues), dtype=np.int64)
        gain = self.start.copy()
        for column, (worth, bars) in enumerate(zip(self.worth, self.bars, strict=True)):
            value = np.einsum("md,mkd->kd", self.weights, worth) + bars
            choice[:, column] = value.argmax(axis=0)
            gain += worth[:, choice[:, column], draws]
        return choice, gain

    def bounds(self) -> Bounds:
        """What was found so far."""
        weights = np.zeros(self.tables.reservation.shape)
        weights[self.needed] = self.kept
        return Bounds(least=self.least, package=self.package, most=self.most, weights=weights)
