"""The exact frontier of additive utilities: issue by issue, dropping what is dominated on the way.

A part of a package that another part beats can be left out whatever comes after, as utilities are
sums (Minkowski sums of frontiers; Nemhauser and Ullmann 1969 for the knapsack). So the frontier of
10^12 packages comes of some hundred thousand sums. A chain from the issue with the fewest options
up was quicker than a balanced tree in all trials but the smallest (benchmarks/packages.py).
"""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.packages.dominance import pick_undominated
from dragoman.bargaining.packages.grid import FINE, whole_ticks
from dragoman.bargaining.packages.thinning import Slack, thin_out
from dragoman.bargaining.space import Floats, Indices

BLOCK = 1 << 20
"""Sums looked at in one go: bounds the memory."""
_PRUNE_FROM = 4096
_FEW = 16
"""So few options are not filtered before they are widened: one call less."""


@frozen(kw_only=True, eq=False)
class Column:
    """The options of one issue that may be in a package.

    ``units`` is what each adds on the fine grid, shape ``(n_kept, n_players)``; ``options`` are
    their indices in the issue, ``(n_kept,)``.
    """

    issue: int
    options: Indices
    units: Floats


@frozen(kw_only=True, eq=False)
class Merged:
    """Frontier points: ``packages`` ``(n, n_issues)`` and ``ticks`` ``(n, n_players)``.

    ``slack`` says what thinning out has cost; none where the frontier is whole.
    """

    packages: Indices
    ticks: Floats
    slack: Slack | None = None


def merge(columns: Sequence[Column], *, floor: Floats, limit: int) -> Merged:
    """All undominated packages that are worth at least ``floor`` to everybody.

    ``floor`` is in whole ticks, ``(n_players,)``, minus infinity where there is none. Packages of
    equal worth are folded into the first. Past ``limit`` points the parts are thinned out
    (:func:`thin_out`), which ``slack`` then says. Exact otherwise. Cost: about the sum over issues
    of points so far times options, times its logarithm.
    """
    chain = sorted(columns, key=lambda column: len(column.options))
    points, slack = chain[0].units, None
    back = [np.arange(len(points))]
    if len(points) > _FEW:
        back[0] = pick_undominated(points)
        points = points[back[0]]
    for step in range(1, len(chain) - 1):
        points, came = _widen(points, chain[step:], floor)
        if len(points) > limit:
            chosen, slack = thin_out(points, limit, slack)
            points, came = points[chosen], came[chosen]
        back.append(came)
    ticks, came = _finish(points, chain[1:][-1:], floor)
    back = [*back, came] if len(chain) > 1 else [back[0][came]]
    return Merged(packages=_traced(chain, back), ticks=ticks, slack=slack)


def _widen(points: Floats, ahead: Sequence[Column], floor: Floats) -> tuple[Floats, Indices]:
    """Undominated sums of parts and the next issue's options; where from (part × option, flat).

    Past ``BLOCK`` sums in blocks, so that memory is bounded.
    """
    units = ahead[0].units
    n_options, n_players = units.shape
    if len(points) * n_options <= BLOCK:
        sums = (points[:, None] + units).reshape(-1, n_players)
        kept = _promising(sums, ahead, floor)
        return sums[kept], kept
    found: Floats = np.empty((0, n_players))
    came: Indices = np.empty(0, dtype=np.int64)
    rows = max(1, BLOCK // n_options)
    for start in range(0, len(points), rows):
        sums = (points[start : start + rows, None] + units).reshape(-1, n_players)
        kept = _promising(sums, ahead, floor)
        found = np.concatenate([found, sums[kept]])
        came = np.concatenate([came, kept + start * n_options])
        still = pick_undominated(found)
        found, came = found[still], came[still]
    return found, came


def _promising(sums: Floats, ahead: Sequence[Column], floor: Floats) -> Indices:
    """Indices of the sums that can still reach the floor and that no other dominates."""
    if len(sums) < _PRUNE_FROM or not np.isfinite(floor).any():
        return pick_undominated(sums)
    needed = (floor - 0.5) * FINE
    for column in ahead[1:]:
        needed = needed - column.units.max(axis=0)
    able = np.flatnonzero((sums >= needed).all(axis=1))
    return able[pick_undominated(sums[able])]


def _finish(points: Floats, last: Sequence[Column], floor: Floats) -> tuple[Floats, Indices]:
    """The last step, in whole ticks: at least the floor, undominated, equals folded."""
    came: Indices | None = None
    if not last:
        ticks = whole_ticks(points)
    elif len(points) * len(last[0].units) <= BLOCK:
        ticks = whole_ticks((points[:, None] + last[0].units).reshape(-1, points.shape[1]))
    else:
        sums, came = _widen(points, last, floor)
        ticks = whole_ticks(sums)
    if not (ticks >= floor).all():
        rows = np.flatnonzero((ticks >= floor).all(axis=1))
        ticks, came = ticks[rows], rows if came is None else came[rows]
    kept = pick_undominated(ticks)
    return ticks[kept], kept if came is None else came[kept]


def _traced(chain: Sequence[Column], back: Sequence[Indices]) -> Indices:
    """The packages of the last points, option by option backwards."""
    at = back[-1]
    packages = np.empty((len(at), len(chain)), dtype=np.int64)
    for column, came in zip(chain[:0:-1], back[-2::-1], strict=True):
        part, option = np.divmod(at, len(column.options))
        packages[:, column.issue] = column.options[option]
        at = came[part]
    packages[:, chain[0].issue] = chain[0].options[at]
    return packages
