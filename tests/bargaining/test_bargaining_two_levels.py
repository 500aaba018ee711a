import numpy as np
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from ratified_spaces import ratified_spaces

from dragoman.bargaining.space import Chamber, IssueSpace, additive_space
from dragoman.bargaining.two_levels import compare_levels, missing_seats
from dragoman.bargaining.win_sets import (
    Share,
    all_packages,
    list_parties_zone,
    sample_packages,
)


def _every(space: IssueSpace) -> np.ndarray:
    return np.concatenate(list(all_packages(space, chunk=7)))


@given(ratified_spaces())
def test_what_ratification_costs_is_counted_exactly(space: IssueSpace) -> None:
    every, levels = _every(space), compare_levels(space)
    agreed = space.is_accepted(every)[:, : space.n_parties].all(axis=1)
    in_zone, approved = space.is_in_zone(every), space.is_ratified(every)
    assert levels.is_exact
    assert levels.parties.count == agreed.sum()
    assert levels.ratified.count == in_zone.sum()
    assert levels.n_lost == (agreed & ~in_zone).sum()
    assert [s.count for s in levels.win_sets] == space.is_accepted(every).sum(axis=0).tolist()
    for chamber, toll in enumerate(levels.chambers):
        refused = agreed & ~approved[:, chamber]
        others = np.delete(approved, chamber, axis=1).all(axis=1)
        assert toll.refused == refused.sum()
        assert toll.refused_alone == (refused & others).sum()
        assert toll.win_set.count == approved[:, chamber].sum()
        assert toll.is_absorbed == (not refused.any() if agreed.any() else None)
        left = agreed & others
        assert toll.is_absorbed_by_all == (not (refused & left).any() if left.any() else None)


@given(ratified_spaces())
def test_ratifiable_options_are_those_of_the_zone(space: IssueSpace) -> None:
    every, levels = _every(space), compare_levels(space)
    zone = every[space.is_in_zone(every)]
    for issue, counts in enumerate(levels.ratifiable):
        assert counts.tolist() == [(zone[:, issue] == o).sum() for o in range(len(counts))]
        held = set(zone[:, issue].tolist())
        assert levels.required[issue] == (held.pop() if len(held) == 1 else None)


@given(ratified_spaces())
def test_lost_packages_come_with_who_refuses_them_nearest_miss_first(space: IssueSpace) -> None:
    levels = compare_levels(space)
    assert len(levels.lost) == min(levels.n_lost, 100)
    if len(levels.lost):
        assert space.is_accepted(levels.lost)[:, : space.n_parties].all()
        assert (levels.refused_by == ~space.is_ratified(levels.lost)).all()
        needed = np.array([chamber.needed for chamber in space.chambers])
        lacking = (levels.missing / needed).sum(axis=1)
        assert (np.diff(lacking) >= 0).all()


@given(ratified_spaces())
def test_growing_packages_finds_the_zone_that_listing_finds(space: IssueSpace) -> None:
    every = _every(space)
    agreed = every[space.is_accepted(every)[:, : space.n_parties].all(axis=1)]
    grown = list_parties_zone(space)
    assert grown is not None
    assert grown.tolist() == agreed.tolist()


@given(ratified_spaces(), st.integers(0, 20))
def test_a_space_too_large_to_list_keeps_an_exact_zone_where_it_can_be_grown(
    space: IssueSpace, limit: int
) -> None:
    listed = compare_levels(space)
    drawn = compare_levels(space, listed=min(limit, space.n_packages - 1), sampled=50, seed=limit)
    if drawn.is_exact:
        assert (drawn.parties, drawn.ratified) == (listed.parties, listed.ratified)
        assert drawn.lost.tolist() == listed.lost.tolist()
    else:
        assert drawn.parties.of == 50
    assert not any(share.is_exact for share in drawn.win_sets)


BODY = Chamber(party=0, body="court", factions=(1,), seats=(1.0,), needed=1.0)


def _large(reservation: float) -> IssueSpace:
    """Nine issues of seven options: 40 million packages, party and court alike."""
    space = additive_space([np.tile(np.arange(7.0), (2, 1))] * 9)
    return evolve(space, n_parties=1, reservation=np.array([reservation, 20.0]), chambers=(BODY,))


def test_a_narrow_zone_in_a_large_space_is_counted_exactly() -> None:
    levels = compare_levels(_large(52.0), sampled=1_000)
    assert levels.is_exact
    assert levels.parties.count == 55  # ways to stay at most two below nine sixes
    assert levels.parties.of == 7**9
    assert levels.chambers[0].is_absorbed is True
    assert not levels.win_sets[0].is_exact


def test_a_large_space_is_sampled_and_says_so() -> None:
    levels = compare_levels(_large(12.0), sampled=20_000, seed=1)
    assert not levels.is_exact
    assert levels.parties.of == 20_000
    toll = levels.chambers[0]
    assert levels.ratified.low < levels.ratified.share < levels.ratified.high
    # P(sum of nine fair seven-sided numbers from 0 is 20 or more), by convolution
    ways = np.array([1.0])
    for _ in range(9):
        ways = np.convolve(ways, np.full(7, 1 / 7))
    assert toll.win_set.low < ways[20:].sum() < toll.win_set.high
    assert toll.is_absorbed is False


def test_nothing_refused_in_a_sample_does_not_prove_absorption() -> None:
    levels = compare_levels(_large(25.0), sampled=5_000, seed=1)
    assert not levels.is_exact
    assert levels.n_lost == 0
    assert levels.chambers[0].is_absorbed is None


def test_the_same_seed_draws_the_same_packages() -> None:
    first, second = (np.concatenate(list(sample_packages(_large(0), 9, seed=3))) for _ in range(2))
    assert first.tolist() == second.tolist()


def test_an_interval_holds_its_share_and_an_exact_one_has_no_width() -> None:
    none, all_, half = (Share(count=c, of=100, is_exact=False) for c in (0, 100, 50))
    assert (none.low, all_.high) == (0.0, 1.0)
    assert round(none.high, 4) == 0.037
    assert (round(half.low, 4), round(half.high, 4)) == (0.4038, 0.5962)
    exact = Share(count=50, of=100)
    assert exact.low == exact.share == exact.high == 0.5


def test_no_seats_are_missing_where_there_is_no_chamber() -> None:
    space = additive_space([np.zeros((2, 2))])
    assert missing_seats(space, np.array([[0], [1]])).shape == (2, 0)
    assert compare_levels(space).ratified.share == 1.0
