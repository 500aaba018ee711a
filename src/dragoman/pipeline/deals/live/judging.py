"""Judging whether there is a zone: at the middle of the judgements, and in every draw.

A moved slider leaves most draws as they were decided: a package that lay in the zone often still
does, weights that proved there was none often still prove it, and what has only become harder has
no zone if it had none. Only the rest is searched.
"""

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Flags, Floats, Indices
from dragoman.bargaining.uncertainty.bounding import Bounds, find_bounds, slack_of
from dragoman.bargaining.uncertainty.drawing import Drawing
from dragoman.bargaining.uncertainty.margins import own_margins, package_margins
from dragoman.bargaining.uncertainty.rooms import MOST_LISTED, POOL, decide_zones, find_zones
from dragoman.bargaining.uncertainty.tables import SpaceTables, tables_of
from dragoman.pipeline.deals.live.drawing import SameDraws

LISTED_CELLS = 8e6
"""Packages times players times draws that are listed."""
COLD_STEPS, MANY_STEPS, WARM_STEPS = 20, 150, 4
"""Rounds of bounding: to begin with, for what that leaves open, and from weights known before."""


@frozen(kw_only=True)
class Effort:
    """How hard to search: draws searched at most, and partial packages in each."""

    searched: int
    partials: int


LIVE = Effort(searched=12, partials=6_000)
BUILDING = Effort(searched=150, partials=30_000)
DEEP = Effort(searched=1_000_000, partials=2_000_000)


@frozen(kw_only=True, eq=False)
class Judged:
    """What was decided; the first row stands for the middle of the judgements, draws follow.

    ``has_zone`` and ``is_open`` are ``(1 + n_draws,)``, ``witness`` ``(1 + n_draws, n_issues)``
    holds a package of the zone or -1 all along, ``weights`` ``(n_players, 1 + n_draws)`` those
    that bound best; None where all packages were listed.
    """

    drawing: Drawing
    tables: SpaceTables
    has_zone: Flags
    is_open: Flags
    witness: Indices
    weights: Floats | None

    @property
    def pool(self) -> Indices:
        """The packages that are most often in a zone, ``(n, n_issues)``."""
        kept, counts = np.unique(self.witness[self.has_zone], axis=0, return_counts=True)
        return kept[np.argsort(-counts, kind="stable")[:POOL]]


def judge(sheet: Sheet, draws: SameDraws, effort: Effort, known: Judged | None = None) -> Judged:
    """Whether there is a zone, at the middle and draw by draw; ``known`` of much the same sheet."""
    drawing = draws.over(sheet)
    values = np.concatenate([sheet.central[None], sheet.draw(drawing.shares)])
    tables = tables_of(sheet, values)
    n_packages = np.prod([float(len(options)) for options in sheet.options])
    cells = n_packages * len(sheet.players) * len(values)
    if n_packages <= MOST_LISTED and cells <= LISTED_CELLS:
        zones = find_zones(tables)
        return Judged(
            drawing=drawing,
            tables=tables,
            has_zone=zones.has_zone,
            is_open=zones.is_undecided,
            witness=zones.witness,
            weights=None,
        )
    begun = _begun(drawing, tables)
    if known is not None and known.weights is not None and _is_alike(known.tables, tables):
        begun = _remembered(begun, known)
        begun = _searched(begun, WARM_STEPS, effort, known.weights)
    else:
        begun = _searched(begun, COLD_STEPS, evolve(effort, searched=0), None)
        begun = _searched(begun, MANY_STEPS, effort, begun.weights)
    return begun


def _begun(drawing: Drawing, tables: SpaceTables) -> Judged:
    n = tables.n_draws
    return Judged(
        drawing=drawing,
        tables=tables,
        has_zone=np.zeros(n, dtype=np.bool_),
        is_open=np.ones(n, dtype=np.bool_),
        witness=np.full((n, tables.n_issues), -1),
        weights=np.zeros(tables.reservation.shape),
    )


