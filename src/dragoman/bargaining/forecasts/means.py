"""The plain forecasts of an issue's outcome: midpoint, mean, median, and the two weighted by clout.

The baselines that every other model has to beat, the compromise model (a mean weighted by power
and salience: Van den Bos 1991; Achen in Thomson et al. 2006, ch. 4) and the pivot (weighted
median: Black 1958). Each takes columns, one an issue, and gives one value a column, NaN where the
column has nobody to reckon with.
"""

import numpy as np

from dragoman.bargaining.forecasts.table import Floats

TIE = 1e-12
"""Share of the total weight within which half of it counts as reached exactly."""


def midpoint(lower: Floats, upper: Floats) -> Floats:
    """The middle of each scale, ``(n_issues,)``: (lower + upper) / 2, knowing nobody's position."""
    middle: Floats = (lower + upper) / 2
    return middle


def mean(positions: Floats) -> Floats:
    """The unweighted mean of each column: sum of x_i over those with a position, by their number.

    ``positions`` is ``(n_actors, n_issues)``, NaN for no position; the answer ``(n_issues,)``.
    """
    return weighted_mean(positions, (~np.isnan(positions)).astype(np.float64))


def median(positions: Floats) -> Floats:
    """The unweighted median of each column; of an even number the mean of the two in the middle.

    ``positions`` is ``(n_actors, n_issues)``, NaN for no position; the answer ``(n_issues,)``.
    """
    answer = np.full(positions.shape[1], np.nan)
    known = ~np.isnan(positions).all(axis=0)
    answer[known] = np.nanmedian(positions[:, known], axis=0)
    return answer


def weighted_mean(positions: Floats, weights: Floats) -> Floats:
    """The compromise model: sum of w_i x_i by sum of w_i, with w_i = power times salience.

    Also the usual stand-in for the Nash bargaining solution where no agreement is bad for all
    (Achen in Thomson et al. 2006). Both arguments are
    ``(n_actors, n_issues)``; weights where the position is NaN are not looked at. NaN where all
    weights are zero.
    """
    known = ~np.isnan(positions)
    held = np.where(known, weights, 0.0)
    total = held.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        answer: Floats = (held * np.where(known, positions, 0.0)).sum(axis=0) / total
    return answer


def weighted_median(positions: Floats, weights: Floats) -> Floats:
    """The pivot: the position with at most half of the weight on either side of it.

    Where some position has exactly half of the weight at or below it (within ``TIE``), every point
    up to the next position is a pivot, and the middle of that stretch is given (as the unweighted
    median does). Actors without weight do not count. Both arguments are ``(n_actors, n_issues)``.
    """
    columns = range(positions.shape[1])
    return np.array([_pivot(positions[:, k], weights[:, k]) for k in columns], dtype=np.float64)


def _pivot(positions: Floats, weights: Floats) -> float:
    counted = ~np.isnan(positions) & (np.nan_to_num(weights) > 0)
    order = np.argsort(positions[counted], kind="stable")
    x, w = positions[counted][order], weights[counted][order]
    if x.size == 0:
        return float("nan")
    below = np.cumsum(w)
    half = below[-1] / 2
    first = int(np.searchsorted(below, half * (1 - 2 * TIE)))
    if abs(below[first] - half) <= TIE * below[-1] and first + 1 < x.size:
        return float((x[first] + x[first + 1]) / 2)
    return float(x[first])
