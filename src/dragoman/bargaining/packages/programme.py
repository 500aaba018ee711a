"""The zone as an integer programme, for what a frontier is too large for (HiGHS, through SciPy).

One binary variable an option; one a link (bonus), one a seat in a chamber. Utilities and gains are
linear in them. Wolsey, *Integer Programming* (1998), section 1.4, for the links.
"""

from collections.abc import Sequence

import numpy as np
from attrs import field, frozen
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from dragoman.bargaining.packages.dense import is_agreed, is_taken
from dragoman.bargaining.packages.grid import FINE, ticks_per_unit
from dragoman.bargaining.packages.links import HOPELESS, Link, factions_of, links_of
from dragoman.bargaining.space import Floats, Indices, IssueSpace

Terms = dict[int, float]
"""Variable -> factor."""
_GAP = 1e-9
_RETRIES = 40
_INFEASIBLE, _STUMBLED = 2, 4
"""Of scipy.optimize.milp's result."""


@frozen(kw_only=True)
class Row:
    """``low ≤ sum of terms ≤ high``."""

    terms: Terms
    low: float = -np.inf
    high: float = np.inf


@frozen(kw_only=True, eq=False)
class Programme:
    """The packages in the zone of ``space`` as rows over binary variables.

    ``first[i]`` is the variable of option 0 of issue ``i``; ``utilities[p]`` are the terms of
    party ``p``'s utility times ``scale[p]``, which brings it to between 1 and 10 at most.
    """

    space: IssueSpace
    first: tuple[int, ...]
    n_variables: int
    rows: tuple[Row, ...]
    upper: Floats
    utilities: tuple[Terms, ...]
    per_unit: Floats
    scale: Floats


@frozen(kw_only=True, eq=False)
class Answer:
    """A package, ``(n_issues,)``, and whether it was proved best; ``bound`` on the objective."""

    package: Indices
    bound: float
    is_proved: bool


@frozen(kw_only=True)
class Aim:
    """What to maximise: ``terms`` over the programme's variables and ``n_more`` free ones."""

    terms: Terms
    rows: tuple[Row, ...] = ()
    low: tuple[float, ...] = field(default=())
    """Lower bounds of the further variables; their number."""


def zone_programme(space: IssueSpace) -> Programme:
    """The zone of a space; every package of it, and no other, is a solution.

    Raises:
        BadIssueSpace: a worth that is not a finite number.
    """
    per_unit = ticks_per_unit(space)
    links = links_of(space, per_unit, in_zone=True)
    sizes = [len(options) for options in space.options]
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(int).tolist()
    n_x, n_y, n_seats = first[-1], len(links), len(factions_of(space))
    players = list(range(space.n_parties)) + factions_of(space)
    scale = per_unit * 1e-9
    utilities = [
        _utility(space, links, first, scale[player], player, column)
        for column, player in enumerate(players)
    ]
    seats = range(n_x + n_y, n_x + n_y + n_seats)
    rows = [
        Row(terms={first[i] + o: 1.0 for o in range(size)}, low=1.0, high=1.0)
        for i, size in enumerate(sizes)
    ]
    for index, link in enumerate(links):
        rows += _link_rows(link, first, n_x + index, seats, space.n_parties)
    rows += _party_rows(space, utilities, scale)
    rows += _seat_rows(space, utilities, scale, first, seats)
    forbidden = np.concatenate(space.forbidden, axis=1)[: space.n_parties].any(axis=0)
    return Programme(
        space=space,
        first=tuple(first[:-1]),
        n_variables=n_x + n_y + n_seats,
        rows=tuple(rows),
        upper=np.concatenate([np.where(forbidden, 0.0, 1.0), np.ones(n_y + n_seats)]),
        utilities=tuple(utilities[: space.n_parties]),
        per_unit=per_unit,
        scale=scale[: space.n_parties],
    )


def maximise(programme: Programme, aim: Aim, *, limit_s: float) -> Answer | None:
    """The package in the zone with the largest aim; None where the zone is empty.

    What the solver returns is reckoned again in whole ticks; a package that fails by the solver's
    tolerance (1e-6) is cut off and the programme solved again. ``limit_s`` bounds each solving.

    Raises:
        TimeoutError: the solver found nothing within ``limit_s`` and did not prove there is none.
    """
    cuts: list[Row] = []
    for _ in range(_RETRIES):
        found = _run(programme, aim, cuts, limit_s)
        if found is None or _is_in_zone(programme, found.package):
            return found
        held = dict.fromkeys(_variables(programme, found.package), 1.0)
        cuts.append(Row(terms=held, high=len(held) - 1.0))
    raise TimeoutError(f"{_RETRIES} packages in turn missed a reservation value by less than 1e-6")


