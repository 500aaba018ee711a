"""How a position moves, and what is no movement."""

from typing import Any

import pytest
from assessment_builder import MARN, OSKANDER, VASKER, VINT, File, number
from attrs import evolve

from dragoman.model import (
    Act,
    Basis,
    Condition,
    Firmness,
    Issue,
    Measure,
    Movement,
    Named,
    Negotiation,
    Option,
    PositionStage,
    Relation,
)

DAYS = ("2031-03-01", "2031-03-10", "2031-03-20")
SIDE = Named(id="VEL", name="Velland", party="VEL")
IF_BOATS = (Condition(relation=Relation.ONLY_IF, on=Measure(action="withdraw", object="boats")),)


def _file() -> File:
    file = File()
    for name, day in zip("abc", DAYS, strict=True):
        file.document(name, day)
    return file


def _series(file: File, party: str = "VEL", issue: str = "quota") -> tuple[PositionStage, ...]:
    found = (p for p in file.judge().positions if (p.party, p.issue) == (party, issue))
    return next(found).series


def _moves(*told: dict[str, Any]) -> list[Movement]:
    """The movements of a party that says these things on three days."""
    file = _file()
    for name, one in zip("abc", told, strict=False):
        fields = {"speaker": MARN, "action": "raise", "obj": "the cod catch", **one}
        speaker, act = fields.pop("speaker"), fields.pop("act")
        action, obj = fields.pop("action"), fields.pop("obj")
        file.say(name, speaker, act, action, obj, issue="quota", **fields)
    return [stage.movement for stage in _series(file)]


REFUSES = {"act": Act.REJECT}
ACCEPTS = {"act": Act.ACCEPT}
DEMANDS = {"act": Act.DEMAND}
OPEN = {"act": Act.PROPOSE, "firmness": Firmness.HEDGED}


