"""What one account says and another denies, in words that no two texts share."""

import pytest
from texts_builder import contents_of, kinds_in

from dragoman.assessment import assess
from dragoman.assessment.discrepancies.roots import root, roots_of

RIVALS = [
    # came up, and did not
    (
        "denial",
        "Velland said after the call with Ormark that the pension fund was discussed.",
        "Ormark said after the call with Velland that pensions did not come up.",
    ),
    # a word given, and none
    (
        "denial",
        "Velland said that Ormark gave its word in the call to hire more pilots by spring.",
        "Ormark said after the call with Velland that it had made no commitment on hiring.",
    ),
    # agreed on a matter, and not
    (
        "outcome",
        "Velland said after the talks that Ormark had accepted shorter night shifts at Sund.",
        "Ormark said after the talks with Velland that no agreement was reached on night shifts.",
    ),
    # in and out of it
    (
        "meaning",
        "Velland said after the call with Ormark that the Sund shipyard is part of the sale.",
        "Ormark said after the call with Velland that the Sund shipyard is not part of any sale.",
    ),
    # each names the other
    (
        "denial",
        "Velland and Ormark met at Sund. Ormark walked out of the meeting, Velland said.",
        "Ormark said that it was Velland that walked out of the meeting at Sund.",
    ),
    # all and some
    (
        "meaning",
        "Velland said after the call that Ormark will release all hostages by Sunday.",
        "Ormark said after the call that it will release the women and children for Velland.",
    ),
    # tied and not tied
    (
        "condition",
        "Velland said that it will open the sluices of Sund once Ormark has withdrawn its guns.",
        "Ormark said that the opening of the sluices in Velland is not tied to any withdrawal.",
    ),
]
BOTH_HOLD = [
    # another matter came up
    (
        "Velland said after the call with Ormark that the pension fund was discussed.",
        "Ormark said after the call with Velland that the harbour was not discussed.",
    ),
    # no agreement on one thing, an agreement on another
    (
        "Velland said after the talks that Ormark had accepted shorter night shifts at Sund.",
        "Ormark said after the talks with Velland that no agreement was reached on pay.",
    ),
    # both left
    (
        "Velland and Ormark met at Sund. Both sides left the room at noon, Velland said.",
        "Ormark said that the talks at Sund with Velland broke off at noon.",
    ),
    # what is asked for is no account
    (
        "Velland demands that Ormark release all hostages by Sunday.",
        "Ormark said that it will release the women and children for Velland.",
    ),
    # not yet, and later so
    (
        ("Velland said that Ormark had not yet withdrawn its guns from Sund.", "2031-03-18"),
        ("Ormark withdrew its guns from Sund in Velland, an observer said.", "2031-03-21"),
    ),
]


@pytest.mark.parametrize(("kind", "one", "two"), RIVALS)
def test_what_one_says_and_the_other_denies_is_found(kind: str, one: str, two: str) -> None:
    assert kind in kinds_in(one, two)


@pytest.mark.parametrize(("one", "two"), BOTH_HOLD)
def test_what_both_can_say_is_no_discrepancy(
    one: str | tuple[str, str], two: str | tuple[str, str]
) -> None:
    found = assess(contents_of(one, two)).discrepancies
    assert [d for d in found if not d.because[0].startswith("rule: sought")] == []


def test_an_answer_in_the_next_sentence_is_held_against_the_charge() -> None:
    found = assess(
        contents_of(
            "Velland accused Ormark of firing on a trawler on Monday. Ormark rejected the charge."
        )
    ).discrepancies
    assert [d.discrepancy_kind for d in found] == ["compliance"]
    assert [p.exact for a in found[0].accounts for p in a.passages][1] == (
        "Ormark rejected the charge"
    )


def test_an_answer_that_is_only_expected_is_none() -> None:
    told = "Velland accused Ormark of firing on a trawler. Ormark may reject the charge."
    assert kinds_in(told) == []


def test_words_of_one_family_have_one_root_and_others_another() -> None:
    assert roots_of("the dismissals") == roots_of("were dismissed")
    assert root("hiring") == root("hire")
    assert root("contact") != root("contract")
