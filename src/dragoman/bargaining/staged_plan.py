"""Staged plan: a package delivered in stages, the status quo until then, and its guarantees."""

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.ratification import refuse_open
from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace
from dragoman.errors import BadIssueSpace

UNKNOWN = -1
"""Stands for a status quo that nobody gave."""


@frozen(kw_only=True)
class Bond:
    """A guarantee: what walking away costs ``player`` (a player index), on its own scale.

    In force once all stages of ``after`` (indices into the plan's stages) are done; none: from the
    start. It moves with them when stages are put in another order.
    """

    player: int
    cost: float
    after: tuple[int, ...] = ()
    label: str = ""


@frozen(kw_only=True, eq=False)
class Plan:
    """A package delivered in stages. Made by ``make_plan``, which checks it.

    ``package`` and ``status_quo`` are option indices ``(n_issues,)``, the latter ``UNKNOWN`` where
    nobody said. ``stages`` hold issue indices, each issue in exactly one. ``patience`` (above 0,
    at most 1) is the share that worth keeps for each stage it has to wait, ``(n_parties,)``.
    """

    space: IssueSpace
    package: Indices
    status_quo: Indices
    stages: tuple[tuple[int, ...], ...]
    bonds: tuple[Bond, ...]
    patience: Floats

    @property
    def is_patient(self) -> bool:
        """Whether no party discounts what comes later."""
        return bool((self.patience == 1.0).all())


def make_plan(
    space: IssueSpace,
    package: Indices,
    status_quo: Indices,
    stages: Sequence[Sequence[int]],
    *,
    bonds: Iterable[Bond] = (),
    patience: float | Sequence[float] = 1.0,
) -> Plan:
    """A plan; issues named in no stage come with the last, all at once where there is none.

    Raises:
        BadIssueSpace: the package leaves an issue open, an issue is unknown or comes twice, a
            guarantee is of no party, costs less than nothing or begins after no stage, or patience
            is out of range.
    """
    refuse_open(space, package)
    order = [issue for stage in stages for issue in stage]
    _check_order(space, order)
    left = tuple(issue for issue in range(len(space.issues)) if issue not in order)
    rows = [tuple(stage) for stage in stages] or [()]
    rows[-1] += left
    plan = Plan(
        space=space,
        package=package,
        status_quo=_checked(space, status_quo),
        stages=tuple(rows),
        bonds=tuple(bonds),
        patience=np.broadcast_to(np.asarray(patience, dtype=np.float64), (space.n_parties,)),
    )
    _check_bonds(plan)
    _check_patience(plan)
    return plan


def steps(plan: Plan, order: Sequence[int] | None = None) -> Flags:
    """Which stages are done at each step, ``(n_stages + 1, n_stages)``: none, one, …, all."""
    count = len(plan.stages)
    done = np.zeros((count + 1, count), dtype=np.bool_)
    for step, stage in enumerate(range(count) if order is None else order):
        done[step + 1 :, stage] = True
    return done


def in_effect(plan: Plan, done: Flags) -> Indices:
    """The option in effect on each issue, ``(n_steps, n_issues)``; ``UNKNOWN`` where not known."""
    stage_of = np.zeros(len(plan.space.issues), dtype=np.int64)
    for number, stage in enumerate(plan.stages):
        stage_of[list(stage)] = number
    return np.where(done[:, stage_of], plan.package, plan.status_quo)


def with_stages(
    plan: Plan, stages: tuple[tuple[int, ...], ...], became: Sequence[Sequence[int]]
) -> Plan:
    """The plan cut otherwise; ``became[k]`` are the new stages that the old stage k became."""
    bonds = tuple(
        evolve(bond, after=tuple(new for old in bond.after for new in became[old]))
        for bond in plan.bonds
    )
    return evolve(plan, stages=stages, bonds=bonds)


def _checked(space: IssueSpace, status_quo: Indices) -> Indices:
    for issue, options, option in zip(
        space.issues, space.options, status_quo.tolist(), strict=True
    ):
        if not UNKNOWN <= option < len(options):
            raise BadIssueSpace(
                f"the status quo is option number {option}; give one of {', '.join(options)}",
                issue=issue,
            )
    return status_quo


def _check_bonds(plan: Plan) -> None:
    for bond in plan.bonds:
        if not 0 <= bond.player < plan.space.n_parties:
            raise BadIssueSpace(f"the guarantee {bond.label!r} is of no party to the deal")
        party = plan.space.players[bond.player]
        if not bond.cost >= 0:
            raise BadIssueSpace(
                f"the guarantee {bond.label!r} costs {bond.cost:g}; give zero or more", party=party
            )
        missing = sorted(set(bond.after) - set(range(len(plan.stages))))
        if missing:
            raise BadIssueSpace(
                f"the guarantee {bond.label!r} begins after stage {missing[0]}; "
                f"give one of 0 to {len(plan.stages) - 1}",
                party=party,
            )


def _check_order(space: IssueSpace, order: list[int]) -> None:
    for issue in order:
        if not 0 <= issue < len(space.issues):
            raise BadIssueSpace(
                f"a stage delivers issue number {issue}; there are {len(space.issues)}"
            )
        if order.count(issue) > 1:
            raise BadIssueSpace(
                "the issue comes in two stages; name it in one", issue=space.issues[issue]
            )


def _check_patience(plan: Plan) -> None:
    for party, share in zip(plan.space.parties, plan.patience.tolist(), strict=True):
        if not 0 < share <= 1:
            raise BadIssueSpace(f"patience {share:g} is not above 0 and at most 1", party=party)
