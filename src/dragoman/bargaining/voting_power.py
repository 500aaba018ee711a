"""Voting power in a body: who is pivotal, who can block alone, how often each one's vote counts.

Banzhaf, "Weighted voting doesn't work", Rutgers Law Review 19 (1965), 317–343; the generating
function after Brams and Affuso, "Power and size", Theory and Decision 7 (1976), 29–56. A veto
player is one whose agreement is needed for a change: Tsebelis, *Veto Players* (2002), chapter 1.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.bargaining.chambers import units_needed, whole_units
from dragoman.errors import BadIssueSpace

MOST_LISTED = 20
"""Up to so many factions every coalition is listed; beyond, coalitions are counted by seats."""
_MOST_CELLS = 2 * 10**7
_INT64_FACTIONS = 62


def veto_players(seats: Sequence[float], needed: float) -> tuple[bool, ...]:
    """Whether no coalition without the faction reaches ``needed``, one flag a faction.

    Where even all of them together do not reach it, every faction is one.
    """
    units, least = _whole(seats, needed)
    return tuple(sum(units) - unit < least for unit in units)


def is_critical(seats: Sequence[float], accepts: Sequence[bool], needed: float) -> tuple[bool, ...]:
    """Whether a change of mind of the faction alone would turn the outcome, one flag a faction."""
    units, least = _whole(seats, needed)
    reached = sum(unit for unit, yes in zip(units, accepts, strict=True) if yes)
    return tuple(
        (reached >= least) != ((reached - unit if yes else reached + unit) >= least)
        for unit, yes in zip(units, accepts, strict=True)
    )


def count_swings(seats: Sequence[float], needed: float) -> tuple[int, ...]:
    """In how many winning coalitions each faction is critical, of ``2 ** (n_factions - 1)``.

    Exact. Up to ``MOST_LISTED`` factions by listing: ``O(n 2^n)``; beyond that by the generating
    function of the seats: ``O(n needed)`` steps with whole seats.

    Raises:
        BadIssueSpace: a number of seats is out of range; or there are more than ``MOST_LISTED``
            factions and too many seats to be counted by the generating function.
    """
    units, least = _whole(seats, needed)
    if least <= 0 or least > sum(units):
        return (0,) * len(units)
    return _by_listing(units, least) if len(units) <= MOST_LISTED else _by_sums(units, least)


def banzhaf(seats: Sequence[float], needed: float) -> tuple[float, ...]:
    """Each faction's share (0–1) of all swings; they sum to 1, or are all 0 where nobody has one.

    >>> banzhaf((50, 49, 1), 51)
    (0.6, 0.2, 0.2)
    """
    swings = count_swings(seats, needed)
    total = sum(swings)
    return tuple(swing / total if total else 0.0 for swing in swings)


def _by_listing(units: tuple[int, ...], least: int) -> tuple[int, ...]:
    sums = np.zeros(1, dtype=np.int64)
    for unit in units:
        sums = np.concatenate([sums, sums + unit])
    wins = sums >= least
    return tuple(_turned(wins, place) for place in range(len(units)))


def _turned(wins: NDArray[np.bool_], place: int) -> int:
    """How many coalitions win with the faction at ``place`` and lose without it."""
    pairs = wins.reshape(-1, 2, 1 << place)
    return int(np.count_nonzero(pairs[:, 1] & ~pairs[:, 0]))


def _by_sums(units: tuple[int, ...], least: int) -> tuple[int, ...]:
    if len(units) * least > _MOST_CELLS:
        raise BadIssueSpace(
            f"the power of {len(units)} factions with {sum(units):,} votes cannot be counted; "
            "give seats in thousands, or join the smallest factions"
        )
    counts = np.zeros(least, dtype=np.int64 if len(units) <= _INT64_FACTIONS else object)
    counts[0] = 1
    for unit in units:
        counts[unit:] = counts[unit:] + counts[: max(least - unit, 0)]
    of_size = {unit: _swings_of(counts, unit, least) for unit in set(units)}
    return tuple(of_size[unit] for unit in units)


def _swings_of(counts: NDArray[np.int64], unit: int, least: int) -> int:
    """Losing coalitions without a faction of ``unit`` votes that win with it.

    ``counts[k]`` is how many coalitions have k votes; without the faction it is the difference
    along steps of its votes (dividing the generating function by 1 + x^unit).
    """
    if unit == 0:
        return 0
    without = counts.copy()
    for start in range(unit, least, unit):
        block = without[start : start + unit]
        block -= without[start - unit : start - unit + len(block)]
    return int(sum(without[max(least - unit, 0) :].tolist()))


def _whole(seats: Sequence[float], needed: float) -> tuple[tuple[int, ...], int]:
    units, per_seat = whole_units(seats)
    return units, units_needed(needed, per_seat)
