"""Sentences that tell of something undertaken, and how it fares, where no statement was read."""

import pytest
from attrs import evolve
from texts_builder import contents_of

from dragoman.assessment import assess
from dragoman.model import (
    Commitment,
    Genre,
    Issue,
    Negotiation,
    PartyProfile,
    PartyRole,
    SegmentKind,
)

SIDES = tuple(
    PartyProfile(id=id_, names=(name,), role=PartyRole.SIDE)
    for id_, name in (("VEL", "Velland"), ("ORM", "Ormark"))
)
ISSUES = (Issue(id="quota", label="Cod quota", keywords=("quota", "boats"), parent="resources"),)


def _commitments(
    *texts: str | tuple[str, str], genre: Genre | None = None, outlet: str = ""
) -> tuple[Commitment, ...]:
    contents = contents_of(*texts)
    documents = tuple(
        evolve(d, genre=genre or d.genre, outlet=outlet or d.outlet) for d in contents.documents
    )
    segments = tuple(
        evolve(s, segment_kind=SegmentKind.LIST) if s.passages[0].exact.startswith("- ") else s
        for s in contents.segments
    )
    negotiation = Negotiation(parties=SIDES, issues=ISSUES)
    contents = evolve(contents, documents=documents, segments=segments, negotiation=negotiation)
    return assess(contents).commitments


def _bound(*texts: str, genre: Genre | None = None, outlet: str = "") -> list[tuple[str, ...]]:
    return sorted(one.parties for one in _commitments(*texts, genre=genre, outlet=outlet))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Velland has accepted that its boats will leave the strait.", ("VEL",)),
        ("Velland commits itself to release the sailors by Friday.", ("VEL",)),
        ("Velland gave an assurance that no boats would be seized.", ("VEL",)),
        ("The two companies have agreed to open the port.", ("ORM", "VEL")),
        ("Both camps agreed to suspend the hearings until Friday.", ("ORM", "VEL")),
        ("Velland and Ormark are to exchange prisoners on 3 April.", ("ORM", "VEL")),
        ("Velland and Ormark struck a deal. Neither side shall fire on boats.", ("ORM", "VEL")),
        ("Velland and Ormark signed an accord. It commits Ormark to pay 5 crowns.", ("ORM",)),
    ],
)
def test_a_sentence_tells_of_an_undertaking(text: str, parties: tuple[str, ...]) -> None:
    assert parties in _bound(text)


@pytest.mark.parametrize(
    "text",
    [
        "Velland has not accepted that its boats will leave the strait.",
        "Ormark demanded that Velland commit itself to release the sailors.",
        "Neither side agreed to open the port.",
        "Velland is to blame for the delay on Friday.",
        "If Velland and Ormark sign an accord, boats will leave on 3 April.",
        "Velland will win the election on 3 April.",
        "Velland agreed to drop its objection to a quota.",
    ],
)
def test_what_is_refused_demanded_supposed_or_foretold_binds_nobody(text: str) -> None:
    assert not _bound(text)


def test_points_below_what_was_agreed_bind_both_or_the_side_they_begin_with() -> None:
    text = (
        "Velland and Ormark met. The following was agreed:\n\n"
        "- Velland repays ten crowns by 3 April;\n\n- the crossing will reopen on 4 April;"
    )
    assert _bound(text) == [("ORM", "VEL"), ("VEL",)]


def test_the_terms_beside_a_settlement_bind_those_who_made_it() -> None:
    text = "Velland and Ormark reached a settlement. Pay will rise by 7 per cent from May."
    assert ("ORM", "VEL") in _bound(text)
    vote = "Velland and Ormark reached a settlement. Members will vote on it in May."
    assert ("ORM", "VEL") not in _bound(vote)


def test_a_side_says_in_its_own_release_what_it_will_do() -> None:
    text = "Velland will clean the northern dock."
    assert _bound(text, genre=Genre.PRESS_RELEASE, outlet="Government of Velland") == [("VEL",)]
    assert not _bound(text, genre=Genre.NEWS, outlet="Harrow Post")
    assert not _bound(text, genre=Genre.PRESS_RELEASE, outlet="Government of Ormark")


UNDERTOOK = ("Velland undertook to release the captured sailors by 5 April.", "2031-04-01")


@pytest.mark.parametrize(
    ("report", "stage"),
    [
        ("The captured sailors have not been released.", "lapsed"),
        ("The captured sailors were released on Friday.", "completed"),
        ("Velland broke its promise to release the captured sailors.", "reported broken"),
    ],
)
def test_a_later_sentence_tells_how_it_fares(report: str, stage: str) -> None:
    (commitment,) = _commitments(UNDERTOOK, (report, "2031-04-09"))
    assert [one.stage for one in commitment.compliance] == [stage]


@pytest.mark.parametrize(
    ("report", "day"),
    [
        ("The captured sailors will be released.", "2031-04-09"),
        ("The captured sailors were released on Friday.", "2031-03-01"),
        ("The tax office was opened on Friday.", "2031-04-09"),
        ("Ormark hopes the captured sailors have not been released too late.", "2031-04-09"),
    ],
)
def test_what_is_to_come_earlier_or_on_another_thing_is_no_report(report: str, day: str) -> None:
    commitment = next(c for c in _commitments(UNDERTOOK, (report, day)) if c.due_on)
    assert not commitment.compliance


def test_not_done_before_its_day_is_only_not_begun() -> None:
    report = ("The captured sailors have not been released.", "2031-04-03")
    (commitment,) = _commitments(UNDERTOOK, report)
    assert [one.stage for one in commitment.compliance] == ["not begun"]
