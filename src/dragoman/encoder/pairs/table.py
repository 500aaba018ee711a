"""The table that says what each figure of a pair is worth: logistic regressions anyone can read."""

import tomllib
from collections.abc import Mapping, Sequence
from math import exp
from typing import Any

from attrs import frozen

from dragoman.encoder.pairs.headlines import HEADLINES
from dragoman.encoder.pairs.rivals import RIVALS

NET = "net"
STANCES = ("for", "against", "observing")
"""Emergent's words, in the order of the net's stance head."""
NETS = tuple(f"{NET} {stance}" for stance in STANCES)

_FAR = 700.0
"""No weight is taken as further from 0: exp(-700) is still a number."""


@frozen(kw_only=True)
class Answer:
    """What speaks for one answer: ``start`` and the sum of figure times weight, in log odds."""

    start: float
    weights: tuple[float, ...]

    @classmethod
    def of(cls, rows: Mapping[str, Any], features: Sequence[str]) -> "Answer":
        """The answer of a table; ``features`` gives the order of the figures.

        Raises:
            KeyError: the table lacks a feature.
        """
        weights = tuple(rows["weight"][feature] for feature in features)
        return cls(start=rows["start"], weights=weights)

    def weigh(self, figures: Sequence[float]) -> float:
        """The weight of one pair."""
        return self.start + sum(w * f for w, f in zip(self.weights, figures, strict=True))


@frozen(kw_only=True)
class Table:
    """Weighs what the net and the words say of a pair.

    ``clash`` takes the net's figure and those of ``RIVALS``; each answer of ``stance``, in the
    order of ``STANCES``, those of ``HEADLINES`` and the net's three.
    """

    clash: Answer
    stance: tuple[Answer, ...]

    @classmethod
    def parse(cls, text: str) -> "Table":
        """The table of a TOML file; ``training/entailment`` made it.

        Raises:
            KeyError: the table lacks a feature.
            ValueError: the text is no TOML.
        """
        rows = tomllib.loads(text)
        return cls(
            clash=Answer.of(rows["clash"], (NET, *RIVALS)),
            stance=tuple(Answer.of(rows["stance"][one], (*HEADLINES, *NETS)) for one in STANCES),
        )

    def clashes(self, figures: Sequence[float]) -> float:
        """The share of "they cannot both hold", 0 to 1."""
        weight = max(-_FAR, min(_FAR, self.clash.weigh(figures)))
        return 1 / (1 + exp(-weight))

    def stances(self, figures: Sequence[float]) -> list[float]:
        """The weights of the three stances, not yet normalised."""
        return [one.weigh(figures) for one in self.stance]
