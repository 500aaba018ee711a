"""Which rows no other row dominates."""

import numpy as np
from moocore import is_nondominated

from dragoman.bargaining.space import Flags, Floats, Indices

_MOST_COLUMNS = 255
_UPWARDS = np.ones(_MOST_COLUMNS, dtype=np.bool_)


def is_undominated(utilities: Floats, *, keep_equal: bool = False) -> Flags:
    """Whether no row is at least as good for everybody and better for somebody, ``(n,)``.

    ``utilities`` has the shape ``(n, n_parties)``; more is better. Numbers are compared as they
    are: round them to ticks first (:mod:`~dragoman.bargaining.packages.grid`). Of equal rows the
    first alone stays, or all with ``keep_equal``. ``O(n log n)`` up to three parties, then
    ``O(n log^(m-2) n)`` (Kung, Luccio, Preparata 1975, as in moocore; naive for small n).

    Raises:
        ValueError: a number is NaN, or there are no parties or more than 255.
    """
    if utilities.ndim != 2 or not 0 < utilities.shape[1] <= _MOST_COLUMNS:
        raise ValueError(f"shape {utilities.shape}: give rows of 1 to {_MOST_COLUMNS} utilities")
    if np.isnan(utilities).any():
        raise ValueError("utilities hold NaN; give numbers")
    mask: Flags = is_nondominated(utilities, maximise=True, keep_weakly=keep_equal)
    return mask


def pick_undominated(utilities: Floats) -> Indices:
    """Indices, ascending, of the undominated rows, the first of equals: unchecked, for merging."""
    upwards = _UPWARDS[: utilities.shape[1]]
    rows: Indices = is_nondominated(utilities, maximise=upwards).nonzero()[0]
    return rows
