"""Sentences that bind, the order of what was undertaken, what is overdue and how far it is done."""

from typing import Any

import pytest
from assessment_builder import MARN, OSKANDER, File, number, on
from attrs import evolve

from dragoman.assessment import assess
from dragoman.model import (
    Act,
    Commitment,
    Condition,
    Measure,
    Named,
    Negotiation,
    PartyProfile,
    PartyRole,
    Polarity,
    Relation,
    SegmentKind,
    is_overdue_or_broken,
)

REED = Named(id="p-reed", name="Tomas Reed", party="CAL")
ROLES = Negotiation(
    parties=(
        PartyProfile(id="VEL", names=("Velland",), role=PartyRole.SIDE),
        PartyProfile(id="ORM", names=("Ormark",), role=PartyRole.SIDE),
        PartyProfile(id="CAL", names=("Caldmere",), role=PartyRole.MEDIATOR),
    )
)


def _told(*paragraphs: str, points: tuple[str, ...] = ()) -> tuple[Commitment, ...]:
    """The commitments of one text without any statement, in the order of its words."""
    file = File()
    file.negotiation = ROLES
    file.document("a", "2031-03-18")
    for text in paragraphs:
        file.paragraph("a", text)
    for text in points:
        file.paragraph("a", text, SegmentKind.LIST)
    return tuple(sorted(file.judge().commitments, key=lambda c: c.passages))


def _parties(commitments: tuple[Commitment, ...]) -> list[tuple[str, ...]]:
    return [one.parties for one in commitments]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Velland and Ormark agreed on Tuesday to reopen the bridge.", ("ORM", "VEL")),
        ("Velland undertook to clear the mines in Caldmere.", ("VEL",)),
        ("Velland met Ormark. They decided not to speak about the border.", ("ORM", "VEL")),
        ("Under the agreement Ormark will take back 3,000 families.", ("ORM",)),
        ("According to Caldmere, Ormark consented to let convoys in.", ("ORM",)),
    ],
)
def test_a_sentence_binds_those_whom_it_names(text: str, parties: tuple[str, ...]) -> None:
    assert _parties(_told(text)) == [parties]


@pytest.mark.parametrize(
    "text",
    [
        "Velland has not agreed to reopen the bridge.",
        "If Ormark agreed to withdraw its guns, Velland would lift the ban.",
        "Had Velland agreed to the pause in the strait, they might be alive.",
        "Ormark denied that it had promised to withdraw its guns.",
        "In 1998 Velland and Ormark agreed to share the river.",
        "Velland and Ormark agreed that the weather had been kind.",
        "Has Velland agreed to reopen the bridge?",
        "Under a draft agreement Ormark would withdraw its guns.",
        "Velland and Ormark agreed on a road map on Tuesday.",
    ],
)
def test_a_wish_a_denial_a_draft_and_a_view_bind_nobody(text: str) -> None:
    assert not _told(text)


def test_two_clauses_of_one_deal_bind_each_its_own_side() -> None:
    text = "Under the deal Velland will cut its catch by half and Ormark will pay the fishermen."
    assert _parties(_told(text)) == [("VEL",), ("ORM",)]


def test_the_points_of_a_joint_declaration_are_confirmed_by_both() -> None:
    lead = "Velland and Ormark published a joint declaration. Under it the two sides will:"
    found = _told(lead, points=("1. exchange all prisoners;", "2. withdraw their artillery;"))
    assert _parties(found) == [("ORM", "VEL")] * 2
    assert {one.agreement[-1].stage for one in found} == {"confirmed by both"}
    assert not any(one.after for one in found)


def test_the_points_of_a_list_of_steps_come_one_after_the_other() -> None:
    lead = "Velland and Ormark agreed on these steps. Under the deal both sides will:"
    first, second = _told(lead, points=("1. exchange all prisoners;", "2. withdraw the guns;"))
    assert second.after == (first.id,)
    assert not first.after


def test_phases_give_an_order() -> None:
    text = (
        "Velland and Ormark agreed on a road map. In a first phase Ormark will release the "
        "sailors. In a second phase Velland will lift the fish embargo."
    )
    first, second = _told(text)
    assert second.after == (first.id,)
    (term,) = second.preconditions
    assert (term.relation, term.words) == (Relation.AFTER, "second phase")
    assert term.passages


def _promise(file: File, document: str, obj: str, on_: str = "", **fields: Any) -> None:
    conditions = (
        (Condition(relation=Relation.ONCE, on=Measure(action="lift", object=on_)),) if on_ else ()
    )
    file.say(document, MARN, Act.PROMISE, "lift", obj, issue="x", conditions=conditions, **fields)


def test_of_a_circle_of_conditions_one_edge_is_left_out_and_noted() -> None:
    file = File()
    _promise(file, "a", "the fish ban", "harbour tolls")
    _promise(file, "b", "harbour tolls", "the fish ban")
    made = file.judge().commitments
    assert sorted(len(one.after) for one in made) == [0, 1]
    notes = [why for one in made for why in one.because if "circle" in why]
    assert len(notes) == 1
    file.statements.reverse()
    assert file.judge().commitments == made


