"""Clashes of a listed space: which bars every package runs into, and so which cannot all stand.

Every package runs into some bars. Bars clash where each package runs into one of them: clashes are
the minimal hitting sets of what the packages run into. Milliseconds, where the solver of
:func:`~dragoman.bargaining.blocks.clashes.find_clashes` takes a hundred; the same clashes.
"""

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dragoman.bargaining.blocks.clashes import Clash, Clashes
from dragoman.bargaining.programme.bars import (
    Bar,
    BarKind,
    bars_of_chambers,
    bars_of_parties,
    in_order,
)
from dragoman.bargaining.space import Flags, IssueSpace, floor_of
from dragoman.bargaining.uncertainty.margins import is_against
from dragoman.pipeline.deals.live.hitting_sets import HittingSets, hitting_sets
from dragoman.pipeline.deals.live.looking import Looked

MOST_MINIMAL = 1000
"""Smallest sets of bars that packages run into, above which clashes are not looked for here."""
_BITS = 64
Words = NDArray[np.uint64]


@frozen(kw_only=True, eq=False)
class RunInto:
    """Which bars each package runs into, as bits: ``words`` ``(n_packages, n_words)``.

    Bit ``k`` of word ``w`` stands for ``bars[64 * w + k]``; a body is one bar.
    """

    bars: tuple[Bar, ...]
    words: Words

    def packages_at(self, bits: int) -> NDArray[np.int64]:
        """The packages that run into these bars and no others."""
        return np.flatnonzero((self.words == _as_words(bits, self.words.shape[1])).all(axis=1))

    def named(self, bits: int) -> tuple[Bar, ...]:
        """The bars of some bits, in order."""
        return tuple(bar for number, bar in enumerate(self.bars) if bits >> number & 1)


def run_into(looked: Looked) -> RunInto:
    """What every package of a listed space runs into; cost: packages times issues."""
    space = looked.space
    bars = in_order({*bars_of_parties(space), *bars_of_chambers(space)})
    words = np.zeros((len(looked.packages), max(1, -(-len(bars) // _BITS))), dtype=np.uint64)
    for number in range(words.shape[1]):
        words[:, number] = _lines(space, bars[_BITS * number : _BITS * (number + 1)])
    floor = floor_of(space.reservation)
    for number, bar in enumerate(bars):
        if bar.kind is not BarKind.RED_LINE:
            flags = _flags(looked, bar, float(floor[bar.player]))
            words[flags, number // _BITS] |= np.uint64(1 << number % _BITS)
    return RunInto(bars=bars, words=words)


def minimal_sets(ran: RunInto) -> tuple[int, ...] | None:
    """The smallest sets of bars that a package runs into: give one up, and a zone opens.

    None where there are more than ``MOST_MINIMAL``. One empty set where there is a zone.
    """
    left = np.unique(ran.words, axis=0) if ran.words.shape[1] > 1 else np.unique(ran.words)[:, None]
    left = left[np.argsort(np.bitwise_count(left).sum(axis=1, dtype=np.int64), kind="stable")]
    found: list[int] = []
    while len(left):
        if len(found) == MOST_MINIMAL:
            return None
        first = left[0]
        found.append(_as_bits(first))
        left = left[((left & first) != first).any(axis=1)]
    return tuple(found)


def clashes_of(ran: RunInto, smallest: tuple[int, ...], *, limit: int) -> Clashes:
    """The clashes: at most ``limit`` of lines alone, and ``limit`` of the others."""
    lines = sum(1 << number for number, bar in enumerate(ran.bars) if bar.is_of_lines)
    of_lines = hitting_sets(_smallest([one & lines for one in smallest]), limit=limit)
    rest = ((1 << len(ran.bars)) - 1) & ~lines
    others = hitting_sets(smallest, limit=limit, one_of=rest)
    return Clashes(
        clashes=(*_told(ran, of_lines, True), *_told(ran, others, False)),
        is_complete=of_lines.is_complete and others.is_complete,
    )


def _told(ran: RunInto, found: HittingSets, is_of_lines: bool) -> list[Clash]:
    return [Clash(bars=ran.named(bits), is_of_lines=is_of_lines) for bits in found.found]


def _smallest(sets: list[int]) -> list[int]:
    """Those that hold no other, each once."""
    kept: list[int] = []
    for one in sorted(set(sets), key=int.bit_count):
        if not any(one & other == other for other in kept):
            kept.append(one)
    return kept


def _lines(space: IssueSpace, bars: tuple[Bar, ...]) -> Words:
    """Bits of the red lines among at most 64 bars that each package crosses."""
    total = np.zeros(1, dtype=np.uint64)
    for issue, options in enumerate(space.options):
        bits = [0] * len(options)
        for number, bar in enumerate(bars):
            if bar.kind is BarKind.RED_LINE and bar.issue == issue:
                bits[bar.option] |= 1 << number
        total = (total[:, None] | np.array(bits, dtype=np.uint64)).ravel()
    return total


def _flags(looked: Looked, bar: Bar, floor: float) -> Flags:
    """Which packages run into a condition, a reservation or a body."""
    if bar.kind is BarKind.CONDITION:
        return is_against(looked.space.ties[bar.tie], looked.packages)
    if bar.kind is BarKind.RESERVATION:
        worth = looked.columns[bar.player].worth
        return np.zeros(0, dtype=np.bool_) if worth is None else np.asarray(worth < floor)
    return ~looked.approvals[bar.chamber]


def _as_bits(words: Words) -> int:
    return sum(word << _BITS * number for number, word in enumerate(words.tolist()))


def _as_words(bits: int, n_words: int) -> Words:
    mask = (1 << _BITS) - 1
    return np.array([bits >> _BITS * word & mask for word in range(n_words)], dtype=np.uint64)