@pytest.mark.parametrize(
    ("before", "after", "movement"),
    [
        (REFUSES, ACCEPTS, Movement.SOFTENED),
        (REFUSES, OPEN, Movement.SOFTENED),
        (OPEN, REFUSES, Movement.HARDENED),
        (ACCEPTS, REFUSES, Movement.DROPPED),
        (ACCEPTS, ACCEPTS | {"conditions": IF_BOATS}, Movement.CONDITION_ATTACHED),
        (ACCEPTS | {"conditions": IF_BOATS}, ACCEPTS, Movement.CONDITION_LIFTED),
        (
            DEMANDS | {"extent": number(9200, "tonne")},
            DEMANDS | {"extent": number(8000, "tonne")},
            Movement.SOFTENED,
        ),
        (
            {"act": Act.PROPOSE, "extent": number(30, "day")},
            {"act": Act.PROPOSE, "extent": number(60, "day")},
            Movement.SOFTENED,
        ),
        (
            DEMANDS | {"words": "return all seized boats", "obj": "all seized boats"},
            DEMANDS | {"words": "return some seized boats", "obj": "some seized boats"},
            Movement.SOFTENED,
        ),
        (
            DEMANDS,
            {"act": Act.ASSERT, "words": "Velland no longer insists on a higher cod catch",
             "action": "insist on", "obj": "a higher cod catch"},
            Movement.DROPPED,
        ),
        (
            REFUSES,
            REFUSES | {"words": "has dropped its opposition to the cod catch"},
            Movement.SOFTENED,
        ),
    ],
)  # fmt: skip
def test_a_position_that_moved_is_told_with_its_direction(
    before: dict[str, Any], after: dict[str, Any], movement: Movement
) -> None:
    assert _moves(before, after) == [Movement.NEW, movement]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DEMANDS, DEMANDS),
        (ACCEPTS, ACCEPTS | {"firmness": Firmness.HEDGED}),
        (OPEN, {"act": Act.PROPOSE}),
        (DEMANDS, DEMANDS | {"words": "once again raise the cod catch"}),
        (DEMANDS | {"extent": number(9200, "tonne")}, DEMANDS | {"extent": number(9200, "tonne")}),
        (DEMANDS, ACCEPTS),
    ],
)  # fmt: skip
def test_the_same_again_and_a_mere_hedge_are_no_movement(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    assert _moves(before, after) == [Movement.NEW, Movement.RESTATED]


@pytest.mark.parametrize(
    "after",
    [
        REFUSES | {"action": "close", "obj": "the herring ports"},
        REFUSES | {"speaker": OSKANDER, "agent": "VEL", "act": Act.ACCEPT},
        {"speaker": VINT, "agent": "VEL", "act": Act.ASSERT, "action": "refuse"},
        {"speaker": Named(name="an official", party="VEL"), "unnamed": True, "act": Act.ACCEPT},
    ],
)
def test_another_thing_and_another_kind_of_evidence_are_no_movement(after: dict[str, Any]) -> None:
    moves = _moves(REFUSES, after)
    assert not {*moves} & {Movement.SOFTENED, Movement.HARDENED, Movement.DROPPED}


def test_two_days_are_needed() -> None:
    file = _file()
    file.say("a", MARN, Act.REJECT, "raise", "the cod catch", issue="quota")
    file.say("a", MARN, Act.ACCEPT, "raise", "the cod catch", issue="quota")
    assert not {s.movement for s in _series(file)} & {Movement.SOFTENED, Movement.DROPPED}
    undated = File()
    undated.say("x", MARN, Act.REJECT, "raise", "the cod catch", issue="quota")
    assert _series(undated) == ()


def test_a_denied_movement_is_none() -> None:
    words = "Velland has not softened on the cod catch"
    assert _moves(REFUSES, REFUSES | {"words": words})[-1] is Movement.RESTATED


def test_a_spokeswoman_and_her_minister_are_compared() -> None:
    assert _moves(REFUSES, ACCEPTS | {"speaker": VASKER}) == [Movement.NEW, Movement.SOFTENED]


def test_what_others_say_stands_beside_the_own_words_with_its_basis() -> None:
    file = _file()
    file.say("a", MARN, Act.REJECT, "raise", "the cod catch", issue="quota")
    file.say("b", OSKANDER, Act.ACCEPT, "raise", "the cod catch", agent="VEL", issue="quota")
    assert [s.basis for s in _series(file)] == [Basis.OWN_WORDS, Basis.OTHER_SIDE]


def test_a_figure_is_measured_against_the_other_sides() -> None:
    file = _file()
    file.say("a", OSKANDER, Act.DEMAND, "set", "the cod catch", issue="quota",
             extent=number(4000, "tonne"))  # fmt: skip
    for name, tonnes in (("a", 9200), ("c", 8000)):
        file.say(name, MARN, Act.PROPOSE, "set", "the cod catch", issue="quota",
                 extent=number(tonnes, "tonne"))  # fmt: skip
    last = _series(file)[-1]
    assert last.movement is Movement.SOFTENED
    assert "nearer to the other side's figure" in last.why


def test_options_on_a_scale_give_the_direction() -> None:
    file = _file()
    options = tuple(
        Option(id=f"o{value}", label=label, value=value)
        for value, label in ((0, "no catch"), (50, "half catch"), (100, "full catch"))
    )
    issue = Issue(id="quota", label="Cod", options=options)
    file.negotiation = evolve(Negotiation(), issues=(issue,))
    for name, words in (("a", "the full catch"), ("b", "half the catch")):
        file.say(name, MARN, Act.DEMAND, "get", words, words=words, issue="quota")
    assert [s.movement for s in _series(file)] == [Movement.NEW, Movement.SOFTENED]


def test_each_stage_says_why_and_carries_its_sentences() -> None:
    file = _file()
    said = file.say("a", MARN, Act.REJECT, "raise", "the cod catch", issue="quota")
    later = file.say("b", MARN, Act.ACCEPT, "raise", "the cod catch", issue="quota")
    first, second = _series(file)
    assert (first.statements, second.statements) == ((said.id,), (later.id,))
    assert second.why == "is for what it had refused"
    assert second.on is not None
    assert second.on.edtf == DAYS[1]


def test_the_order_of_the_statements_does_not_matter() -> None:
    file = _file()
    for name, act in (("b", Act.ACCEPT), ("a", Act.REJECT), ("c", Act.REJECT)):
        file.say(name, MARN, act, "raise", "the cod catch", issue="quota")
    told = _series(file)
    file.statements.reverse()
    assert _series(file) == told
    assert [s.movement for s in told] == [Movement.NEW, Movement.SOFTENED, Movement.DROPPED]


def test_an_unresolved_pronoun_is_not_what_a_position_is_about() -> None:
    file = File()
    words = "Velland demands its cessation"
    file.say("a", MARN, Act.ASSERT, "demand", "its cessation", words=words, issue="quota")
    assert not file.judge().positions
    file.say("a", MARN, Act.DEMAND, "raise", "the cod catch", issue="quota")
    (position,) = file.judge().positions
    assert position.measure == "raise the cod catch"
