"""Listing: every package in every draw, by growing all packages issue by issue.

A tree of partial packages: the sums of the first issues are kept and each option of the next one
is added to all of them, so that a package costs little more than one addition a player, and sums
run in the order of the issues, to the same last bit as ``IssueSpace.utilities``.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.space import Flags, Floats, Indices
from dragoman.bargaining.uncertainty.margins import UNBOUND, is_against, least_margin
from dragoman.bargaining.uncertainty.tables import SpaceTables

FEW_PLAYERS = 16
"""From twice as many on fewer draws are held at once."""
MOST_CELLS = 1 << 18
"""Packages times draws held at once, for each player: 2 MiB of numbers."""


@frozen(kw_only=True, eq=False)
class Listed:
    """What listing every package in every draw found.

    ``room`` is the largest margin of any package, ``(n_draws,)``; ``best`` a package that has it,
    ``(n_draws, n_issues)``, the first of equals; ``in_zone`` in how many draws each package is in
    the zone, ``(n_packages,)``, and ``packages`` says which they are, ``(n_packages, n_issues)``.
    """

    room: Floats
    best: Indices
    packages: Indices
    in_zone: Indices


def open_options(tables: SpaceTables, fixed: Indices | None = None) -> list[Indices]:
    """The options of each issue that no party rules out in all draws.

    ``fixed`` ``(n_issues,)`` holds the option of an issue that is settled, -1 where it is open.
    An empty array: no draw can have a zone.
    """
    settled = np.full(tables.n_issues, -1) if fixed is None else fixed
    found = []
    for forbidden, option in zip(tables.forbidden, settled.tolist(), strict=True):
        out = forbidden[: tables.sheet.n_parties].all(axis=2).any(axis=0)
        options = np.flatnonzero(~out)
        found.append(options if option < 0 else options[options == option])
    return found


def list_packages(options: Sequence[Indices]) -> Indices:
    """All packages of these options, ``(n_packages, n_issues)``, the last issue fastest."""
    grid = np.meshgrid(*options, indexing="ij")
    return np.stack([axis.ravel() for axis in grid], axis=1).astype(np.int64)


def list_draws(tables: SpaceTables, options: Sequence[Indices]) -> Listed:
    """The margins of all packages of ``options`` in all draws, in parts of bounded memory.

    Cost: ``n_packages × n_draws × (n_players + coalitions)``. Room is minus infinity where each
    package breaks a red line or condition, or there is none.
    """
    packages = list_packages(options)
    if not len(packages):
        return _nothing(tables, packages)
    rooms, best = [], []
    in_zone = np.zeros(len(packages), dtype=np.int64)
    crowd = max(1, len(tables.reservation) // FEW_PLAYERS)
    step = max(16, MOST_CELLS // max(1, len(packages) * crowd))
    for start in range(0, tables.n_draws, step):
        margins = _margins(tables.part(slice(start, start + step)), options, packages)
        rooms.append(margins.max(axis=0))
        best.append(margins.argmax(axis=0))
        in_zone += np.count_nonzero(margins >= 0, axis=1)
    room = np.concatenate(rooms)
    room[room >= UNBOUND / 2] = np.inf
    return Listed(
        room=room, best=packages[np.concatenate(best)], packages=packages, in_zone=in_zone
    )


def _nothing(tables: SpaceTables, packages: Indices) -> Listed:
    """What is found where there is no package to list."""
    return Listed(
        room=np.full(tables.n_draws, -np.inf),
        best=np.full((tables.n_draws, tables.n_issues), -1),
        packages=packages,
        in_zone=np.zeros(0, dtype=np.int64),
    )


def _margins(part: SpaceTables, options: Sequence[Indices], packages: Indices) -> Floats:
    needed = set(range(part.sheet.n_parties))
    needed.update(faction for chamber in part.sheet.chambers for faction in chamber.factions)
    margins: list[Floats] = []
    broken = list(_broken_ties(part, packages))
    for player in range(len(part.reservation)):
        if player not in needed:
            margins.append(np.empty((0, 0)))
            continue
        total = _sums(part, player, options)
        for bonus, worth in zip(part.sheet.bonuses, part.bonus_worth, strict=True):
            if bonus.player == player:
                total[np.all([packages[:, i] == o for i, o in bonus.pairs], axis=0)] += worth
        total -= np.maximum(part.reservation[player], -UNBOUND)
        for who, against, holds in broken:
            if who == player:
                total[np.ix_(against, holds)] = -np.inf
        margins.append(total)
    return least_margin(part, margins)


def _sums(part: SpaceTables, player: int, options: Sequence[Indices]) -> Floats:
    """Utilities of all packages for one player, minus infinity over its red lines."""
    total = np.zeros((1, part.n_draws))
    for worth, forbidden, kept in zip(part.worth, part.forbidden, options, strict=True):
        added = np.where(forbidden[player, kept], -np.inf, worth[player, kept])
        total = (total[:, None, :] + added[None]).reshape(-1, part.n_draws)
    return total


def _broken_ties(part: SpaceTables, packages: Indices) -> Iterator[tuple[int, Flags, Flags]]:
    for tie, holds in zip(part.sheet.ties, part.tie_holds, strict=True):
        yield tie.player, is_against(tie, packages), holds
