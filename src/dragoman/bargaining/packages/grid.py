"""The grid that utilities are compared on, so that ties do not hang on the last bit.

Sums of decimals in floating point depend on their order: .1 + .2 + .3 is not .3 + .2 + .1. Two
packages that are worth the same would then dominate each other by one unit in the last place. So:

- The *tick* of a player is a power of ten: one part in 10^9 to 10^10 of the most that a package
  can be worth to it. Utilities are compared in whole ticks, rounded half up.
- What an option adds is first laid on a grid 65,536 times finer. There all sums are whole numbers
  below 2^53: exact in a double, whatever the order of summing. Rounding one up to ticks is
  monotone, so that dropping what is dominated on the way never loses a package at the end.

A score with nine significant decimals or fewer lies on the ticks themselves: then ties are exact.
A finer one is off by at most 1/131,072 of a tick an issue.
"""

from math import floor, isfinite, log10

import numpy as np

from dragoman.bargaining.endless import refuse_endless
from dragoman.bargaining.space import Bonus, Floats, IssueSpace
from dragoman.errors import BadIssueSpace

FINE = 65536.0
"""Units of the fine grid in a tick."""
_DIGITS = 9
_EXPONENT = 280


def stack_of(space: IssueSpace) -> Floats:
    """What the options of all issues add, side by side: ``(n_players, n_options_in_all)``.

    Raises:
        BadIssueSpace: there is no issue.
    """
    if not space.worth:
        raise BadIssueSpace("there is no issue; give at least one with its options")
    return np.concatenate(space.worth, axis=1)


def ticks_per_unit(space: IssueSpace, stacked: Floats | None = None) -> Floats:
    """How many ticks make one unit of utility, shape ``(n_players,)``: powers of ten.

    ``stacked`` is the worth of all issues side by side, where the caller has it.

    Raises:
        BadIssueSpace: an option or a bonus is worth something that is not a finite number; the
            message names the issue and the player.
    """
    side_by_side = stack_of(space) if stacked is None else stacked
    spans = [most * len(space.worth) for most in np.abs(side_by_side).max(axis=1).tolist()]
    for bonus in space.bonuses:
        spans[bonus.player] += abs(bonus.worth)
    if not all(map(isfinite, spans)):
        refuse_endless(space)
    return np.array([10.0 ** _exponent(span) for span in spans])


def units_of(worth: Floats, per_unit: Floats) -> Floats:
    """Worth ``(n_players, n)`` on the fine grid: whole numbers, shape ``(n, n_players)``."""
    laid: Floats = np.rint(worth.T * (per_unit * FINE))
    return laid


def bonus_units(bonus: Bonus, per_unit: Floats) -> float:
    """What a bonus adds on its player's fine grid."""
    return float(np.rint(bonus.worth * per_unit[bonus.player] * FINE))


def whole_ticks(units: Floats) -> Floats:
    """Sums on the fine grid in whole ticks, rounded half up; any shape."""
    return np.floor(units / FINE + 0.5)


def in_ticks(utilities: Floats, per_unit: Floats) -> Floats:
    """Utilities ``(…, n_players)`` in whole ticks; infinities stay."""
    return np.floor(utilities * per_unit + 0.5)


def _exponent(span: float) -> int:
    if span <= 0.0:
        return _DIGITS
    return max(-_EXPONENT, min(_EXPONENT, _DIGITS - floor(log10(span))))
