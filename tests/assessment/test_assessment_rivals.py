"""Rival accounts, read from the words of statements and from the texts around them."""

import pytest
from assessment_builder import MARN, OSKANDER, VASKER, VINT, File

from dragoman.assessment import is_reading_matter
from dragoman.model import Act, ContactStatus, Discrepancy, Polarity, SegmentKind


def _found(file: File) -> list[Discrepancy]:
    return list(file.judge().discrepancies)


@pytest.mark.parametrize(
    "words",
    [
        "that fuel deliveries had not come up in the call",
        "that the issue of fuel deliveries was not discussed",
        "that they never discussed fuel deliveries",
        "fuel deliveries weren't raised",
    ],
)
def test_not_discussed_against_a_demand_of_the_other_side(words: str) -> None:
    file = File()
    call = file.contact("a", "b", day="2031-03-18")
    file.say("a", MARN, Act.ASSERT, words=words, about=call.id, issues=("fuel",))
    file.say("b", OSKANDER, Act.DEMAND, words="an end to fuel deliveries", issues=("fuel",))
    (found,) = _found(file)
    assert found.matter == "whether fuel deliveries was discussed in the call of 18 March 2031"
    assert [a.says for a in found.accounts] == ["Ormark: demanded it", "Velland: not discussed"]


def test_that_was_not_discussed_points_to_the_demand_before_it() -> None:
    file = File()
    file.say("a", OSKANDER, Act.DEMAND, words="an end to fuel deliveries", issues=("fuel",))
    file.say("a", MARN, Act.DENY, words="that wasn't discussed", polarity=Polarity.NEGATED)
    (found,) = _found(file)
    assert found.matter == "whether fuel was discussed"


def test_what_will_not_be_discussed_is_a_refusal() -> None:
    file = File()
    file.say("a", OSKANDER, Act.DEMAND, words="an end to fuel deliveries", issues=("fuel",))
    file.say("a", MARN, Act.ASSERT, words="fuel deliveries will not be discussed", issues=("fuel",))
    assert _found(file) == []


def test_texts_on_one_denial_are_one_discrepancy() -> None:
    file = File()
    for name in ("a", "b"):
        file.document(name, "2031-03-19")
        file.say(name, OSKANDER, Act.DEMAND, words="an end to fuel deliveries", issues=("fuel",))
        file.say(name, MARN, Act.ASSERT, words="that was not raised", issues=("fuel",))
    (found,) = _found(file)
    assert [len(a.documents) for a in found.accounts] == [2, 2]


def test_a_demand_told_in_the_sentence_before_counts_though_no_statement_was_read() -> None:
    file = File()
    text = "Castle Quay, Ormark demands an end to aid. She said the subject had not been raised."
    file.paragraph("a", text)
    file.say("a", MARN, Act.DENY, words="the subject had not been raised", issues=("aid",))
    (found,) = _found(file)
    assert found.accounts[0].says == "Ormark: demanded it"
    assert found.accounts[0].passages[0].exact == "Castle Quay, Ormark demands an end to aid."


def test_a_sentence_after_that_says_whom_it_contradicts_counts() -> None:
    file = File()
    file.paragraph("a", "Fuel had not come up, she said. She thus contradicted the text of Ormark.")
    file.say("a", MARN, Act.ASSERT, words="Fuel had not come up", issues=("fuel",))
    (found,) = _found(file)
    assert found.accounts[0].says == "Ormark: says otherwise"


def test_an_agreement_told_by_one_and_denied_by_the_other() -> None:
    file = File()
    file.say("a", OSKANDER, Act.ASSERT, words="they had settled on a cod quota", issues=("quota",))
    file.say("b", MARN, Act.DENY, words="that a cod quota was agreed", issues=("quota",))
    (found,) = _found(file)
    assert found.matter == "whether a cod quota was agreed"


def test_has_not_agreed_is_a_denial_and_no_withdrawal() -> None:
    file = File()
    file.document("a", "2031-03-01")
    file.document("b", "2031-03-02")
    file.say("a", OSKANDER, Act.ACCEPT, words="both agreed to exchange data on the river")
    file.say("b", MARN, Act.ASSERT, words="Velland has not agreed to any exchange of river data")
    (found,) = _found(file)
    assert found.matter == "whether Velland has agreed to any exchange of river data"


def test_a_denial_that_takes_up_the_words_beside_it() -> None:
    file = File()
    file.say("a", OSKANDER, Act.DEMAND, words="that the surrounded soldiers be spared")
    file.say(
        "a", MARN, Act.ASSERT, words="its troops are not surrounded", polarity=Polarity.NEGATED
    )
    assert [d.matter for d in _found(file)] == ["whether its troops are surrounded"]


def test_a_denied_deed_beside_the_charge() -> None:
    file = File()
    file.say("a", OSKANDER, Act.ACCUSE, words="Velland of closing two gates without notice")
    file.say("a", MARN, Act.DENY, words="that any gate had been closed", cue="denied")
    assert [d.matter for d in _found(file)] == ["whether any gate had been closed"]


