"""What is undertaken, how far it is agreed, and whether it is kept."""

from typing import Any

from assessment_builder import MARN, OSKANDER, File, number, on
from attrs import evolve

from dragoman.model import (
    Act,
    Commitment,
    Condition,
    Firmness,
    Measure,
    Polarity,
    Relation,
    When,
)


def _stages(commitment: Commitment) -> list[str]:
    return [stage.stage for stage in commitment.agreement]


def _kept(commitment: Commitment) -> list[str]:
    return [stage.stage for stage in commitment.compliance]


def _halt(file: File, document: str = "a", **fields: Any) -> None:
    file.say(document, MARN, Act.PROMISE, "halt", "strikes on harbours", issue="x", **fields)


def test_a_promise_of_one_is_claimed_by_one() -> None:
    file = File()
    _halt(file)
    (commitment,) = file.judge().commitments
    assert commitment.parties == ("VEL",)
    assert _stages(commitment) == ["claimed by one"]
    assert not commitment.compliance


def test_accounts_of_both_sides_confirm_and_merge_across_documents() -> None:
    file = File()
    call = file.contact("a", "b")
    both = (MARN, OSKANDER)
    file.say("a", both, Act.ACCEPT, "halt", "strikes on harbours", issue="x", about=call.id)
    file.say("b", OSKANDER, Act.ACCEPT, "halt", "strikes on the harbours", issue="x")
    (commitment,) = file.judge().commitments
    assert commitment.parties == ("ORM", "VEL")
    assert _stages(commitment)[-1] == "confirmed by both"
    assert commitment.documents == ("a", "b")
    assert commitment.reached_at == call.id


def test_other_measures_and_extents_stay_apart() -> None:
    file = File()
    _halt(file)
    file.say("b", MARN, Act.PROMISE, "release", "the captured sailors", issue="x")
    for days in (30, 90):
        file.say(
            "c", MARN, Act.PROMISE, "suspend", "patrols", issue="x", extent=number(days, "day")
        )
    assert len(file.judge().commitments) == 4


def test_refusals_hedges_and_suppositions_bind_nobody() -> None:
    file = File()
    _halt(file, polarity=Polarity.NEGATED)
    _halt(file, firmness=Firmness.HEDGED)
    _halt(file, hypothetical=True)
    file.say("a", MARN, Act.PROPOSE, "halt", "strikes on harbours", issue="x")
    assert not file.judge().commitments


def test_a_promise_to_keep_a_promise_or_to_do_it_is_no_commitment() -> None:
    file = File()
    file.say("a", MARN, Act.PROMISE, "keep", "every promise", issue="x")
    file.say("a", MARN, Act.PROMISE, "put", "it", issue="x")
    assert not file.judge().commitments


def test_proposed_before_and_withdrawn_after() -> None:
    file = File()
    for name, day in (("a", "2031-03-01"), ("b", "2031-03-18"), ("c", "2031-04-01")):
        file.document(name, day)
    file.say("a", OSKANDER, Act.DEMAND, "halt", "strikes on harbours", issue="x")
    _halt(file, "b")
    file.say("c", MARN, Act.REJECT, "halt", "strikes on harbours", issue="x")
    (commitment,) = file.judge().commitments
    assert _stages(commitment) == ["proposed", "claimed by one", "withdrawn"]


def test_an_outcome_of_a_contact_that_tells_of_an_agreement_binds_its_sides() -> None:
    file = File()
    call = file.contact("a", outcomes=("agreed to exchange prisoners", "no agreement on boats"))
    (commitment,) = file.judge().commitments
    assert commitment.parties == ("ORM", "VEL")
    assert commitment.reached_at == call.id


def test_by_the_end_of_april_is_due_and_for_a_day_is_not_called_so() -> None:
    file = File()
    _halt(file, period=on("2031-04-30", "by"))
    (commitment,) = file.judge().commitments
    assert commitment.due_on is not None
    assert commitment.due_on.edtf == "2031-04-30"


def test_a_condition_that_names_a_commitment_puts_it_first() -> None:
    file = File()
    _halt(file)
    condition = Condition(
        relation=Relation.ONCE, on=Measure(action="halt", object="strikes on harbours")
    )
    file.say("a", OSKANDER, Act.PROMISE, "lift", "the fish ban", conditions=(condition,))
    first, second = sorted(file.judge().commitments, key=lambda c: len(c.after))
    assert second.after == (first.id,)


def _struck(obj: str, actor: str = "VEL", day: str | None = "2031-03-20") -> list[str]:
    file = File()
    file.document("a", "2031-03-18")
    _halt(file, stated_on=on("2031-03-18"))
    file.strike("b", actor, obj, day)
    (commitment,) = file.judge().commitments
    return _kept(commitment)


def test_a_later_strike_on_what_was_to_be_spared_is_reported_broken() -> None:
    assert _struck("two harbours") == ["reported broken"]


def test_a_strike_elsewhere_earlier_or_by_another_breaks_nothing() -> None:
    assert _struck("a barracks") == []
    assert _struck("two harbours", day="2031-03-18") == []
    assert _struck("two harbours", actor="ORM") == []
    assert _struck("two harbours", day=None) == []


def test_a_strike_told_as_after_the_promise_breaks_it_in_a_text_without_days() -> None:
    file = File()
    _halt(file)
    deed = file.strike("a", "VEL", "two harbours")
    file.deeds[0] = evolve(deed, happened_on=When(text="after the promise", relation="after"))
    (commitment,) = file.judge().commitments
    assert _kept(commitment) == ["reported broken"]


def test_reports_of_keeping_and_breaking_make_the_series() -> None:
    file = File()
    for name, day in (("a", "2031-03-18"), ("b", "2031-03-25"), ("c", "2031-04-01")):
        file.document(name, day)
    _halt(file, "a")
    words = "the halt to strikes on harbours"
    file.say("b", OSKANDER, Act.ASSERT, "respect", words, agent="VEL", issue="x")
    file.say("c", OSKANDER, Act.ACCUSE, "violate", words, agent="VEL", issue="x")
    (commitment,) = file.judge().commitments
    assert _kept(commitment) == ["kept so far", "reported broken"]
