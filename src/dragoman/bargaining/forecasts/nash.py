"""The Nash bargaining solution over positions on one scale, and over several issues at once.

Nash 1950: of all outcomes that nobody minds more than no agreement, the one with the greatest
product of gains; Kalai 1977 for unequal bargaining power (the exponents). Utilities are single
peaked around the position x_i: 1 - |o - x_i| / L (linear loss) or 1 - ((o - x_i) / L)^2
(quadratic), L being the length of the scale. Both are concave, so the logarithm of the product is,
and one sign change of its slope finds the solution: bisection is exact to the last digit and cannot
go astray.
"""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from attrs import frozen

from dragoman.bargaining.forecasts.table import Floats

SLACK = 1e-12
"""Share of the scale's length within which two outcomes count as one."""
STEPS = 200
"""Halvings of the stretch searched; the last ones no longer move a float."""


class Loss(StrEnum):
    """How utility falls with the distance from one's own position."""

    LINEAR = "linear"
    QUADRATIC = "quadratic"


@frozen(kw_only=True)
class Bargain:
    """One Nash bargaining solution: the outcome, or why there is none.

    ``region`` is the closed stretch of outcomes that nobody minds more than no agreement, None when
    there is no such outcome.
    """

    value: float | None
    reason: str
    region: tuple[float, float] | None


def utilities(positions: Floats, outcome: float, length: float, loss: Loss) -> Floats:
    """What each actor gets at ``outcome``: 1 at its own position, 0 a scale's length away.

    ``positions`` is ``(n_actors,)``, ``length`` the scale's length in the same unit.
    """
    away = np.abs(outcome - positions) / length
    answer: Floats = 1 - (away if loss is Loss.LINEAR else away**2)
    return answer


def worst_utilities(positions: Floats, lower: float, upper: float, loss: Loss) -> Floats:
    """What each actor gets at the end of the scale that is farther from it, ``(n_actors,)``.

    The disagreement point when nobody knows what no agreement would bring: it is then as bad for
    each as the worst outcome on the table.
    """
    ends = [utilities(positions, end, upper - lower, loss) for end in (lower, upper)]
    answer: Floats = np.minimum(*ends)
    return answer


def bargain(
    positions: Floats,
    weights: Floats,
    disagreement: Floats,
    *,
    lower: float,
    upper: float,
    loss: Loss = Loss.QUADRATIC,
) -> Bargain:
    """The outcome o that maximises the product of (u_i(o) - d_i)^w_i over individually rational o.

    All arrays are ``(n_actors,)`` without NaN; ``disagreement`` holds d_i, the utility of no
    agreement (for a reversion point on the scale: ``utilities`` at it; else ``worst_utilities``).
    Who has no weight still has a veto. A region that is empty, or one point at which nobody gains,
    gives no value. Cost: ``STEPS`` passes over the actors.
    """
    if not positions.size or not np.any(weights > 0):
        return Bargain(value=None, reason="nobody with weight has a position", region=None)
    length = upper - lower
    low, high = _region(positions, disagreement, lower, upper, loss)
    if np.isnan(low):
        why = "somebody prefers no agreement to everything"
        return Bargain(value=None, reason=why, region=None)
    if low > high + length * SLACK:
        why = "no outcome on the scale is at least as good for everybody as no agreement"
        return Bargain(value=None, reason=why, region=None)
    if high - low <= length * SLACK:
        why = f"only {low:g} is no worse for anybody than no agreement, and not better for all"
        return Bargain(value=None, reason=why, region=(low, low))

    def slope(outcome: float) -> float:
        gains = utilities(positions, outcome, length, loss) - disagreement
        with np.errstate(divide="ignore"):
            pulls = np.where(weights > 0, weights * _slopes(positions, outcome, length, loss), 0.0)
            return float(np.divide(pulls, gains, where=pulls != 0, out=np.zeros_like(pulls)).sum())

    return Bargain(value=climb(slope, low, high), reason="", region=(low, high))


def _region(
    positions: Floats, disagreement: Floats, lower: float, upper: float, loss: Loss
) -> tuple[float, float]:
    """Ends of what nobody minds more than no agreement; NaN where somebody minds all more."""
    with np.errstate(invalid="ignore"):
        spare = 1 - disagreement
        reach = (upper - lower) * (np.sqrt(spare) if loss is Loss.QUADRATIC else spare)
    if np.any(disagreement > 1):
        return float("nan"), float("nan")
    return max(lower, float((positions - reach).max())), min(
        upper, float((positions + reach).min())
    )


def _slopes(positions: Floats, outcome: float, length: float, loss: Loss) -> Floats:
    """Derivative of each utility at ``outcome``; at a kink the one to the right."""
    if loss is Loss.LINEAR:
        answer: Floats = np.where(outcome < positions, 1.0, -1.0) / length
    else:
        answer = -2 * (outcome - positions) / length**2
    return answer


def climb(slope: Callable[[float], float], low: float, high: float) -> float:
    """The peak of a concave function on ``[low, high]``, from the sign of its right slope.

    Looks at inner points only, ``STEPS`` at most.
    """
    for _ in range(STEPS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return (low + high) / 2
