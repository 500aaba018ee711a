"""Sequence: what each party holds after each stage of a deal, and whether walking away pays.

A settlement fails where one side, once it has what it wanted most, gains by stopping: the
commitment problem of Walter, "The critical barrier to civil war settlement", International
Organization 51 (1997), 335–364. Monitors, money withheld and third parties raise the price of it:
Fortna, *Peace Time* (2004). Cutting a deal into small steps, so that at none
there is much to win by breaking it: Schelling, *The Strategy of Conflict* (1960), chapter 2.
Orders of stages are compared in ``stage_order``.
"""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.space import Flags, Floats, IssueSpace, Tie
from dragoman.bargaining.staged_plan import UNKNOWN, Plan, in_effect, steps

_NOTHING = 1e-9


@frozen(kw_only=True)
class StageStanding:
    """One party after ``stage`` stages (0: before the first). Worths are on its own scale.

    ``held`` is the utility of what is in effect, the status quo standing for the rest, bonuses
    where all their options are in effect; ``to_come`` what the stages left still add, discounted;
    ``cost`` the guarantees in force. ``stopping`` is the gain by keeping what is in effect while
    the rest stays at the status quo, ``leaving`` the gain by falling back to the reservation, all
    undone: each less the cost, against finishing. Above zero: it gains by walking away. None where
    an unknown status quo matters to the party, named in ``why_unknown`` (issue indices). ``broken``
    are the party's conditions that are in default at this stage: it gave, and the other has not.
    """

    stage: int
    player: int
    held: float | None
    to_come: float | None
    cost: float
    stopping: float | None
    leaving: float | None
    broken: tuple[Tie, ...] = ()
    why_unknown: tuple[int, ...] = ()

    @property
    def temptation(self) -> float | None:
        """The larger of the two gains; None where either is unknown."""
        if self.stopping is None or self.leaving is None:
            return None
        return max(self.stopping, self.leaving)

    @property
    def is_tempted(self) -> bool | None:
        """Whether it gains by walking away; None where that cannot be said."""
        known = [gain for gain in (self.stopping, self.leaving) if gain is not None]
        if any(gain > 0 for gain in known):
            return True
        return False if len(known) == 2 else None

    @property
    def missing_cost(self) -> float | None:
        """The smallest further cost of walking away that would make it stay."""
        return None if self.temptation is None else max(self.temptation, 0.0)

    @property
    def staying_cost(self) -> float | None:
        """The smallest cost in all, guarantees in force included, that would make it stay."""
        return None if self.temptation is None else max(self.temptation + self.cost, 0.0)


def stand_after_stages(plan: Plan, order: Sequence[int] | None = None) -> list[StageStanding]:
    """Every party after every stage, stage by stage, from 0 (nothing yet) to all of them.

    ``order`` holds stage indices; without it, as given.
    """
    done = steps(plan, order)
    worth = held(plan, done)
    costs, ahead = bond_costs(plan, done), to_come(plan, worth)
    stop, leave = gains(plan, worth, ahead, costs)
    return [
        StageStanding(
            stage=stage,
            player=player,
            held=_known(worth[stage, player]),
            to_come=_known(ahead[stage, player]),
            cost=float(costs[stage, player]),
            stopping=_known(stop[stage, player]),
            leaving=_known(leave[stage, player]),
            broken=_broken(plan, done[stage], player),
            why_unknown=_unknown(plan, done[stage], player),
        )
        for stage in range(len(done))
        for player in range(plan.space.n_parties)
    ]


def held(plan: Plan, done: Flags) -> Floats:
    """The utility of what is in effect, ``(n_steps, n_parties)``.

    NaN where it hangs on an unknown status quo. ``done`` as made by ``steps``.
    """
    effect = in_effect(plan, done)
    worth = plan.space.utilities(np.maximum(effect, 0))[:, : plan.space.n_parties]
    hangs = (effect == UNKNOWN) @ _matters(plan).T.astype(np.int64) > 0
    return np.where(hangs, np.nan, worth)


def bond_costs(plan: Plan, done: Flags) -> Floats:
    """What walking away costs at each step, ``(n_steps, n_parties)``."""
    costs = np.zeros((len(done), plan.space.n_parties))
    for bond in plan.bonds:
        costs[:, bond.player] += bond.cost * done[:, list(bond.after)].all(axis=1)
    return costs


def to_come(plan: Plan, worth: Floats) -> Floats:
    """What the steps left still add at each step, ``(n_steps, n_parties)``, discounted.

    A stage n steps ahead counts ``patience ** n`` of what it adds.
    """
    ahead = np.zeros_like(worth)
    for step in range(len(worth) - 2, -1, -1):
        ahead[step] = plan.patience * (worth[step + 1] - worth[step] + ahead[step + 1])
    return ahead


def gains(plan: Plan, worth: Floats, ahead: Floats, costs: Floats) -> tuple[Floats, Floats]:
    """The gains by stopping and by leaving at each step, ``(n_steps, n_parties)`` each.

    A patient party's finish is the whole package's utility, which hangs on no status quo. What is
    below a billionth of the party's stakes is nothing.
    """
    patient = plan.patience == 1.0
    whole = plan.space.utilities(plan.package[None])[:, : plan.space.n_parties]
    finish = np.where(patient, whole, worth + ahead)
    reservation = plan.space.reservation[: plan.space.n_parties]
    room = _NOTHING * stakes(plan.space)
    return _rounded(worth - finish - costs, room), _rounded(reservation - finish - costs, room)


def stakes(space: IssueSpace) -> Floats:
    """The most that a package could be worth to each party, signs apart, ``(n_parties,)``."""
    most = np.sum([np.abs(table).max(axis=1) for table in space.worth], axis=0)
    for bonus in space.bonuses:
        most[bonus.player] += abs(bonus.worth)
    return np.asarray(most[: space.n_parties], dtype=np.float64)


def _rounded(gain: Floats, room: Floats) -> Floats:
    return np.where(np.abs(gain) <= room, 0.0, gain)


def _matters(plan: Plan) -> Flags:
    """Whether what holds on an issue changes a party's utility, ``(n_parties, n_issues)``."""
    parties = slice(plan.space.n_parties)
    tables = [table[parties] for table in plan.space.worth]
    matters = np.array([np.ptp(table, axis=1) > 0 for table in tables]).T
    for bonus in plan.space.bonuses:
        if bonus.player < plan.space.n_parties and bonus.worth:
            matters[bonus.player, [issue for issue, _ in bonus.pairs]] = True
    return matters


def _unknown(plan: Plan, done: Flags, player: int) -> tuple[int, ...]:
    """The issues whose unknown status quo keeps the party's standing from being known."""
    unknown = (in_effect(plan, done[None])[0] == UNKNOWN) & _matters(plan)[player]
    return tuple(np.flatnonzero(unknown).tolist())


def _broken(plan: Plan, done: Flags, player: int) -> tuple[Tie, ...]:
    delivered = {issue for k in np.flatnonzero(done).tolist() for issue in plan.stages[k]}
    effect = in_effect(plan, done[None])[0].tolist()
    return tuple(
        tie
        for tie in plan.space.ties
        if tie.player == player
        and tie.issue in delivered
        and effect[tie.issue] == tie.option
        and effect[tie.other] not in tie.allowed
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
