"""Quantity: a number as the text gives it."""

from enum import StrEnum

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
