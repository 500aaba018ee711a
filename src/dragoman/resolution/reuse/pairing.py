"""Which texts are worth comparing: those whose sketches share numbers that few others have."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.resolution.reuse.sketching import Hashes, Sketch, containment

CROWD = 24
"""In a number that more texts share, each is paired with its neighbours alone: it is either a
formula that says little, or a text reprinted so often that neighbours tie all its copies."""

LEAST = 0.12
"""The least containment by sketches of a pair worth comparing."""

ENOUGH = 5
"""So many numbers that few others have are worth a comparison, however long the texts are: a
quotation of twenty words in two long stories."""

MOST = 6
"""Most comparisons that one text asks for, so that the cost grows with the number of texts."""

Pair = tuple[int, int]


def pairs_to_compare(sketches: Sequence[Sketch]) -> list[Pair]:
    """Pairs of positions, sorted; near-linear in the number of sketches.

    ``sketches`` must come in an order that does not depend on that of adding.
    """
    number = len(sketches)
    shared, counts = _shared([one.shingles for one in sketches], 2)
    alike, _ = _shared([one.bands for one in sketches], 1)
    enough = shared[counts >= ENOUGH]
    certain = np.union1d(enough, alike)
    asked: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for code in np.union1d(shared, alike):
        first, second = divmod(int(code), number)
        share = containment(sketches[first], sketches[second])
        if share >= LEAST or _holds(certain, code):
            _ask(asked[first], share, second)
            _ask(asked[second], share, first)
    chosen = {
        (min(one, other), max(one, other))
        for one, others in asked.items()
        for _, other in sorted(others)[:MOST]
    }
    return sorted(chosen)


def _ask(others: list[tuple[float, int]], share: float, other: int) -> None:
    """Note one more text; of many only those with the largest shares are kept."""
    others.append((-share, other))
    if len(others) > 4 * MOST:
        others.sort()
        del others[MOST:]


def _holds(codes: NDArray[np.int64], code: np.int64) -> bool:
    place = np.searchsorted(codes, code)
    return bool(place < len(codes) and codes[place] == code)


Codes = NDArray[np.int64]
"""Pairs of positions, each as first times the number of texts plus second, sorted."""


def _shared(columns: Sequence[Hashes], least: int) -> tuple[Codes, Codes]:
    """The pairs that share at least ``least`` numbers, and with each how many.

    Of a crowd only those count that stand side by side. A pair takes eight bytes for each number
    that it shares.
    """
    nothing = np.zeros(0, np.int64)
    if not columns:
        return nothing, nothing
    numbers = np.concatenate(list(columns))
    owners = np.repeat(np.arange(len(columns), dtype=np.int64), [len(one) for one in columns])
    order = np.lexsort((owners, numbers))
    numbers, owners = numbers[order], owners[order]
    edges = np.flatnonzero(np.diff(numbers)) + 1
    starts = np.concatenate(([0], edges))
    sizes = np.diff(np.concatenate((starts, [len(numbers)])))
    found = [_codes(owners, starts[sizes == size], size, len(columns)) for size in np.unique(sizes)]
    codes, counts = np.unique(np.concatenate([nothing, *found]), return_counts=True)
    is_kept = counts >= least
    return codes[is_kept], counts[is_kept]


def _codes(owners: Codes, starts: Codes, size: int, number: int) -> Codes:
    """The pairs within all groups of one size; ``starts`` is where each begins in ``owners``."""
    if size <= CROWD:
        first, second = np.triu_indices(size, 1)
    else:
        first, second = np.arange(size - 1), np.arange(1, size)
    groups = owners[starts[:, None] + np.arange(size)]
    return np.asarray(groups[:, first] * number + groups[:, second], np.int64).ravel()
