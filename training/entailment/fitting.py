"""A logistic regression over two or more answers, by Newton's method."""

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 30
_FREE = 1e-4
"""Ridge on the starts, of which only differences count."""


@frozen(kw_only=True)
class Fitted:
    """``start`` (answers) and ``weights`` (answers, figures)."""

    start: Floats
    weights: Floats

    def weigh(self, figures: Floats) -> Floats:
        """The weight of each answer, (rows, answers)."""
        return np.asarray(figures @ self.weights.T + self.start)


def fit(figures: Floats, right: Floats, ridge: float, counts: Floats | None = None) -> Fitted:
    """The likeliest weights, with a ridge on those of figures brought to one scale.

    ``right`` is the number of each row's answer, ``counts`` how much each row counts.
    """
    middle, scale = figures.mean(0), np.maximum(figures.std(0), 1e-6)
    given = np.c_[np.ones(len(figures)), (figures - middle) / scale]
    wanted = np.eye(int(right.max()) + 1)[right.astype(int)]
    share = np.ones(len(figures)) if counts is None else counts
    answers, size = wanted.shape[1], given.shape[1]
    bounds = np.tile(np.r_[_FREE, np.full(size - 1, ridge)], answers)
    weights = np.zeros(answers * size)
    for _ in range(_STEPS):
        told = _shares(given @ weights.reshape(answers, size).T)
        slope = (share[:, None] * (wanted - told)).T @ given
        bend = _bend(given, told, share) + np.diag(bounds)
        weights += np.linalg.solve(bend, slope.ravel() - bounds * weights)
    found = weights.reshape(answers, size)
    raw = found[:, 1:] / scale
    return Fitted(start=found[:, 0] - raw @ middle, weights=raw)


def _shares(weights: Floats) -> Floats:
    raised = np.exp(weights - weights.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True))


def _bend(given: Floats, told: Floats, share: Floats) -> Floats:
    """The second derivatives, (answers x figures) squared."""
    rows = []
    for one in range(told.shape[1]):
        row = []
        for two in range(told.shape[1]):
            by = share * told[:, one] * ((one == two) - told[:, two])
            row.append((given * by[:, None]).T @ given)
        rows.append(row)
    return np.asarray(np.block(rows))
