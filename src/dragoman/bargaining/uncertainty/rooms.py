"""Rooms: in every draw, whether a zone exists and how much room there is.

The room of a space is the largest margin (:mod:`.margins`) of any package: how much the worst-off
of those who must agree gains over no agreement at the best package for that, each on its own
scale. It is zero or more exactly where a zone of possible agreement exists, and goes on below zero
where none does.
"""

from math import prod

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.space import Flags, Floats, Indices
from dragoman.bargaining.uncertainty.bounding import (
    Bounds,
    allowed_options,
    find_bounds,
    must_accept,
    slack_of,
)
from dragoman.bargaining.uncertainty.listing import Listed, list_draws, open_options
from dragoman.bargaining.uncertainty.margins import package_margins
from dragoman.bargaining.uncertainty.searching import MOST_PARTIALS, Found, goal_of, search
from dragoman.bargaining.uncertainty.tables import SpaceTables

MOST_LISTED = 8192
"""Spaces of more packages than this are searched, not listed."""
POOL = 64
"""Packages found for some draws that are tried on the others."""
PART = 1024
"""Draws bounded at once."""
COARSENESS = 5e-3
"""Of the smallest span: how near to the largest margin is near enough."""
FEW_STEPS, MANY_STEPS = 20, 150
"""Rounds of bounding for all draws, and for those that the first left open."""


@frozen(kw_only=True, eq=False)
class Zones:
    """Whether there is a zone in each draw, and a package that shows it.

    ``has_zone`` and ``is_undecided`` are ``(n_draws,)``; ``witness`` ``(n_draws, n_issues)`` is a
    package in the zone, -1 all along where none was found. ``listed`` holds all packages where
    they were listed, ``n_searched`` counts the draws that needed a search.
    """

    has_zone: Flags
    is_undecided: Flags
    witness: Indices
    listed: Listed | None = None
    n_searched: int = 0


def find_zones(
    tables: SpaceTables, *, fixed: Indices | None = None, most_listed: int = MOST_LISTED
) -> Zones:
    """Whether each draw has a zone of possible agreement.

    ``fixed`` ``(n_issues,)`` settles issues (-1: open). Up to ``most_listed`` packages all are
    listed in all draws. Above: packages that bounding met are tried, on all draws; a bound below
    zero says no; what is left is searched draw by draw.
    """
    options = open_options(tables, fixed)
    if prod(map(len, options)) <= most_listed:
        return _listed(tables, list_draws(tables, options))
    parts = _parts(np.arange(tables.n_draws))
    hunts = [_Hunt(tables.part(part), fixed).run() for part in parts]
    return Zones(
        has_zone=np.concatenate([hunt.has_zone for hunt in hunts]),
        is_undecided=np.concatenate([hunt.is_open for hunt in hunts]),
        witness=np.concatenate([hunt.witness for hunt in hunts]),
        n_searched=sum(hunt.n_searched for hunt in hunts),
    )


def decide_zones(
    tables: SpaceTables, bounds: Bounds, *, most_partials: int, most_searched: int
) -> Zones:
    """Whether each draw has a zone, where bounds on it are known already.

    What neither the bounds nor a package met decides is searched draw by draw, at most
    ``most_searched`` draws and ``most_partials`` partial packages each; the rest is undecided.
    """
    hunt = _Hunt(tables, None, most_partials)
    hunt.take(np.arange(tables.n_draws), tables, bounds)
    for draw in np.flatnonzero(hunt.is_open).tolist():
        if hunt.is_open[draw] and hunt.n_searched < most_searched:
            hunt.n_searched += 1
            hunt.search(draw, tables.part([draw]), _one(bounds, draw))
    return Zones(
        has_zone=hunt.has_zone,
        is_undecided=hunt.is_open,
        witness=hunt.witness,
        n_searched=hunt.n_searched,
    )


