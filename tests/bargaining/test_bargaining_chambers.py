from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bargaining.chambers import SeatRule, needed_seats, read_rule, threshold
from dragoman.errors import BadIssueSpace


def test_half_of_the_seats_is_no_majority() -> None:
    assert needed_seats("majority", None, (60, 60)) == 61
    assert needed_seats("simple majority", None, (61, 60)) == 61
    assert needed_seats("Absolute majority of all members", None, (40, 40, 39)) == 60


@pytest.mark.parametrize(
    ("rule", "needed"),
    [
        ("two thirds", 80),
        ("two-thirds majority of members present and voting", 80),
        ("advice and consent of two thirds", 80),
        ("2/3", 80),
        ("more than two thirds", 81),
        ("three quarters", 90),
        ("special majority of 75 %", 90),
        ("three fifths", 72),
        ("at least 60 per cent", 72),
        ("61 of 120", 61),
        ("no less than 70 votes", 70),
        ("50% + 1", 61),
        ("more than half", 61),
        ("four fifths (80%)", 96),
        ("unanimity", 120),
        ("consent", 120),
        ("Consensus", 120),
        ("all members", 120),
    ],
)
def test_rules_in_words_are_read_of_all_seats(rule: str, needed: float) -> None:
    assert needed_seats(rule, None, (100, 20)) == needed


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "qualified majority",
        "both houses",
        "majority of each community",
        "simple majority and two thirds of the provinces",
        "majority or consensus",
        "consensus minus one",
        "less than half",
        "not by majority",
        "130 %",
        "two thirds of a quorum",
        "whatever the king says",
    ],
)
def test_a_rule_with_an_unknown_word_stays_a_question(rule: str) -> None:
    found = threshold(rule, None, (100, 20))
    assert found.needed is None
    assert repr(rule) in found.why


def test_a_number_wins_over_the_words() -> None:
    assert needed_seats("majority", 0.55, (60, 60)) == 66
    assert needed_seats("whatever the king says", 0.5, (60, 60)) == 60
    assert needed_seats("unanimity", 1, (60, 60)) == 120


def test_a_number_that_is_the_words_rounded_leaves_the_words_exact() -> None:
    assert needed_seats("two thirds", 0.667, (60, 60)) == 80
    assert needed_seats("", 0.667, (60, 60)) == 81
    assert needed_seats("majority", 0.5, (60, 60)) == 61


def test_the_name_of_the_body_does_not_hide_the_rule() -> None:
    assert needed_seats("majority of the Storting", None, (85, 84)) is None
    assert needed_seats("majority of the Storting", None, (85, 84), body="Storting") == 85


def test_more_seats_than_there_are_is_a_question() -> None:
    assert threshold("150 seats", None, (60, 60)).needed is None
    assert threshold("majority", None, ()).needed is None
    assert threshold("majority", None, (0, 0)).needed is None


@pytest.mark.parametrize("seats", [(-1, 5), (float("nan"), 1), (float("inf"), 1), (1 / 3, 1 / 3)])
def test_seats_that_cannot_be_counted_are_refused(seats: tuple[float, ...]) -> None:
    with pytest.raises(BadIssueSpace, match="seats"):
        needed_seats("majority", None, seats)


@pytest.mark.parametrize("needs", [0, -0.1, 1.1, float("nan")])
def test_a_share_out_of_range_is_refused(needs: float) -> None:
    with pytest.raises(BadIssueSpace, match="needs"):
        needed_seats("majority", needs, (60, 60))


def test_a_rule_is_read_as_an_exact_share() -> None:
    assert read_rule("two thirds") == SeatRule(share=Fraction(2, 3))


RULES = {
    "majority": lambda sum_, total: sum_ * 2 > total,
    "two thirds": lambda sum_, total: sum_ * 3 >= total * 2,
    "three quarters": lambda sum_, total: sum_ * 4 >= total * 3,
    "unanimity": lambda sum_, total: sum_ == total,
}


@given(st.lists(st.integers(0, 300), min_size=1, max_size=7), st.sampled_from(sorted(RULES)))
def test_a_coalition_reaches_the_seats_needed_exactly_when_the_rule_holds(
    tenths: list[int], rule: str
) -> None:
    seats, total = [tenth / 10 for tenth in tenths], sum(tenths)
    needed = needed_seats(rule, None, seats)
    if needed is None:
        assert total == 0
        return
    for votes in product((False, True), repeat=len(seats)):
        floats = sum(seat for seat, yes in zip(seats, votes, strict=True) if yes)
        exact = sum(tenth for tenth, yes in zip(tenths, votes, strict=True) if yes)
        assert (floats >= needed) == RULES[rule](exact, total)
