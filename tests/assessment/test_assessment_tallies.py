"""Numbers of one thing under other verbs and nouns, and numbers that only look like rivals."""

import pytest
from texts_builder import kinds_in

from dragoman.assessment.discrepancies.counting import head_of
from dragoman.assessment.discrepancies.situations import situations_in

RIVALS = {
    "other nouns for those held": (
        "Velland seized nineteen dockers at Sund, Port Vell said. Ormark is angry.",
        "Velland took twelve employees of the harbour at Sund captive, Castle Quay said of Ormark.",
    ),
    "their number": (
        "Velland speaks for the 31 engineers held in Castle Quay by Ormark.",
        "The engineers have not been freed by Ormark. Castle Quay put their number at 19, it said. "
        "Velland protests.",
    ),
    "members balloted and drivers": (
        "The strike ballot of 1,140 members in Velland stays open. Ormark waits.",
        "The ballot in Velland covers no more than 800 drivers. Ormark waits for its result.",
    ),
    "two figures in one sentence": (
        "How wide the strip at Sund will be is open: Velland spoke of five kilometres, "
        "Ormark of two.",
        "Velland and Ormark are silent.",
    ),
    "a price": (
        "Ormark will pay Velland 2.4 billion crowns for the Sund terminal.",
        "The price of the Sund terminal that Ormark buys from Velland is 2.9 billion crowns.",
    ),
}
ALIKE = {
    "a part and the whole": (
        "Velland holds twelve sailors in Sund, Ormark said.",
        "Velland released five of the twelve sailors in Sund, Ormark said.",
    ),
    "losses of one side and of both": (
        "Ormark lost 22 soldiers in the fighting at Sund in August.",
        "At least 60 soldiers on both sides were killed in the fighting at Sund in August.",
    ),
    "two offers": (
        "Velland repeated its offer of 4 per cent to Ormark for the Sund terminal.",
        "Ormark said that Velland had raised its offer to 5 per cent for the Sund terminal.",
    ),
    "soldiers and civilians": (
        "Velland holds 40 soldiers of Ormark in Sund.",
        "Velland holds 25 civilians of Ormark in Sund.",
    ),
    "both numbers in one text": (
        "Velland will withdraw 14 posts from Sund and 9 posts from Arl, leaving Ormark the bay.",
        "Velland will withdraw 9 posts from Arl, leaving Ormark the bay.",
    ),
    "a bound that allows it": (
        "Velland holds at least 20 sailors of Ormark in Sund.",
        "Velland holds 31 sailors of Ormark in Sund.",
    ),
}


@pytest.mark.parametrize("name", RIVALS)
def test_a_number_of_one_thing_under_other_words_is_found(name: str) -> None:
    assert kinds_in(*RIVALS[name]) == ["number"]


@pytest.mark.parametrize("name", ALIKE)
def test_numbers_of_two_things_are_no_discrepancy(name: str) -> None:
    assert "number" not in kinds_in(*ALIKE[name])


def test_what_is_counted_ends_before_the_verb() -> None:
    assert head_of("villagers fled across")[0] == "villager"
    assert head_of("days later")[0] == ""


def test_being_taken_and_being_held_are_one_situation() -> None:
    assert situations_in("gunmen seized the crew").keys() & situations_in("the crew is held").keys()
    assert not situations_in("the sea was calm")
