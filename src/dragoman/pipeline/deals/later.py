"""What comes after the signature: bodies that vote, and stages that tempt."""

from collections.abc import Iterator, Sequence

import numpy as np

from dragoman.bargaining.ratification import ChamberVerdict, Vote, judge_ratification
from dragoman.bargaining.sequence import StageStanding, stand_after_stages
from dragoman.bargaining.space import Indices
from dragoman.bargaining.stage_order import order_stages, rate_order, stages_before
from dragoman.bargaining.staged_plan import UNKNOWN, Bond, Plan, make_plan
from dragoman.errors import BadIssueSpace
from dragoman.model import BodyVote, DealSequence, StageStand
from dragoman.pipeline.deals.desk import Desk

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
    return f"{name} (lacks {vote.shortfall:.2f})"


def sequences(desk: Desk, packages: Sequence[Named]) -> tuple[DealSequence, ...]:
    """Each package along the stages of ``negotiation.toml``; none where no stage is given."""
    if not desk.negotiation.stages:
        return ()
    return tuple(_sequence(desk, label, package) for label, package in packages)


def _sequence(desk: Desk, label: str, package: Indices) -> DealSequence:
    plan, names = _plan(desk, package)
    given = rate_order(plan)
    best = order_stages(plan, before=stages_before(plan)) if len(plan.stages) > 1 else given
    is_better = (
        best.order is not None
        and best.largest is not None
        and given.largest is not None
        and best.largest < given.largest - 1e-6
    )
    return DealSequence(
        package=label,
        stands=tuple(_stands(desk, plan, names)),
        better_order=tuple(names[i] for i in best.order or ()) if is_better else (),
        better_temptation=best.largest if is_better else None,
        note=_contrary(desk, plan, names),
    )


def _contrary(desk: Desk, plan: Plan, names: Sequence[str]) -> str:
    pairs = set(stages_before(plan))
    both = sorted((a, b) for a, b in pairs if a < b and (b, a) in pairs)
    if not both:
        return ""
    first, second = both[0]
    return (
        f"Each side gives only against the other in “{names[first]}” and “{names[second]}”: "
        "the two belong in one stage"
    )


def _stands(desk: Desk, plan: Plan, names: Sequence[str]) -> Iterator[StageStand]:
    """The standings between the first stage and the last: there walking away can pay."""
    for standing in stand_after_stages(plan):
        if 0 < standing.stage < len(plan.stages) or len(plan.stages) == 1:
            name = names[standing.stage - 1] if standing.stage else "before the first stage"
            yield _stand(desk, standing, name)


def _stand(desk: Desk, standing: StageStanding, name: str) -> StageStand:
    unknown = ", ".join(_issue_label(desk, issue) for issue in standing.why_unknown)
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


def _issue_label(desk: Desk, issue: int) -> str:
    wanted = desk.space.issues[issue]
    return next((i.label for i in desk.negotiation.issues if i.id == wanted), wanted)


def _plan(desk: Desk, package: Indices) -> tuple[Plan, list[str]]:
    """The plan and the names of its stages; stages without an issue that counts are left out."""
    space, columns = desk.space, {issue: i for i, issue in enumerate(desk.space.issues)}
    kept: list[tuple[str, tuple[int, ...]]] = []
    numbers: dict[str, int] = {}
    for stage in desk.negotiation.stages:
        unknown = sorted(set(stage.delivers) - {issue.id for issue in desk.negotiation.issues})
        if unknown:
            raise BadIssueSpace(
                f"stage {stage.id!r} delivers an issue that is none", issue=unknown[0]
            )
        issues = tuple(columns[i] for i in stage.delivers if i in columns)
        if issues:
            numbers[stage.id] = len(kept)
            kept.append((stage.label, issues))
    plan = make_plan(
        space,
        package,
        _status_quo(desk),
        [issues for _, issues in kept],
        bonds=list(_bonds(desk, numbers)),
    )
    return plan, [label for label, _ in kept] or ["all at once"]


def _status_quo(desk: Desk) -> Indices:
    given = {issue.id: issue.status_quo for issue in desk.negotiation.issues}
    found = []
    for issue, options in zip(desk.space.issues, desk.space.options, strict=True):
        quo = given.get(issue)
        found.append(UNKNOWN if quo is None else options.index(quo))
    return np.array(found, dtype=np.int64)


def _bonds(desk: Desk, numbers: dict[str, int]) -> Iterator[Bond]:
    known = [stage.id for stage in desk.negotiation.stages]
    for row in desk.negotiation.guarantees:
        if row.after is not None and row.after not in known:
            raise BadIssueSpace(
                f"guarantee {row.label!r} begins after the stage {row.after!r}, which is none; "
                f"known: {', '.join(known)}",
                party=row.party,
            )
        if row.party not in desk.space.parties:
            raise BadIssueSpace(
                f"guarantee {row.label!r} is of a party without preferences", party=row.party
            )
        after = (numbers[row.after],) if row.after in numbers else ()
        yield Bond(
            player=desk.space.players.index(row.party),
            cost=row.cost.middle,
            after=after,
            label=row.label,
        )
