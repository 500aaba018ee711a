"""The table that says what each likeness is worth: a logistic regression anyone can read."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from attrs import frozen

from dragoman.likeness.pairs import FEATURES


@frozen(kw_only=True)
class Scorer:
    """Weighs pairs of tellings.

    ``weights`` has one figure a feature, in their order. A pair's weight is ``start`` and the sum
    of figure times weight: the log of the odds that both tell of one happening. ``enough`` is
    the mean weight over which groups are joined, ``strangers`` what a pair counts that was never
    compared.
    """

    start: float
    weights: tuple[float, ...]
    enough: float
    strangers: float

    @classmethod
    @cache
    def load(cls) -> "Scorer":
        """The table beside this module; ``training/same`` made it.

        Raises:
            KeyError: the table lacks a feature.
        """
        table = tomllib.loads((files(__package__) / "weights.toml").read_text("utf-8"))
        return cls(
            start=table["start"],
            weights=tuple(table["weight"][feature] for feature in FEATURES),
            enough=table["enough"],
            strangers=table["strangers"],
        )

    def weigh(self, figures: Sequence[float]) -> float:
        """The weight of one pair."""
        return self.start + sum(w * f for w, f in zip(self.weights, figures, strict=True))
