"""Solutions by direct optimisation: for five parties or more, where the frontier is too large.

The greatest sum and the smallest share are linear programmes in whole numbers; leximin is a chain
of them (the sum of the k smallest as in Ogryczak and Śliwiński 2003); the Nash product is the sum
of logarithms, bounded from above by tangents that are added until the bound is met (outer
approximation: Duran and Grossmann 1986). What the solver proves holds to 1e-6 of a share.
"""

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.packages.frontier import find_frontier
from dragoman.bargaining.packages.programme import (
    Aim,
    Answer,
    Programme,
    Row,
    Terms,
    maximise,
    zone_programme,
)
from dragoman.bargaining.packages.solutions import Concept, Solution, normalisation, solve
from dragoman.bargaining.packages.stakes import Baseline, Stakes, stakes_of
from dragoman.bargaining.space import Floats, Indices, IssueSpace

LIMIT_S = 20.0
"""Seconds for one programme, unless asked otherwise."""
_EVEN = 1e-6
_SLIGHT = 1e-6
_LEAST_GAIN = 1e-5
_TANGENTS = 0.75 ** np.arange(0, 24, 2)
_ROUNDS = 60
_FRONTIER = 10_000
_AWAY = 50.0


def find_agreement(space: IssueSpace, *, limit_s: float = LIMIT_S) -> Indices | None:
    """Some package in the zone, ``(n_issues,)``; None where there is none, which is proved.

    Raises:
        TimeoutError: neither was found within ``limit_s`` seconds.
    """
    found = maximise(zone_programme(space), Aim(terms={}), limit_s=limit_s)
    return None if found is None else found.package


