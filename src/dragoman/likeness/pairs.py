"""What speaks for two tellings being of one happening, and what against, as figures."""

from collections.abc import Callable

import numpy as np
from attrs import define
from numpy.typing import NDArray

from dragoman.likeness.pile import Pile
from dragoman.likeness.telling import Telling

Vector = NDArray[np.float32]
Embed = Callable[[str], Vector]

FEATURES = (
    "words",
    "head",
    "phrase",
    "around",
    "sentence",
    "documents",
    "group",
    "words and sentence",
    "phrase and documents",
    "head and sentence",
    "rare word",
    "one doer",
    "other doers",
    "shared names",
    "other names",
    "other figures",
    "one sentence",
)
"""The features in the order of their figures; ``weights.toml`` says what each is worth."""

SELF_LIKENESS = 0.45
"""How alike a document counts to itself: as two good accounts of one matter are, for what is told
twice in one text is often two things."""


@define(kw_only=True)
class Measurer:
    """Measures pairs of tellings in a pile. ``embed`` gives a text's vector of length 1."""

    pile: Pile
    embed: Embed

    def is_worth_comparing(self, one: Telling, two: Telling) -> bool:
        """Whether two tellings stand in related documents and have a word or sense in common."""
        if one.document != two.document and not self.pile.likeness(one.document, two.document):
            return False
        return bool(one.stems & two.stems) or self._cosine(one.phrase, two.phrase) >= _LEAST_SENSE

    def measure(self, one: Telling, two: Telling) -> list[float]:
        """One figure a feature, most of them in 0..1."""
        words = len(one.stems & two.stems) / len(one.stems | two.stems)
        head, phrase = self._cosine(one.head, two.head), self._cosine(one.phrase, two.phrase)
        sentence = self._cosine(one.sentence, two.sentence)
        together = one.document == two.document
        near = SELF_LIKENESS if together else self.pile.likeness(one.document, two.document)
        group = self.pile.group.get(one.document) == self.pile.group.get(two.document)
        return [
            words,
            head,
            phrase,
            self._cosine(one.around, two.around),
            sentence,
            near,
            float(group),
            words * sentence,
            phrase * near,
            head * sentence,
            self.pile.weight(one.head) if one.head == two.head else 0.0,
            float(bool(one.doers & two.doers)),
            float(_are_apart(one.doers, two.doers)),
            self._shared(one.names, two.names),
            phrase * _are_apart(one.names, two.names),
            float(_are_apart(one.figures, two.figures)),
            float(together and one.where == two.where),
        ]

    def _cosine(self, one: str, two: str) -> float:
        return 1.0 if one == two else float(self.embed(one) @ self.embed(two))

    def _shared(self, one: frozenset[str], two: frozenset[str]) -> float:
        """The share of the fewer names that the other has, each as telling as it is rare."""
        least = min(self._worth(one), self._worth(two))
        return self._worth(one & two) / least if least else 0.0

    def _worth(self, names: frozenset[str]) -> float:
        return sum(self.pile.weight(name) for name in sorted(names))


_LEAST_SENSE = 0.25
"""Phrases less alike than this (cosine), with no word in common, are not compared: this bounds
the number of pairs, and gives up one happening told as "it" or "this"."""


def _are_apart(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one and two and one.isdisjoint(two))
