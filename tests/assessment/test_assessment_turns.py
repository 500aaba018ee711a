"""Sentences that tell that a position moved, and sentences that only look like it."""

import pytest
from attrs import evolve
from texts_builder import contents_of

from dragoman.assessment import assess
from dragoman.model import Basis, Issue, Movement, Negotiation, Position, PositionStage

ISSUES = (
    Issue(id="quota", label="Cod quota", keywords=("quota", "tonnes"), parent="resources"),
    Issue(id="boats", label="Access of boats", keywords=("boats", "harbour"), parent="maritime"),
)


def _positions(*texts: str | tuple[str, str]) -> tuple[Position, ...]:
    contents = evolve(contents_of(*texts), negotiation=Negotiation(issues=ISSUES))
    return assess(contents).positions


def _moved(*texts: str | tuple[str, str]) -> list[tuple[str, str, str]]:
    quiet = (Movement.NEW, Movement.RESTATED)
    return [
        (p.party, p.issue, stage.movement.value)
        for p in _positions(*texts)
        for stage in p.series
        if stage.movement not in quiet
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Velland no longer asks for a quota of its own.", "dropped"),
        ("Velland dropped its demand for a bigger quota.", "dropped"),
        ("Velland has raised its offer on the quota.", "softened"),
        ("Velland signalled flexibility on the quota.", "softened"),
        ("Velland has softened its resistance to the quota.", "softened"),
        ("Velland would settle for a quota of 7 tonnes.", "softened"),
        ("Velland is prepared to go up to 40 tonnes.", "softened"),
        ("Velland agreed for the first time to a quota.", "softened"),
        ("Velland has hardened its line on the quota.", "hardened"),
        ("Velland is now demanding the whole quota.", "hardened"),
        ("Velland attached a new condition to the quota.", "condition attached"),
        ("Velland waived its condition on the quota.", "condition lifted"),
    ],
)
def test_a_sentence_says_outright_that_a_position_moved(words: str, kind: str) -> None:
    assert _moved(words) == [("VEL", "quota", kind)]


@pytest.mark.parametrize(
    "words",
    [
        "Velland has not softened its line on the quota.",
        "Velland refused to drop its demand for a bigger quota.",
        "Ormark urged Velland to drop its demand for a bigger quota.",
        "If Velland drops its demand for a quota, talks may begin.",
        "Has Velland dropped its demand for a bigger quota?",
        "Velland and Ormark met for the first time since 2028 on the quota.",
        "Velland raised the quota for its own fishermen.",
        "A quota was discussed in Velland.",
    ],
)
def test_what_is_denied_urged_supposed_or_asked_is_no_movement(words: str) -> None:
    assert not _moved(words)


@pytest.mark.parametrize(
    "text",
    [
        "Velland now says it would accept a quota; in March it had refused any limit.",
        "Velland would accept a quota. Before the talks it had ruled out any limit.",
        "Velland, which had refused any quota, agreed to one of 20 tonnes.",
        "After weeks of rejecting a quota, Velland agreed to one of 20 tonnes.",
    ],
)
def test_what_holds_now_against_what_was_so_before_is_a_movement(text: str) -> None:
    assert _moved(text) == [("VEL", "quota", "softened")]


def test_what_another_party_had_refused_before_moves_nobody() -> None:
    assert not _moved("Velland agreed to a quota. Ormark had ruled out any talks on boats.")


def test_refused_on_one_day_and_offered_on_a_later_one_is_a_movement() -> None:
    before = "Velland rejected a quota for trawlers."
    after = "Velland proposed a quota for trawlers from June."
    assert _moved((before, "2031-03-01"), (after, "2031-03-20")) == [("VEL", "quota", "softened")]
    assert not _moved((before, "2031-03-01"), (after, "2031-03-01"))
    other = "Velland proposed a harbour for trawlers."
    assert not _moved((before, "2031-03-01"), (other, "2031-03-20"))


def test_a_figure_moves_towards_or_away_from_the_other_sides() -> None:
    first = "Velland wants 120 tonnes of cod. Ormark offers 80 tonnes of cod."
    nearer = "Velland wants 100 tonnes of cod."
    further = "Velland wants 140 tonnes of cod."
    for later, kind in ((nearer, "softened"), (further, "hardened")):
        told = _moved((first, "2031-03-01"), (later, "2031-03-20"))
        assert told == [("VEL", "quota", kind)]
    alone = ("Velland wants 120 tonnes of cod.", "2031-03-01")
    assert not _moved(alone, (nearer, "2031-03-20"))


def test_one_movement_told_twice_in_a_text_is_one_stage() -> None:
    text = "Velland has softened its line on the quota. It would settle for a quota of 9 tonnes."
    assert _moved(text) == [("VEL", "quota", "softened")]


def test_the_stage_opens_its_sentence_and_says_why() -> None:
    (position,) = _positions("Rain fell. Velland dropped its demand for a bigger quota. Snow fell.")
    (stage,) = position.series
    assert isinstance(stage, PositionStage)
    assert stage.passages[0].exact == "Velland dropped its demand for a bigger quota."
    assert "dropped its demand" in stage.why
    assert stage.basis is Basis.NARRATOR


def test_a_condition_lifted_without_its_matter_is_on_the_partys_last_one() -> None:
    first = ("Velland attached a new condition to the quota.", "2031-03-01")
    later = ("Velland has waived its new condition.", "2031-03-20")
    assert ("VEL", "quota", "condition lifted") in _moved(first, later)


def test_the_order_of_documents_changes_nothing() -> None:
    texts = (
        ("Velland rejected a quota for trawlers.", "2031-03-01"),
        ("Velland proposed a quota for trawlers.", "2031-03-20"),
    )
    assert _moved(*texts) == _moved(*reversed(texts))
