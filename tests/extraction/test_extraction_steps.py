"""Steps: which measure comes after which, and which are a mere set."""

import pytest
from extraction_desk import desk

from dragoman.extraction.reading import Tokens
from dragoman.extraction.steps import steps_of


def order(text: str) -> list[tuple[str | None, tuple[int, ...]]]:
    reading = desk(text)
    steps = steps_of(reading, [Tokens(0, len(reading.doc))], own=None)
    return [(step.measure.action, step.after) for step in steps]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Velland will first lift the embargo, then release the crew and finally sign the pact.",
            [("lift", ()), ("release", (0,)), ("sign", (1,))],
        ),
        (
            "The plan foresees a ceasefire, followed by a withdrawal of all troops.",
            [("cease fire", ()), ("withdraw", (0,))],
        ),
        (
            "In a first phase Ormark will release the prisoners; in the second phase Velland will "
            "lift the embargo.",
            [("release", ()), ("lift", (0,))],
        ),
    ],
)
def test_words_of_order_put_one_step_after_another(
    text: str, wanted: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert order(text) == wanted


def test_what_begins_together_is_a_set() -> None:
    found = order(
        "The process will begin with a ceasefire as well as an exchange of prisoners and the "
        "lifting of the embargo."
    )
    assert {action for action, _ in found} == {"cease fire", "exchange", "lift"}
    assert {after for _, after in found} == {()}


def test_what_has_happened_is_no_road_map() -> None:
    assert order("Velland first lifted the embargo, then released the crew.") == []


def test_without_a_word_of_order_there_are_no_steps() -> None:
    assert order("Velland will lift the embargo and release the crew.") == []


def test_a_first_minister_is_no_first_step() -> None:
    assert order("Marn will lift the first embargo and release the crew.") == []


def test_a_step_keeps_the_word_that_gives_its_place() -> None:
    reading = desk("The plan foresees a ceasefire, followed by a withdrawal of all troops.")
    steps = steps_of(reading, [Tokens(0, len(reading.doc))], own=None)
    assert steps[1].passage is not None
    assert steps[1].passage.exact == "followed by"


def test_a_third_of_something_is_no_third_step() -> None:
    assert order("Velland will lift the embargo on a third of the ships and free the crew.") == []
