"""Questions to a programme, and reading its solutions as packages."""

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import field, frozen

from dragoman.bargaining.programme.bars import Package
from dragoman.bargaining.programme.highs import Limits, Problem, Solution, minimise
from dragoman.bargaining.programme.model import Programme
from dragoman.bargaining.programme.rows import Column, Row
from dragoman.bargaining.space import Floats

FIRST_FOUND = 1e9
"""A relative gap at which the search ends with the first solution it finds."""
MOST_REFUSED = 50
"""So many packages may be refused for a rounding before a search ends without proof."""


@frozen(kw_only=True, eq=False)
class Query:
    """One question to a programme: a smaller objective is better.

    ``held`` fixes or narrows columns to ``(low, high)``; ``rows`` are added, and ``more`` columns,
    numbered on from ``programme.n_columns``.
    """

    objective: Mapping[int, float] = field(factory=dict)
    held: Mapping[int, tuple[float, float]] = field(factory=dict)
    rows: Sequence[Row] = ()
    more: Sequence[Column] = ()


def solve(programme: Programme, query: Query, limits: Limits) -> Solution:
    """The solution with the smallest objective.

    Raises:
        BadIssueSpace: the solver gave up for another reason than its limits.
    """
    low = np.append(programme.low, [column.low for column in query.more])
    high = np.append(programme.high, [column.high for column in query.more])
    objective = np.zeros(len(low))
    for column, price in query.objective.items():
        objective[column] += price
    for column, (lowest, highest) in query.held.items():
        low[column], high[column] = max(low[column], lowest), min(high[column], highest)
    problem = Problem(
        objective=objective,
        low=low,
        high=high,
        is_whole=np.array([*programme.is_whole, *(c.is_whole for c in query.more)]),
        rows=(*programme.rows, *query.rows),
    )
    return minimise(problem, limits)


def package_of(programme: Programme, columns: Floats) -> Package:
    """The options that a solution takes."""
    return tuple(int(np.argmax(columns[list(issue)])) for issue in programme.options)


def without_package(programme: Programme, package: Package) -> Row:
    """The row that keeps one package out."""
    held = (issue[option] for issue, option in zip(programme.options, package, strict=True))
    return Row(terms=dict.fromkeys(held, 1.0), high=len(package) - 1.0)


def within(programme: Programme, draft: Package) -> dict[int, tuple[float, float]]:
    """The columns that a draft fixes; its blanks (-1) fix nothing."""
    rows = zip(programme.options, draft, strict=True)
    return {issue[option]: (1.0, 1.0) for issue, option in rows if option >= 0}
