import numpy as np
import pytest
from attrs import evolve
from blocks_builder import all_packages, spaces, utility, zone_of
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bargaining.programme import Column, Limits, Query, Row, ZoneSearch, left_standing
from dragoman.bargaining.space import Bonus, Chamber, IssueSpace, additive_space
from dragoman.errors import BadIssueSpace

FEW = settings(max_examples=60, deadline=None)


@FEW
@given(spaces())
def test_a_package_is_found_exactly_where_there_is_a_zone(space: IssueSpace) -> None:
    zone = zone_of(space)
    answer = ZoneSearch(space=space).find_package()
    assert answer.is_proved
    assert answer.package in zone if zone else answer.package is None


@FEW
@given(spaces(), st.data())
def test_a_draft_keeps_what_it_has_settled(space: IssueSpace, data: st.DataObject) -> None:
    draft = tuple(data.draw(st.integers(-1, len(options) - 1)) for options in space.options)
    fits = [
        package
        for package in zone_of(space)
        if all(want in (-1, has) for want, has in zip(draft, package, strict=True))
    ]
    answer = ZoneSearch(space=space).find_package(draft)
    assert answer.package in fits if fits else answer.package is None


@FEW
@given(spaces(), st.data())
def test_the_best_sum_is_that_of_every_package(space: IssueSpace, data: st.DataObject) -> None:
    weight = st.integers(-3, 3)
    n = len(space.players)
    weights = data.draw(st.lists(weight, min_size=n, max_size=n))
    sums = [float(utility(space, package) @ weights) for package in zone_of(space)]
    answer = ZoneSearch(space=space).maximise(weights)
    assert answer.value == (max(sums) if sums else None)
    if answer.bound is not None:
        assert answer.bound == pytest.approx(answer.value, abs=1e-6)


@FEW
@given(spaces())
def test_the_best_smallest_gain_is_that_of_every_package_tried(space: IssueSpace) -> None:
    n = space.n_parties
    zone = zone_of(space)
    gains = [(utility(space, package) - space.reservation)[:n].min() for package in zone]
    assert ZoneSearch(space=space).maximise_smallest().value == (max(gains) if gains else None)


@FEW
@given(spaces())
def test_rows_of_weights_are_taken_one_after_the_other(space: IssueSpace) -> None:
    rows = [[1.0] * len(space.players), [1.0] + [0.0] * (len(space.players) - 1)]
    zone = zone_of(space)
    answer = ZoneSearch(space=space).lexicographic(rows)
    if answer.package is None:
        assert not zone
        return
    keys = [
        tuple(float(utility(space, package) @ np.array(row)) for row in rows) for package in zone
    ]
    assert tuple(float(utility(space, answer.package) @ np.array(row)) for row in rows) == max(keys)


@FEW
@given(spaces())
def test_ideals_are_the_best_in_the_zone(space: IssueSpace) -> None:
    zone = zone_of(space)
    best = [
        max((float(utility(space, package)[party]) for package in zone), default=None)
        for party in range(space.n_parties)
    ]
    assert list(ZoneSearch(space=space).ideals()) == best


def opposed(reservation: list[float]) -> IssueSpace:
    worth = [np.array([[0.0, 0.3, 0.7], [0.7, 0.3, 0.0]])]
    return additive_space(worth, reservation=np.array(reservation))


def test_a_package_worth_exactly_the_reservation_is_accepted() -> None:
    assert ZoneSearch(space=opposed([0.3, 0.3])).find_package().package == (1,)


def test_a_miss_by_a_rounding_is_said_and_not_taken() -> None:
    answer = ZoneSearch(space=opposed([0.3 + 1e-8, 0.3])).find_package()
    assert answer.package is None
    assert answer.is_close
    assert answer.nearest == (1,)


def test_a_miss_that_is_no_rounding_is_not_close() -> None:
    answer = ZoneSearch(space=opposed([0.31, 0.3])).find_package()
    assert answer.package is None
    assert answer.is_proved
    assert not answer.is_close


