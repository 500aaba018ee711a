import numpy as np
import pytest
from attrs import evolve
from blocks_builder import all_packages, priced, spaces, utility, ways_into, zone_of
from hypothesis import given, settings

from dragoman.bargaining.blocks import (
    Aim,
    Bar,
    BarKind,
    Package,
    after_moves,
    find_openings,
    find_payers,
    price_moves,
    share_costs,
)
from dragoman.bargaining.space import IssueSpace, Tie, additive_space

FEW = settings(max_examples=50, deadline=None)


def ways(space: IssueSpace) -> list[tuple[Package, frozenset[Bar], float]]:
    """Every (package, bars, cost) that opens a zone."""
    prices = price_moves(space)
    return [
        (package, bars, priced(space, prices, package, bars))
        for package in all_packages(space)
        for bars in ways_into(space, package)
    ]


@FEW
@given(spaces())
def test_the_cheapest_moves_are_those_of_every_package_tried(space: IssueSpace) -> None:
    known = ways(space)
    found = find_openings(space, limit=1)
    if not known:
        assert found.openings == ()
        assert found.is_complete
        return
    [opening] = found.openings
    assert opening.is_proved
    assert opening.cost == pytest.approx(min(cost for *_, cost in known), abs=2e-4)
    assert opening.package in zone_of(after_moves(space, opening))
    assert bool(opening.moves) != bool(zone_of(space))


@FEW
@given(spaces())
def test_the_fewest_moves_are_those_of_every_package_tried(space: IssueSpace) -> None:
    known = ways(space)
    found = find_openings(space, aim=Aim.COUNT, limit=1)
    if known:
        [opening] = found.openings
        fewest = min(len(bars) for _, bars, _ in known)
        assert len(opening.moves) == fewest
        moved = {move.bar for move in opening.moves}
        cheapest = min(cost for _, bars, cost in known if bars == moved)
        assert opening.cost == pytest.approx(cheapest)


@FEW
@given(spaces(most_issues=2))
def test_the_groups_that_must_move_are_all_the_minimal_ones(space: IssueSpace) -> None:
    groups = {frozenset(bar.player for bar in bars) for _, bars, _ in ways(space)}
    want = {one for one in groups if not any(other < one for other in groups)}
    found = find_payers(space, limit=100)
    assert {frozenset(opening.payers) for opening in found.openings} == want
    assert found.is_complete


@settings(max_examples=25, deadline=None)
@given(spaces(most_issues=2))
def test_shared_costs_are_the_pareto_set(space: IssueSpace) -> None:
    prices = price_moves(space)
    vectors = []
    for package, bars, _ in ways(space):
        costs = np.zeros(len(space.players))
        for bar in bars:
            costs[bar.player] += prices.of(space, bar, package, utility(space, package))
        vectors.append(tuple(costs.round(6)))
    want = {
        one
        for one in set(vectors)
        if not any(other != one and np.less_equal(other, one).all() for other in vectors)
    }
    found = share_costs(space, limit=100)
    players = range(len(space.players))
    got = {tuple(round(o.cost_to(player), 6) for player in players) for o in found.openings}
    assert got == want
    assert len(found.openings) == len(want)


def two_issues() -> IssueSpace:
    worth = [np.array([[0.5, 0.2, 0.0], [0.0, 0.3, 0.5]]), np.array([[0.5, 0.0], [0.1, 0.5]])]
    return additive_space(worth, reservation=np.array([0.4, 0.4]))


def test_lifting_a_red_line_costs_the_loss_against_the_best_that_is_not_refused() -> None:
    refused = (np.array([[False, True, True], [True, True, False]]), np.zeros((2, 2), dtype=bool))
    space = evolve(two_issues(), forbidden=refused)
    assert price_moves(space).lines[0][0].tolist() == [0.0, 0.3, 0.5]
    assert price_moves(space).lines[0][1].tolist() == [0.5, 0.2, 0.0]


def test_dropping_a_condition_costs_the_loss_on_the_other_issue() -> None:
    tie = Tie(player=1, issue=0, option=1, other=1, allowed=frozenset({1}))
    space = evolve(two_issues(), ties=(tie,))
    assert price_moves(space).ties[0].tolist() == [0.4, 0.0]


def test_a_lowered_reservation_names_the_new_one_and_costs_the_difference() -> None:
    space = evolve(two_issues(), reservation=np.array([0.75, 0.4]))
    [opening] = find_openings(space, limit=1).openings
    [move] = opening.moves
    assert (move.bar.kind, move.bar.player) == (BarKind.RESERVATION, 0)
    assert move.to == pytest.approx(0.7)
    assert move.cost == pytest.approx(0.05)


def test_alternatives_never_hold_all_the_moves_of_an_earlier_one() -> None:
    space = evolve(two_issues(), reservation=np.array([0.9, 0.9]))
    found = find_openings(space, limit=10).openings
    sets = [frozenset(move.bar for move in opening.moves) for opening in found]
    assert len(sets) == 3
    assert not any(one <= other for k, one in enumerate(sets) for other in sets[k + 1 :])


def test_prices_follow_the_scale_of_the_player() -> None:
    space = evolve(two_issues(), reservation=np.array([0.75, 0.4]))
    prices = price_moves(space, scale=np.array([10.0, 1.0]))
    [opening] = find_openings(space, limit=1, prices=prices).openings
    assert opening.payers == (1,)


def test_one_issue_of_one_option_opens_by_reservations_alone() -> None:
    space = additive_space([np.array([[0.2], [0.1]])], reservation=np.array([0.3, 0.3]))
    [opening] = find_openings(space, limit=5).openings
    assert opening.payers == (0, 1)
    assert opening.cost == pytest.approx(0.3)