def _is_alike(one: SpaceTables, other: SpaceTables) -> bool:
    """Whether packages, players and draws are the same, and only numbers differ."""
    return (one.sheet.players, one.sheet.options, one.n_draws) == (
        other.sheet.players,
        other.sheet.options,
        other.n_draws,
    )


def _remembered(begun: Judged, known: Judged) -> Judged:
    """What is decided by what was known before."""
    has_zone, is_open, witness = begun.has_zone.copy(), begun.is_open.copy(), begun.witness.copy()
    is_open[~known.has_zone & ~known.is_open & _is_harder(known.tables, begun.tables)] = False
    held = np.flatnonzero(known.has_zone)
    kept = held[own_margins(begun.tables.part(held), known.witness[held]) >= 0]
    has_zone[kept], is_open[kept], witness[kept] = True, False, known.witness[kept]
    left, pool = np.flatnonzero(is_open), known.pool
    if len(left) and len(pool):
        margins = package_margins(begun.tables.part(left), pool)
        fits = margins.max(axis=0) >= 0
        has_zone[left[fits]], is_open[left[fits]] = True, False
        witness[left[fits]] = pool[margins.argmax(axis=0)[fits]]
    weights = known.weights
    return evolve(begun, has_zone=has_zone, is_open=is_open, witness=witness, weights=weights)


def _is_harder(before: SpaceTables, after: SpaceTables) -> Flags:
    """In which draws no package can be more to anybody's liking than before, ``(n_draws,)``."""
    if before.sheet.ties != after.sheet.ties or len(before.bonus_worth) != len(after.bonus_worth):
        return np.zeros(after.n_draws, dtype=np.bool_)
    harder = np.all(after.reservation >= before.reservation, axis=0)
    for one, two in zip(before.worth, after.worth, strict=True):
        harder &= np.all(two <= one, axis=(0, 1))
    for was, now in zip(before.forbidden, after.forbidden, strict=True):
        harder &= np.all(now >= was, axis=(0, 1))
    harder &= np.all(after.tie_holds >= before.tie_holds, axis=0)
    return np.asarray(harder & np.all(after.bonus_worth <= before.bonus_worth, axis=0))


def _searched(begun: Judged, steps: int, effort: Effort, start: Floats | None) -> Judged:
    """What bounds decide of the rows still open, and a search within its effort."""
    left = np.flatnonzero(begun.is_open)
    if not len(left):
        return begun
    part = begun.tables.part(left)
    bounds = find_bounds(part, steps=steps, start=None if start is None else start[:, left])
    bounds = _with_pool(part, bounds, begun.pool if begun.has_zone.any() else begun.witness[:0])
    zones = decide_zones(part, bounds, most_partials=effort.partials, most_searched=effort.searched)
    has_zone, is_open, witness = begun.has_zone.copy(), begun.is_open.copy(), begun.witness.copy()
    weights = np.zeros(begun.tables.reservation.shape) if begun.weights is None else begun.weights
    weights = weights.copy()
    has_zone[left], is_open[left] = zones.has_zone, zones.is_undecided
    witness[left], weights[:, left] = zones.witness, bounds.weights
    return evolve(begun, has_zone=has_zone, is_open=is_open, witness=witness, weights=weights)


def _with_pool(part: SpaceTables, bounds: Bounds, pool: Indices) -> Bounds:
    """Bounds whose packages are those of the pool, where these are better."""
    if not len(pool):
        return bounds
    margins = package_margins(part, pool)
    better = margins.max(axis=0) > bounds.least
    package = np.where(better[:, None], pool[margins.argmax(axis=0)], bounds.package)
    return evolve(bounds, package=package, least=np.maximum(bounds.least, margins.max(axis=0)))


def is_ruled_out(tables: SpaceTables, bounds: Bounds) -> Flags:
    """In which draws the bounds prove that there is no zone, ``(n_draws,)``."""
    return np.asarray(bounds.most < -slack_of(tables))
