"""Packages: which are undominated, which all accept, and which the solution concepts pick."""

from dragoman.bargaining.packages.direct import (
    find_agreement,
    find_best,
    find_solutions,
    solve_directly,
)
from dragoman.bargaining.packages.dominance import is_undominated
from dragoman.bargaining.packages.frontier import Frontier, Way, find_frontier
from dragoman.bargaining.packages.solutions import Concept, Solution, solve
from dragoman.bargaining.packages.stakes import Baseline

__all__ = [
    "Baseline",
    "Concept",
    "Frontier",
    "Solution",
    "Way",
    "find_agreement",
    "find_best",
    "find_frontier",
    "find_solutions",
    "is_undominated",
    "solve",
    "solve_directly",
]
