"""What comes after the signature: bodies that vote, and stages that tempt."""

from collections.abc import Iterator, Sequence

from dragoman.bargaining.plan_reading import read_plan
from dragoman.bargaining.ratification import ChamberVerdict, Vote, judge_ratification
from dragoman.bargaining.sequence import StageStanding, stand_after_stages
from dragoman.bargaining.space import Indices
from dragoman.bargaining.stage_order import (
    MOST_STAGES,
    mutual_stages,
    order_stages,
    rate_order,
    stages_before,
)
from dragoman.bargaining.staged_plan import Plan
from dragoman.bargaining.staged_play import foresee
from dragoman.model import BodyVote, DealSequence, StageStand
from dragoman.pipeline.deals.desk import Desk

_SAME = 1e-6
Named = tuple[str, Indices]
"""A package with the label it goes by; no issue is open."""


def votes(desk: Desk, packages: Sequence[Named]) -> tuple[BodyVote, ...]:
    """How every body votes on every package."""
    return tuple(
        _vote(desk, label, verdict)
        for label, package in packages
        for verdict in judge_ratification(desk.space, package)
    )


def _vote(desk: Desk, label: str, verdict: ChamberVerdict) -> BodyVote:
    chamber, players = desk.space.chambers[verdict.chamber], desk.space.players
    to_win = set(verdict.to_win or ())
    return BodyVote(
        party=players[chamber.party],
        body=chamber.body,
        package=label,
        seats=verdict.seats_for,
        needed=verdict.needed,
        pivotal=tuple(players[faction] for faction in verdict.critical),
        veto_players=tuple(players[v.faction] for v in verdict.votes if v.is_veto_player),
        nearest=tuple(_in_the_way(desk, v) for v in verdict.nearest if v.faction in to_win),
    )


def _in_the_way(desk: Desk, vote: Vote) -> str:
    name = desk.party_label(desk.space.players[vote.faction])
    lines = [desk.option_label(desk.choice(*pair)) for pair in vote.red_lines]
    if lines:
        return f"{name} (red line at {' and '.join(lines)})"
    if vote.ties:
        return f"{name} (a condition is not met)"
    return f"{name} (its utility is {vote.shortfall:.2f} short of what no agreement is worth to it)"


def sequences(desk: Desk, packages: Sequence[Named]) -> tuple[DealSequence, ...]:
    """Each package along the stages of ``negotiation.toml``; none where no stage is given."""
    if not desk.negotiation.stages:
        return ()
    return tuple(_sequence(desk, label, package) for label, package in packages)


def _sequence(desk: Desk, label: str, package: Indices) -> DealSequence:
    plan = read_plan(desk.negotiation, desk.space, package)
    names = [stage.label for stage in desk.negotiation.stages]
    before = stages_before(plan)
    mutual = mutual_stages(before)
    given, best = rate_order(plan), None
    if not mutual and 1 < len(plan.stages) <= MOST_STAGES:
        best = order_stages(plan, before=before)
    is_better = (
        best is not None
        and best.order is not None
        and best.largest is not None
        and given.largest is not None
        and best.largest < given.largest - _SAME
    )
    return DealSequence(
        package=label,
        stands=tuple(_stands(desk, plan, names)),
        better_order=tuple(names[i] for i in best.order or ()) if best and is_better else (),
        better_temptation=best.largest if best and is_better else None,
        note=" ".join([*_together(names, mutual), *_foreseen(desk, plan, names)]),
    )


def _together(names: Sequence[str], mutual: tuple[tuple[int, ...], ...]) -> Iterator[str]:
    for group in mutual:
        listed = " and ".join(f"“{names[stage]}”" for stage in group)
        yield f"Each side gives only against the other in {listed}: they belong in one stage."


def _foreseen(desk: Desk, plan: Plan, names: Sequence[str]) -> Iterator[str]:
    """How far the deal gets when everybody looks ahead."""
    ahead = foresee(plan)
    if ahead.reached is None or ahead.is_completed:
        return
    walkers = " and ".join(
        desk.party_label(desk.space.players[player]) for player in ahead.walkers[ahead.reached]
    )
    where = f"after “{names[ahead.reached - 1]}”" if ahead.reached else "before the first stage"
    yield f"If everybody looks ahead it stops {where}, at {walkers}."


def _stands(desk: Desk, plan: Plan, names: Sequence[str]) -> Iterator[StageStand]:
    """The standings between the first stage and the last: there walking away can pay."""
    for standing in stand_after_stages(plan):
        if 0 < standing.stage < len(plan.stages) or len(plan.stages) == 1:
            name = names[standing.stage - 1] if standing.stage else "before the first stage"
            yield _stand(desk, standing, name)


def _stand(desk: Desk, standing: StageStanding, name: str) -> StageStand:
    labels = {issue.id: issue.label for issue in desk.negotiation.issues}
    unknown = ", ".join(labels[desk.space.issues[issue]] for issue in standing.why_unknown)
    return StageStand(
        stage=name,
        party=desk.space.players[standing.player],
        held=standing.held,
        to_come=standing.to_come,
        temptation=standing.temptation,
        guarantee=standing.cost,
        needed=standing.staying_cost,
        reason=f"the status quo on {unknown} is not given" if unknown else "",
    )
