"""Staged play: how far a staged deal gets when everybody looks ahead, and which stage is too big.

Who foresees that the other side will stop once it has its share does not begin: Walter, "The
critical barrier to civil war settlement", International Organization 51 (1997), 335–364. Large
steps are to be cut into small ones: Schelling, *The Strategy of Conflict* (1960), chapter 2.
"""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.sequence import bond_costs, gains, held, stakes, to_come
from dragoman.bargaining.staged_plan import UNKNOWN, Plan, steps

_NOTHING = 1e-9


@frozen(kw_only=True)
class Foresight:
    """How far the deal gets when every party looks ahead.

    ``reached`` is the number of stages done when the first party stops (all: it is completed; 0:
    it never begins), ``walkers`` the parties (player indices) that would stop after each number
    of stages, from 0 on. ``reached`` is None where an unknown status quo matters to a party.
    """

    reached: int | None
    walkers: tuple[tuple[int, ...], ...] = ()

    @property
    def is_completed(self) -> bool | None:
        """Whether no party stops on the way."""
        return None if self.reached is None else self.reached == len(self.walkers) - 1


@frozen(kw_only=True)
class Jump:
    """What one stage does to the party that it tempts most.

    ``stage`` is an index into the plan's stages, ``rise`` how much larger the party's gain by
    stopping is after it than before, on its own scale. ``parts`` holds for each issue of the stage
    what its option adds to the status quo for that party, largest first: the first is the one to
    hold back, or to cut into tranches. Bonuses are in the rise alone.
    """

    stage: int
    player: int
    rise: float
    parts: tuple[tuple[int, float], ...]


def foresee(plan: Plan, order: Sequence[int] | None = None) -> Foresight:
    """Play the stages from the end: a party stops where that beats what it expects of going on.

    Stopping keeps what is in effect and costs the guarantees in force; the others then keep what
    is in effect too. Who is indifferent goes on. Nobody leaves outright here: that gain hangs
    on the reservation alone and is in :class:`~dragoman.bargaining.sequence.StageStanding`.
    """
    done = steps(plan, order)
    worth = held(plan, done)
    if np.isnan(worth).any():
        return Foresight(reached=None)
    costs, room = bond_costs(plan, done), _NOTHING * stakes(plan.space)
    expected, reached = worth[-1], len(done) - 1
    walkers: list[tuple[int, ...]] = [()]
    for step in range(len(done) - 2, -1, -1):
        going_on = worth[step] + plan.patience * (expected - worth[step])
        stops = worth[step] - costs[step] > going_on + room
        walkers.append(tuple(np.flatnonzero(stops).tolist()))
        if stops.any():
            reached = step
            expected = worth[step] - np.where(stops, costs[step], 0.0)
        else:
            expected = going_on
    return Foresight(reached=reached, walkers=tuple(reversed(walkers)))


def rank_jumps(plan: Plan, order: Sequence[int] | None = None) -> tuple[Jump, ...] | None:
    """For each stage the party that it tempts most, the worst jump first.

    None where an unknown status quo matters to a party.
    """
    sequence = list(range(len(plan.stages)) if order is None else order)
    done = steps(plan, sequence)
    worth = held(plan, done)
    if np.isnan(worth).any():
        return None
    stopping, _ = gains(plan, worth, to_come(plan, worth), bond_costs(plan, done))
    rises = np.diff(stopping, axis=0)
    jumps = [
        Jump(
            stage=stage,
            player=int(rise.argmax()),
            rise=float(rise.max()),
            parts=_parts(plan, stage, int(rise.argmax())),
        )
        for stage, rise in zip(sequence, rises, strict=True)
    ]
    return tuple(sorted(jumps, key=lambda jump: -jump.rise))


def _parts(plan: Plan, stage: int, player: int) -> tuple[tuple[int, float], ...]:
    """What each issue adds; an issue with no known status quo is worth the same either way."""
    parts = []
    for issue in plan.stages[stage]:
        table, quo = plan.space.worth[issue][player], plan.status_quo[issue]
        before = table[plan.package[issue] if quo == UNKNOWN else quo]
        parts.append((issue, float(table[plan.package[issue]] - before)))
    return tuple(sorted(parts, key=lambda part: -part[1]))
