"""Quantity: a number as the text gives it."""

from enum import StrEnum
from math import inf

from attrs import field, frozen
from attrs.converters import optional

from dragoman.model.passage import Passage


class Bound(StrEnum):
    """Which way a number points."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    BETWEEN = "between"


@frozen(kw_only=True)
class Quantity:
    """A number, its unit, its bound, and what it counts.

    ``value`` is in ``unit`` (singular, "minute", "drone", "USD", "%"); ``high`` is the upper end
    of a range (closed) and None otherwise. ``of`` is what is counted or measured, as written.
    """

    text: str
    value: float | None = field(default=None, converter=optional(float))
    high: float | None = field(default=None, converter=optional(float))
    unit: str = ""
    bound: Bound = Bound.EXACTLY
    of: str = ""
    passage: Passage | None = None

    def span(self) -> tuple[float, float] | None:
        """The least and greatest value that the words allow, in the unit's base (seconds).

        "About", and lengths of time told in round figures, may be 15 per cent off. None without
        a value.
        """
        if self.value is None:
            return None
        scale = _SECONDS.get(self.unit, 1.0)
        low, high = self.value * scale, (self.high or self.value) * scale
        loose = _LOOSE if self.bound is Bound.ABOUT or self.unit in _SECONDS else 0.0
        if self.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
            return low, inf
        if self.bound in (Bound.AT_MOST, Bound.LESS_THAN):
            return 0.0, high
        return low * (1 - loose), high * (1 + loose)

    def fits(self, other: "Quantity") -> bool:
        """Whether both numbers can hold at once: "over 100 drones" fits 140 of them.

        Numbers in different units, or without a value, are not compared and fit.
        """
        mine, theirs = self.span(), other.span()
        same_unit = self.unit == other.unit or {self.unit, other.unit} <= _SECONDS.keys()
        if mine is None or theirs is None or not same_unit:
            return True
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]


_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0}
_LOOSE = 0.15
