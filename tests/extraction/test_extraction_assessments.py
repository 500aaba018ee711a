"""Judgements of experts: author, claim, horizon, words of probability; and their lookalikes."""

import pytest
from extraction_desk import desk

from dragoman.extraction.assessments import assess_statements
from dragoman.extraction.attribution import RuleAttributor
from dragoman.extraction.statements import state
from dragoman.gazetteer import likelihoods
from dragoman.model import Assessment


def judged(text: str) -> list[Assessment]:
    """The assessments that a text holds."""
    reading = desk(text)
    reading.attributed = RuleAttributor().attribute(reading)
    return assess_statements(reading, state(reading))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Analysts said Velland is almost certain to lift its tariffs next year.",
            "almost certain",
        ),
        ("Analysts believe that a deal before the summer is very unlikely.", "very unlikely"),
        ("Analysts said there is an even chance that Ormark will sign the deal.", "even chance"),
        ("Analysts said there is a 70 per cent chance that Ormark signs.", "70 per cent chance"),
        ("Analysts said the chance of a truce in June is two in three.", "two in three"),
        ("Analysts said it is possible that Velland will lift its tariffs.", "possible"),
        ("Analysts said that Velland might lift its tariffs in June.", "might"),
    ],
)
def test_words_of_probability_are_kept_as_written(text: str, words: str) -> None:
    (found,) = judged(text)
    assert found.probability == words


@pytest.mark.parametrize(
    "text",
    [
        "Analysts believe that the truce is a sign of certain concessions by Ormark.",
        "Analysts believe that the truce is weak and must be mended as soon as possible.",
        "Analysts believe that the truce of May is too weak for Ormark.",
        "Analysts believe that three in ten boats are too old for Ormark.",
    ],
)
def test_lookalikes_are_no_odds(text: str) -> None:
    assert [one.probability for one in judged(text)] == [None]


def test_a_phrase_without_a_verb_is_no_claim() -> None:
    assert judged('Analysts said: "the difficult outcome of the talks in Velland".') == []


def test_who_took_part_is_told_not_judged() -> None:
    assert judged("Analysts said the envoy participated in the talks with Ormark in Velland.") == []


def test_a_forecast_has_author_and_horizon() -> None:
    (found,) = judged("Analysts said Velland will probably lift its tariffs by the end of June.")
    assert found.author is not None
    assert found.horizon is not None
    assert "June" in found.horizon.text


def test_what_lies_behind_is_no_horizon() -> None:
    (found,) = judged("Analysts said Velland, last year at war, will probably lift its tariffs.")
    assert found.horizon is None


def test_scales_stand_side_by_side_and_some_words_have_none() -> None:
    assert [(one.low, one.high, one.scale) for one in likelihoods("very likely")] == [
        (80.0, 95.0, "ICD 203"),
        (90.0, 100.0, "IPCC"),
    ]
    assert likelihoods("possible") == ()
