import numpy as np
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from package_spaces import accepting, every_package, in_zone, spaces

from dragoman.bargaining.packages import count_win_set, count_zone
from dragoman.bargaining.space import IssueSpace, Tie, additive_space


@settings(deadline=None)
@given(spaces())
def test_the_zone_and_the_win_sets_are_counted_as_by_brute_force(space: IssueSpace) -> None:
    tally = count_zone(space)
    assert tally.is_exact
    assert tally.low == len(in_zone(space))
    assert tally.total == len(every_package(space))
    taken = np.array(accepting(space, every_package(space)))
    for player in range(len(space.players)):
        assert count_win_set(space, [player]).low == taken[:, player].sum()
    everybody = range(len(space.players))
    assert count_win_set(space, everybody).high == taken.all(axis=1).sum()


@settings(deadline=None)
@given(spaces(), st.integers(1, 5))
def test_rounded_sums_bound_the_number_from_both_sides(space: IssueSpace, most_sums: int) -> None:
    tally = count_zone(space, most_sums=most_sums)
    assert tally.low <= len(in_zone(space)) <= tally.high


def test_equal_sums_in_more_states_than_there_is_room_for_come_to_an_end() -> None:
    plain = additive_space([np.zeros((1, 2))] * 3, reservation=np.zeros(1))
    tie = Tie(player=0, issue=0, option=0, other=1, allowed=frozenset((1,)))
    tally = count_zone(evolve(plain, ties=(tie,)), most_sums=1)
    assert (tally.low, tally.high) == (6, 6)


def test_a_trillion_packages_of_round_scores_are_counted_exactly() -> None:
    # ten issues of ten even steps, doubled: as many fall short of the middle as pass it
    steps = np.arange(16.0)[None]
    space = additive_space([steps] * 10, reservation=np.array([75.0]))
    low = count_zone(space)
    high = count_zone(evolve(space, reservation=np.array([75.1])))
    assert low.is_exact
    assert high.is_exact
    assert low.low + high.low == low.total == 16**10


def test_fine_scores_are_bounded_closely_for_one_party() -> None:
    rng = np.random.default_rng(2)
    space = additive_space([rng.random((1, 6)) for _ in range(14)], reservation=np.array([7.5]))
    tally = count_zone(space, most_sums=20_000)
    assert not tally.is_exact
    assert 0 < tally.high - tally.low < tally.total / 200
    packages = rng.integers(0, 6, (20_000, 14))
    share = space.is_accepted(packages)[:, 0].mean()
    assert abs(share - tally.low / tally.total) < 0.02
