"""Searching the zone: is there one, and which of its packages is best for something."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

import numpy as np
from attrs import evolve, field, frozen

from dragoman.bargaining.programme.bars import Package
from dragoman.bargaining.programme.highs import TOLERANCE, Limits
from dragoman.bargaining.programme.model import Programme, make_programme
from dragoman.bargaining.programme.rows import Row
from dragoman.bargaining.programme.solving import (
    FIRST_FOUND,
    MOST_REFUSED,
    Query,
    package_of,
    solve,
    within,
    without_package,
)
from dragoman.bargaining.space import Floats, IssueSpace
from dragoman.errors import BadIssueSpace


@frozen(kw_only=True)
class Answer:
    """What a search found.

    ``package`` lies in the zone: reckoned again from the numbers as given, without tolerance.
    None: there is none where ``is_proved``, else none was found within the limits. ``value`` is
    what was asked for, of that package (None for mere existence), and ``bound`` what no package
    exceeds. ``is_close``: the answer hangs on less than ``SLACK`` (1e-7 of a player's span of
    utility): some package misses the zone by no more than that, ``nearest`` is the first such.
    """

    package: Package | None
    value: float | None = None
    bound: float | None = None
    is_proved: bool = True
    nearest: Package | None = None

    @property
    def is_close(self) -> bool:
        """Whether no package was found, and one misses the zone by a rounding only."""
        return self.package is None and self.nearest is not None


@frozen(kw_only=True, eq=False)
class ZoneSearch:
    """Questions to the zone of a space: the packages that all accept and all bodies approve.

    Cost: one run of the solver a question, milliseconds to a second for ten parties and fifteen
    issues. ``limits`` bound it in nodes of the search tree.
    """

    space: IssueSpace
    limits: Limits = field(factory=Limits)

    @cached_property
    def programme(self) -> Programme:
        """The programme of the space, in which every bar stands."""
        made = make_programme(self.space)
        closed = [column for columns in made.given_up.values() for column in columns]
        high = made.high.copy()
        high[closed] = 0.0
        return evolve(made, high=high)

    def find_package(self, draft: Package | None = None) -> Answer:
        """Any package of the zone; with a draft, one that keeps what the draft has settled.

        Raises:
            BadIssueSpace: a number of the space is not one, or a faction cannot vote.
        """
        return self.search(Query(), draft=draft, limits=evolve(self.limits, gap=FIRST_FOUND))

    def maximise(self, weights: Sequence[float], draft: Package | None = None) -> Answer:
        """The package of the zone with the largest sum of weights times utilities.

        ``weights`` has one number a player, ``(n_players,)``.

        Raises:
            BadIssueSpace: as ``find_package``.
        """
        row = np.asarray(weights, dtype=float)
        query = Query(objective=self._negative(row))
        return self.search(query, draft=draft, value=partial(_sum, row))

    def maximise_smallest(
        self,
        *,
        start: Sequence[float] | None = None,
        scale: Sequence[float] | None = None,
        draft: Package | None = None,
    ) -> Answer:
        """The package of the zone whose smallest gain over the parties is largest.

        A gain is (utility minus ``start``) times ``scale``; ``start`` (default: the reservations)
        and ``scale`` (default: 1, each party's own units) have the shape ``(n_parties,)``. With
        ``scale = 1 / (ideal - reservation)`` it is the normalised gain of Kalai and Smorodinsky
        1975, with the default the egalitarian one (Kalai 1977). Ties are not broken.

        Raises:
            BadIssueSpace: as ``find_package``, or a start is not a number.
        """
        gains = Gains.over(self.space, start, scale)
        return self.search(
            Query(objective={self.programme.level: -1.0}, rows=gains.rows(self.programme)),
            draft=draft,
            value=gains.smallest,
        )

    def lexicographic(
        self, weights: Sequence[Sequence[float]], draft: Package | None = None
    ) -> Answer:
        """The package that is best by the first row of weights, then by the second, and so on.

        ``weights`` has the shape ``(n_rows, n_players)``. A later row may cost an earlier one at
        most ``TOLERANCE`` in its own units. ``value`` is that of the last row.

        Raises:
            BadIssueSpace: as ``find_package``.
        """
        kept: list[Row] = []
        answer = self.find_package(draft)
        for weight in weights if answer.package else ():
            row = np.asarray(weight, dtype=float)
            query = Query(objective=self._negative(row), rows=tuple(kept))
            found = self.search(query, draft=draft, value=partial(_sum, row))
            if found.package is None or found.value is None:
                return evolve(answer, is_proved=False)
            answer = evolve(found, is_proved=found.is_proved and answer.is_proved)
            negative = self._negative(row)
            kept.append(Row(terms=negative, high=TOLERANCE - found.value))
        return answer

    def ideals(self) -> tuple[float | None, ...]:
        """Each party's best utility within the zone; None where there is no zone.

        Raises:
            BadIssueSpace: as ``find_package``.
        """
        one_each = np.eye(self.space.n_parties, len(self.space.players))
        return tuple(self.maximise(weights.tolist()).value for weights in one_each)

    def best_smallest(
        self,
        rows: Sequence[Row],
        *,
        start: Sequence[float],
        scale: Sequence[float] | None = None,
    ) -> Answer:
        """``maximise_smallest`` under more rows, then the largest sum: an efficient package.

        Raises:
            BadIssueSpace: as ``maximise_smallest``.
        """
        gains = Gains.over(self.space, start, scale)
        level = Query(
            objective={self.programme.level: -1.0}, rows=(*gains.rows(self.programme), *rows)
        )
        first = self.search(level, value=gains.smallest)
        if first.value is None:
            return first
        held = {self.programme.level: (first.value - TOLERANCE, np.inf)}
        total = np.concatenate([gains.scale, np.zeros(len(self.space.players) - len(gains.scale))])
        query = Query(objective=self._negative(total), held=held, rows=level.rows)
        second = self.search(query, value=gains.smallest)
        return first if second.package is None else evolve(second, bound=first.bound)

    def search(
        self,
        query: Query,
        *,
        draft: Package | None = None,
        limits: Limits | None = None,
        value: Callable[[Floats], float] | None = None,
    ) -> Answer:
        """The package of the zone that answers a query to the programme; see ``Query``.

        ``value`` reckons what the query makes large (minus its objective) from the utilities
        ``(n_players,)`` of the package found; without it ``Answer.value`` and ``bound`` are None.
        ``limits`` default to those of the search.

        Raises:
            BadIssueSpace: as ``find_package``.
        """
        held: Mapping[int, tuple[float, float]] = (
            {**query.held, **within(self.programme, draft)} if draft else query.held
        )
        rows, used = list(query.rows), limits or self.limits
        nearest: Package | None = None
        for _ in range(MOST_REFUSED):
            solution = solve(self.programme, evolve(query, held=held, rows=tuple(rows)), used)
            if solution.columns is None:
                return Answer(package=None, is_proved=solution.is_proved, nearest=nearest)
            package = package_of(self.programme, solution.columns)
            packages = np.array([package], dtype=np.int64)
            if self.space.is_in_zone(packages)[0]:
                return Answer(
                    package=package,
                    value=None if value is None else value(self.space.utilities(packages)[0]),
                    bound=None if value is None else -solution.bound,
                    is_proved=solution.is_proved,
                )
            nearest = nearest or package
            rows.append(without_package(self.programme, package))
        return Answer(package=None, is_proved=False, nearest=nearest)

    def _negative(self, weights: Floats) -> dict[int, float]:
        """Minus the weighted sum of utilities, by column."""
        terms: dict[int, float] = {}
        for weight, worth in zip(weights.tolist(), self.programme.worth, strict=True):
            for column, amount in worth.items() if weight else ():
                terms[column] = terms.get(column, 0.0) - weight * amount
        return terms


def _sum(weights: Floats, utilities: Floats) -> float:
    return float(utilities @ weights)


@frozen(kw_only=True, eq=False)
class Gains:
    """The parties' gains over a start, each times its scale; both ``(n_parties,)``."""

    start: Floats
    scale: Floats

    @classmethod
    def over(
        cls, space: IssueSpace, start: Sequence[float] | None, scale: Sequence[float] | None
    ) -> "Gains":
        """Gains with the defaults filled in: reservations, and a scale of 1.

        Raises:
            BadIssueSpace: a start is not a number.
        """
        n = space.n_parties
        begin = space.reservation[:n].copy() if start is None else np.asarray(start, dtype=float)
        endless = np.flatnonzero(~np.isfinite(begin))
        if len(endless):
            raise BadIssueSpace(
                f"a gain cannot be counted from {begin[endless[0]]}; give it a reservation",
                party=space.players[endless[0]],
            )
        return cls(start=begin, scale=np.ones(n) if scale is None else np.asarray(scale, float))

    def of(self, utilities: Floats) -> Floats:
        """The gains at utilities ``(n_players,)``, shape ``(n_parties,)``."""
        return (utilities[: len(self.start)] - self.start) * self.scale

    def smallest(self, utilities: Floats) -> float:
        """The smallest of the gains."""
        return float(self.of(utilities).min())

    def rows(self, programme: Programme) -> tuple[Row, ...]:
        """Rows that hold the level at or below every gain."""
        return tuple(
            Row(
                terms={
                    **{c: -w * scale for c, w in programme.worth[player].items()},
                    programme.level: 1.0,
                },
                high=-start * scale,
            )
            for player, (start, scale) in enumerate(zip(self.start, self.scale, strict=True))
        )
