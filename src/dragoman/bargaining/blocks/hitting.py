"""Smallest sets that hit each of many sets and hold none of others (Karp 1972)."""

from collections.abc import Collection, Sequence

import numpy as np

from dragoman.bargaining.programme.highs import Limits, Problem, minimise
from dragoman.bargaining.programme.rows import Row


def hit_all(
    n_things: int, to_hit: Sequence[Collection[int]], to_miss: Sequence[Collection[int]]
) -> frozenset[int] | None:
    """A smallest set of things with one of every ``to_hit`` and not the whole of any ``to_miss``.

    Things are 0 to ``n_things - 1``. None where there is none. Cost: one 0/1 programme.

    Raises:
        BadIssueSpace: the solver gave up.
    """
    if not all(to_hit) or not all(to_miss):
        return None
    if not to_hit:
        return frozenset()
    problem = Problem(
        objective=np.ones(n_things),
        low=np.zeros(n_things),
        high=np.ones(n_things),
        is_whole=np.ones(n_things, dtype=np.bool_),
        rows=(
            *(Row(terms=dict.fromkeys(things, 1.0), low=1.0) for things in to_hit),
            *(Row(terms=dict.fromkeys(t, 1.0), high=len(t) - 1.0) for t in to_miss),
        ),
    )
    columns = minimise(problem, Limits()).columns
    return None if columns is None else frozenset(np.flatnonzero(columns > 0.5).tolist())