def test_other_words_far_away_or_of_ones_own_side_deny_nothing() -> None:
    file = File()
    file.say("a", OSKANDER, Act.ASSERT, words="the soldiers are tired and hungry")
    file.say(
        "a", MARN, Act.ASSERT, words="its troops are not surrounded", polarity=Polarity.NEGATED
    )
    file.say("b", VASKER, Act.ASSERT, words="the surrounded soldiers are brave")
    file.say(
        "b", MARN, Act.ASSERT, words="its troops are not surrounded", polarity=Polarity.NEGATED
    )
    assert _found(file) == []


def test_a_plan_dropped_by_one_and_going_ahead_for_the_other() -> None:
    file = File()
    file.say("a", MARN, Act.ASSERT, words="there were no plans to meet in July")
    file.say("a", OSKANDER, Act.DENY, words="that anything has been called off", cue="denied")
    file.say("a", OSKANDER, Act.ASSERT, words="preparations were continuing")
    (found,) = _found(file)
    assert found.matter == "whether the meeting goes ahead"
    assert len(found.accounts[0].statements) == 2


def test_a_headline_against_a_speaker() -> None:
    file = File()
    file.contact("a", "b")
    file.paragraph("a", "Call between Marn and Oskander yields nothing", SegmentKind.HEADLINE)
    file.say("b", MARN, Act.PRAISE, words="My call with him was excellent and productive")
    (found,) = _found(file)
    assert found.discrepancy_kind == "outcome"
    assert found.accounts[1].says == "The a: Call between Marn and Oskander yields nothing"


def test_progress_at_the_front_is_no_end_of_a_call() -> None:
    file = File()
    file.contact("a", "b", outcomes=("no progress",))
    file.say("a", MARN, Act.ASSERT, words="the army has made progress")
    assert _found(file) == []


def test_a_denial_by_verb_turns_its_content_and_said_not_turns_it_no_more() -> None:
    for cue, differs in (("denied", False), ("said", True)):
        file = File()
        call = file.contact("a")
        words = "that the call had brought no progress"
        file.say("a", MARN, Act.DENY, words=words, cue=cue, about=call.id)
        file.say("a", OSKANDER, Act.PRAISE, words="a productive call", about=call.id)
        assert bool(_found(file)) is differs


def test_an_agreement_denied_is_told_once_not_as_an_outcome_too() -> None:
    file = File()
    call = file.contact("a", "b")
    told = "they had agreed on a cod quota in the call"
    file.say("a", OSKANDER, Act.ASSERT, words=told, issues=("quota",), about=call.id)
    denied = "that a cod quota was agreed"
    file.say("b", MARN, Act.DENY, words=denied, issues=("quota",), about=call.id)
    assert [d.discrepancy_kind.value for d in _found(file)] == ["denial"]


def _counted(first: str, second: str, **days: str) -> list[str]:
    file = File()
    for name, text in (("a", first), ("b", second)):
        file.document(name, days.get(name, "2031-03-18"))
        file.paragraph(name, text)
    return [d.matter for d in _found(file)]


def test_the_crew_of_one_ship_counted_twice() -> None:
    held = "The trawler Grey Petrel was held with nine men on board."
    found = _counted(held, "The Grey Petrel is in port. Eleven fishermen are held on board.")
    assert found == ["how many men"]


def test_twenty_three_wounded_soldiers_are_not_twenty_two_wounded() -> None:
    first = (
        "It will return, it says, some day. Velland hands over 23 badly wounded Ormarkish soldiers."
    )
    assert _counted(first, "Velland returned 22 severely wounded Ormarkish men.") == [
        "how many severely wounded Ormarkish men"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Some 4,000 miners marched in Harrow.", "At least 3,900 miners marched in Harrow."),
        ("The union wants 900 jobs at Harrow saved.", "The board says 200 jobs at Harrow stay."),
        (
            "It shot down 145 drones over Sund Bay.",
            "It shot down seventy of the drones over Sund Bay.",
        ),
        ("They met for 20 days in Sundholm.", "They met for 30 days in Sundholm."),
        ("Velland has 40 boats.", "Velland bought 60 boats."),
        ("On Monday 140 drones hit Arven Bay.", "On Tuesday 90 drones hit Arven Bay."),
    ],
)
def test_bounds_wishes_parts_times_parties_and_other_days_are_no_clash(
    first: str, second: str
) -> None:
    assert _counted(first, second) == []


def test_counts_published_weeks_apart_are_no_clash() -> None:
    first, second = "40 wounded lie in Arven hospital.", "60 wounded lie in Arven hospital."
    assert _counted(first, second) != []
    assert _counted(first, second, b="2031-05-01") == []


def test_an_expert_and_a_denied_contact_do_not_make_a_matter_come_up() -> None:
    file = File()
    call = file.contact("a", status=ContactStatus.HELD)
    file.say("a", VINT, Act.ASSERT, words="I mentioned fuel deliveries in my book")
    file.say("a", MARN, Act.ASSERT, words="fuel deliveries were not discussed", about=call.id)
    assert _found(file) == []


def test_leaving_out_what_is_no_reading_matter_changes_nothing() -> None:
    file = File()
    file.paragraph("a", "The sea was calm.")
    file.paragraph("a", "The trawler Grey Petrel was held with nine men on board.")
    file.paragraph("b", "Eleven men of the Grey Petrel are held on board.")
    whole = file.judge()
    kept = [segment for segment in file.segments if is_reading_matter(segment)]
    assert len(kept) == 2
    file.segments = kept
    assert file.judge() == whole
    assert whole.discrepancies