def find_room(
    tables: SpaceTables,
    *,
    fixed: Indices | None = None,
    most_listed: int = MOST_LISTED,
    coarseness: float = COARSENESS,
    most_partials: int | None = None,
) -> Floats:
    """The room of each draw, ``(n_draws,)``.

    Exact up to ``most_listed`` packages. Above, a package's margin that the largest passes by at
    most ``coarseness`` times the smallest span (from worst to best package) of a player that must
    accept; on the same side of zero as the largest.

    Minus infinity becomes :func:`ruin_of`: every package breaks a red line or condition of
    somebody needed. Plus infinity: nobody needed has a reservation value. NaN: the search was
    given up. With ``most_partials`` it is given up after so many partial packages a draw, and the
    best found until then stands, which is no more than the room.
    """
    options = open_options(tables, fixed)
    if prod(map(len, options)) <= most_listed:
        room = list_draws(tables, options).room
    else:
        parts = _parts(np.arange(tables.n_draws))
        room = np.concatenate(
            [_search_rooms(tables.part(p), fixed, coarseness, most_partials)[0] for p in parts]
        )
    return np.where(np.isneginf(room), ruin_of(tables), room)


def room_work(
    tables: SpaceTables, *, most_listed: int = MOST_LISTED, most_partials: int | None = None
) -> float:
    """Packages, whole and partial, that :func:`find_room` looks at in one draw, on average."""
    n_packages = prod(map(len, open_options(tables)))
    if n_packages <= most_listed:
        return float(n_packages)
    return _search_rooms(tables, None, COARSENESS, most_partials)[1] / tables.n_draws


def ruin_of(tables: SpaceTables) -> Floats:
    """The room where no package is permitted, ``(n_draws,)``: below zero and any other room.

    As if all got their worst: the least over players of the margin of its worst package (zero, if
    that is above) less a hundredth of its span from worst to best, or of 1 where there is none.
    """
    worst = sum(worth.min(axis=1) for worth in tables.worth)
    best = sum(worth.max(axis=1) for worth in tables.worth)
    size = np.zeros_like(tables.reservation)
    for bonus, worth in zip(tables.sheet.bonuses, tables.bonus_worth, strict=True):
        size[bonus.player] += np.abs(worth)
    span = best - worst + 2 * size
    margin = np.minimum(worst - size - tables.reservation, 0.0)
    return np.asarray((margin - np.where(span > 0, span, 1.0) / 100).min(axis=0))


def _listed(tables: SpaceTables, listed: Listed) -> Zones:
    has_zone = listed.room >= 0
    return Zones(
        has_zone=has_zone,
        is_undecided=np.zeros(tables.n_draws, dtype=np.bool_),
        witness=np.where(has_zone[:, None], listed.best, -1),
        listed=listed,
    )


def _parts(draws: Indices) -> list[Indices]:
    return [draws[start : start + PART] for start in range(0, len(draws), PART)]


class _Hunt:
    """Whether some draws have a zone: by bounds, by packages found for others, by search."""

    def __init__(
        self,
        tables: SpaceTables,
        fixed: Indices | None,
        most_partials: int = MOST_PARTIALS,
    ) -> None:
        self.tables, self.fixed, self.most_partials = tables, fixed, most_partials
        self.has_zone = np.zeros(tables.n_draws, dtype=np.bool_)
        self.is_open = np.ones(tables.n_draws, dtype=np.bool_)
        self.witness = np.full((tables.n_draws, tables.n_issues), -1)
        self.n_searched = 0

    def run(self) -> "_Hunt":
        """Decide every draw that can be decided."""
        for steps in (FEW_STEPS, MANY_STEPS):
            draws = np.flatnonzero(self.is_open)
            if not len(draws):
                return self
            part = self.tables.part(draws)
            bounds = find_bounds(part, fixed=self.fixed, steps=steps)
            self.take(draws, part, bounds)
        self.n_searched = int(self.is_open.sum())
        for place, draw in enumerate(draws.tolist()):
            if self.is_open[draw]:
                self.search(draw, part.part([place]), _one(bounds, place))
        return self

    def take(self, draws: Indices, part: SpaceTables, bounds: Bounds) -> None:
        """Decide what bounds on some draws decide, and try the packages met on the others."""
        self._note(draws, bounds.least >= 0, bounds.package)
        self.is_open[draws[bounds.most < -slack_of(part)]] = False
        self._try_pool()

    def _note(self, draws: Indices, fits: Flags, packages: Indices) -> None:
        self.has_zone[draws[fits]] = True
        self.is_open[draws[fits]] = False
        self.witness[draws[fits]] = packages[fits]

    def _try_pool(self) -> None:
        """Try the packages found most often on the draws still open."""
        draws = np.flatnonzero(self.is_open)
        if not self.has_zone.any() or not len(draws):
            return
        pool, counts = np.unique(self.witness[self.has_zone], axis=0, return_counts=True)
        pool = pool[np.argsort(-counts, kind="stable")[:POOL]]
        margins = package_margins(self.tables.part(draws), pool)
        self._note(draws, margins.max(axis=0) >= 0, pool[margins.argmax(axis=0)])

    def search(self, draw: int, part: SpaceTables, bounds: Bounds) -> None:
        """Search one draw; a package found is tried on the other open ones."""
        found = _searched(
            part, bounds, self.fixed, is_any_enough=True, most_partials=self.most_partials
        )
        if found.package is None or found.margin < 0:
            self.is_open[draw] = not found.is_decided
            return
        self._note(np.array([draw]), np.array([True]), found.package[None])
        draws = np.flatnonzero(self.is_open)
        if len(draws):
            fits = package_margins(self.tables.part(draws), found.package[None])[0] >= 0
            self._note(draws, fits, np.tile(found.package, (len(draws), 1)))


