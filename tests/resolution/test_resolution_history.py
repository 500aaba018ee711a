"""One contact told over days: how it stood when, and who told what."""

import random
from collections.abc import Sequence

from attrs import evolve
from resolution_builder import Story, settle, tuesday

from dragoman.model import (
    Anchor,
    Bound,
    Channel,
    Contact,
    ContactStatus,
    Quantity,
    Verb,
    When,
)
from dragoman.resolution import Edge

MARN, OSKANDER = ("Ilse Marn", "VEL"), ("Bertil Oskander", "ORM")
PAIR = (MARN, OSKANDER)
SIDES = (("VEL", None), ("ORM", None))
PLANNED, HELD, CANCELLED = ContactStatus.PLANNED, ContactStatus.HELD, ContactStatus.CANCELLED


def _ago(text: str, form: str) -> When:
    return When(text=text, form=form, relative_to="document")


def _minutes(value: float, bound: Bound = Bound.EXACTLY) -> Quantity:
    return Quantity(text=f"{value} minutes", value=value, unit="minute", bound=bound)


def _call(name: str, day: str | None, when: When | str | None) -> Story:
    story = Story(name, day)
    story.contact(PAIR, when)
    return story


def _ten_outlets() -> list[Story]:
    stories = [
        _call("a", "2031-03-18", "2031-03-18"),
        _call("b", "2031-03-19", tuesday()),
        _call("c", "2031-03-19", _ago("yesterday", "rel:day:-1")),
        _call("d", "2031-03-24", _ago("last week", "rel:week:-1")),
        _call("e", "2031-03-21", _ago("this week", "rel:week:0")),
        _call("f", None, "2031-03-18"),
        _call("g", "2031-03-30", _ago("earlier this month", "rel:month:0")),
    ]
    sides, long, undated = Story("h", "2031-03-19"), Story("i", "2031-03-20"), Story("j")
    sides.contact(SIDES)
    long.contact(PAIR, duration=_minutes(60, Bound.MORE_THAN))
    undated.contact((("Marn", None), ("Oskander", None)), tuesday(), duration=_minutes(90))
    return [*stories, sides, long, undated]


def test_a_call_told_by_ten_outlets_is_one_whoever_comes_first() -> None:
    stories = _ten_outlets()
    for seed in range(5):
        random.Random(seed).shuffle(stories)
        (contact,) = settle(*stories).contacts
        assert len(contact.documents) == 10


def test_three_calls_of_one_year_told_in_five_ways_each_are_three() -> None:
    stories = []
    for number, (day, after) in enumerate((("02-12", "13"), ("03-18", "19"), ("10-16", "17"))):
        published = f"2031-{day[:2]}-{after}"
        stories += [
            _call(f"a{number}", published, f"2031-{day}"),
            _call(f"b{number}", published, _ago("yesterday", "rel:day:-1")),
            _call(f"c{number}", published, None),
            _call(f"d{number}", published, _ago("this week", "rel:week:0")),
            _call(f"e{number}", None, f"2031-{day}"),
        ]
    assert [len(c.documents) for c in settle(*stories).contacts] == [5, 5, 5]


def _meeting(
    name: str,
    day: str | None,
    status: ContactStatus,
    when: str | None = "2031-03-18",
    place: str | None = None,
) -> Story:
    story = Story(name, day)
    story.contact(PAIR, when, channel=Channel.MEETING, status=status, place=place)
    return story


def _told(contact: Contact) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(s.status.value, s.on.edtf if s.on else None, s.documents) for s in contact.history]


def _only(stories: Sequence[Story]) -> Contact:
    (contact,) = settle(*stories).contacts
    return contact


def test_a_planned_and_a_held_meeting_are_one_contact_with_a_history() -> None:
    contact = _only(
        [
            _meeting("a", "2031-03-12", PLANNED),
            _meeting("b", "2031-03-14", PLANNED),
            _meeting("c", "2031-03-18", HELD),
            _meeting("late", "2031-03-20", PLANNED),
        ]
    )
    assert contact.status is HELD
    assert _told(contact) == [
        ("planned", "2031-03-12", ("a", "b", "late")),
        ("held", "2031-03-18", ("c",)),
    ]
    assert [p.document for p in contact.history[1].passages] == ["c"]


def test_announced_then_cancelled_is_told_in_this_order() -> None:
    stories = [_meeting("a", "2031-03-12", PLANNED), _meeting("b", "2031-03-16", CANCELLED)]
    contact = _only(stories)
    assert contact.status is CANCELLED
    assert [stage[:2] for stage in _told(contact)] == [
        ("planned", "2031-03-12"),
        ("cancelled", "2031-03-16"),
    ]


def test_a_stage_told_without_a_day_has_none() -> None:
    contact = _only([_meeting("a", None, PLANNED), _meeting("b", "2031-03-19", HELD)])
    assert _told(contact) == [("planned", None, ("a",)), ("held", "2031-03-19", ("b",))]


def test_a_plan_without_a_day_is_the_meeting_held_soon_after_in_its_place() -> None:
    plan = _meeting("a", "2031-03-12", PLANNED, None, "Sund")
    assert len(settle(plan, _meeting("b", "2031-03-19", HELD, place="Sund")).contacts) == 1
    for other in (
        _meeting("b", "2031-03-19", HELD, place="Port Vell"),
        _meeting("c", "2031-06-19", HELD, "2031-06-18", place="Sund"),
    ):
        assert len(settle(plan, other).contacts) == 2


def test_where_files_lie_does_not_change_what_is_told() -> None:
    """The ids of documents are hashes of their addresses; content must break ties before them."""

    def read(names: Sequence[str]) -> tuple[object, ...]:
        stories = []
        for name, digest, minutes in zip(names, ("1f", "2e", "3d"), (90, 85, 100), strict=True):
            story = Story(name, "2031-03-19")
            story.contact(PAIR, "2031-03-18", duration=_minutes(minutes), topics=(f"t{digest}",))
            story.document = evolve(story.document, sha256=digest)
            stories.append(story)
        contact = _only(stories)
        words = [p.exact for p in contact.passages]
        return contact.duration, contact.topics, words, contact.durations

    assert read(["a", "b", "c"]) == read(["z", "y", "x"]) == read(["m", "z", "a"])


def test_an_unsure_edge_holds_when_further_texts_come() -> None:
    one, two, more = (_call(name, "2031-03-19", "2031-03-18") for name in ("b", "c", "d"))
    (first, second) = (Anchor(noun="contact", entry=s.contacts[0].id) for s in (one, two))
    edge = Edge(first=first, second=second, verb=Verb.UNSURE, why="two lines were open")
    for stories in ((one, two), (more, two, one), (two, _call("a", None, "2031-03-18"), one)):
        contents = settle(*stories, edges=[edge])
        together = [set(contact.documents) for contact in contents.contacts]
        assert not any({"b", "c"} <= documents for documents in together)
        assert any("two lines were open" in question.why for question in contents.questions)
