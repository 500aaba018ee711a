"""All packages one after the other, in blocks: for small spaces, and to check the other ways by."""

from collections.abc import Iterator

import numpy as np

from dragoman.bargaining.packages.dominance import pick_undominated
from dragoman.bargaining.packages.grid import in_ticks, ticks_per_unit
from dragoman.bargaining.packages.merging import Merged
from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace

BLOCK = 1 << 16


def each_package(space: IssueSpace, *, block: int = BLOCK) -> Iterator[Indices]:
    """Every package, in blocks ``(n ≤ block, n_issues)``; the last issue turns fastest."""
    shape = tuple(len(options) for options in space.options)
    for start in range(0, space.n_packages, block):
        flat = np.arange(start, min(start + block, space.n_packages))
        yield np.stack(np.unravel_index(flat, shape), axis=1).astype(np.int64)


def is_taken(
    space: IssueSpace, packages: Indices, per_unit: Floats | None = None
) -> tuple[Floats, Flags]:
    """Utilities in whole ticks and who accepts, both ``(n_packages, n_players)``.

    As :meth:`IssueSpace.is_accepted`, but compared in ticks, so that a package worth exactly the
    reservation value is accepted whatever the last bits of its sum.
    """
    scale = ticks_per_unit(space) if per_unit is None else per_unit
    ticks = in_ticks(space.utilities(packages), scale)
    enough = ticks >= in_ticks(space.reservation, scale)
    return ticks, enough & space.is_permitted(packages)


def is_agreed(space: IssueSpace, accepted: Flags) -> Flags:
    """Whether all parties accept and all chambers approve, ``(n,)``, given who accepts."""
    agreed = accepted[:, : space.n_parties].all(axis=1)
    for chamber in space.chambers:
        votes = accepted[:, list(chamber.factions)] @ np.asarray(chamber.seats)
        agreed &= votes >= chamber.needed
    return np.asarray(agreed)


def list_frontier(space: IssueSpace, *, in_zone: bool) -> Merged:
    """Undominated packages and what they are worth to the parties, by listing every package.

    Cost: ``O(n_packages)``; memory of one block and the frontier.
    """
    per_unit = ticks_per_unit(space)
    found = np.empty((0, len(space.issues)), dtype=np.int64)
    worth = np.empty((0, space.n_parties))
    for packages in each_package(space):
        if in_zone:
            ticks, accepted = is_taken(space, packages, per_unit)
            kept = is_agreed(space, accepted)
            packages, ticks = packages[kept], ticks[kept]
        else:
            ticks = in_ticks(space.utilities(packages), per_unit)
        found = np.concatenate([found, packages])
        worth = np.concatenate([worth, ticks[:, : space.n_parties]])
        rows = pick_undominated(worth)
        found, worth = found[rows], worth[rows]
    return Merged(packages=found, ticks=worth)
