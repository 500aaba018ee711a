"""Judgements: the single numbers that a deal space rests on, each with its reason."""

from enum import StrEnum

import numpy as np
from attrs import frozen
from scipy.special import ndtr, ndtri

from dragoman.bargaining.space import Floats
from dragoman.model import Estimate


class JudgementKind(StrEnum):
    """What a judgement is of."""

    WEIGHT = "weight"
    SCORE = "score"
    POSITION = "position"
    RESERVATION = "reservation"
    POWER = "power"
    RED_LINE = "red line"
    PROVISO = "condition"
    INTERACTION = "interaction"
    COST = "cost"


@frozen(kw_only=True)
class Judgement:
    """One number put in, by a label such as ``VEL.quota.weight`` or ``VEL.quota.score.half``.

    ``group`` is what judgements are weighed by together (``VEL.quota``, ``VEL.reservation``).
    ``is_given`` is False where nobody gave a number and the whole range stands for it.
    """

    label: str
    group: str
    kind: JudgementKind
    estimate: Estimate
    because: tuple[str, ...] = ()
    is_given: bool = True

    @property
    def is_yes_or_no(self) -> bool:
        """Whether the number is how sure one is that something holds, which it does or not."""
        return self.kind in (JudgementKind.RED_LINE, JudgementKind.PROVISO)

    @property
    def is_certain(self) -> bool:
        """Whether every draw of it is the same."""
        if self.is_yes_or_no:
            return self.estimate.middle in (0.0, 1.0)
        return self.estimate.is_known

    @property
    def central(self) -> float:
        """The value used where single numbers are reckoned with: 1 or 0 for yes or no."""
        middle = self.estimate.middle
        return float(middle >= 0.5) if self.is_yes_or_no else middle

    def draw(self, shares: Floats) -> Floats:
        """The values at ``shares`` (0–1, any shape): the inverse of the distribution function.

        What holds or not holds (1) where the share is below how sure one is. Uniform, triangular
        and truncated normal distributions as in :class:`dragoman.model.Estimate`.
        """
        given = self.estimate
        if self.is_yes_or_no:
            return np.where(shares < given.middle, 1.0, 0.0)
        if given.is_known:
            return np.full(np.shape(shares), given.low)
        if given.mean is not None and given.sd is not None:
            return _normal(shares, given.low, given.high, given.mean, given.sd)
        if given.mode is not None:
            return _triangular(shares, given.low, given.mode, given.high)
        return given.low + shares * (given.high - given.low)


def _triangular(shares: Floats, low: float, mode: float, high: float) -> Floats:
    width = high - low
    turn = (mode - low) / width
    rising = low + np.sqrt(shares * width * (mode - low))
    falling = high - np.sqrt((1 - shares) * width * (high - mode))
    return np.where(shares < turn, rising, falling)


def _normal(shares: Floats, low: float, high: float, mean: float, sd: float) -> Floats:
    below, above = ndtr((low - mean) / sd), ndtr((high - mean) / sd)
    drawn = mean + sd * ndtri(below + shares * (above - below))
    return np.asarray(np.clip(drawn, low, high), dtype=np.float64)
