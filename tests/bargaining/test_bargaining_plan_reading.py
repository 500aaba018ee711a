from typing import Any

import numpy as np
import pytest
from attrs import evolve

from dragoman.bargaining.plan_reading import read_plan, status_quo_of
from dragoman.bargaining.space import additive_space
from dragoman.errors import BadIssueSpace
from dragoman.model import DealStage, Estimate, Guarantee, Issue, Negotiation, Option

SPACE = evolve(
    additive_space([np.eye(2), np.eye(2)]),
    players=("VEL", "ORM"),
    issues=("quota", "patrols"),
    options=(("none", "half"), ("own", "joint")),
)


def _issue(issue: str, *options: str, status_quo: str | None = None) -> Issue:
    rows = tuple(Option(id=option, label=option) for option in options)
    return Issue(id=issue, label=issue, options=rows, status_quo=status_quo)


GUARANTEE = Guarantee(
    label="monitors", party="ORM", cost=Estimate(low=0.1, high=0.3), after="second"
)
ARVEN = Negotiation(
    issues=(
        _issue("quota", "none", "half", status_quo="none"),
        _issue("unweighed", "a", "b", status_quo="b"),
        _issue("patrols", "own", "joint"),
    ),
    stages=(
        DealStage(id="first", label="first", delivers=("patrols", "unweighed")),
        DealStage(id="second", label="second", delivers=("quota",)),
    ),
    guarantees=(GUARANTEE, evolve(GUARANTEE, after=None, party="VEL")),
)


def test_stages_guarantees_and_status_quo_are_read_by_their_ids() -> None:
    plan = read_plan(ARVEN, SPACE, np.array([1, 1]))
    assert plan.stages == ((1,), (0,))
    assert plan.status_quo.tolist() == [0, -1]
    assert [(bond.player, bond.after) for bond in plan.bonds] == [(1, (1,)), (0, ())]
    assert plan.bonds[0].cost == pytest.approx(0.2)
    assert read_plan(ARVEN, SPACE, np.array([1, 1]), costs=(0.1, 0.3)).bonds[1].cost == 0.3


def test_an_issue_without_a_status_quo_stays_unknown() -> None:
    assert status_quo_of(ARVEN, SPACE).tolist() == [0, -1]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"stages": (ARVEN.stages[0],) * 2}, "two .* id 'first'"),
        ({"stages": (evolve(ARVEN.stages[0], delivers=("quotas",)),)}, "'quotas'; known issues"),
        ({"guarantees": (evolve(GUARANTEE, party="UNO"),)}, "'UNO'.*no party to the deal"),
        ({"guarantees": (evolve(GUARANTEE, after="third"),)}, "after 'third'; known stages"),
    ],
)
def test_what_names_nothing_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(BadIssueSpace, match=words):
        read_plan(evolve(ARVEN, **changed), SPACE, np.array([1, 1]))
