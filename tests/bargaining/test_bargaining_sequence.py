import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from ratified_spaces import ratified_spaces

from dragoman.bargaining.sequence import StageStanding, stand_after_stages
from dragoman.bargaining.space import Bonus, IssueSpace, Tie
from dragoman.bargaining.staged_plan import Bond, Plan, make_plan
from dragoman.bargaining.staged_play import foresee, rank_jumps
from dragoman.errors import BadIssueSpace

# Prisoners matter to north, the port to south; each gives what the other wants.
TRUCE = IssueSpace(
    players=("north", "south"),
    n_parties=2,
    issues=("prisoners", "port"),
    options=(("held", "freed"), ("shut", "open")),
    worth=(
        np.array([[0.0, 0.6], [0.1, 0.0]]),
        np.array([[0.2, 0.0], [0.0, 0.7]]),
    ),
    reservation=np.array([0.3, 0.3]),
    forbidden=(np.zeros((2, 2), bool), np.zeros((2, 2), bool)),
)
PACKAGE, QUO = np.array([1, 1]), np.array([0, 0])


def _at(standings: list[StageStanding], stage: int, player: int) -> StageStanding:
    return next(s for s in standings if (s.stage, s.player) == (stage, player))


def test_who_got_its_share_first_gains_by_stopping() -> None:
    standings = stand_after_stages(make_plan(TRUCE, PACKAGE, QUO, [[0], [1]]))
    north = _at(standings, 1, 0)
    assert north.held == pytest.approx(0.8)  # prisoners freed, port still shut
    assert north.to_come == pytest.approx(-0.2)
    assert north.stopping == pytest.approx(0.2)
    assert north.leaving == pytest.approx(-0.3)
    assert north.is_tempted
    assert north.missing_cost == pytest.approx(0.2)
    south = _at(standings, 1, 1)
    assert south.stopping == pytest.approx(-0.7)
    assert not south.is_tempted


def test_a_guarantee_in_force_takes_the_gain_away_and_one_to_come_does_not() -> None:
    bonds = [Bond(player=0, cost=0.2, after=(0,)), Bond(player=0, cost=1.0, after=(1,))]
    plan = make_plan(TRUCE, PACKAGE, QUO, [[0], [1]], bonds=bonds)
    standings = stand_after_stages(plan)
    assert [_at(standings, stage, 0).cost for stage in range(3)] == [0.0, 0.2, 1.2]
    north = _at(standings, 1, 0)
    assert north.stopping == 0.0  # exactly nothing left: it stays
    assert not north.is_tempted
    assert north.staying_cost == pytest.approx(0.2)
    assert north.missing_cost == 0.0


def test_an_unknown_status_quo_is_named_and_never_made_up() -> None:
    plan = make_plan(TRUCE, PACKAGE, np.array([0, -1]), [[0], [1]])
    north = _at(stand_after_stages(plan), 1, 0)
    assert (north.held, north.to_come, north.stopping) == (None, None, None)
    assert north.why_unknown == (1,)
    assert north.leaving == pytest.approx(-0.3)  # hangs on the whole package alone
    assert north.is_tempted is None
    assert north.temptation is None
    assert _at(stand_after_stages(plan), 2, 0).held == pytest.approx(0.6)
    assert foresee(plan).reached is None
    assert rank_jumps(plan) is None


def test_a_status_quo_that_makes_no_difference_need_not_be_known() -> None:
    flat = evolve(TRUCE, worth=(TRUCE.worth[0], np.array([[0.2, 0.2], [0.0, 0.7]])))
    standings = stand_after_stages(make_plan(flat, PACKAGE, np.array([0, -1]), [[0], [1]]))
    assert _at(standings, 1, 0).held == pytest.approx(0.8)
    assert _at(standings, 1, 1).held is None


def test_a_bonus_counts_from_the_stage_that_completes_it() -> None:
    space = evolve(TRUCE, bonuses=(Bonus(player=0, pairs=((0, 1), (1, 1)), worth=0.3),))
    standings = stand_after_stages(make_plan(space, PACKAGE, QUO, [[0], [1]]))
    assert [round(_at(standings, k, 0).held or 0, 3) for k in range(3)] == [0.2, 0.8, 0.9]


def test_a_condition_is_in_default_until_the_other_side_has_given() -> None:
    tie = Tie(player=1, issue=0, option=1, other=1, allowed=frozenset({1}))
    standings = stand_after_stages(make_plan(evolve(TRUCE, ties=(tie,)), PACKAGE, QUO, [[0], [1]]))
    assert [_at(standings, stage, 1).broken for stage in range(3)] == [(), (tie,), ()]


def test_leaving_is_worth_the_reservation() -> None:
    space = evolve(TRUCE, reservation=np.array([0.9, 0.3]))
    standings = stand_after_stages(make_plan(space, PACKAGE, QUO, [[0], [1]]))
    assert _at(standings, 2, 0).leaving == pytest.approx(0.3)
    assert _at(standings, 2, 0).temptation == pytest.approx(0.3)


