"""Win sets: how many packages each side could accept, counted, or estimated from a sample.

A win set is the set of packages that a side would accept: Putnam, "Diplomacy and domestic
politics: the logic of two-level games", International Organization 42 (1988), 427–460.
"""

from collections.abc import Iterator
from math import sqrt

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace

LISTED = 2_000_000
"""Up to so many packages all of them are listed."""
CHUNK = 100_000
_Z = 1.959963984540054
_ROOM = 1e-9


@frozen(kw_only=True)
class Share:
    """``count`` of ``of`` packages; where a sample, with its 95 % interval ``low`` to ``high``.

    The interval is Wilson's (Journal of the American Statistical Association 22, 1927, 209–212);
    where ``is_exact`` both ends are the share itself.
    """

    count: int
    of: int
    is_exact: bool = True

    @property
    def share(self) -> float:
        """The share itself, 0–1."""
        return self.count / self.of

    @property
    def low(self) -> float:
        """The lower end."""
        return self.share if self.is_exact else self._wilson(-_Z)

    @property
    def high(self) -> float:
        """The upper end."""
        return self.share if self.is_exact else self._wilson(_Z)

    def _wilson(self, z: float) -> float:
        square, seen = z * z / self.of, self.share
        if (z < 0 and not self.count) or (z > 0 and self.count == self.of):
            return seen
        middle = seen + square / 2
        return (middle + z * sqrt((seen * (1 - seen) + square / 4) / self.of)) / (1 + square)


def all_packages(space: IssueSpace, *, chunk: int = CHUNK) -> Iterator[Indices]:
    """Every package once, the last issue turning fastest, in arrays ``(≤ chunk, n_issues)``."""
    sizes = tuple(len(options) for options in space.options)
    for start in range(0, space.n_packages, chunk):
        numbers = np.arange(start, min(start + chunk, space.n_packages))
        yield np.stack(np.unravel_index(numbers, sizes), axis=1).astype(np.int64)


def sample_packages(
    space: IssueSpace, count: int, *, seed: int, chunk: int = CHUNK
) -> Iterator[Indices]:
    """``count`` packages drawn evenly with replacement, in arrays ``(≤ chunk, n_issues)``."""
    drawn = np.random.default_rng(seed)
    sizes = [len(options) for options in space.options]
    for start in range(0, count, chunk):
        yield drawn.integers(0, sizes, size=(min(chunk, count - start), len(sizes)))


def list_parties_zone(space: IssueSpace, *, most: int = LISTED // 4) -> Indices | None:
    """Every package that all parties accept, ``(n_found, n_issues)``; None where not listable.

    Packages grow issue by issue, those first that leave least open, and one is dropped as soon as
    a red line or a tie breaks or a party could not reach its reservation even with the best of all
    that is left. Exact however large the space; gives up where more than ``most`` unfinished
    packages stand side by side. In the order of ``all_packages``.
    """
    if not all(_open_worth(space, issue).size for issue in range(len(space.issues))):
        return np.zeros((0, len(space.issues)), dtype=np.int64)
    order = _narrow_first(space)
    least, sums = _least_before(space, order), np.zeros((1, space.n_parties))
    found = np.full((1, len(order)), -1, dtype=np.int16)
    for step, issue in enumerate(order, start=1):
        size = len(space.options[issue])
        if len(found) * size > 2 * most:
            return None
        options = np.tile(np.arange(size, dtype=np.int16), len(found))
        sums = np.repeat(sums, size, axis=0)
        sums += space.worth[issue][: space.n_parties, options].T
        found = np.repeat(found, size, axis=0)
        found[:, issue] = options
        kept = (sums >= least[step]).all(axis=1) & _is_open(space, found, issue)
        found, sums = found[kept], sums[kept]
        if len(found) > most:
            return None
    return _accepted(space, found[np.lexsort(found.T[::-1])].astype(np.int64))


def _narrow_first(space: IssueSpace) -> list[int]:
    """Issues by what they decide: the widest gap between best and worst, over all parties, first.

    Counted over the options that no party forbids, each party's gap in shares of all its gaps.
    """
    gaps = np.zeros((len(space.issues), space.n_parties))
    for issue in range(len(space.issues)):
        gaps[issue] = np.ptp(_open_worth(space, issue), axis=1)
    total = gaps.sum(axis=0)
    shares = gaps / np.where(total > 0, total, 1.0)
    return [int(issue) for issue in np.argsort(-shares.sum(axis=1), kind="stable")]


def _open_worth(space: IssueSpace, issue: int) -> Floats:
    """What the options that no party forbids are worth, ``(n_parties, n_left)``."""
    parties = slice(space.n_parties)
    return space.worth[issue][parties, ~space.forbidden[issue][parties].any(axis=0)]


def _least_before(space: IssueSpace, order: list[int]) -> Floats:
    """What each party must hold after each step to have a chance, ``(n_issues + 1, n_parties)``.

    A billionth of what is at stake is left for rounding: the packages found are judged again.
    """
    parties = slice(space.n_parties)
    best = np.array([_open_worth(space, issue).max(axis=1) for issue in order])
    left = np.concatenate([np.cumsum(best[::-1], axis=0)[::-1], np.zeros((1, space.n_parties))])
    scale = np.sum([np.abs(table[parties]).max(axis=1) for table in space.worth], axis=0)
    for bonus in space.bonuses:
        if bonus.player < space.n_parties:
            left[:, bonus.player] += max(bonus.worth, 0.0)
            scale[bonus.player] += abs(bonus.worth)
    reservation = space.reservation[parties]
    room = _ROOM * (scale + np.where(np.isfinite(reservation), np.abs(reservation), 0.0))
    return np.asarray(reservation - left - room)


def _is_open(space: IssueSpace, found: NDArray[np.int16], issue: int) -> Flags:
    """Whether unfinished packages break no red line at ``issue`` and no tie settled with it."""
    forbidden = space.forbidden[issue][: space.n_parties]
    kept: Flags = ~np.logical_or.reduce(forbidden[:, found[:, issue]], axis=0)
    for tie in space.ties:
        if tie.player < space.n_parties and issue in (tie.issue, tie.other):
            is_settled = (found[:, tie.issue] >= 0) & (found[:, tie.other] >= 0)
            holds = found[:, tie.issue] == tie.option
            kept &= ~(is_settled & holds) | np.isin(found[:, tie.other], list(tie.allowed))
    return kept


def _accepted(space: IssueSpace, packages: Indices) -> Indices:
    parts = [
        part[space.is_accepted(part)[:, : space.n_parties].all(axis=1)]
        for part in np.split(packages, range(CHUNK, len(packages), CHUNK))
    ]
    return np.concatenate(parts)
