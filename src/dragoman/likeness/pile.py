"""A pile of documents: how common each word is, which documents are alike, and their groups."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from attrs import define, field

from dragoman.likeness.joining import join_alike

_RARE = 60
"""A word of more documents than this brings no two of them together (blocking)."""

_KEPT = 40
"""Each document is compared closely with so many others: those that share most rare words."""

_LEAST = 0.06
"""Documents less alike than this (cosine) have nothing to do with one another."""

GROUPED = 0.2
"""Mean likeness within a group of documents on one matter. By hand: at .2 most groups in
ECB+ are on one matter and most matters are in one group."""


@define(kw_only=True)
class Pile:
    """Documents as bags of words, compared by TF-IDF.

    ``bags`` has the words of each document with their counts; ``apart`` may name the part that a
    document belongs to: documents of two parts are never neighbours. Each word weighs
    ``(1 + log count) * log(documents / documents with it)``. Cost: documents times their rare
    words times the cap on a word's documents; never the square of the documents.
    """

    bags: Mapping[str, Mapping[str, int]]
    apart: Mapping[str, str] = field(factory=dict)
    spread: Counter[str] = field(init=False)
    near: dict[str, dict[str, float]] = field(init=False)
    group: dict[str, int] = field(init=False)
    _vectors: dict[str, dict[str, float]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.spread = Counter(word for name in sorted(self.bags) for word in self.bags[name])
        self._vectors = {name: self._vector(self.bags[name]) for name in sorted(self.bags)}
        self.near = self._neighbours()
        self.group = self._groups()

    def weight(self, word: str) -> float:
        """How telling a word is: the log of how few documents have it; 0 for one in all."""
        return math.log(len(self.bags) / max(1, self.spread[word])) if self.bags else 0.0

    def likeness(self, one: str, two: str) -> float:
        """The cosine of two documents; of one with itself 1, of strangers 0."""
        return 1.0 if one == two else self.near.get(one, {}).get(two, 0.0)

    def _vector(self, bag: Mapping[str, int]) -> dict[str, float]:
        shared = {word: count for word, count in sorted(bag.items()) if self.spread[word] > 1}
        raw = {word: (1 + math.log(n)) * self.weight(word) for word, n in shared.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {word: value / length for word, value in raw.items()}

    def _neighbours(self) -> dict[str, dict[str, float]]:
        near: dict[str, dict[str, float]] = {name: {} for name in self._vectors}
        for one, others in self._candidates().items():
            for two in (o for o in others if self.apart.get(one) == self.apart.get(o)):
                likeness = self._cosine(one, two)
                if likeness >= _LEAST:
                    near[one][two] = near[two][one] = likeness
        return near

    def _candidates(self) -> dict[str, list[str]]:
        """For each document those that share the most of its rare words."""
        holders: defaultdict[str, list[str]] = defaultdict(list)
        for name, vector in self._vectors.items():
            for word in vector:
                if self.spread[word] <= _RARE:
                    holders[word].append(name)
        found: dict[str, list[str]] = {}
        for name, vector in self._vectors.items():
            shared: defaultdict[str, float] = defaultdict(float)
            for word, value in vector.items():
                for other in holders.get(word, ()):
                    shared[other] += value * self._vectors[other][word]
            shared.pop(name, None)
            found[name] = sorted(shared, key=lambda n: (-round(shared[n], 9), n))[:_KEPT]
        return found

    def _cosine(self, one: str, two: str) -> float:
        first, second = self._vectors[one], self._vectors[two]
        if (len(second), two) < (len(first), one):
            first, second = second, first
        return sum(value * second.get(word, 0.0) for word, value in first.items())

    def _groups(self) -> dict[str, int]:
        """The number of each document's group."""
        names = sorted(self._vectors)
        number = {name: index for index, name in enumerate(names)}
        pairs = {
            (number[one], number[two]): likeness
            for one in names
            for two, likeness in self.near[one].items()
            if one < two
        }
        groups = join_alike(len(names), pairs, least=GROUPED, unseen=0.0)
        return {names[index]: at for at, group in enumerate(groups) for index in group}
