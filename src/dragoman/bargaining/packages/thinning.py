"""Thinning out a frontier that has grown too large, so that what was lost can be said."""

import numpy as np
from attrs import frozen

from dragoman.bargaining.space import Floats, Indices

_COARSER = 1.6


@frozen(kw_only=True, eq=False)
class Slack:
    """What thinning out has cost so far, on the fine grid, shape ``(n_players,)``.

    For every part left out there is one kept that is worth less to no player by more than
    ``units``.
    """

    units: Floats
    times: int


def thin_out(points: Floats, limit: int, before: Slack | None) -> tuple[Indices, Slack]:
    """Indices of at most about ``limit`` points that stand for all, ascending, and the slack.

    Points (fine grid, ``(n, n_players)``) fall into boxes; of each box the point with the largest
    sum of shares stays, and so does the best point of each player. A point left out is worth less
    than the width of its box more than the one that stays. The boxes are as narrow as ``limit``
    allows, in steps of 1.6 (grid archiving: Laumanns et al. 2002). Cost: some sorts a step.
    """
    low = points.min(axis=0)
    width = np.maximum(points.max(axis=0) - low, 1.0)
    shares = (points - low) / width
    order = np.argsort(-shares.sum(axis=1), kind="stable")
    n_boxes = max(2.0, 4.0 * limit ** (1.0 / max(1, points.shape[1] - 1)))
    chosen = _one_a_box(shares, order, n_boxes)
    while len(chosen) + points.shape[1] > limit and n_boxes > 1.0:
        n_boxes /= _COARSER
        chosen = _one_a_box(shares, order, n_boxes)
    units = width / n_boxes + (0.0 if before is None else before.units)
    times = 1 if before is None else before.times + 1
    return np.union1d(chosen, np.argmax(points, axis=0)), Slack(units=units, times=times)


def _one_a_box(shares: Floats, order: Indices, n_boxes: float) -> Indices:
    """The first point of each box, in ``order``."""
    boxes = np.floor(shares[order] * n_boxes).astype(np.int64)
    span = int(n_boxes) + 2
    key, first = boxes[:, 0], np.empty(0, dtype=np.int64)
    for column in range(boxes.shape[1]):
        _, first, key = np.unique(
            key * span + boxes[:, column], return_index=True, return_inverse=True
        )
    return order[first]
