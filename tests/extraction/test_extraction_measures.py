"""Measures: who does what to what."""

from extraction_desk import desk

from dragoman.extraction.measures import measures_in
from dragoman.extraction.reading import Tokens
from dragoman.model import Measure


def measures(text: str) -> list[Measure]:
    reading = desk(text)
    return [laid.measure for laid in measures_in(reading, Tokens(0, len(reading.doc)))]


def test_a_verb_gives_agent_action_and_object() -> None:
    found = measures("Velland will lift its tariffs.")
    assert (found[0].agent, found[0].action, found[0].object) == ("VEL", "lift", "its tariffs")
    assert found[0].issue == "trade"


def test_a_noun_of_action_stands_for_its_verb() -> None:
    found = measures("the suspension of strikes by Ormark")
    assert (found[0].agent, found[0].action, found[0].object) == ("ORM", "suspend", "strikes")


def test_put_on_hold_is_to_suspend() -> None:
    assert measures("Velland put the shipments of weapons on hold.")[0].action == "suspend"


def test_a_shell_leads_on_to_the_deed() -> None:
    found = measures("Velland is ready to release the prisoners.")
    assert [m.action for m in found] == ["release"]


def test_a_coordination_gives_several_measures() -> None:
    found = measures("Ormark will release the prisoners and lift the embargo.")
    assert [m.action for m in found] == ["release", "lift"]
    assert [m.agent for m in found] == ["ORM", "ORM"]


def test_the_passive_names_no_agent() -> None:
    assert measures("The prisoners will be released.")[0].agent is None


def test_two_negations_are_none() -> None:
    assert measures("Velland will not lift the embargo.")[0].negated
    assert not measures("Velland will not refuse to lift the embargo.")[0].negated


def test_an_extent_stands_with_its_measure() -> None:
    extent = measures("Ormark will release 140 prisoners.")[0].extent
    assert extent is not None
    assert extent.value == 140


def test_its_cessation_is_that_of_the_aid_named_before() -> None:
    text = "While the military aid of Velland was not discussed, Ormark demands its cessation."
    found = [m for m in measures(text) if m.action == "cease"]
    assert [(m.object, m.issue) for m in found] == [("military aid of Velland", "military-aid")]


def test_its_withdrawal_is_the_owners_own_deed() -> None:
    found = measures("Because the aid was late, Ormark announced its withdrawal.")
    assert all(m.object != "aid" for m in found)


def test_a_pronoun_with_nothing_behind_it_names_no_thing() -> None:
    assert [m.object for m in measures("Ormark will halt it.")] == ["it"]