def test_a_condition_that_names_nothing_on_file_is_a_precondition_all_the_same() -> None:
    file = File()
    _promise(file, "a", "the fish ban", "the winter curfew")
    (made,) = file.judge().commitments
    (term,) = made.preconditions
    assert (term.commitment, term.relation, made.after) == (None, Relation.ONCE, ())


def _due(as_of: str | None, *after: tuple[str, Act, str]) -> Commitment:
    """A release due by 15 April, and what is said of it later."""
    file = File()
    file.document("a", "2031-04-02")
    file.say("a", MARN, Act.PROMISE, "release", "the captured sailors", issue="x",
             period=on("2031-04-15", "by"))  # fmt: skip
    for name, act, words in after:
        file.document(name, "2031-04-20")
        file.say(name, OSKANDER, act, "release", "the captured sailors", words, agent="VEL",
                 issue="x")  # fmt: skip
    contents = evolve(file.contents(), as_of=as_of)
    (made,) = assess(contents).commitments
    return made


def test_what_is_not_done_by_its_day_is_overdue_from_the_next_on() -> None:
    assert _due("2031-04-15").overdue_since is None
    late = _due("2031-04-30")
    assert late.overdue_since == "2031-04-16"
    assert is_overdue_or_broken(late)
    assert late.implementation is None
    assert _due(None).overdue_since is None


def test_what_is_reported_done_is_not_overdue_and_fully_implemented() -> None:
    done = _due("2031-04-30", ("b", Act.ASSERT, "Velland has released the captured sailors"))
    assert (done.overdue_since, done.implementation) == (None, 3)
    assert not is_overdue_or_broken(done)
    partly = _due("2031-04-30", ("b", Act.ASSERT, "Velland has released some of the sailors"))
    assert partly.implementation == 2


def test_not_done_after_the_day_has_lapsed_and_is_no_implementation() -> None:
    words = "The captured sailors have still not been released"
    late = _due("2031-04-30", ("b", Act.ASSERT, words))
    assert [stage.stage for stage in late.compliance] == ["lapsed"]
    assert late.implementation == 0


def test_a_pause_of_some_days_lapses_and_is_not_overdue() -> None:
    file = File()
    file.document("a", "2031-04-02")
    file.say("a", MARN, Act.PROMISE, "suspend", "patrols", "suspend patrols for 14 days",
             issue="x", extent=number(14, "day"), stated_on=on("2031-04-02"))  # fmt: skip
    running, over = (
        assess(evolve(file.contents(), as_of=day)).commitments[0]
        for day in ("2031-04-10", "2031-05-20")
    )
    assert not running.compliance
    assert [stage.stage for stage in over.compliance] == ["lapsed"]
    assert (over.overdue_since, over.implementation) == (None, None)


def test_what_starts_on_a_later_day_is_not_begun() -> None:
    file = File()
    file.document("a", "2031-04-02")
    words = "open a radar station from 1 September"
    file.say("a", MARN, Act.PROMISE, "open", "a radar station", words, issue="x")
    contents = evolve(file.contents(), as_of="2031-04-02")
    assert [s.stage for s in assess(contents).commitments[0].compliance] == ["not begun"]
    contents = evolve(contents, as_of="2031-10-01")
    assert not assess(contents).commitments[0].compliance


def test_a_third_country_confirms_nothing_and_a_denial_stands_in_the_way() -> None:
    file = File()
    file.negotiation = ROLES
    for name in "ab":
        file.document(name, "2031-04-02")
    file.say("a", MARN, Act.PROMISE, "withdraw", "the frigates", issue="x")
    file.say("b", REED, Act.ACCEPT, "withdraw", "the frigates", agent="VEL", issue="x")
    (made,) = file.judge().commitments
    assert made.agreement[-1].stage == "claimed by one"
    file.say("b", OSKANDER, Act.ACCEPT, "withdraw", "the frigates", agent="VEL", issue="x")
    (made,) = file.judge().commitments
    assert made.agreement[-1].stage == "confirmed by both"
    file.say("b", MARN, Act.DENY, "withdraw", "the frigates", issue="x")
    (made,) = file.judge().commitments
    assert made.agreement[-1].stage == "claimed by one"


def test_no_longer_bound_takes_it_back() -> None:
    file = File()
    file.document("a", "2031-04-02")
    file.document("b", "2031-04-20")
    file.say("a", MARN, Act.PROMISE, "withdraw", "the frigates", issue="x")
    file.say("b", MARN, Act.DENY, "withdraw", "the frigates", issue="x",
             words="Velland is no longer bound to withdraw the frigates",
             polarity=Polarity.NEGATED)  # fmt: skip
    (made,) = file.judge().commitments
    assert made.agreement[-1].stage == "withdrawn"
