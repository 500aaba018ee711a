"""One contact told by several documents."""

import time

from attrs import evolve
from resolution_builder import Story, settle, tuesday

from dragoman.model import (
    Anchor,
    Bound,
    Certainty,
    Channel,
    ContactStatus,
    Participant,
    Quantity,
    Verb,
    When,
)
from dragoman.resolution import Edge
from dragoman.resolution.occasions import occasion

MARN, OSKANDER = ("Ilse Marn", "VEL"), ("Bertil Oskander", "ORM")
QUORN, VASKER = ("Hedda Quorn", "ORM"), ("Lene Vasker", "VEL")
PAIR = (MARN, OSKANDER)


def _minutes(text: str, value: float, bound: Bound = Bound.EXACTLY) -> Quantity:
    return Quantity(text=text, value=value, unit="minute", bound=bound)


def test_a_call_told_by_two_documents_is_one() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-20")
    one = first.contact(PAIR, "2031-03-18", topics=("quota",))
    second.contact((("Marn", None), ("Oskander", None)), "2031-03-18", topics=("patrols",))
    contents = settle(first, second)
    (contact,) = contents.contacts
    assert contact.id == one.id
    assert contact.documents == ("a", "b")
    assert contact.topics == ("quota", "patrols")
    assert [p.name for p in contact.participants] == ["Ilse Marn", "Bertil Oskander"]
    assert len(contact.passages) == 4


def test_three_calls_between_the_same_two_within_a_year_are_three() -> None:
    days = ("2031-02-12", "2031-03-18", "2031-10-16")
    stories = []
    for number, day in enumerate(days * 2):
        story = Story(f"d{number}", day)
        story.contact(PAIR, day)
        stories.append(story)
    assert len(settle(*stories).contacts) == 3


def test_a_call_without_a_day_joins_the_only_one_held_just_before() -> None:
    first, second, third = (
        Story("a", "2031-03-19"),
        Story("b", "2031-03-20"),
        Story("c", "2031-10-17"),
    )
    first.contact(PAIR, "2031-03-18")
    second.contact(PAIR)
    third.contact(PAIR, "2031-10-16")
    contents = settle(first, second, third)
    assert sorted(len(c.documents) for c in contents.contacts) == [1, 2]
    assert not contents.questions


def test_a_call_without_a_day_stays_apart_beside_two_candidates() -> None:
    first, second, third = (
        Story("a", "2031-03-19"),
        Story("b", "2031-03-20"),
        Story("c", "2031-03-20"),
    )
    first.contact(PAIR, "2031-03-18")
    second.contact(PAIR, "2031-03-19")
    third.contact(PAIR)
    contents = settle(first, second, third)
    assert len(contents.contacts) == 3
    (question,) = contents.questions
    assert len(question.candidates) == 3


def test_a_call_without_a_day_published_much_later_stays_apart() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-08-20")
    first.contact(PAIR, "2031-03-18")
    second.contact(PAIR)
    contents = settle(first, second)
    assert len(contents.contacts) == 2
    assert len(contents.questions) == 1


def test_other_people_of_the_same_sides_are_another_contact() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first.contact(PAIR, "2031-03-18")
    second.contact((VASKER, QUORN), "2031-03-18")
    assert len(settle(first, second).contacts) == 2


def test_talks_of_delegations_are_not_the_leaders_meeting() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first.contact(PAIR, "2031-03-16/2031-03-18", channel=Channel.MEETING, place="Sund")
    second.contact((("VEL", None), ("ORM", None)), channel=Channel.TALKS)
    assert len(settle(first, second).contacts) == 2


def test_sides_that_met_on_the_leaders_day_in_their_place_are_the_leaders() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first.contact(PAIR, "2031-03-18", channel=Channel.MEETING, place="Sund")
    sides = (("VEL", None), ("ORM", None))
    second.contact(sides, "2031-03-18", channel=Channel.SUMMIT, place="Sund")
    assert len(settle(first, second).contacts) == 1


def test_a_party_stands_for_its_person_on_the_telephone() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first.contact(PAIR, "2031-03-18")
    second.contact((("VEL", None), ("ORM", None)), "2031-03-18")
    (contact,) = settle(first, second).contacts
    assert [p.name for p in contact.participants] == ["Ilse Marn", "Bertil Oskander"]


def test_two_sides_and_three_sides_are_two_formats() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first.contact((("VEL", None), ("ORM", None)), "2031-03-18", channel=Channel.TALKS)
    second.contact(
        (("VEL", None), ("ORM", None), ("CAL", None)), "2031-03-18", channel=Channel.TALKS
    )
    assert len(settle(first, second).contacts) == 2


def test_meetings_in_two_places_are_two() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first.contact(PAIR, "2031-03-17/2031-03-19", channel=Channel.MEETING, place="Sund")
    second.contact(PAIR, "2031-03-18", channel=Channel.MEETING, place="Port Vell")
    assert len(settle(first, second).contacts) == 2


def test_planned_and_held_are_one_when_the_days_agree() -> None:
    first, second = Story("a", "2031-03-10"), Story("b", "2031-03-19")
    first.contact(PAIR, "2031-03-18", channel=Channel.SUMMIT, status=ContactStatus.PLANNED)
    second.contact(PAIR, "2031-03-18", channel=Channel.MEETING)
    (contact,) = settle(first, second).contacts
    assert contact.status is ContactStatus.HELD


