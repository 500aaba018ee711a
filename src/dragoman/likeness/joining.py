"""Groups of what is alike on average (average link), from the pairs that were compared."""

import heapq
from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[int, int]


def join_alike(
    number: int, likeness: Mapping[Pair, float], *, least: float, unseen: float
) -> list[list[int]]:
    """Join items ``0 .. number - 1``, the most alike first, while their mean is over ``least``.

    ``likeness`` has the compared pairs, the smaller item first; any other pair counts as
    ``unseen``. The groups and their members come in order. The result depends on the figures
    only: equal ones are taken in the order of the items. Cost: pairs times the logarithm of
    their number.

    >>> join_alike(3, {(0, 1): 0.9, (1, 2): 0.2}, least=0.5, unseen=0.0)
    [[0, 1], [2]]
    """
    groups = _Groups(number, likeness, least, unseen)
    while groups.join_next():
        pass
    return sorted(sorted(members) for members in groups.members.values())


class _Groups:
    """Groups on their way; a group bears the number of its smallest member."""

    def __init__(
        self, number: int, likeness: Mapping[Pair, float], least: float, unseen: float
    ) -> None:
        self.members = {item: [item] for item in range(number)}
        self.least, self.unseen = least, unseen
        self.sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self.changed = [0] * number
        for (one, two), value in sorted(likeness.items()):
            # Sums are kept above what an unseen pair counts, so that those cost nothing.
            self.sums[one][two] = self.sums[two][one] = value - unseen
        self.waiting: list[tuple[float, int, int, int, int]] = []
        for one, two in sorted(likeness):
            self._offer(one, two)

    def _mean(self, one: int, two: int) -> float:
        size = len(self.members[one]) * len(self.members[two])
        return self.unseen + self.sums[one][two] / size

    def _offer(self, one: int, two: int) -> None:
        mean = self._mean(one, two)
        if mean > self.least:
            first, second = min(one, two), max(one, two)
            stamp = (self.changed[first], self.changed[second])
            heapq.heappush(self.waiting, (-mean, first, second, *stamp))

    def join_next(self) -> bool:
        """Join the two groups that are most alike; False when none are."""
        while self.waiting:
            _, one, two, first, second = heapq.heappop(self.waiting)
            is_here = one in self.members and two in self.members
            if is_here and (self.changed[one], self.changed[two]) == (first, second):
                self._join(one, two)
                return True
        return False

    def _join(self, one: int, two: int) -> None:
        self.members[one] += self.members.pop(two)
        self.changed[one] += 1
        self.sums[one].pop(two)
        for other, value in self.sums.pop(two).items():
            if other != one:
                total = self.sums[one].get(other, 0.0) + value
                self.sums[one][other] = self.sums[other][one] = total
                self.sums[other].pop(two)
        for other in sorted(self.sums[one]):
            self._offer(one, other)
