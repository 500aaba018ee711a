"""Sensitivity: which judgements a result of the deal space hangs on most."""

from collections.abc import Callable

import numpy as np
from attrs import frozen

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Floats, Indices
from dragoman.bargaining.uncertainty.indices import (
    Interval,
    Morris,
    Sobol,
    find_morris,
    find_sobol,
)
from dragoman.bargaining.uncertainty.margins import package_margins, player_margins
from dragoman.bargaining.uncertainty.rooms import find_room, find_zones
from dragoman.bargaining.uncertainty.tables import tables_of
from dragoman.errors import BadRequest

PART = 4096
"""Runs reckoned at once."""


@frozen(kw_only=True, eq=False)
class Output:
    """A number that follows from the judgements, with what it is in words.

    ``evaluate`` takes values ``(n_runs, n_judgements)`` and gives ``(n_runs,)``: NaN where there
    is no number.
    """

    label: str
    evaluate: Callable[[Floats], Floats]


@frozen(kw_only=True)
class GroupWeight:
    """How much hangs on one group of judgements; None where that was not reckoned."""

    group: str
    first: Interval | None
    total: Interval | None
    mu_star: Interval | None
    sigma: float | None
    spread: float | None


@frozen(kw_only=True)
class Sensitivity:
    """The groups of judgements by how much an output hangs on them, most first.

    Ranked by the total Sobol index, or by ``mu_star`` where none was reckoned. ``findings`` are
    whole sentences where an index could not be given or is to be read with care.
    """

    output: str
    groups: tuple[GroupWeight, ...]
    findings: tuple[str, ...]
    n_runs: int
    seed: int
    method: str


def weigh_groups(
    sheet: Sheet, output: Output, *, n_base: int = 256, n_paths: int = 32, seed: int = 0
) -> Sensitivity:
    """Sobol indices and Morris effects of every group of uncertain judgements on ``output``.

    Cost: ``n_base × (n_groups + 2) + n_paths × (n_groups + 1)`` runs; ``n_base`` a power of two.
    With ``n_base`` or ``n_paths`` 0 that half is left out: Morris alone screens large spaces.

    Raises:
        BadRequest: both are 0, or see :func:`~.indices.find_sobol`.
    """
    if not n_base and not n_paths:
        raise BadRequest("neither base draws nor paths; give one of them")
    groups = [sheet.judgements[index].group for index in sheet.uncertain]

    def evaluate(shares: Floats) -> Floats:
        parts = [shares[start : start + PART] for start in range(0, len(shares), PART)]
        return np.concatenate([output.evaluate(sheet.draw(part)) for part in parts])

    sobol = find_sobol(evaluate, groups, n_base=n_base, seed=seed) if n_base else None
    morris = find_morris(evaluate, groups, n_paths=n_paths, seed=seed) if n_paths else None
    halves = [half for half in (sobol, morris) if half is not None]
    return Sensitivity(
        output=output.label,
        groups=_ranked(sobol, morris),
        findings=tuple(dict.fromkeys(half.finding for half in halves if half.finding)),
        n_runs=sum(half.n_runs for half in halves),
        seed=seed,
        method="; ".join(half.method for half in halves),
    )


def zone_output(sheet: Sheet) -> Output:
    """Whether a zone exists: 1 or 0."""

    def evaluate(values: Floats) -> Floats:
        zones = find_zones(tables_of(sheet, values))
        return np.where(zones.is_undecided, np.nan, zones.has_zone)

    return Output(label="whether a zone exists", evaluate=evaluate)


def room_output(sheet: Sheet, *, most_partials: int | None = None) -> Output:
    """How much room there is (:mod:`.rooms`): below zero, how far from a zone.

    With ``most_partials`` as far as a search that is cut short there finds.
    """
    found = "the best that the worst-off can gain"
    return Output(
        label=found if most_partials is None else f"{found}, as far as a short search finds",
        evaluate=lambda values: find_room(tables_of(sheet, values), most_partials=most_partials),
    )


def acceptance_output(sheet: Sheet, package: Indices, *, player: int | None = None) -> Output:
    """Whether a package ``(n_issues,)`` is in the zone, or a player accepts it: 1 or 0.

    Raises:
        BadRequest: an issue of the package is open.
    """
    if (package < 0).any():
        raise BadRequest(
            f"the issue {sheet.issues[int(np.argmin(package))]!r} is left open; settle it first"
        )

    def evaluate(values: Floats) -> Floats:
        tables = tables_of(sheet, values)
        if player is None:
            margins = package_margins(tables, package[None])[0]
        else:
            margins = player_margins(tables, package[None])[player, 0]
        return np.where(margins >= 0, 1.0, 0.0)

    who = "everybody needed accepts" if player is None else f"{sheet.players[player]} accepts"
    return Output(label=f"whether {who} the package", evaluate=evaluate)


def _ranked(sobol: Sobol | None, morris: Morris | None) -> tuple[GroupWeight, ...]:
    indices = {index.group: index for index in sobol.indices} if sobol else {}
    effects = {effect.group: effect for effect in morris.effects} if morris else {}
    found = []
    for group in dict.fromkeys([*indices, *effects]):
        index, effect = indices.get(group), effects.get(group)
        found.append(
            GroupWeight(
                group=group,
                first=index.first if index else None,
                total=index.total if index else None,
                mu_star=effect.mu_star if effect else None,
                sigma=effect.sigma if effect else None,
                spread=effect.spread if effect else None,
            )
        )
    return tuple(found)
