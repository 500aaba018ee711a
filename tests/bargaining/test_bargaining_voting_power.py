import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bargaining import voting_power
from dragoman.bargaining.voting_power import banzhaf, count_swings, is_critical, veto_players
from dragoman.errors import BadIssueSpace

SEATS = st.lists(st.integers(0, 9), min_size=1, max_size=7)
NEEDED = st.integers(1, 60)


def _swings(seats: list[int], needed: float) -> list[int]:
    found = [0] * len(seats)
    for votes in product((0, 1), repeat=len(seats)):
        total = sum(vote * seat for vote, seat in zip(votes, seats, strict=True))
        for place, seat in enumerate(seats):
            found[place] += votes[place] and total >= needed > total - seat
    return found


@given(SEATS, NEEDED)
def test_swings_are_those_found_by_trying_every_coalition(seats: list[int], needed: int) -> None:
    assert list(count_swings(seats, needed)) == _swings(seats, needed)


@given(SEATS, NEEDED)
def test_counting_by_seats_finds_the_same_swings(seats: list[int], needed: int) -> None:
    if needed <= sum(seats):
        assert list(voting_power._by_sums(tuple(seats), needed)) == _swings(seats, needed)


@given(SEATS, NEEDED)
def test_a_veto_player_is_in_every_winning_coalition(seats: list[int], needed: int) -> None:
    for place, vetoes in enumerate(veto_players(seats, needed)):
        without = sum(seats) - seats[place]
        assert vetoes == (without < needed)


@given(SEATS, NEEDED, st.data())
def test_who_is_critical_turns_the_outcome_alone(
    seats: list[int], needed: int, data: st.DataObject
) -> None:
    accepts = data.draw(st.lists(st.booleans(), min_size=len(seats), max_size=len(seats)))
    for place, turns in enumerate(is_critical(seats, accepts, needed)):
        other = [yes != (place == number) for number, yes in enumerate(accepts)]
        now, then = (
            sum(seat for seat, yes in zip(seats, votes, strict=True) if yes) >= needed
            for votes in (accepts, other)
        )
        assert turns == (now != then)


def test_forty_nine_seats_may_weigh_no_more_than_one() -> None:
    assert banzhaf((50, 49, 1), 51) == (0.6, 0.2, 0.2)
    assert banzhaf((30, 30, 30), 100) == (0.0, 0.0, 0.0)


def test_a_large_parliament_is_counted_exactly() -> None:
    seats = [1] * 101
    assert count_swings(seats, 51) == (math.comb(100, 50),) * 101


def test_parts_of_seats_are_counted_as_written() -> None:
    assert banzhaf((33.3, 33.3, 33.4), 50.1) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_too_many_votes_to_count_are_refused() -> None:
    with pytest.raises(BadIssueSpace, match="21 factions"):
        banzhaf([10_000_001] * 21, 105_000_000)
