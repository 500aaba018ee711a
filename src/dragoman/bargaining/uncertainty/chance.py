"""Chance: how often something holds over draws, with an interval."""

from math import sqrt

import numpy as np
from attrs import frozen
from scipy.special import ndtri, stdtrit

from dragoman.bargaining.space import Flags
from dragoman.bargaining.uncertainty.drawing import Drawing, DrawingMethod

LEVEL = 0.95
"""How sure every interval here is."""


@frozen(kw_only=True)
class Chance:
    """A probability and its 95 % interval, from ``low`` to ``high``, both included.

    The interval is of the drawing alone: it shrinks with more draws and says nothing of whether
    the judgements are right. Where ``n_undecided`` draws could not be decided, it also holds
    what they could make of it: none of them, or all.
    """

    probability: float
    low: float
    high: float
    n_undecided: int = 0


def chance_of(holds: Flags, drawing: Drawing, *, undecided: Flags | None = None) -> Chance:
    """The chance that something holds, given in which draws it does, ``(n_draws,)``.

    Monte Carlo: Wilson's score interval (Wilson 1927). Quasi-Monte Carlo: Student's t over the
    means of the replicates (Owen, *Monte Carlo theory, methods and examples*, 17.1); where no
    replicate differs from another, Wilson's over all draws, since a spread of nothing is no proof
    that nothing is left out. Certain: no width. ``undecided`` draws do not count in the
    probability; it is 0.5 if none is left, with the interval from 0 to 1.
    """
    if undecided is None or not undecided.any():
        low, high = _interval(holds, drawing)
        return Chance(probability=float(holds.mean()), low=low, high=high)
    n_left, n_decided = int(undecided.sum()), int((~undecided).sum())
    low, _ = _interval(holds & ~undecided, drawing)
    _, high = _interval(holds | undecided, drawing)
    known = float(holds[~undecided].mean()) if n_decided else 0.5
    return Chance(probability=known, low=low, high=high, n_undecided=n_left)


def interval_rule(drawing: Drawing) -> str:
    """In words, how the intervals over a drawing are made."""
    if drawing.method is DrawingMethod.CERTAIN:
        return "nothing is uncertain: no interval"
    if drawing.method is DrawingMethod.MONTE_CARLO:
        return "95 % interval after Wilson"
    return f"95 % interval by Student's t over {drawing.n_replicates} scrambled replicates"


def _interval(holds: Flags, drawing: Drawing) -> tuple[float, float]:
    if drawing.method is DrawingMethod.CERTAIN:
        return float(holds.mean()), float(holds.mean())
    means = holds.reshape(drawing.n_replicates, -1).mean(axis=1)
    if drawing.n_replicates == 1 or np.ptp(means) == 0:
        return wilson(int(holds.sum()), len(holds))
    error = float(means.std(ddof=1)) / sqrt(len(means))
    half = float(stdtrit(len(means) - 1, 0.5 + LEVEL / 2)) * error
    return max(0.0, float(means.mean()) - half), min(1.0, float(means.mean()) + half)


def wilson(n_held: int, n_draws: int) -> tuple[float, float]:
    """Wilson's score interval of a share, 95 %, both ends included.

    Wilson, *Journal of the American Statistical Association* 22 (1927), 209–212. ``n_draws`` must
    be positive.

    >>> tuple(round(end, 3) for end in wilson(0, 100))
    (0.0, 0.037)
    """
    z = float(ndtri(0.5 + LEVEL / 2))
    share, spread = n_held / n_draws, z * z / n_draws
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / n_draws + spread / n_draws / 4) / (1 + spread)
    low = 0.0 if n_held == 0 else max(0.0, float(middle - half))
    high = 1.0 if n_held == n_draws else min(1.0, float(middle + half))
    return low, high
