"""Which other packages are worth exactly the same to everybody: a frontier point stands for all."""

import numpy as np
from attrs import frozen

from dragoman.bargaining.packages.dense import is_agreed, is_taken
from dragoman.bargaining.packages.grid import FINE, in_ticks, stack_of, ticks_per_unit, units_of
from dragoman.bargaining.space import Floats, Indices, IssueSpace

MOST_PARTS = 200_000
"""Parts of packages looked at in one step at most, unless asked otherwise."""


@frozen(kw_only=True, eq=False)
class Equals:
    """``packages`` ``(n, n_issues)``, in ascending order; ``is_complete`` where these are all."""

    packages: Indices
    is_complete: bool


def find_equals(
    space: IssueSpace, package: Indices, *, in_zone: bool = False, most_parts: int = MOST_PARTS
) -> Equals:
    """All packages worth the same to every party as ``package`` ``(n_issues,)``, itself among them.

    With ``in_zone`` those alone that all accept. Parts that can no longer end there are dropped
    issue by issue; past ``most_parts`` the first are kept and the answer is not complete. Cost:
    issues times ``most_parts`` times options, at most.

    Raises:
        BadIssueSpace: a worth that is not a finite number.
    """
    per_unit = ticks_per_unit(space)
    n_parties, scale = space.n_parties, per_unit[: space.n_parties]
    target = in_ticks(space.utilities(package[None])[:, :n_parties], scale)[0]
    ends = np.cumsum([worth.shape[1] for worth in space.worth])[:-1]
    tables = np.split(units_of(stack_of(space)[:n_parties], scale), ends)
    low, high = _bounds(space, tables, per_unit)
    found = np.zeros((1, 0), dtype=np.int64)
    sums, is_complete = np.zeros((1, n_parties)), True
    for step, units in enumerate(tables):
        after = (sums[:, None] + units).reshape(-1, n_parties)
        able = (after + low[step] <= (target + 0.5) * FINE) & (
            after + high[step] >= (target - 0.5) * FINE
        )
        rows = np.flatnonzero(np.all(able, axis=1))
        is_complete &= len(rows) <= most_parts
        part, option = np.divmod(rows[:most_parts], len(units))
        sums = after[rows[:most_parts]]
        found = np.concatenate([found[part], option[:, None]], axis=1)
    return Equals(packages=_same(space, found, target, per_unit, in_zone), is_complete=is_complete)


def _bounds(
    space: IssueSpace, tables: list[Floats], per_unit: Floats
) -> tuple[list[Floats], list[Floats]]:
    """The least and the most that the issues after each one, and all bonuses, can add."""
    bonuses = np.zeros((2, space.n_parties))
    for bonus in space.bonuses:
        if bonus.player < space.n_parties:
            worth = bonus.worth * per_unit[bonus.player] * FINE
            bonuses[int(worth > 0), bonus.player] += worth
    low, high = [bonuses[0]], [bonuses[1]]
    for units in tables[:0:-1]:
        low.append(low[-1] + units.min(axis=0))
        high.append(high[-1] + units.max(axis=0))
    return low[::-1], high[::-1]


def _same(
    space: IssueSpace, packages: Indices, target: Floats, per_unit: Floats, in_zone: bool
) -> Indices:
    ticks, accepted = is_taken(space, packages, per_unit)
    same = np.all(ticks[:, : space.n_parties] == target, axis=1)
    kept: Indices = packages[same & is_agreed(space, accepted) if in_zone else same]
    return kept
