from itertools import permutations

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bargaining.sequence import stand_after_stages
from dragoman.bargaining.space import IssueSpace, Tie, additive_space
from dragoman.bargaining.stage_order import (
    mutual_stages,
    order_stages,
    rate_order,
    split_stage,
    stages_before,
)
from dragoman.bargaining.staged_plan import Bond, Plan, make_plan
from dragoman.errors import BadIssueSpace


@st.composite
def staged(draw: st.DrawFn, patience: float = 1.0) -> Plan:
    count = draw(st.integers(2, 5))
    gains = st.lists(st.integers(-5, 6), min_size=count, max_size=count)
    table = np.array([draw(gains), draw(gains)], dtype=float)
    bonds = [
        Bond(player=draw(st.integers(0, 1)), cost=2, after=(draw(st.integers(0, count - 1)),))
        for _ in range(draw(st.integers(0, 2)))
    ]
    return make_plan(
        _space(table), np.ones(count, int), np.zeros(count, int),
        [[issue] for issue in range(count)], bonds=bonds, patience=patience,
    )  # fmt: skip


def _space(gains: np.ndarray) -> IssueSpace:
    """Each issue is none (worth nothing) or done (worth its gain)."""
    worth = [np.stack([np.zeros(len(gains)), column], axis=1) for column in gains.T]
    return additive_space(worth)


def _rating(plan: Plan, order: tuple[int, ...]) -> tuple[float, float]:
    """Largest temptation between the ends and the sum of all, from the standings."""
    gains = [
        float(standing.temptation or 0.0)
        for standing in stand_after_stages(plan, order)
        if 0 < standing.stage < len(order)
    ]
    return max(gains), sum(max(gain, 0.0) for gain in gains)


PAIRS = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=3)


@settings(deadline=None, max_examples=40)
@given(staged(), PAIRS)
def test_the_order_found_is_the_best_of_all(plan: Plan, pairs: set[tuple[int, int]]) -> None:
    count = len(plan.stages)
    before = [(a, b) for a, b in pairs if a < b < count]
    allowed = [
        order
        for order in permutations(range(count))
        if all(order.index(a) < order.index(b) for a, b in before)
    ]
    found = order_stages(plan, before=before)
    best = min((*_rating(plan, order), order) for order in allowed)
    assert (found.largest, found.summed, found.order) == best


@settings(deadline=None, max_examples=20)
@given(staged(patience=0.5))
def test_the_impatient_are_ordered_as_well(plan: Plan) -> None:
    found = order_stages(plan)
    best = min(_rating(plan, order) for order in permutations(range(len(plan.stages))))
    assert (found.largest, found.summed) == best


def test_a_circle_of_conditions_is_refused() -> None:
    plan = make_plan(_space(np.ones((2, 3))), np.ones(3, int), np.zeros(3, int), [[0], [1], [2]])
    with pytest.raises(BadIssueSpace, match="stages 0, 2 must each come before"):
        order_stages(plan, before=[(0, 2), (2, 0)])


def test_too_many_stages_are_refused() -> None:
    plan = make_plan(
        _space(np.ones((2, 13))), np.ones(13, int), np.zeros(13, int), [[i] for i in range(13)]
    )
    with pytest.raises(BadIssueSpace, match=r"13 stages.*12 at most"):
        order_stages(plan)


def test_an_unknown_status_quo_leaves_the_order_open() -> None:
    quo = np.array([0, -1, 0])
    plan = make_plan(_space(np.ones((2, 3))), np.ones(3, int), quo, [[0], [2], [1]])
    found = order_stages(plan)
    assert (found.order, found.largest, found.why_unknown) == (None, None, (1,))
    assert rate_order(plan).largest is None


def test_a_deal_in_one_stage_has_nothing_on_its_way() -> None:
    plan = make_plan(_space(np.ones((2, 2))), np.ones(2, int), np.zeros(2, int), [])
    assert rate_order(plan).largest == -np.inf
    assert order_stages(plan).order == (0,)


def test_conditions_of_the_parties_say_what_must_come_before() -> None:
    space = _space(np.ones((2, 3)))
    ties = (
        Tie(player=0, issue=0, option=1, other=2, allowed=frozenset({1})),  # 0 only with 2
        Tie(player=1, issue=1, option=1, other=0, allowed=frozenset({0, 1})),  # met already
        Tie(player=1, issue=1, option=0, other=2, allowed=frozenset({1})),  # does not arise
    )
    plan = make_plan(evolve(space, ties=ties), np.ones(3, int), np.zeros(3, int), [[0], [1], [2]])
    assert stages_before(plan) == ((2, 0),)
    assert order_stages(plan, before=stages_before(plan)).order == (1, 2, 0)


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=7))
def test_stages_that_wait_for_each_other_are_found(pairs: set[tuple[int, int]]) -> None:
    reach = np.zeros((5, 5), dtype=int)
    for first, later in pairs:
        reach[first, later] = 1
    for _ in range(5):
        reach = ((reach + reach @ reach) > 0).astype(int)
    mutual = reach & reach.T
    expected = {tuple(np.flatnonzero(row).tolist()) for row in mutual if row.any()}
    assert set(mutual_stages(pairs)) == expected


def test_cutting_a_stage_lets_one_part_wait_for_the_other_side() -> None:
    # Stage 0 gives the first side two things at the second's cost, stage 1 repays the second.
    gains = np.array([[3.0, 2.0, -4.0], [-2.0, -2.0, 6.0]])
    plan = make_plan(_space(gains), np.ones(3, int), np.zeros(3, int), [[0, 1], [2]])
    assert rate_order(plan).largest == 4.0
    cut, rating = split_stage(plan, 0)
    assert sorted(cut.stages) == [(0,), (1,), (2,)]
    assert rating.largest == 2.0  # one gift, the payment, the other gift
    assert order_stages(plan).largest == 4.0


def test_a_later_stage_is_cut_as_well_and_keeps_what_must_come_before() -> None:
    gains = np.array([[-4.0, 3.0, 2.0, 0.0], [6.0, -2.0, -2.0, 0.0]])
    plan = make_plan(_space(gains), np.ones(4, int), np.zeros(4, int), [[0], [1, 2], [3]])
    cut, rating = split_stage(plan, 1)
    assert sorted(cut.stages) == [(0,), (1,), (2,), (3,)]
    assert rating.largest == 2.0
    held, rating = split_stage(plan, 1, before=[(1, 0)])
    assert held is plan
    assert rating.largest == 4.0


def test_a_guarantee_waits_for_both_parts_of_a_stage_that_is_cut() -> None:
    gains = np.array([[3.0, 2.0, -4.0], [-2.0, -2.0, 6.0]])
    bonds = [Bond(player=1, cost=1.0, after=(0,)), Bond(player=0, cost=1.0, after=(1,))]
    plan = make_plan(_space(gains), np.ones(3, int), np.zeros(3, int), [[0, 1], [2]], bonds=bonds)
    cut, _ = split_stage(plan, 0)
    assert [bond.after for bond in cut.bonds] == [(0, 1), (2,)]


def test_a_stage_that_cannot_be_improved_is_left_whole() -> None:
    plan = make_plan(_space(np.ones((2, 3))), np.ones(3, int), np.zeros(3, int), [[0, 1], [2]])
    cut, rating = split_stage(plan, 0)
    assert cut is plan
    assert rating.largest == -2.0  # the small stage first, two thirds still to come
