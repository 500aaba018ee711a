"""Which texts are worth comparing: those whose sketches share numbers that few others have."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

import numpy as np

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
    shared = _shared([one.shingles for one in sketches], 2)
    alike = _shared([one.bands for one in sketches], 1)
    asked: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for first, second in sorted(shared.keys() | alike.keys()):
        share = containment(sketches[first], sketches[second])
        is_enough = shared.get((first, second), 0) >= ENOUGH
        if share >= LEAST or is_enough or (first, second) in alike:
            asked[first].append((-share, second))
            asked[second].append((-share, first))
    chosen = {
        (min(one, other), max(one, other))
        for one, others in asked.items()
        for _, other in sorted(others)[:MOST]
    }
    return sorted(chosen)


def _shared(columns: Sequence[Hashes], least: int) -> dict[Pair, int]:
    """The pairs that share at least ``least`` numbers, each with how many.

    Of a crowd only those count that stand side by side.
    """
    if not columns:
        return {}
    numbers = np.concatenate(list(columns))
    owners = np.repeat(np.arange(len(columns)), [len(one) for one in columns])
    order = np.lexsort((owners, numbers))
    numbers, owners = numbers[order], owners[order]
    edges = np.flatnonzero(np.diff(numbers)) + 1
    starts = np.concatenate(([0], edges))
    ends = np.concatenate((edges, [len(numbers)]))
    counts: defaultdict[Pair, int] = defaultdict(int)
    for start, end in zip(starts, ends, strict=True):
        if end - start > 1:
            for pair in _pairs(owners[start:end].tolist()):
                counts[pair] += 1
    return {pair: count for pair, count in counts.items() if count >= least}


def _pairs(group: Sequence[int]) -> Iterable[Pair]:
    return combinations(group, 2) if len(group) <= CROWD else pairwise(group)
