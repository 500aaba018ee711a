"""Bargaining solutions: which package of the zone each concept of fairness picks.

All pick among packages that every party accepts. On finitely many packages the best may tie, and
what the axioms say of convex sets need not hold: Pareto, symmetry (up to ties) and, for Nash,
independence of scale do; for Kalai and Smorodinsky's monotonicity only this is left, that the
smallest share does not fall when packages are added and nobody's best changes (Nagahisa and Tanaka
2002 on finite sets).
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from attrs import frozen

from dragoman.bargaining.packages.frontier import Frontier
from dragoman.bargaining.packages.stakes import Baseline, Stakes, stakes_of
from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace

EVEN = 1e-9
"""Shares, products and sums that differ by less than this part are even."""


class Concept(StrEnum):
    """A bargaining solution."""

    NASH = "Nash"
    KALAI_SMORODINSKY = "Kalai–Smorodinsky"
    EGALITARIAN = "egalitarian"
    UTILITARIAN = "utilitarian"


@frozen(kw_only=True, eq=False)
class Solution:
    """The package a concept picks.

    ``package`` has the shape ``(n_issues,)``; ``utilities`` and ``gains`` (over the disagreement
    point) ``(n_parties,)``. ``ties`` is how many utility vectors are as good by the concept, this
    one included; None where that was not counted. ``is_exact`` is False where a better package may
    exist; ``normalisation`` says in words what was compared.
    """

    concept: Concept
    package: Indices
    utilities: Floats
    gains: Floats
    normalisation: str
    ties: int | None
    is_exact: bool


def solve(
    space: IssueSpace, frontier: Frontier, *, baseline: Baseline = Baseline.RESERVATION
) -> tuple[Solution, ...]:
    """The four solutions on the frontier of the zone, in the order of :class:`Concept`.

    None where no package is in the zone. Among even packages the one with the smallest option
    indices stands. Where the frontier was thinned out, so are the solutions: not exact.

    Raises:
        ValueError: the frontier is not that of the zone.
    """
    if not frontier.is_in_zone:
        raise ValueError("solutions need the frontier of the zone; find it with in_zone=True")
    if not len(frontier.packages):
        return ()
    stakes = stakes_of(space, frontier.utilities.max(axis=0), frontier.tick, baseline)
    return tuple(_picked(space, frontier, stakes, concept) for concept in Concept)


def _picked(space: IssueSpace, frontier: Frontier, stakes: Stakes, concept: Concept) -> Solution:
    gains = frontier.utilities - stakes.least
    best = _best_by(concept, gains, stakes)
    rows = frontier.packages[best]
    first = best[np.lexsort(rows.T[::-1])[0]]
    return Solution(
        concept=concept,
        package=frontier.packages[first],
        utilities=frontier.utilities[first],
        gains=gains[first],
        normalisation=normalisation(space, concept, stakes),
        ties=len(best),
        is_exact=frontier.is_exact,
    )


def _best_by(concept: Concept, gains: Floats, stakes: Stakes) -> Indices:
    """Indices of the packages that are best by a concept; several where they are even."""
    live = ~stakes.is_idle
    width = (stakes.most - stakes.least)[live]
    if concept is Concept.NASH:
        return _nash(gains[:, live] / width, (stakes.tick / 2)[live] / width)
    if concept is Concept.UTILITARIAN:
        total = gains.sum(axis=1)
        return np.flatnonzero(total >= total.max() - EVEN * (np.abs(gains).max() + 1e-300))
    if concept is Concept.KALAI_SMORODINSKY:
        return leximin(gains[:, live] / width, EVEN)
    return leximin(gains, float(stakes.tick.max()))


def _nash(shares: Floats, nothing: Floats) -> Indices:
    """Most parties that gain more than ``nothing``; then the largest product of their shares.

    The product of shares is that of gains but for a factor, and does not hang on anybody's scale.

    Where every package leaves somebody with nothing all products are 0; what is then maximised is
    the maximum Nash welfare of Caragiannis et al. (2019).
    """
    is_up = shares > nothing
    n_up = is_up.sum(axis=1)
    logs = np.log(np.where(is_up, shares, 1.0)).sum(axis=1)
    rows = np.flatnonzero(n_up == n_up.max())
    best: Indices = rows[logs[rows] >= logs[rows].max() - EVEN]
    return best


def leximin(shares: Floats, even: float) -> Indices:
    """Rows ``(n, m)`` whose smallest number is largest, then the second smallest, and so on.

    Numbers are compared to the nearest ``even``; several rows where they tie. All where m is 0.
    """
    ordered = np.floor(np.sort(shares, axis=1) / even + 0.5)
    rows = np.arange(len(ordered))
    for column in ordered.T:
        rows = rows[column[rows] == column[rows].max()]
    return rows


def normalisation(space: IssueSpace, concept: Concept, stakes: Stakes) -> str:
    """What a concept compares, in words, with what was left out or put in for a party."""
    said = {
        Concept.NASH: "Product of the gains over the reservation values.",
        Concept.KALAI_SMORODINSKY: (
            "Gains over the reservation values, each as a share of the most that the party can "
            "gain by a package that all accept; the smallest share is made largest, then the next."
        ),
        Concept.EGALITARIAN: (
            "Gains over the reservation values as they were put in, not normalised; the smallest "
            "is made largest, then the next."
        ),
        Concept.UTILITARIAN: "Sum of the utilities as they were put in, not normalised.",
    }[concept]
    if concept is Concept.UTILITARIAN:
        return said
    if stakes.by_worst.any():
        said += (
            f" {_named(space, stakes.by_worst)}: gains count from the least that any package "
            "gives, not from a reservation value."
        )
    if stakes.is_idle.any() and concept is not Concept.EGALITARIAN:
        said += f" {_named(space, stakes.is_idle)}: gains nothing by any package; left out."
    return said


def _named(space: IssueSpace, which: Flags) -> str:
    names: Sequence[str] = [space.players[p] for p in np.flatnonzero(which).tolist()]
    return ", ".join(names)