def _run(programme: Programme, aim: Aim, cuts: Sequence[Row], limit_s: float) -> Answer | None:
    """Solve once; where HiGHS stumbles over its own presolve, again without."""
    n_more = len(aim.low)
    size = programme.n_variables + n_more
    cost = np.zeros(size)
    for variable, factor in aim.terms.items():
        cost[variable] -= factor
    bounds = Bounds(
        np.concatenate([np.zeros(programme.n_variables), aim.low]),
        np.concatenate([programme.upper, np.full(n_more, np.inf)]),
    )
    rows = _constraint([*programme.rows, *aim.rows, *cuts], size)
    for presolve in (True, False):
        result = milp(
            cost,
            integrality=(np.arange(size) < programme.n_variables).astype(np.int64),
            bounds=bounds,
            constraints=rows,
            options={"mip_rel_gap": _GAP, "time_limit": limit_s, "presolve": presolve},
        )
        if result.status != _STUMBLED:
            break
    if result.status == _INFEASIBLE:
        return None
    if result.x is None:
        raise TimeoutError(f"no answer within {limit_s} s ({result.message}); allow more time")
    return _answer(programme, result)


def _answer(programme: Programme, result: OptimizeResult) -> Answer:
    sizes = [len(options) for options in programme.space.options]
    package = [
        int(np.argmax(result.x[at : at + size]))
        for at, size in zip(programme.first, sizes, strict=True)
    ]
    bound = np.inf if result.mip_dual_bound is None else -float(result.mip_dual_bound)
    return Answer(package=np.array(package), bound=bound, is_proved=result.status == 0)


def _constraint(rows: Sequence[Row], size: int) -> LinearConstraint:
    data = [factor for row in rows for factor in row.terms.values()]
    at = [variable for row in rows for variable in row.terms]
    ends = np.concatenate([[0], np.cumsum([len(row.terms) for row in rows])])
    matrix = csr_array((data, at, ends), shape=(len(rows), size))
    return LinearConstraint(matrix, [row.low for row in rows], [row.high for row in rows])


def _variables(programme: Programme, package: Indices) -> list[int]:
    return [at + option for at, option in zip(programme.first, package.tolist(), strict=True)]


def _is_in_zone(programme: Programme, package: Indices) -> bool:
    _, accepted = is_taken(programme.space, package[None], programme.per_unit)
    return bool(is_agreed(programme.space, accepted)[0])


def _utility(
    space: IssueSpace,
    links: Sequence[Link],
    first: Sequence[int],
    scale: float,
    player: int,
    column: int,
) -> Terms:
    """The terms of one player's utility times ``scale``; what makes a faction hopeless is not."""
    terms = {
        first[issue] + option: worth * scale
        for issue, table in enumerate(space.worth)
        for option, worth in enumerate(table[player].tolist())
        if worth
    }
    for index, link in enumerate(links):
        units = 0.0 if link.units is None else link.units[column]
        if units and units != HOPELESS:
            terms[first[-1] + index] = units / FINE * 1e-9
    return terms


def _link_rows(
    link: Link, first: Sequence[int], variable: int, seats: range, n_parties: int
) -> list[Row]:
    """A link's variable is 1 exactly where a package holds the link; a tie's never is."""
    held = {first[issue] + option: 1.0 for issue, options in link.pairs for option in options}
    n_pairs = len(link.pairs)
    if link.units is None:
        return [Row(terms=held, high=n_pairs - 1.0)]
    rows = [Row(terms={**held, variable: -1.0}, high=n_pairs - 1.0)]
    for issue, options in link.pairs:
        less = {first[issue] + option: -1.0 for option in options}
        rows.append(Row(terms={**less, variable: 1.0}, high=0.0))
    hopeless = [seats[c - n_parties] for c, units in enumerate(link.units) if units == HOPELESS]
    return rows + [Row(terms={seat: 1.0, variable: 1.0}, high=1.0) for seat in hopeless]


def _party_rows(space: IssueSpace, utilities: Sequence[Terms], scale: Floats) -> list[Row]:
    """Every party with a reservation value gets at least that."""
    needed = (space.reservation * scale).tolist()
    return [
        Row(terms=utilities[party], low=needed[party])
        for party in range(space.n_parties)
        if needed[party] > -np.inf
    ]


def _seat_rows(
    space: IssueSpace,
    utilities: Sequence[Terms],
    scale: Floats,
    first: Sequence[int],
    seats: range,
) -> list[Row]:
    """A seat says yes only to what its faction accepts; each chamber has the seats it needs."""
    rows = []
    for seat, faction, terms in zip(
        seats, factions_of(space), utilities[space.n_parties :], strict=True
    ):
        needed = float(space.reservation[faction] * scale[faction])
        worst = sum(float(t[faction].min()) for t in space.worth) * scale[faction]
        worst += sum(min(0.0, terms[v]) for v in terms if v >= first[-1])
        if needed > worst:
            rows.append(Row(terms={**terms, seat: worst - needed}, low=worst))
        for issue, forbidden in enumerate(space.forbidden):
            barred = np.flatnonzero(forbidden[faction]).tolist()
            rows += [Row(terms={first[issue] + o: 1.0, seat: 1.0}, high=1.0) for o in barred]
    begin = seats.start
    for chamber in space.chambers:
        votes = dict(zip(range(begin, begin + len(chamber.seats)), chamber.seats, strict=True))
        rows.append(Row(terms=votes, low=chamber.needed))
        begin += len(chamber.seats)
    return rows
