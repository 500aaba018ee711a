"""Scores of chains against gold chains: MUC, B-cubed, entity CEAF, and their mean (CoNLL F1).

Chains are sets of mentions; both sides hold the same mentions, each in one chain. Singletons
count (they cost or earn nothing in MUC). Definitions: Vilain et al. 1995, Bagga and Baldwin 1998,
Luo 2005 (similarity phi 4), Pradhan et al. 2012 (the mean of the three F1).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Chain = frozenset[Hashable]
Chains = Sequence[Chain]


@frozen(kw_only=True)
class Score:
    """Recall and precision, 0 to 1; 0 where there is nothing to count."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def conll(gold: Chains, found: Chains) -> float:
    """The mean of the F1 of MUC, B-cubed and CEAF."""
    return sum(score(gold, found).f1 for score in (muc, b_cubed, ceaf)) / 3


def muc(gold: Chains, found: Chains) -> Score:
    """Links: how many of a chain's links the other side keeps."""
    return Score(recall=_links_kept(gold, found), precision=_links_kept(found, gold))


def _links_kept(chains: Chains, others: Chains) -> float:
    owner = _owners(others)
    kept = sum(len(chain) - len({owner[mention] for mention in chain}) for chain in chains)
    links = sum(len(chain) - 1 for chain in chains)
    return kept / links if links else 0.0


def b_cubed(gold: Chains, found: Chains) -> Score:
    """Mentions: the share of each mention's chain that the other side has beside it."""
    return Score(recall=_beside(gold, found), precision=_beside(found, gold))


def _beside(chains: Chains, others: Chains) -> float:
    owner = _owners(others)
    shares = 0.0
    for chain in chains:
        counts = Counter(owner[mention] for mention in chain)
        shares += sum(count * count for count in counts.values()) / len(chain)
    mentions = sum(len(chain) for chain in chains)
    return shares / mentions if mentions else 0.0


def ceaf(gold: Chains, found: Chains) -> Score:
    """Chains: each is paired with at most one of the other side, so that likeness is greatest."""
    likeness = sum(_best_pairing(block) for block in _blocks(gold, found))
    return Score(
        recall=likeness / len(gold) if gold else 0.0,
        precision=likeness / len(found) if found else 0.0,
    )


def _blocks(gold: Chains, found: Chains) -> Iterable[NDArray[np.float64]]:
    """Tables of likeness (gold, found), one for each set of chains that hang together.

    Chains without a common mention have no likeness, so each set is paired by itself.
    """
    owner = _owners(found)
    holders: defaultdict[int, set[int]] = defaultdict(set)
    reach = [sorted({owner[mention] for mention in chain}) for chain in gold]
    for number, others in enumerate(reach):
        for other in others:
            holders[other].add(number)
    left = set(range(len(gold)))
    for start in range(len(gold)):
        if start not in left:
            continue
        rows, columns = _hanging_together(start, reach, holders)
        left -= set(rows)
        table = np.zeros((len(rows), len(columns)))
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                one, two = gold[row], found[column]
                table[i, j] = 2 * len(one & two) / (len(one) + len(two))
        yield table


def _hanging_together(
    start: int, reach: Sequence[Sequence[int]], holders: dict[int, set[int]]
) -> tuple[list[int], list[int]]:
    rows, columns, waiting = {start}, set[int](), [start]
    while waiting:
        for column in reach[waiting.pop()]:
            columns.add(column)
            fresh = holders[column] - rows
            rows |= fresh
            waiting += sorted(fresh)
    return sorted(rows), sorted(columns)


def _best_pairing(likeness: NDArray[np.float64]) -> float:
    """The greatest sum of a one-to-one pairing: Kuhn's method with potentials, O(n^3)."""
    table = -likeness if likeness.shape[0] <= likeness.shape[1] else -likeness.T
    rows, columns = table.shape
    row_price, price = np.zeros(rows + 1), np.zeros(columns + 1)
    paired = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        _find_place(table, row, row_price, price, paired)
    return float(sum(-table[r - 1, c] for c, r in enumerate(paired[1:]) if r))


def _find_place(
    table: NDArray[np.float64],
    row: int,
    row_price: NDArray[np.float64],
    price: NDArray[np.float64],
    paired: NDArray[np.int_],
) -> None:
    """Pair one more row along the cheapest alternating path; columns count from 1."""
    paired[0], at = row, 0
    cheapest = np.full(len(price), np.inf)
    came_from = np.zeros(len(price), dtype=int)
    seen = np.zeros(len(price), dtype=bool)
    while paired[at]:
        seen[at] = True
        here = paired[at]
        cost = np.concatenate([[np.inf], table[here - 1] - row_price[here] - price[1:]])
        better = ~seen & (cost < cheapest)
        cheapest[better], came_from[better] = cost[better], at
        goal = int(np.where(seen, np.inf, cheapest).argmin())
        step = cheapest[goal]
        row_price[paired[seen]] += step
        price[seen] -= step
        cheapest[~seen] -= step
        at = goal
    while at:
        before = int(came_from[at])
        paired[at], at = paired[before], before


def _owners(chains: Chains) -> dict[Hashable, int]:
    return {mention: number for number, chain in enumerate(chains) for mention in chain}
