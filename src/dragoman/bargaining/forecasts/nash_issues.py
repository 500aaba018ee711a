"""The Nash bargaining solution over several issues at once, where trades between them are possible.

An actor's utility of a package is the mean of its quadratic utilities on the issues it has a
position on, weighted by salience: U_i(o) = sum_k s_ik (1 - ((o_k - x_ik) / L_k)^2) / sum_k s_ik
(additive scoring: Raiffa 1982). That is strictly concave, so the outcome that
maximises the product of (U_i(o) - d_i)^c_i, with the actors' power as exponents, is the only one.
With linear loss it need not be: several packages can give everybody the same. So it is not offered.
"""

from typing import Any

import numpy as np
from attrs import frozen
from scipy.optimize import Bounds, NonlinearConstraint, minimize

from dragoman.bargaining.forecasts.nash import climb
from dragoman.bargaining.forecasts.table import Floats, PositionTable

SWEEPS = 10_000
SETTLED = 1e-11
"""Largest move of any issue in a sweep, as a share of its scale, at which the search stops."""
LEAST_GAIN = 1e-9
"""Gain (utility, 0..1) below which a package counts as no better than no agreement."""


@frozen(kw_only=True)
class PackageBargain:
    """One solution over all issues: the outcome on each, or why there is none.

    ``values`` follows the table's issues; an issue without any position is None.
    """

    values: tuple[float | None, ...] | None
    reason: str


def package_utilities(table: PositionTable, outcome: Floats) -> Floats:
    """What each actor gets from a package, ``(n_actors,)``; NaN for who has no salience at all.

    ``outcome`` is ``(n_issues,)`` in the scales' own units.
    """
    known = table.has_position
    away = np.where(known, (outcome - np.nan_to_num(table.positions)) / _lengths(table), 0.0)
    shares = _shares(table)
    answer: Floats = np.where(shares.sum(axis=1) > 0, 1 - (shares * away**2).sum(axis=1), np.nan)
    return answer


def bargain_issues(table: PositionTable, disagreement: Floats) -> PackageBargain:
    """The package that maximises the product of (U_i - d_i)^c_i over all that leave nobody worse.

    ``disagreement`` is ``(n_actors,)``: each one's utility of no agreement (``package_utilities``
    at a reversion package). An actor's power c_i is the mean of its powers over the issues on
    which it has a position. Who has no salience anywhere is left out. Cost: a convex program over
    issues and actors to find a package better for all, then sweeps of one-issue bisections.
    """
    shares = _shares(table)
    seated = shares.sum(axis=1) > 0
    if not seated.any():
        return PackageBargain(values=None, reason="nobody has a position that matters to it")
    game = _Game(
        ideals=np.nan_to_num((table.positions - table.lower) / _lengths(table))[seated],
        shares=shares[seated],
        power=_mean_power(table)[seated],
        disagreement=disagreement[seated],
    )
    start = _inside(game)
    if start is None:
        why = "no package is better for everybody than no agreement"
        return PackageBargain(values=None, reason=why)
    best = table.lower + _sweep(game, start) * _lengths(table)
    told = zip(best, table.is_contested, strict=True)
    values = tuple(float(v) if known else None for v, known in told)
    return PackageBargain(values=values, reason="")


@frozen(kw_only=True, eq=False)
class _Game:
    """The game on scales 0..1: ``ideals`` and ``shares`` are ``(n_actors, n_issues)``."""

    ideals: Floats
    shares: Floats
    power: Floats
    disagreement: Floats

    def gains(self, outcome: Floats) -> Floats:
        answer: Floats = (
            1 - (self.shares * (outcome - self.ideals) ** 2).sum(axis=1) - self.disagreement
        )
        return answer

    def slopes(self, outcome: Floats) -> Floats:
        answer: Floats = -2 * self.shares * (outcome - self.ideals)
        return answer


def _lengths(table: PositionTable) -> Floats:
    lengths: Floats = table.upper - table.lower
    return lengths


def _shares(table: PositionTable) -> Floats:
    salience = np.nan_to_num(table.salience)
    total = salience.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(salience, total, where=total > 0, out=np.zeros_like(salience))
    return shares


def _mean_power(table: PositionTable) -> Floats:
    known = table.has_position.sum(axis=1)
    total = np.nan_to_num(table.power).sum(axis=1)
    answer: Floats = np.divide(total, known, where=known > 0, out=np.zeros_like(total))
    return answer


def _inside(game: _Game) -> Floats | None:
    """A package at which the least of all gains is greatest; None where that is not above zero."""
    issues = game.ideals.shape[1]
    start = np.append(np.full(issues, 0.5), game.gains(np.full(issues, 0.5)).min())

    def jacobian(point: Floats) -> Floats:
        ones = np.full((len(game.power), 1), -1.0)
        answer: Floats = np.hstack([game.slopes(point[:-1]), ones])
        return answer

    solve: Any = minimize
    found = solve(
        lambda point: -point[-1],
        start,
        jac=lambda point: np.append(np.zeros(issues), -1.0),
        method="SLSQP",
        constraints=NonlinearConstraint(lambda p: game.gains(p[:-1]) - p[-1], 0, np.inf, jacobian),
        bounds=Bounds(np.append(np.zeros(issues), -np.inf), np.append(np.ones(issues), np.inf)),
        options={"maxiter": 1000, "ftol": 1e-12},
    )
    package: Floats = np.clip(found.x[:-1], 0.0, 1.0)
    return package if game.gains(package).min() > LEAST_GAIN else None


def _sweep(game: _Game, start: Floats) -> Floats:
    """Climb one issue after the other; converges, the logarithm being smooth and concave."""
    outcome = start.copy()
    for _ in range(SWEEPS):
        before = outcome.copy()
        for k in range(outcome.size):
            outcome[k] = _best_on(game, outcome, k)
        if np.abs(outcome - before).max() < SETTLED:
            break
    return outcome


def _best_on(game: _Game, outcome: Floats, issue: int) -> float:
    share, ideal = game.shares[:, issue], game.ideals[:, issue]
    others = game.gains(outcome) + share * (outcome[issue] - ideal) ** 2
    bound = share > 0
    if not bound.any():
        return float(outcome[issue])
    reach = np.sqrt(np.maximum(others[bound], 0.0) / share[bound])
    low = max(0.0, float((ideal[bound] - reach).max()))
    high = min(1.0, float((ideal[bound] + reach).min()))

    def slope(value: float) -> float:
        gains = others - share * (value - ideal) ** 2
        pulls = -2 * game.power * share * (value - ideal)
        return float(np.divide(pulls, gains, where=pulls != 0, out=np.zeros_like(pulls)).sum())

    return climb(slope, low, high)
