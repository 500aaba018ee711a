"""Packages: which are undominated, which all accept, and which the solution concepts pick."""

from dragoman.bargaining.packages.direct import (
    find_agreement,
    find_best,
    find_solutions,
    solve_directly,
)
from dragoman.bargaining.packages.dominance import is_undominated
from dragoman.bargaining.packages.equals import Equals, find_equals
from dragoman.bargaining.packages.frontier import Frontier, Way, find_frontier
from dragoman.bargaining.packages.solutions import Concept, Solution, solve
from dragoman.bargaining.packages.stakes import Baseline
from dragoman.bargaining.packages.zone import Tally, count_win_set, count_zone

__all__ = [
    "Baseline",
    "Concept",
    "Equals",
    "Frontier",
    "Solution",
    "Tally",
    "Way",
    "count_win_set",
    "count_zone",
    "find_agreement",
    "find_best",
    "find_equals",
    "find_frontier",
    "find_solutions",
    "is_undominated",
    "solve",
    "solve_directly",
]
