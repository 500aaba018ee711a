"""Plan reading: the stages, guarantees and status quo of ``negotiation.toml`` as a staged plan."""

from collections.abc import Sequence

import numpy as np

from dragoman.bargaining.space import Indices, IssueSpace
from dragoman.bargaining.staged_plan import UNKNOWN, Bond, Plan, make_plan
from dragoman.errors import BadIssueSpace
from dragoman.model import DealStage, Guarantee, Negotiation


def read_plan(
    negotiation: Negotiation,
    space: IssueSpace,
    package: Indices,
    *,
    costs: Sequence[float] | None = None,
    patience: float | Sequence[float] = 1.0,
) -> Plan:
    """The staged plan of a package ``(n_issues,)`` in the space drawn up from the negotiation.

    ``costs`` has one number for each guarantee; without it, the middle of each estimate. Issues
    that nobody weighs are in no space: a stage passes over them.

    Raises:
        BadIssueSpace: a stage is named twice or delivers what is no issue, a guarantee is of no
            party or after no stage, or something that ``make_plan`` refuses.
    """
    ids = [stage.id for stage in negotiation.stages]
    for stage in ids:
        if ids.count(stage) > 1:
            raise BadIssueSpace(f"two [[stage]] have the id {stage!r}; give each its own")
    middles = [guarantee.cost.middle for guarantee in negotiation.guarantees]
    rows = zip(negotiation.guarantees, middles if costs is None else costs, strict=True)
    return make_plan(
        space,
        package,
        status_quo_of(negotiation, space),
        [_delivered(negotiation, space, stage) for stage in negotiation.stages],
        bonds=[_bond(space, guarantee, cost, ids) for guarantee, cost in rows],
        patience=patience,
    )


def status_quo_of(negotiation: Negotiation, space: IssueSpace) -> Indices:
    """The option that holds without a deal, ``(n_issues,)``; ``UNKNOWN`` where nobody said."""
    quo = {issue.id: issue.status_quo for issue in negotiation.issues}
    found = [
        UNKNOWN if quo.get(issue) is None else options.index(str(quo[issue]))
        for issue, options in zip(space.issues, space.options, strict=True)
    ]
    return np.array(found, dtype=np.int64)


def _delivered(negotiation: Negotiation, space: IssueSpace, stage: DealStage) -> tuple[int, ...]:
    known = [issue.id for issue in negotiation.issues]
    for issue in stage.delivers:
        if issue not in known:
            raise BadIssueSpace(
                f"the stage {stage.id!r} delivers {issue!r}; known issues: {', '.join(known)}"
            )
    return tuple(space.issues.index(issue) for issue in stage.delivers if issue in space.issues)


def _bond(space: IssueSpace, guarantee: Guarantee, cost: float, stages: list[str]) -> Bond:
    if guarantee.party not in space.parties:
        raise BadIssueSpace(
            f"the guarantee {guarantee.label!r} binds one that is no party to the deal; "
            f"parties: {', '.join(space.parties)}",
            party=guarantee.party,
        )
    if guarantee.after is not None and guarantee.after not in stages:
        raise BadIssueSpace(
            f"the guarantee {guarantee.label!r} begins after {guarantee.after!r}; "
            f"known stages: {', '.join(stages) or 'none'}",
            party=guarantee.party,
        )
    after = () if guarantee.after is None else (stages.index(guarantee.after),)
    return Bond(
        player=space.parties.index(guarantee.party), cost=cost, after=after, label=guarantee.label
    )
