"""What plans hold, what chances are seen, and what nobody says."""

import pytest
from test_extraction_statements import understood

from dragoman.encoder import Acted
from dragoman.extraction.reading import Tokens
from dragoman.extraction.statements import state
from dragoman.extraction.unsaid import is_told_by_none
from dragoman.model import Act, Statement, Voice


def contents(one: Statement) -> str:
    return " … ".join(p.exact for p in one.passages if p.role == "content")


def test_a_plan_is_proposed_by_its_owner_with_its_steps() -> None:
    _, found = understood(
        "The road map proposed by the mediators begins with a halt to air strikes, followed by "
        "the withdrawal of troops from Port Vell and, finally, elections within two years."
    )
    assert [(s.act, s.speakers[0].name) for s in found] == [(Act.PROPOSE, "the mediators")]
    assert [step.after for step in found[0].steps] == [(), (0,), (1,)]
    assert "elections" in found[0].issues


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Brandt's proposal would set a ceiling on the tariffs.", "ORM"),
        ("The Vellandic plan foresees a ceasefire.", "VEL"),
        ("The plan drawn up by Tassia would give Velland control of the port.", "TAS"),
        ("Under the Tassian plan, tariffs on fish would fall in May.", "TAS"),
    ],
)
def test_a_plan_is_whose_the_words_say_it_is(text: str, party: str) -> None:
    _, found = understood(text)
    assert [(s.act, s.party) for s in found] == [(Act.PROPOSE, party)]


def test_it_and_a_joined_verb_tell_more_of_the_same_plan() -> None:
    _, found = understood(
        "The Tassian plan provides for a ceasefire and sets a date for elections. "
        "It also calls for the embargo to be lifted."
    )
    assert [s.party for s in found] == ["TAS"] * 3
    assert contents(found[-1]) == "the embargo to be lifted"


def test_a_signed_agreement_is_accepted_and_a_draft_that_was_seen_is_nobodys() -> None:
    _, signed = understood("The accord between Velland and Ormark calls for a ceasefire.")
    assert [s.act for s in signed] == [Act.ACCEPT]
    assert [s.name for s in signed[0].speakers] == ["Velland", "Ormark"]
    _, draft = understood("The draft agreement, seen by Tassia, provides for a ceasefire.")
    assert [(s.act, s.voice) for s in draft] == [(Act.PROPOSE, Voice.NARRATOR)]


@pytest.mark.parametrize(
    "text",
    [
        "The plan does not include a ceasefire.",
        "The plan could include a ceasefire.",
        "Brandt said the plan provides for a ceasefire.",
        "The ship carries a draft and the plan failed.",
    ],
)
def test_what_a_plan_may_hold_or_another_tells_of_it_is_not_proposed(text: str) -> None:
    _, found = understood(text)
    assert Act.PROPOSE not in {s.act for s in found}


def test_a_chance_that_is_seen_is_a_forecast() -> None:
    _, found = understood("Analysts see little chance of a breakthrough.")
    assert [(s.act, contents(s)) for s in found] == [
        (Act.PREDICT, "little chance of a breakthrough")
    ]
    _, given = understood("Brandt gives the truce little chance.")
    assert [(s.act, contents(s)) for s in given] == [(Act.PREDICT, "the truce little chance")]


def test_a_chance_that_one_takes_is_no_forecast() -> None:
    _, found = understood("Brandt saw the chance and took it. Marn gave Brandt no answer.")
    assert found == []


def test_what_neither_side_believes_is_said_by_the_one_who_is_quoted() -> None:
    _, found = understood(
        '"Neither side believes the other will keep its word," said Ilse Marn of the institute.'
    )
    assert [s.speakers[0].name for s in found] == ["Ilse Marn"]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody in the capital said that Velland will keep the truce.",
        "None of the ministers expects that the ceasefire will hold.",
        "Neither Velland nor Ormark said that the ceasefire would hold.",
        "Brandt would not say if Velland would release the prisoners.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    _, found = understood(text)
    assert found == []


def test_a_house_number_is_not_none() -> None:
    reading, _ = understood("No 10 said that Velland will keep the truce.")
    assert not is_told_by_none(reading.span(Tokens(0, 2)))


def test_what_another_denies_is_not_offered() -> None:
    _, found = understood("Brandt denied reports that he was preparing to lift the sanctions.")
    assert [s.act for s in found] == [Act.DENY]


def test_a_side_that_warns_of_what_its_own_party_will_do_threatens() -> None:
    _, found = understood("Marn warned that her party would leave the talks on Friday.")
    assert [s.act for s in found] == [Act.THREATEN]


class Accusing:
    """A net that takes everything for an accusation."""

    digest = "accusing"

    def classify(self, content: str) -> Acted:
        return Acted(act="accuse", score=0.9, shares=())


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("an attack had killed 23 people in Halin", Act.ASSERT),
        ("the rebels had taken the bread", Act.ACCUSE),
    ],
)
def test_the_net_accuses_only_where_somebody_is_blamed(content: str, act: Act) -> None:
    reading, _ = understood(f"Brandt said {content} near the port during the ceasefire.")
    reading.acts = Accusing()
    assert [s.act for s in state(reading)] == [act]