def test_a_reservation_that_is_no_number_is_refused_with_its_party() -> None:
    with pytest.raises(BadIssueSpace, match="party 1") as refused:
        ZoneSearch(space=opposed([0.3, np.nan])).find_package()
    assert refused.value.party == "party 1"


def test_a_gain_needs_a_reservation_to_be_counted_from() -> None:
    with pytest.raises(BadIssueSpace, match="party 0"):
        ZoneSearch(space=opposed([-np.inf, 0.3])).maximise_smallest()


def test_a_party_cannot_vote_in_a_body() -> None:
    chamber = Chamber(party=0, body="Court", factions=(1,), seats=(1.0,), needed=1.0)
    with pytest.raises(BadIssueSpace, match="Court"):
        ZoneSearch(space=evolve(opposed([0.0, 0.0]), chambers=(chamber,))).find_package()


def test_fifty_issues_of_ten_options_are_searched() -> None:
    rng = np.random.default_rng(3)
    ideal = rng.uniform(size=(2, 50))
    steps = np.linspace(0.0, 1.0, 10)
    worth = [(1.0 - abs(steps - ideal[:, [i]])) / 50 for i in range(50)]
    search = ZoneSearch(space=additive_space(worth, reservation=np.array([0.7, 0.7])))
    assert search.find_package().package is not None


def test_sums_that_reach_a_floor_but_for_their_last_digits_lie_in_the_zone() -> None:
    worth = [np.array([[0.1, 0.0]]), np.array([[0.7, 0.0]])]
    space = additive_space(worth, reservation=np.array([0.8]))
    assert 0.1 + 0.7 < 0.8
    assert ZoneSearch(space=space).find_package().package == (0, 0)
    assert left_standing(space, (0, 0)) == ()


@FEW
@given(spaces(), st.floats(-2e-9, 2e-9))
def test_a_package_runs_into_no_bar_exactly_where_it_lies_in_the_zone(
    space: IssueSpace, shift: float
) -> None:
    moved = evolve(space, reservation=space.reservation + shift)
    zone = zone_of(moved)
    for package in all_packages(moved):
        assert (not left_standing(moved, package)) == (package in zone)


@FEW
@given(spaces(), st.integers(0, 4))
def test_further_columns_and_rows_answer_a_question_of_ones_own(space: IssueSpace, n: int) -> None:
    # one further column lies below what party 0 gets, and below n at most
    search = ZoneSearch(space=space)
    own = search.programme.n_columns
    gain = {column: -worth for column, worth in search.programme.worth[0].items()}
    answer = search.search(
        Query(
            objective={own: -1.0},
            rows=[Row(terms={**gain, own: 1.0}, high=0.0)],
            more=[Column(low=-np.inf, high=float(n), is_whole=True)],
        ),
        value=lambda utilities: min(np.floor(utilities[0]), n),
    )
    best = [min(np.floor(utility(space, package)[0]), n) for package in zone_of(space)]
    assert answer.value == max(best, default=None)
    if answer.bound is not None:
        assert answer.bound == pytest.approx(answer.value, abs=1e-6)


def test_a_search_cut_short_proves_nothing() -> None:
    rng = np.random.default_rng(2)
    space = additive_space([rng.random((6, 5)) for _ in range(12)], reservation=np.full(6, 6.5))
    answer = ZoneSearch(space=space, limits=Limits(seconds=0.0)).find_package()
    assert answer.package is None
    assert not answer.is_proved


def test_a_bonus_that_is_no_number_is_refused_with_its_issues() -> None:
    bonus = Bonus(player=1, pairs=((0, 1),), worth=np.nan)
    with pytest.raises(BadIssueSpace, match="interaction is worth nan") as refused:
        ZoneSearch(space=evolve(opposed([0.0, 0.0]), bonuses=(bonus,))).find_package()
    assert (refused.value.issue, refused.value.party) == ("issue 0", "party 1")


def test_worths_too_large_to_sum_are_refused() -> None:
    worth = [np.array([[1e308, -1e308]])]
    with pytest.raises(BadIssueSpace, match="too large to sum"):
        ZoneSearch(space=additive_space(worth)).find_package()