def _one(bounds: Bounds, draw: int) -> Bounds:
    """The bounds of one draw."""
    own = slice(draw, draw + 1)
    return Bounds(
        least=bounds.least[own],
        package=bounds.package[own],
        most=bounds.most[own],
        weights=bounds.weights[:, own],
    )


def _searched(
    part: SpaceTables,
    bounds: Bounds,
    fixed: Indices | None,
    *,
    coarse: float = 0.0,
    is_any_enough: bool = False,
    most_partials: int = MOST_PARTIALS,
) -> Found:
    allowed = [flags[:, 0] for flags in allowed_options(part, fixed)]
    return search(
        part,
        allowed,
        bounds.weights[:, 0],
        Found(margin=float(bounds.least[0]), package=bounds.package[0]),
        slack=float(slack_of(part)[0]),
        coarse=coarse,
        is_any_enough=is_any_enough,
        most_partials=most_partials,
    )


def _search_rooms(
    tables: SpaceTables, fixed: Indices | None, coarseness: float, most_partials: int | None
) -> tuple[Floats, int]:
    """The room of each draw, and how many partial packages were looked at for all."""
    bounds = find_bounds(tables, fixed=fixed, steps=MANY_STEPS)
    bounds = _with_pool(tables, bounds)
    room, coarse = bounds.least.copy(), coarseness * _smallest_span(tables)
    goal, n_seen = goal_of(room, slack_of(tables), coarse), 0
    for draw in np.flatnonzero((bounds.most >= goal) & (bounds.most > room)).tolist():
        part = tables.part([draw])
        found = _searched(
            part,
            _one(bounds, draw),
            fixed,
            coarse=float(coarse[draw]),
            most_partials=most_partials or MOST_PARTIALS,
        )
        room[draw] = found.margin if found.is_decided or most_partials else np.nan
        n_seen += found.n_seen
    return room, n_seen


def _with_pool(tables: SpaceTables, bounds: Bounds) -> Bounds:
    """Bounds whose packages are the best of those that any draw has."""
    pool = np.unique(bounds.package[np.isfinite(bounds.least)], axis=0)[: 4 * POOL]
    if not len(pool):
        return bounds
    margins = package_margins(tables, pool)
    better = margins.max(axis=0) > bounds.least
    package = np.where(better[:, None], pool[margins.argmax(axis=0)], bounds.package)
    return evolve(bounds, package=package, least=np.maximum(bounds.least, margins.max(axis=0)))


def _smallest_span(tables: SpaceTables) -> Floats:
    """From worst to best package, the least of the players that must accept, ``(n_draws,)``."""
    spans = sum(np.ptp(worth[must_accept(tables)], axis=1) for worth in tables.worth)
    return np.asarray(np.min(spans, axis=0))
