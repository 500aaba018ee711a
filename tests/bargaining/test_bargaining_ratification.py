from itertools import combinations

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from ratified_spaces import ratified_spaces

from dragoman.bargaining.ratification import cheapest_cover, judge_ratification
from dragoman.bargaining.space import Chamber, IssueSpace, Tie
from dragoman.errors import BadIssueSpace

REEF = IssueSpace(
    players=("north", "fishers", "greens", "port"),
    n_parties=1,
    issues=("quota", "patrols"),
    options=(("none", "half", "all"), ("own", "joint")),
    worth=(
        np.array([[0.0, 0.3, 0.5], [0.6, 0.2, 0.0], [0.0, 0.4, 0.7], [0.0, 0.1, 0.2]]),
        np.array([[0.2, 0.1], [0.1, 0.3], [0.0, 0.0], [0.5, 0.0]]),
    ),
    reservation=np.array([0.3, 0.55, 0.3, 0.4]),
    forbidden=(np.zeros((4, 3), bool), np.zeros((4, 2), bool)),
    chambers=(Chamber(party=0, body="Moot", factions=(1, 2, 3), seats=(50, 40, 30), needed=61),),
)


def test_the_margin_is_in_seats_and_the_critical_ones_could_turn_it() -> None:
    (moot,) = judge_ratification(REEF, np.array([1, 1]))
    assert (moot.seats_for, moot.margin, moot.is_approved) == (40, -21, False)
    assert moot.critical == (1, 3)  # fishers and port: 90 and 70 with the greens
    assert [vote.is_veto_player for vote in moot.votes] == [False, False, False]
    assert [vote.banzhaf for vote in moot.votes] == [1 / 3] * 3


def test_the_nearest_to_accepting_lacks_the_least() -> None:
    (moot,) = judge_ratification(REEF, np.array([1, 1]))
    assert [REEF.players[vote.faction] for vote in moot.nearest] == ["fishers", "port"]
    assert [round(vote.shortfall, 3) for vote in moot.nearest] == [0.05, 0.3]
    assert moot.to_win == (1,)


def test_a_red_line_is_further_off_than_any_shortfall() -> None:
    lines = np.zeros((4, 3), bool)
    lines[1, 1] = True
    space = evolve(REEF, forbidden=(lines, REEF.forbidden[1]))
    (moot,) = judge_ratification(space, np.array([1, 1]))
    assert moot.votes[0].red_lines == ((0, 1),)
    assert moot.to_win == (3,)


def test_a_broken_condition_stands_in_the_way_and_is_named() -> None:
    tie = Tie(player=2, issue=0, option=1, other=1, allowed=frozenset({0}))
    (moot,) = judge_ratification(evolve(REEF, ties=(tie,)), np.array([1, 1]))
    assert moot.votes[1].ties == (tie,)
    assert not moot.votes[1].accepts
    assert moot.to_win == (1, 3)


def test_an_open_issue_is_refused_by_name() -> None:
    with pytest.raises(BadIssueSpace, match=r"'patrols'.*left open.*own, joint"):
        judge_ratification(REEF, np.array([1, -1]))


@given(ratified_spaces(), st.data())
def test_who_has_to_be_won_would_win_the_chamber(space: IssueSpace, data: st.DataObject) -> None:
    package = np.array([data.draw(st.integers(0, len(o) - 1)) for o in space.options])
    for chamber, verdict in zip(space.chambers, judge_ratification(space, package), strict=True):
        total = verdict.seats_for + sum(v.seats for v in verdict.votes if not v.accepts)
        assert verdict.is_approved == (verdict.margin >= 0)
        assert (verdict.to_win is None) == (total < chamber.needed)
        won = sum(v.seats for v in verdict.votes if v.faction in (verdict.to_win or ()))
        if verdict.to_win is not None:
            assert verdict.seats_for + won >= chamber.needed
        for vote in verdict.votes:
            is_blocked = vote.shortfall > 0 or vote.n_refusals > 0
            assert vote.accepts == (not is_blocked)


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 2), st.integers(0, 4)), min_size=1, max_size=6
    ),
    st.integers(1, 20),
)
def test_the_cheapest_cover_is_the_cheapest_of_all(
    rows: list[tuple[int, int, int]], missing: int
) -> None:
    places = range(len(rows))
    costs = [
        (sum(rows[p][1] for p in chosen), sum(rows[p][2] for p in chosen), len(chosen), chosen)
        for size in range(len(rows) + 1)
        for chosen in combinations(places, size)
        if sum(rows[p][0] for p in chosen) >= missing
    ]
    seats, refusals, shortfalls = zip(*rows, strict=True)
    found = cheapest_cover(seats, refusals, shortfalls, missing)
    assert found == (min(costs)[3] if costs else None)
