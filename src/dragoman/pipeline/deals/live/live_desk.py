"""The desk of a live answer: what all records need, and the solutions that fit into the time."""

from functools import cached_property

import numpy as np
from attrs import define

from dragoman.bargaining.packages import (
    Concept,
    Frontier,
    Solution,
    Way,
    find_best,
    find_frontier,
    solve,
    solve_directly,
)
from dragoman.bargaining.packages.grid import in_ticks, ticks_per_unit
from dragoman.bargaining.programme import Limits, ZoneSearch
from dragoman.bargaining.space import Floats
from dragoman.pipeline.deals.desk import FRONTIER_LIMIT, MANY_PARTIES, Desk
from dragoman.pipeline.deals.live.looking import Looked

LIVE_FRONTIER = 4_000
"""Points of a frontier that is merged while somebody waits."""
LIVE_NODES = 200
"""Nodes of a search for one solution while somebody waits."""


@define(slots=False)
class LiveDesk(Desk):
    """A desk that knows the packages looked at, and whether there is a zone.

    ``exists`` is None where that was not decided. ``is_deep``: however long it takes.
    """

    looked: Looked | None = None
    exists: bool | None = None
    is_deep: bool = False

    @property
    def has_zone(self) -> bool:
        """Whether some package lies in the zone, at the middle of the judgements."""
        return bool(self.exists)

    @cached_property
    def zone_frontier(self) -> Frontier | None:
        """The frontier of the zone; None where it is too large for the time."""
        limit = FRONTIER_LIMIT if self.is_deep else LIVE_FRONTIER
        if self.space.n_parties < MANY_PARTIES:
            found = find_frontier(self.space, in_zone=True, limit=limit)
            return found if found.is_exact else None
        if self.looked is not None and self.looked.is_all:
            return _of_listed(self.looked)
        return None

    @cached_property
    def solutions(self) -> tuple[Solution, ...]:
        """The solutions that could be found; none where there is no zone, or none is known.

        Raises:
            TimeoutError: with ``is_deep``, a search had no answer in time.
        """
        if not self.exists:
            return ()
        if self.zone_frontier is not None:
            return solve(self.space, self.zone_frontier)
        return solve_directly(self.space) if self.is_deep else self._largest_sum()

    @cached_property
    def best_gains(self) -> Floats | None:
        """The most that each party gains in the zone, ``(n_parties,)``; None where not known."""
        if not self.exists:
            return None
        most = None
        if self.zone_frontier is not None:
            most = self.zone_frontier.utilities.max(axis=0)
        elif self.is_deep:
            most = find_best(self.space)
        return None if most is None else np.asarray(most - self.space.reservation[: len(most)])

    def _largest_sum(self) -> tuple[Solution, ...]:
        """The utilitarian solution alone: one run of the solver, where the others take dozens."""
        n = self.space.n_parties
        weights = [1.0] * n + [0.0] * (len(self.space.players) - n)
        limits = Limits(nodes=LIVE_NODES, gap=1e-9)
        answer = ZoneSearch(space=self.space, limits=limits).maximise(weights)
        if answer.package is None or not answer.is_proved:
            return ()
        package = np.array(answer.package, dtype=np.int64)
        utilities = self.space.utilities(package[None])[0, :n]
        return (
            Solution(
                concept=Concept.UTILITARIAN,
                package=package,
                utilities=utilities,
                gains=utilities - self.space.reservation[:n],
                normalisation="Sum of the utilities as they were put in, not normalised.",
                ties=None,
                is_exact=True,
            ),
        )


def _of_listed(looked: Looked) -> Frontier:
    """All packages of the zone, one of each vector of utilities; the best of any kind are there."""
    space, rows = looked.space, np.flatnonzero(looked.ratified)
    per_unit = ticks_per_unit(space)[: space.n_parties]
    worth = looked.worths[rows, : space.n_parties]
    _, first = np.unique(in_ticks(worth, per_unit), axis=0, return_index=True)
    first.sort()
    return Frontier(
        packages=looked.packages[rows[first]].astype(np.int64),
        utilities=worth[first],
        tick=1.0 / per_unit,
        is_in_zone=True,
        way=Way.LISTED,
        is_exact=True,
        slack=np.zeros(space.n_parties),
        note="Every package of the zone.",
    )