def test_planned_without_a_day_and_held_stay_apart() -> None:
    first, second = Story("a", "2031-03-18"), Story("b", "2031-03-19")
    first.contact(PAIR, channel=Channel.MEETING, status=ContactStatus.PLANNED)
    second.contact(PAIR, "2031-03-18", channel=Channel.MEETING)
    assert len(settle(first, second).contacts) == 2


def test_undated_texts_join_on_weekday_and_length() -> None:
    first, second = Story("a"), Story("b")
    first.contact(PAIR, tuesday(), duration=_minutes("ninety minutes", 90))
    second.contact(PAIR, tuesday(), duration=_minutes("over an hour", 60, Bound.MORE_THAN))
    (contact,) = settle(first, second).contacts
    assert len(contact.durations) == 2
    assert contact.happened_on is not None
    assert contact.happened_on.edtf is None


def test_undated_texts_join_on_what_was_discussed() -> None:
    first, second = Story("a"), Story("b")
    first.contact(PAIR, topics=("a halt to inspections of trawlers",))
    second.contact(PAIR, topics=("inspections", "trawlers off the skerries"))
    assert len(settle(first, second).contacts) == 1


def test_undated_texts_that_tell_of_other_meetings_stay_apart_and_are_asked_about() -> None:
    first, second = Story("a"), Story("b")
    first.contact(PAIR, topics=("inspections of trawlers",))
    first.contact(
        (VASKER, QUORN), channel=Channel.TALKS, place="Sund", status=ContactStatus.PLANNED
    )
    second.contact(PAIR, tuesday(), topics=("inspections of trawlers",))
    second.contact((("VEL", None), ("ORM", None)), channel=Channel.TALKS, place="Grayhaven")
    contents = settle(first, second)
    assert len([c for c in contents.contacts if c.channel is Channel.CALL]) == 2
    assert any(q.asks.startswith("was the call") for q in contents.questions)


def test_undated_texts_with_other_weekdays_stay_apart() -> None:
    first, second = Story("a"), Story("b")
    first.contact(PAIR, tuesday(), topics=("inspections of trawlers",))
    friday = When(text="on Friday", form="weekday:fri", relative_to="document")
    second.contact(PAIR, friday, topics=("inspections of trawlers",))
    contents = settle(first, second)
    assert len(contents.contacts) == 2
    assert not contents.questions


def test_a_weekday_is_anchored_in_the_day_of_publication() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-18")
    first.contact(PAIR, tuesday())
    second.contact(PAIR, "2031-03-18")
    contents = settle(first, second)
    (contact,) = contents.contacts
    assert contact.happened_on is not None
    assert contact.happened_on.edtf == "2031-03-18"


def test_one_document_that_tells_twice_of_a_call_tells_of_one() -> None:
    story = Story("a")
    story.contact(PAIR, tuesday())
    story.contact(PAIR)
    assert len(settle(story).contacts) == 1


def test_a_denied_call_is_not_the_call_that_was_held() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first.contact(PAIR, "2031-03-18")
    second.contact(PAIR, "2031-03-18", status=ContactStatus.DENIED)
    assert len(settle(first, second).contacts) == 2


def test_an_analyst_joins_and_parts_contacts() -> None:
    first, second, third = (
        Story("a", "2031-03-19"),
        Story("b", "2031-03-19"),
        Story("c", "2031-07-01"),
    )
    one = first.contact(PAIR, "2031-03-18")
    two = second.contact(PAIR, "2031-03-18")
    three = third.contact(PAIR, "2031-06-30")

    def anchor(contact_id: str) -> Anchor:
        return Anchor(noun="contact", entry=contact_id)

    edges = [
        Edge(first=anchor(one.id), second=anchor(two.id), verb=Verb.DIFFERENT),
        Edge(first=anchor(two.id), second=anchor(three.id), verb=Verb.SAME),
    ]
    contents = settle(first, second, third, edges=edges)
    assert {frozenset(c.documents) for c in contents.contacts} == {
        frozenset({"a"}),
        frozenset({"b", "c"}),
    }


def test_statements_follow_their_contact() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-20")
    one = first.contact(PAIR, "2031-03-18")
    two = second.contact(PAIR, "2031-03-18")
    second.statement(second.persons[0], "the quota must rise", about=two.id)
    assert settle(first, second).statements[0].about == one.id


def test_someone_who_did_not_take_part_takes_no_seat() -> None:
    absent = Participant(name="Caldmere", id="CAL", party="CAL", certainty=Certainty.DENIED)
    story = Story("a")
    contact = story.contact(PAIR)
    told = evolve(contact, participants=(*contact.participants, absent))
    assert occasion(told, None, {"VEL", "ORM", "CAL"}).parties == {"VEL", "ORM"}


def test_two_thousand_contacts_are_placed_in_two_seconds() -> None:
    stories = []
    for number in range(1000):
        month, day = number % 12 + 1, number % 28 + 1
        story = Story(f"d{number}", f"20{31 + number % 9}-{month:02d}-{day:02d}")
        story.contact(PAIR, None if number % 5 == 0 else story.document.published_at)
        story.contact((VASKER, QUORN), topics=(f"matter {number % 97}",))
        stories.append(story)
    settle(stories[0])  # the name lists load once
    start = time.process_time()
    contents = settle(*stories)
    assert time.process_time() - start < 2
    assert len(contents.contacts) > 100
