import pytest
from extraction_desk import desk

from dragoman.model import Bound, Quantity


def only(text: str) -> Quantity:
    found = [c.quantity for c in desk(text).quantities]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "bound", "of"),
    [
        ("The call lasted over an hour and a half.", 90, None, "minute", Bound.MORE_THAN, ""),
        ("It sent 140 Vellandic drones.", 140, None, "drone", Bound.EXACTLY, "Vellandic drones"),
        ("The bank holds $300 billion of frozen assets.", 3e11, None, "USD", Bound.EXACTLY,
         "frozen assets"),
        ("In a poll, 78% of Ormarkians agreed.", 78, None, "%", Bound.EXACTLY, "Ormarkians"),
        ("At least three sailors died.", 3, None, "sailor", Bound.AT_LEAST, "sailors"),
        ("Two dozen ships left.", 24, None, "ship", Bound.EXACTLY, "ships"),
        ("Hundreds of sailors left.", 100, None, "sailor", Bound.MORE_THAN, "sailors"),
        ("They sent 20 to 30 ships.", 20, 30, "ship", Bound.BETWEEN, "ships"),
        ("They sent between 5 and 7 ships.", 5, 7, "ship", Bound.BETWEEN, "ships"),
        ("Nearly 2 million people fled.", 2e6, None, "people", Bound.ABOUT, "people"),
        ("Velland lent €5.5bn.", 5.5e9, None, "EUR", Bound.EXACTLY, ""),
        ("Velland offered 12,000 tonnes of cod.", 12000, None, "tonne", Bound.EXACTLY, "cod"),
        ("Velland offered a 30-day full truce.", 30, None, "day", Bound.EXACTLY, "full truce"),
        ("Up to 40 ships came.", 40, None, "ship", Bound.AT_MOST, "ships"),
        ("Two-thirds of sailors agreed.", 66.7, None, "%", Bound.ABOUT, "sailors"),
        ("Half of the fleet left.", 50, None, "%", Bound.EXACTLY, "fleet"),
        ("A quarter of the budget went.", 25, None, "%", Bound.EXACTLY, "budget"),
        ("One in five sailors left.", 20, None, "%", Bound.EXACTLY, "sailors"),
        ("The vote was 141 to 5.", 141, None, "to 5", Bound.EXACTLY, ""),
        ("The ratio was 3:1.", 3, None, "to 1", Bound.EXACTLY, ""),
        ("They lent EUR 5 million.", 5e6, None, "EUR", Bound.EXACTLY, ""),
        ("They lent 2.5bn UAH.", 2.5e9, None, "UAH", Bound.EXACTLY, ""),
        ("They lent $5-7 billion.", 5e9, 7e9, "USD", Bound.BETWEEN, ""),
        ("They lent 40 euros each.", 40, None, "EUR", Bound.EXACTLY, ""),
        ("It lost 400 square kilometres.", 400, None, "square kilometre", Bound.EXACTLY, ""),
        ("It drew within 20-30 km of the coast.", 20, 30, "kilometre", Bound.BETWEEN, ""),
        ("They met on an 800-kilometre front.", 800, None, "kilometre", Bound.EXACTLY, "front"),
        ("They sent 155-mm shells.", 155, None, "millimetre", Bound.EXACTLY, "shells"),
        ("It shipped 12,000 metric tons of cod.", 12000, None, "tonne", Bound.EXACTLY, "cod"),
        ("A 5,000-strong force left.", 5000, None, "force", Bound.EXACTLY, "force"),
        ("Several hundred troops came.", 100, None, "troop", Bound.MORE_THAN, "troops"),
        ("It lasts five to seven days.", 5, 7, "day", Bound.BETWEEN, ""),
        ("It lasts at least 30 days.", 30, None, "day", Bound.AT_LEAST, ""),
        ("Casualties: 12 dead.", 12, None, "dead", Bound.EXACTLY, "dead"),
    ],
)  # fmt: skip
def test_a_quantity_has_number_unit_bound_and_what_it_counts(
    text: str, value: float, high: float | None, unit: str, bound: Bound, of: str
) -> None:
    found = only(text)
    assert (found.value, found.high, found.unit, found.bound, found.of) == (
        value, high, unit, bound, of,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The deal of 2014 failed.",
        "They met on 18 March 2025.",
        "The first round and the 3rd round failed.",
        "Article 5 and Resolution 2202 bind them.",
        "The G8 met, and F-16 jets flew.",
        "One of them refused.",
        "It began at 10:30.",
        "Call +44 20 7946 0958 or 555-1234.",
        "The tanker MV Halin 7 sank near Room 101.",
        "1. Withdraw the fleet.",
        "It runs 24/7 since 9/11.",
        "She is 45 years old.",
    ],
)
def test_days_ordinals_and_labels_are_not_quantities(text: str) -> None:
    assert [c.quantity.text for c in desk(text).quantities] == []


def test_the_passage_takes_in_the_words_of_the_bound() -> None:
    found = only("At least three sailors died.")
    assert found.passage is not None
    assert found.passage.exact == "At least three"


def test_the_prepositon_under_is_no_bound() -> None:
    assert only("A generation grew up under 11 years of war.").bound is Bound.EXACTLY