def find_best(space: IssueSpace, *, limit_s: float = LIMIT_S) -> Floats | None:
    """The most each party can get from a package in the zone, ``(n_parties,)``; None without one.

    Raises:
        TimeoutError: as for :func:`find_agreement`.
    """
    return _best(zone_programme(space), limit_s)


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
    programme = zone_programme(space)
    most = _best(programme, limit_s)
    if most is None:
        return ()
    stakes = stakes_of(space, most, 1.0 / programme.per_unit[: space.n_parties], baseline)
    width = np.where(stakes.is_idle, 1.0, most - stakes.least)
    live = np.flatnonzero(~stakes.is_idle)
    shared = _game(programme, stakes, width, live, limit_s)
    raw = _game(programme, stakes, np.full(len(most), width.max()), np.arange(len(most)), limit_s)
    found = {
        Concept.NASH: _nash(shared),
        Concept.KALAI_SMORODINSKY: _leximin(shared),
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
class _Game:
    """Shares of some parties: gain over ``least``, divided by ``width``; ``(n_of_them,)`` each.

    ``terms`` say them in the programme's variables, less ``constant``.
    """

    programme: Programme
    parties: Indices
    least: Floats
    width: Floats
    terms: tuple[Terms, ...]
    limit_s: float

    @property
    def constant(self) -> Floats:
        return np.asarray(self.least / self.width)

    def shares(self, package: Indices) -> Floats:
        worth = self.programme.space.utilities(package[None])[0, self.parties]
        return np.asarray((worth - self.least) / self.width)

    def best(self, aim: Aim) -> Answer:
        found = maximise(self.programme, aim, limit_s=self.limit_s)
        if found is None:
            raise TimeoutError("the solver lost a zone that it had found; scale the weights")
        return found


def _game(
    programme: Programme, stakes: Stakes, width: Floats, parties: Indices, limit_s: float
) -> _Game:
    factors = (1.0 / (programme.scale * width)).tolist()
    return _Game(
        programme=programme,
        parties=parties,
        least=stakes.least[parties],
        width=width[parties],
        terms=tuple(
            {variable: worth * factors[p] for variable, worth in programme.utilities[p].items()}
            for p in parties.tolist()
        ),
        limit_s=limit_s,
    )


def _best(programme: Programme, limit_s: float) -> Floats | None:
    most = []
    for party, terms in enumerate(programme.utilities):
        found = maximise(programme, Aim(terms=terms), limit_s=limit_s)
        if found is None:
            return None
        most.append(programme.space.utilities(found.package[None])[0, party])
    return np.array(most)


def _sum(game: _Game) -> Answer:
    total: Terms = {}
    for terms in game.terms:
        for variable, worth in terms.items():
            total[variable] = total.get(variable, 0.0) + worth
    return game.best(Aim(terms=total))


def _leximin(game: _Game) -> Answer:
    """Largest smallest share, then the largest sum of the two smallest, and so on."""
    n = len(game.parties)
    kept: list[Row] = []
    found = game.best(Aim(terms={}))
    proved = found.is_proved
    for k in range(1, n + 1):
        aim, rows = _smallest(game, k, game.programme.n_variables + (k - 1) * (n + 1))
        low = (-_AWAY, *[0.0] * n) * k
        found = game.best(Aim(terms=aim, rows=(*kept, *rows), low=low))
        proved &= found.is_proved
        reached = float(np.sort(game.shares(found.package))[:k].sum())
        kept += [*rows, Row(terms=aim, low=reached - _SLIGHT)]
    return evolve(found, is_proved=proved)


def _smallest(game: _Game, k: int, at: int) -> tuple[Terms, list[Row]]:
    """The sum of the ``k`` smallest shares: ``k t - sum d``, with ``d ≥ t - share``, ``d ≥ 0``."""
    n = len(game.parties)
    aim = {at: float(k), **{at + 1 + p: -1.0 for p in range(n)}}
    rows = [
        Row(terms={**terms, at: -1.0, at + 1 + p: 1.0}, low=constant)
        for p, (terms, constant) in enumerate(zip(game.terms, game.constant.tolist(), strict=True))
    ]
    return aim, rows


def _nash(game: _Game) -> Answer:
    """Most parties that gain, then the largest sum of logarithms, by tangents from above."""
    n, size = len(game.parties), game.programme.n_variables
    low = (0.0,) * n + (-_AWAY,) * n
    rows = _gainers(game, size)
    found = game.best(Aim(terms={size + p: 1.0 for p in range(n)}, rows=tuple(rows), low=low))
    n_up = int((game.shares(found.package) >= _LEAST_GAIN).sum())
    rows.append(Row(terms={size + p: 1.0 for p in range(n)}, low=n_up - _SLIGHT))
    for share in _TANGENTS.tolist():
        rows += _tangents(game, np.full(n, share), size)
    aim = {size + n + p: 1.0 for p in range(n)}
    best, best_value = found, -np.inf
    for _ in range(_ROUNDS):
        found = game.best(Aim(terms=aim, rows=tuple(rows), low=low))
        shares = game.shares(found.package)
        value = float(np.log(shares[shares >= _LEAST_GAIN]).sum())
        if value > best_value:
            best, best_value = found, value
        if found.bound - best_value <= _EVEN:
            return best
        rows += _tangents(game, np.maximum(shares, _LEAST_GAIN), size)
    return evolve(best, is_proved=False)


def _gainers(game: _Game, at: int) -> list[Row]:
    """Variables from ``at`` on that are 1 at most, and for a party that gains at all."""
    rows = []
    for p, (terms, constant) in enumerate(zip(game.terms, game.constant.tolist(), strict=True)):
        rows.append(Row(terms={at + p: 1.0}, high=1.0))
        gain = {variable: -worth for variable, worth in terms.items()}
        rows.append(Row(terms={**gain, at + p: _LEAST_GAIN}, high=-constant))
    return rows


def _tangents(game: _Game, shares: Floats, at: int) -> list[Row]:
    """Logarithms lie under their tangents at ``shares``; one that does not gain counts 0."""
    n = len(game.parties)
    rows = []
    for p, (terms, constant) in enumerate(zip(game.terms, game.constant.tolist(), strict=True)):
        slope = 1.0 / float(shares[p])
        most = float(np.log(shares[p])) - 1.0 - slope * constant
        steep = {variable: -slope * worth for variable, worth in terms.items()}
        rows.append(Row(terms={**steep, at + n + p: 1.0, at + p: _AWAY}, high=most + _AWAY))
        rows.append(Row(terms={at + n + p: 1.0}, high=0.0))
    return rows


def _told(space: IssueSpace, stakes: Stakes, concept: Concept, found: Answer) -> Solution:
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
