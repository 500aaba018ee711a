"""The space with bars given up: which must go, together, so that a package lies in the zone."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from dragoman.bargaining.programme.bars import (
    Bar,
    Package,
    barred_by,
    bars_of_chambers,
    bars_of_factions,
    bars_of_parties,
    left_standing,
)
from dragoman.bargaining.programme.highs import Limits
from dragoman.bargaining.programme.model import Programme, make_programme
from dragoman.bargaining.programme.rows import Row
from dragoman.bargaining.programme.solving import (
    MOST_REFUSED,
    Query,
    package_of,
    solve,
    without_package,
)
from dragoman.bargaining.space import IssueSpace


@frozen(kw_only=True)
class Release:
    """A package and the bars that must be given up for it; both None where there is none.

    The bars are reckoned from the package on the numbers as given; ``objective`` is the solver's.
    ``is_close``: a package that seemed to do missed by less than the tolerance.
    """

    package: Package | None
    bars: frozenset[Bar] | None
    objective: float
    is_proved: bool
    is_close: bool = False


@frozen(kw_only=True, eq=False)
class Relaxation:
    """A space in which chosen bars may be given up.

    ``by_faction``: a body is won faction by faction, and what each gives up is named; otherwise a
    body is one bar that stands or falls as a whole. ``with_payers``: rows may ask who gives up.
    """

    space: IssueSpace
    by_faction: bool = False
    with_payers: bool = False
    limits: Limits = field(factory=Limits)

    @cached_property
    def programme(self) -> Programme:
        """The programme of the space, with the columns of all bars."""
        return make_programme(self.space, with_payers=self.with_payers)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Every bar that can be given up, by kind, then player."""
        bodies = bars_of_chambers(self.space)
        inside = bars_of_factions(self.space) if self.by_faction else ()
        return tuple(sorted({*bars_of_parties(self.space), *inside, *bodies}))

    def release(
        self,
        standing: Collection[Bar],
        prices: Mapping[int, float],
        rows: Sequence[Row] = (),
    ) -> Release:
        """The cheapest package that runs into none of the bars that stay ``standing``.

        Prices are by column; bars that are not of this relaxation stand as well.

        Raises:
            BadIssueSpace: the space has no numbers, or the solver gave up.
        """
        held = self._held(standing)
        cuts = list(rows)
        is_close = False
        for _ in range(MOST_REFUSED):
            query = Query(objective=prices, held=held, rows=tuple(cuts))
            solution = solve(self.programme, query, evolve(self.limits, presolve=False))
            if solution.columns is None:
                return _nothing(solution.bound, is_proved=solution.is_proved, is_close=is_close)
            package = package_of(self.programme, solution.columns)
            won = [
                f for f, column in self.programme.accepts.items() if solution.columns[column] > 0.5
            ]
            bars = self._needed(package, won)
            if bars.isdisjoint(standing) and bars <= set(self.bars):
                return Release(
                    package=package,
                    bars=bars,
                    objective=float(sum(prices[c] * solution.columns[c] for c in prices)),
                    is_proved=solution.is_proved,
                    is_close=is_close,
                )
            is_close = True
            cuts.append(without_package(self.programme, package))
        return _nothing(0.0, is_proved=False, is_close=True)

    def columns_of(self, bars: Collection[Bar]) -> dict[int, float]:
        """How many of the bars each column gives up; the sum over columns counts them."""
        terms: dict[int, float] = {}
        chosen = frozenset(bars)
        for bar, columns in self.programme.given_up.items():
            for column in columns if bar in chosen else ():
                terms[column] = terms.get(column, 0.0) + 1.0
        return terms

    def without_all(self, bars: Collection[Bar]) -> Row:
        """The row that forbids giving up all of these bars at once."""
        return Row(terms=self.columns_of(bars), high=len(bars) - 1.0)

    def _held(self, standing: Collection[Bar]) -> dict[int, tuple[float, float]]:
        """The columns of all bars that stand, held at 0."""
        open_to = set(self.bars) - set(standing)
        return {
            column: (0.0, 0.0)
            for bar, columns in self.programme.given_up.items()
            if bar not in open_to
            for column in columns
        }

    def _needed(self, package: Package, won: Collection[int]) -> frozenset[Bar]:
        """What must be given up for the package: by the parties, the factions won, the bodies."""
        inside = barred_by(self.space, package, won) if self.by_faction else ()
        return frozenset({*left_standing(self.space, package, given_up=inside), *inside})


def _nothing(bound: float, *, is_proved: bool, is_close: bool) -> Release:
    return Release(package=None, bars=None, objective=bound, is_proved=is_proved, is_close=is_close)
