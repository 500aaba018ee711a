"""What the solutions pick over draws: also where there is no zone at the middle."""

from collections.abc import Mapping
from itertools import count

from attrs import evolve

from dragoman.bargaining.packages import Concept, find_frontier, solve
from dragoman.bargaining.space import Indices, IssueSpace
from dragoman.bargaining.uncertainty import find_outcomes
from dragoman.bargaining.uncertainty.outcomes import Outcomes
from dragoman.model import Choice, SolutionOverDraws
from dragoman.pipeline.deals.desk import FRONTIER_LIMIT, MANY_PARTIES, Desk
from dragoman.pipeline.deals.parcels import figure_of
from dragoman.pipeline.progress import Progress, silent

MOST_DRAWS, FEWEST_DRAWS = 1024, 64
"""Draws in which the solutions are looked for; each takes a frontier."""
WORK = 4e8
"""Packages, times players, times draws that this may cost."""
CONCEPTS = (Concept.NASH, Concept.KALAI_SMORODINSKY)


def picks(desk: Desk, progress: Progress = silent) -> tuple[SolutionOverDraws, ...]:
    """How often Nash's and Kalai and Smorodinsky's solutions hold each option.

    None without draws, and none from ``MANY_PARTIES`` on: a solution then takes seconds a draw.
    """
    if desk.drawing is None or desk.space.n_parties >= MANY_PARTIES:
        return ()
    n_draws = _n_draws(desk.space)
    shares = desk.drawing.shares[:n_draws]
    drawing = evolve(desk.drawing, shares=shares, n_replicates=1)
    names = [str(concept) for concept in CONCEPTS]
    done = count(1)

    def pick(space: IssueSpace) -> Mapping[str, Indices]:
        progress("looking for solutions over the draws", next(done), n_draws)
        return _pick(space)

    return tuple(_record(one) for one in find_outcomes(desk.sheet, drawing, pick, names))


def _n_draws(space: IssueSpace) -> int:
    """Fewer draws where frontiers take longer: in large spaces, and where factions vote."""
    n_draws = MOST_DRAWS
    while n_draws > FEWEST_DRAWS and n_draws * space.n_packages * len(space.players) > WORK:
        n_draws //= 2
    return n_draws


def _pick(space: IssueSpace) -> Mapping[str, Indices]:
    frontier = find_frontier(space, in_zone=True, limit=FRONTIER_LIMIT)
    return {str(found.concept): found.package for found in solve(space, frontier)}


def _record(found: Outcomes) -> SolutionOverDraws:
    return SolutionOverDraws(
        solution=found.solution,
        exists=figure_of(found.exists),
        options=tuple(
            (Choice(issue=one.issue, option=one.option), figure_of(one.chance))
            for one in found.options
            if one.chance.probability > 0
        ),
        n_draws=found.n_draws,
    )