def test_what_comes_later_counts_for_less_to_the_impatient() -> None:
    plan = make_plan(TRUCE, PACKAGE, QUO, [[0], [1]], patience=(0.5, 1.0))
    standings = stand_after_stages(plan)
    assert _at(standings, 0, 0).to_come == pytest.approx(0.5 * 0.6 - 0.25 * 0.2)
    assert _at(standings, 0, 1).to_come == pytest.approx(-0.1 + 0.7)


def test_issues_named_in_no_stage_come_with_the_last() -> None:
    assert make_plan(TRUCE, PACKAGE, QUO, [[1]]).stages == ((1, 0),)
    assert make_plan(TRUCE, PACKAGE, QUO, []).stages == ((0, 1),)


@pytest.mark.parametrize(
    ("stages", "changed", "words"),
    [
        ([[0], [0, 1]], {}, "'prisoners'.*two stages"),
        ([[0], [7]], {}, "issue number 7"),
        ([[0], [1]], {"package": np.array([1, -1])}, "'port'.*left open"),
        ([[0], [1]], {"status_quo": np.array([0, 5])}, "'port'.*option number 5"),
        ([[0], [1]], {"bonds": [Bond(player=0, cost=-1, label="m")]}, "'north'.*'m' costs -1"),
        ([[0], [1]], {"bonds": [Bond(player=0, cost=1, after=(2,))]}, "after stage 2"),
        ([[0], [1]], {"bonds": [Bond(player=5, cost=1, label="m")]}, "'m' is of no party"),
        ([[0], [1]], {"patience": 0.0}, "'north'.*patience 0"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    stages: list[list[int]], changed: dict[str, object], words: str
) -> None:
    given_: dict[str, object] = {"package": PACKAGE, "status_quo": QUO, **changed}
    with pytest.raises(BadIssueSpace, match=words):
        make_plan(TRUCE, stages=stages, **given_)  # type: ignore[arg-type]


def test_who_foresees_that_the_other_stops_does_not_begin() -> None:
    alone = foresee(make_plan(TRUCE, PACKAGE, QUO, [[0], [1]]))
    assert (alone.reached, alone.walkers) == (0, ((1,), (0,), ()))
    assert alone.is_completed is False
    watched = make_plan(TRUCE, PACKAGE, QUO, [[0], [1]], bonds=[Bond(player=0, cost=0.25)])
    assert foresee(watched).is_completed


def test_the_worst_jump_names_stage_party_and_issue() -> None:
    jumps = rank_jumps(make_plan(TRUCE, PACKAGE, QUO, [[0], [1]]))
    assert jumps is not None
    assert [(jump.stage, jump.player) for jump in jumps] == [(1, 1), (0, 0)]
    assert jumps[0].rise == pytest.approx(0.7)
    assert jumps[0].parts == ((1, 0.7),)
    assert jumps[1].parts == ((0, 0.6),)
    (whole,) = rank_jumps(make_plan(TRUCE, PACKAGE, QUO, [])) or ()
    assert whole.player == 1
    assert whole.parts == ((1, 0.7), (0, -0.1))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    space = draw(ratified_spaces())
    sizes = [len(options) for options in space.options]
    package = np.array([draw(st.integers(0, size - 1)) for size in sizes])
    quo = np.array([draw(st.integers(0, size - 1)) for size in sizes])
    issues = draw(st.permutations(range(len(sizes))))
    cuts = sorted(draw(st.sets(st.integers(1, max(len(sizes) - 1, 1)))))
    stages = [issues[a:b] for a, b in zip([0, *cuts], [*cuts, len(issues)], strict=True)]
    bonds = [
        Bond(
            player=draw(st.integers(0, space.n_parties - 1)),
            cost=draw(st.integers(0, 3)),
            after=tuple(draw(st.sets(st.integers(0, len(stages) - 1), max_size=2))),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return make_plan(space, package, quo, stages, bonds=bonds)


@given(plans())
def test_standings_are_those_reckoned_by_hand(plan: Plan) -> None:
    whole = plan.space.utilities(plan.package[None])[0]
    for standing in stand_after_stages(plan):
        mixed, done = plan.status_quo.copy(), set(range(standing.stage))
        for stage in done:
            for issue in plan.stages[stage]:
                mixed[issue] = plan.package[issue]
        p = standing.player
        held = plan.space.utilities(mixed[None])[0, p]
        cost = sum(b.cost for b in plan.bonds if b.player == p and set(b.after) <= done)
        assert standing.held == held
        assert standing.to_come == whole[p] - held
        assert standing.cost == cost
        assert standing.stopping == held - whole[p] - cost
        assert standing.leaving == plan.space.reservation[p] - whole[p] - cost


@given(plans())
def test_a_deal_nobody_is_tempted_to_stop_is_completed(plan: Plan) -> None:
    standings = stand_after_stages(plan)
    if all((standing.stopping or 0) <= 0 for standing in standings):
        assert foresee(plan).is_completed
    else:
        tempted = max(s.stage for s in standings if (s.stopping or 0) > 0)
        walkers = foresee(plan).walkers
        assert walkers[tempted]
        assert not any(walkers[tempted + 1 :])
