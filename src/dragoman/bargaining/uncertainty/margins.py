"""Margins: by how much packages are accepted or refused, in every draw.

The margin of a package for a player is its utility less the player's reservation, on the player's
own scale; minus infinity where the package breaks a red line or condition of it. The margin of a
chamber is the largest that factions with enough seats all reach: the pivotal faction's. The margin
of a package is the least over parties and chambers: zero or more exactly where
:meth:`~dragoman.bargaining.space.IssueSpace.is_in_zone` says so. Plus infinity: nobody needed has a
reservation value.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from dragoman.bargaining.space import Chamber, Flags, Floats, Indices, Tie
from dragoman.bargaining.uncertainty.tables import SpaceTables

MOST_LISTED_FACTIONS = 8
"""Up to here the coalitions with enough seats are listed; above, factions are sorted."""
UNBOUND = 1e300
"""Stands for a reservation of minus infinity where two infinities could meet."""


def gains(tables: SpaceTables, packages: Indices) -> Floats:
    """Utility less reservation, ``(n_players, n_packages, n_draws)``; red lines do not count.

    ``packages`` has the shape ``(n_packages, n_issues)``, nothing open. Summed in the order of
    the issues, then the bonuses.
    """
    total = np.zeros((len(tables.reservation), len(packages), tables.n_draws))
    for column, worth in enumerate(tables.worth):
        total += worth[:, packages[:, column]]
    for bonus, worth in zip(tables.sheet.bonuses, tables.bonus_worth, strict=True):
        holds = np.all([packages[:, i] == o for i, o in bonus.pairs], axis=0)
        total[bonus.player, holds] += worth
    return total - tables.reservation[:, None, :]


def breaks_red_line(tables: SpaceTables, packages: Indices) -> Flags:
    """Whether packages cross a red line, ``(n_players, n_packages, n_draws)``."""
    broken = np.zeros((len(tables.reservation), len(packages), tables.n_draws), dtype=np.bool_)
    for column, forbidden in enumerate(tables.forbidden):
        broken |= forbidden[:, packages[:, column]]
    return broken


def breaks_condition(tables: SpaceTables, packages: Indices) -> Flags:
    """Whether packages break a condition, ``(n_players, n_packages, n_draws)``."""
    broken = np.zeros((len(tables.reservation), len(packages), tables.n_draws), dtype=np.bool_)
    for tie, holds in zip(tables.sheet.ties, tables.tie_holds, strict=True):
        against = is_against(tie, packages)
        broken[tie.player] |= against[:, None] & holds
    return broken


def is_against(tie: Tie, packages: Indices) -> Flags:
    """Whether packages ``(n_packages, n_issues)`` hold a condition's option without what it asks.

    As ``numpy.isin``, at a fifth of its cost for a handful of options.
    """
    against: Flags = packages[:, tie.issue] == tie.option
    for option in tie.allowed:
        against &= packages[:, tie.other] != option
    return against


def player_margins(tables: SpaceTables, packages: Indices) -> Floats:
    """Margins of every player, ``(n_players, n_packages, n_draws)``."""
    broken = breaks_red_line(tables, packages) | breaks_condition(tables, packages)
    return np.where(broken, -np.inf, gains(tables, packages))


def package_margins(tables: SpaceTables, packages: Indices) -> Floats:
    """Margins of packages, ``(n_packages, n_draws)``."""
    return least_margin(tables, player_margins(tables, packages))


def least_margin(tables: SpaceTables, margins: Floats | Sequence[Floats]) -> Floats:
    """The least over parties and chambers of margins that run along players first."""
    parties = [margins[player] for player in range(tables.sheet.n_parties)]
    least = parties[0].copy()
    for margin in parties[1:]:
        np.minimum(least, margin, out=least)
    for chamber in tables.sheet.chambers:
        np.minimum(least, chamber_margin(chamber, margins), out=least)
    return least


def chamber_margin(chamber: Chamber, margins: Floats | Sequence[Floats]) -> Floats:
    """The largest margin that factions with enough seats all reach; -inf if none have enough."""
    rows = [margins[faction] for faction in chamber.factions]
    if len(rows) > MOST_LISTED_FACTIONS:
        return _sorted_margin(chamber, np.stack(rows))
    best = np.full(np.shape(margins[0]), -np.inf if chamber.needed > 0 else np.inf)
    for members in winning_coalitions(chamber.seats, chamber.needed):
        least = rows[members[0]]
        for member in members[1:]:
            least = np.minimum(least, rows[member])
        np.maximum(best, least, out=best)
    return best


@lru_cache(maxsize=64)
def winning_coalitions(seats: tuple[float, ...], needed: float) -> list[tuple[int, ...]]:
    """The smallest groups of factions whose seats reach ``needed``; places in ``seats``."""
    found: list[tuple[int, ...]] = []
    for size in range(1, len(seats) + 1):
        for members in combinations(range(len(seats)), size):
            reached = sum(seats[m] for m in members) >= needed
            if reached and not any(set(smaller) <= set(members) for smaller in found):
                found.append(members)
    return found


def _sorted_margin(chamber: Chamber, margins: Floats) -> Floats:
    """As :func:`chamber_margin` for ``(n_factions, …)``: the margin at which the seats suffice."""
    rows = np.ascontiguousarray(margins.reshape(len(margins), -1).T)
    order = np.argsort(-rows, axis=1)
    reached = np.cumsum(np.asarray(chamber.seats)[order], axis=1) >= chamber.needed
    pivot = np.take_along_axis(order, reached.argmax(axis=1)[:, None], axis=1)
    best = np.take_along_axis(rows, pivot, axis=1)[:, 0]
    return np.where(reached[:, -1], best, -np.inf).reshape(margins.shape[1:])


def own_margins(tables: SpaceTables, packages: Indices) -> Floats:
    """Margins of one package a draw, ``(n_draws,)``, packages ``(n_draws, n_issues)``."""
    draws = np.arange(tables.n_draws)
    total = np.zeros_like(tables.reservation)
    broken = np.zeros(total.shape, dtype=np.bool_)
    for column, (worth, forbidden) in enumerate(zip(tables.worth, tables.forbidden, strict=True)):
        total += worth[:, packages[:, column], draws]
        broken |= forbidden[:, packages[:, column], draws]
    for bonus, worth in zip(tables.sheet.bonuses, tables.bonus_worth, strict=True):
        holds = np.all([packages[:, i] == o for i, o in bonus.pairs], axis=0)
        total[bonus.player] += np.where(holds, worth, 0.0)
    for tie, holds in zip(tables.sheet.ties, tables.tie_holds, strict=True):
        broken[tie.player] |= is_against(tie, packages) & holds
    return least_margin(tables, np.where(broken, -np.inf, total - tables.reservation))


def vetoes(chamber: Chamber) -> list[int]:
    """The factions (player indices) without whom the chamber cannot approve."""
    total = sum(chamber.seats)
    rows = zip(chamber.factions, chamber.seats, strict=True)
    return [faction for faction, seats in rows if total - seats < chamber.needed]
