"""Solutions by direct optimisation: for five parties or more, where the frontier is too large.

The greatest sum and the smallest share are linear programmes in whole numbers; leximin is a chain
of them (the sum of the k smallest as in Ogryczak and Śliwiński 2003); the Nash product is the sum
of logarithms, bounded from above by tangents that are added until the bound is met (outer
approximation: Duran and Grossmann 1986). What the solver proves holds to 1e-6 of a share.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.packages.frontier import find_frontier
from dragoman.bargaining.packages.grid import ticks_per_unit
from dragoman.bargaining.packages.solutions import Concept, Solution, normalisation, solve
from dragoman.bargaining.packages.stakes import Baseline, Stakes, stakes_of
from dragoman.bargaining.programme import Answer, Column, Limits, Query, Row, ZoneSearch
from dragoman.bargaining.space import Floats, Indices, IssueSpace

Terms = dict[int, float]
"""Column of the programme -> factor."""
LIMIT_S = 20.0
"""Seconds for one programme, unless asked otherwise."""
_EVEN = 1e-6
_SLIGHT = 1e-6
_LEAST_GAIN = 1e-5
_TANGENTS = 0.75 ** np.arange(0, 24, 2)
_ROUNDS = 60
_FRONTIER = 10_000
_AWAY = 50.0
_GAP = 1e-9
_NODES = 2**31 - 1


def find_agreement(space: IssueSpace, *, limit_s: float = LIMIT_S) -> Indices | None:
    """Some package in the zone, ``(n_issues,)``; None where there is none, which is proved.

    Raises:
        TimeoutError: neither was found within ``limit_s`` seconds.
    """
    found = _decided(_search(space, limit_s).find_package(), limit_s)
    return None if found is None else found.package


def find_best(space: IssueSpace, *, limit_s: float = LIMIT_S) -> Floats | None:
    """The most each party can get from a package in the zone, ``(n_parties,)``; None without one.

    Raises:
        TimeoutError: as for :func:`find_agreement`.
    """
    best = _best(_search(space, limit_s))
    return None if best is None else best[0]


def solve_directly(
    space: IssueSpace, *, baseline: Baseline = Baseline.RESERVATION, limit_s: float = LIMIT_S
) -> tuple[Solution, ...]:
    """The four solutions without a frontier, in the order of :class:`Concept`.

    None where the zone is empty. Ties are not counted; which of several even packages is picked
    is the solver's choice. ``limit_s`` bounds every single programme, of which there are about
    four times as many as parties.

    Raises:
        TimeoutError: a programme had no answer in time.
    """
    tick = 1.0 / ticks_per_unit(space)[: space.n_parties]
    search = _search(space, limit_s)
    best = _best(search)
    if best is None:
        return ()
    most, is_proved = best
    stakes = stakes_of(space, most, tick, baseline)
    width = np.where(stakes.is_idle, 1.0, most - stakes.least)
    everybody = np.arange(space.n_parties)
    shared = _game(search, stakes, width, np.flatnonzero(~stakes.is_idle))
    raw = _game(search, stakes, np.full(len(most), width.max()), everybody)
    found = {
        Concept.NASH: _nash(shared),
        Concept.KALAI_SMORODINSKY: _also(_leximin(shared), is_proved),
        Concept.EGALITARIAN: _leximin(raw),
        Concept.UTILITARIAN: _sum(raw),
    }
    return tuple(_told(space, stakes, concept, found[concept]) for concept in Concept)


def find_solutions(
    space: IssueSpace,
    *,
    baseline: Baseline = Baseline.RESERVATION,
    limit: int = _FRONTIER,
    limit_s: float = LIMIT_S,
) -> tuple[Solution, ...]:
    """The four solutions: from the frontier where it is exact, else by direct optimisation.

    None where the zone is empty. ``limit`` bounds the frontier tried, ``limit_s`` each programme.

    Raises:
        TimeoutError: a programme had no answer in time.
    """
    frontier = find_frontier(space, in_zone=True, limit=limit)
    if frontier.is_exact:
        return solve(space, frontier, baseline=baseline)
    return solve_directly(space, baseline=baseline, limit_s=limit_s)


@frozen(kw_only=True, eq=False)
class _Found:
    """A package of the zone, ``(n_issues,)``, with what was made large and a bound on it."""

    package: Indices
    value: float
    bound: float
    is_proved: bool


@frozen(kw_only=True, eq=False)
class _Game:
    """Shares of some parties: gain over ``least``, divided by ``width``; ``(n_of_them,)`` each.

    ``terms`` say them in the programme's columns, less ``constant``.
    """

    search: ZoneSearch
    parties: Indices
    least: Floats
    width: Floats
    terms: tuple[Terms, ...]

    @property
    def constant(self) -> Floats:
        return np.asarray(self.least / self.width)

    @property
    def n_columns(self) -> int:
        return self.search.programme.n_columns

    def shares(self, utilities: Floats) -> Floats:
        return np.asarray((utilities[self.parties] - self.least) / self.width)

    def shares_of(self, package: Indices) -> Floats:
        return self.shares(self.search.space.utilities(package[None])[0])

    def best(self, query: Query, value: Callable[[Floats], float]) -> _Found:
        """The package that answers the query; ``value`` reckons its objective from shares."""
        answer = self.search.search(query, value=lambda utilities: value(self.shares(utilities)))
        found = _decided(answer, self.search.limits.seconds)
        if found is None:
            raise TimeoutError("the solver lost a zone that it had found; scale the weights")
        return found


def _search(space: IssueSpace, limit_s: float) -> ZoneSearch:
    return ZoneSearch(space=space, limits=Limits(nodes=_NODES, seconds=limit_s, gap=_GAP))


def _decided(answer: Answer, limit_s: float) -> _Found | None:
    """What a search found; None where it proved that there is nothing.

    Raises:
        TimeoutError: it did neither.
    """
    if answer.package is not None:
        return _Found(
            package=np.array(answer.package, dtype=np.int64),
            value=np.nan if answer.value is None else answer.value,
            bound=np.inf if answer.bound is None else answer.bound,
            is_proved=answer.is_proved,
        )
    if answer.is_proved:
        return None
    if answer.nearest is not None:
        raise TimeoutError("one package after the other missed a reservation value by a rounding")
    raise TimeoutError(f"no answer within {limit_s:g} s; allow more time")


def _game(search: ZoneSearch, stakes: Stakes, width: Floats, parties: Indices) -> _Game:
    worth = search.programme.worth
    return _Game(
        search=search,
        parties=parties,
        least=stakes.least[parties],
        width=width[parties],
        terms=tuple(
            {column: amount / width[p] for column, amount in worth[p].items() if amount}
            for p in parties.tolist()
        ),
    )


def _best(search: ZoneSearch) -> tuple[Floats, bool] | None:
    """The most that each party can get, ``(n_parties,)``, and whether all was proved."""
    space, most, is_proved = search.space, [], True
    for one in np.eye(space.n_parties, len(space.players)).tolist():
        found = _decided(search.maximise(one), search.limits.seconds)
        if found is None:
            return None
        most.append(found.value)
        is_proved &= found.is_proved
    return np.array(most), is_proved


def _also(found: _Found, is_proved: bool) -> _Found:
    return evolve(found, is_proved=found.is_proved and is_proved)


def _sum(game: _Game) -> _Found:
    total: Terms = {}
    for terms in game.terms:
        for column, worth in terms.items():
            total[column] = total.get(column, 0.0) - worth
    return game.best(Query(objective=total), lambda shares: float(shares.sum()))


def _largest(terms: Terms) -> Terms:
    """The objective, which is made small, that makes the sum of terms large."""
    return {column: -factor for column, factor in terms.items()}


def _leximin(game: _Game) -> _Found:
    """Largest smallest share, then the largest sum of the two smallest, and so on."""
    n = len(game.parties)
    kept: list[Row] = []
    found = game.best(Query(), lambda shares: 0.0)
    is_proved = found.is_proved
    for k in range(1, n + 1):
        aim, rows = _smallest(game, k, game.n_columns + (k - 1) * (n + 1))
        more = [Column(low=-_AWAY, high=np.inf), *[Column(high=np.inf)] * n] * k
        query = Query(objective=_largest(aim), rows=(*kept, *rows), more=more)
        found = game.best(query, partial(_smallest_sum, k))
        is_proved &= found.is_proved
        kept += [*rows, Row(terms=aim, low=found.value - _SLIGHT)]
    return evolve(found, is_proved=is_proved)


def _smallest_sum(k: int, shares: Floats) -> float:
    return float(np.sort(shares)[:k].sum())


def _smallest(game: _Game, k: int, at: int) -> tuple[Terms, list[Row]]:
    """The sum of the ``k`` smallest shares: ``k t - sum d``, with ``d ≥ t - share``, ``d ≥ 0``."""
    n = len(game.parties)
    aim = {at: float(k), **{at + 1 + p: -1.0 for p in range(n)}}
    rows = [
        Row(terms={**terms, at: -1.0, at + 1 + p: 1.0}, low=constant)
        for p, (terms, constant) in enumerate(zip(game.terms, game.constant.tolist(), strict=True))
    ]
    return aim, rows


def _nash(game: _Game) -> _Found:
    """Most parties that gain, then the largest sum of logarithms, by tangents from above."""
    n, at = len(game.parties), game.n_columns
    more = [Column(is_whole=True)] * n + [Column(low=-_AWAY, high=0.0)] * n
    rows = _gainers(game, at)
    gaining = {at + p: 1.0 for p in range(n)}
    best = game.best(Query(objective=_largest(gaining), rows=tuple(rows), more=more), _n_up)
    rows.append(Row(terms=gaining, low=best.value - 0.5))
    for share in _TANGENTS.tolist():
        rows += _tangents(game, np.full(n, share), at)
    best = evolve(best, value=-np.inf)
    aim = {at + n + p: -1.0 for p in range(n)}
    for _ in range(_ROUNDS):
        found = game.best(Query(objective=aim, rows=tuple(rows), more=more), _sum_of_logs)
        best = found if found.value > best.value else best
        if found.bound - best.value <= _EVEN:
            return best
        rows += _tangents(game, np.maximum(game.shares_of(found.package), _LEAST_GAIN), at)
    return evolve(best, is_proved=False)


def _n_up(shares: Floats) -> float:
    return float((shares >= _LEAST_GAIN).sum())


def _sum_of_logs(shares: Floats) -> float:
    return float(np.log(shares[shares >= _LEAST_GAIN]).sum())


def _gainers(game: _Game, at: int) -> list[Row]:
    """Columns from ``at`` on are 1 at most, and that only for a party that gains."""
    rows = []
    for p, (terms, constant) in enumerate(zip(game.terms, game.constant.tolist(), strict=True)):
        gain = {column: -worth for column, worth in terms.items()}
        rows.append(Row(terms={**gain, at + p: _LEAST_GAIN}, high=-constant))
    return rows


def _tangents(game: _Game, shares: Floats, at: int) -> list[Row]:
    """Logarithms lie under their tangents at ``shares``; one that does not gain counts 0."""
    n = len(game.parties)
    rows = []
    for p, (terms, constant) in enumerate(zip(game.terms, game.constant.tolist(), strict=True)):
        slope = 1.0 / float(shares[p])
        most = float(np.log(shares[p])) - 1.0 - slope * constant
        steep = {column: -slope * worth for column, worth in terms.items()}
        rows.append(Row(terms={**steep, at + n + p: 1.0, at + p: _AWAY}, high=most + _AWAY))
    return rows


def _told(space: IssueSpace, stakes: Stakes, concept: Concept, found: _Found) -> Solution:
    utilities = space.utilities(found.package[None])[0, : space.n_parties]
    return Solution(
        concept=concept,
        package=found.package,
        utilities=utilities,
        gains=utilities - stakes.least,
        normalisation=normalisation(space, concept, stakes),
        ties=None,
        is_exact=found.is_proved,
    )
