"""Conditions: which measure hangs on which."""

import pytest
from extraction_desk import desk

from dragoman.extraction.conditions import conditions_of, find_hinges
from dragoman.extraction.measures import measures_in
from dragoman.extraction.reading import Tokens
from dragoman.model import Condition


def conditions(text: str) -> tuple[Condition, ...]:
    reading = desk(text)
    whole = Tokens(0, len(reading.doc))
    hinges = find_hinges(reading, whole)
    laid = measures_in(reading, whole, holes=tuple(h.span for h in hinges))
    return conditions_of(reading, hinges, laid, own="VEL", set_by="VEL")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Velland will lift the embargo only if Ormark releases the prisoners.", "only if"),
        ("Velland will keep the embargo unless Ormark releases the prisoners.", "unless"),
        ("Velland will keep the embargo until Ormark releases the prisoners.", "until"),
        ("Velland will lift the embargo once Ormark releases the prisoners.", "once"),
        ("Velland will lift the embargo in return for the release of prisoners.", "in return for"),
        ("Velland will lift the embargo in exchange for access to the port.", "in return for"),
        ("Velland will strike back if Ormark resumes the shelling.", "in case"),
        ("Velland would lift the embargo provided that Ormark frees the sailors.", "only if"),
        ("Velland cannot lift the embargo without a ceasefire.", "unless"),
        ("Either Velland lifts the embargo, or Ormark will close the strait.", "unless"),
    ],
)
def test_a_conditional_word_gives_its_relation(text: str, relation: str) -> None:
    found = conditions(text)
    assert [condition.relation for condition in found] == [relation]


def test_a_condition_knows_both_measures_and_who_set_it() -> None:
    found = conditions("Velland will lift the embargo only if Ormark releases the prisoners.")[0]
    assert found.measure is not None
    assert (found.measure.agent, found.measure.action) == ("VEL", "lift")
    assert (found.on.agent, found.on.action, found.on.object) == ("ORM", "release", "prisoners")
    assert found.set_by == "VEL"
    assert found.passage is not None
    assert found.passage.exact == "only if Ormark releases the prisoners"


def test_what_came_after_something_else_is_no_condition() -> None:
    assert conditions("Ormark closed the strait after the call ended.") == ()
    assert conditions("Even if it rains, Velland will hold the talks.") == ()


def test_anonymity_is_no_condition() -> None:
    assert conditions("The aide spoke on condition of anonymity.") == ()


def test_conditions_nest() -> None:
    found = conditions(
        "Velland will lift the embargo only if Ormark releases the prisoners unless they refuse."
    )
    assert len(found) == 1
    assert [inner.relation for inner in found[0].conditions] == ["unless"]
