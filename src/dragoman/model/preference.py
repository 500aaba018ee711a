"""Preference: how much a party cares for an issue, and how it likes each way it could end."""

from attrs import frozen


@frozen(kw_only=True)
class Estimate:
    """A number as an analyst gives it: known, between two bounds, or with a spread.

    ``low`` equals ``high`` where it is known. With ``mode`` it is triangular (low, most likely,
    high); with ``mean`` and ``sd`` normal, cut at ``low`` and ``high``; else every value between
    the bounds is as likely as any other.
    """

    low: float
    high: float
    mode: float | None = None
    mean: float | None = None
    sd: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """The value that stands for it in a reckoning with single numbers.

        The mean of a normal (moved into the bounds), the most likely of a triangle, else the
        middle of the interval.
        """
        if self.mean is not None:
            return min(max(self.mean, self.low), self.high)
        return (self.low + self.high) / 2 if self.mode is None else self.mode


@frozen(kw_only=True)
class OptionScore:
    """What an option is worth to a party: 1 the best it could get on the issue, 0 the worst."""

    option: str
    score: Estimate


@frozen(kw_only=True)
class RedLine:
    """An option that a party never accepts; ``sure`` is the probability (0–1) that this is so."""

    option: str
    sure: Estimate


@frozen(kw_only=True)
class Preference:
    """A party (or a faction that must ratify) on one issue.

    ``weight`` is the salience, zero or more, used as given; None where nobody said.
    ``position`` is a place on the issue's scale. ``because`` names what it rests on:
    ``statement:ID``, ``quote:FILE: exact words`` or ``analyst: reason``.
    """

    party: str
    issue: str
    weight: Estimate | None = None
    scores: tuple[OptionScore, ...] = ()
    position: Estimate | None = None
    red_lines: tuple[RedLine, ...] = ()
    because: tuple[str, ...] = ()


@frozen(kw_only=True)
class Stake:
    """A party (or faction) as a whole: what no agreement is worth to it, and what it can bring.

    ``reservation`` (BATNA) is on the scale of its own sums of weight times score. ``power`` is
    its capability, zero or more, for forecast models only.
    """

    party: str
    reservation: Estimate | None = None
    power: Estimate | None = None
    because: tuple[str, ...] = ()
