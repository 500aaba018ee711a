"""Who "both sides" are, and what follows from persons known in other documents."""

import pytest
from attrs import evolve
from resolution_builder import Story, settle

from dragoman.model import ContactStatus, Contents, Issue, Named, Negotiation, Statement

MARN, OSKANDER = ("Ilse Marn", "VEL"), ("Bertil Oskander", "ORM")


def _said(who: str, status: ContactStatus = ContactStatus.HELD, gap: int = 0) -> Statement:
    story = Story("a")
    story.contact((MARN, OSKANDER), "2031-03-18", status=status)
    story.passage("x" * gap)
    said = story.statement(story.persons[0], "the quota must rise")
    story.statements[-1] = evolve(said, speakers=(Named(name=who),), party=None)
    (statement,) = settle(story).statements
    return statement


@pytest.mark.parametrize("who", ["Both sides", "both", "the two ministers", "The delegations"])
def test_both_sides_are_those_of_the_contact_told_before(who: str) -> None:
    assert {speaker.party for speaker in _said(who).speakers} == {"VEL", "ORM"}


def test_others_and_contacts_far_off_or_not_held_name_nobody() -> None:
    for statement in (
        _said("the fishermen"),
        _said("both sides", status=ContactStatus.PLANNED),
        _said("both sides", gap=2000),
    ):
        assert [speaker.id for speaker in statement.speakers] == [None]


def test_a_speaker_whose_party_another_document_gives_speaks_for_it() -> None:
    first, second = Story("a"), Story("b")
    first.person("Ilse Marn", "VEL")
    unknown = second.person("Ilse Marn", None)
    second.statement(unknown, "the quota must rise")
    contents = settle(first, second)
    assert contents.statements[0].party == "VEL"
    assert contents.statements[0].speakers[0].party == "VEL"


def _issues(words: str, generic: str) -> tuple[str, ...]:
    story = Story("a")
    story.statement(story.person("Ilse Marn", "VEL"), words, issues=(generic,))
    pits = Issue(id="pits", label="Pits", keywords=("closure",), parent="resources")
    contents: Contents = settle(story, negotiation=Negotiation(issues=(pits,)))
    return contents.statements[0].issues


def test_a_keyword_outweighs_a_generic_issue_that_the_words_do_not_name() -> None:
    assert _issues("the closure of Blackrigg", "economic-cooperation")[0] == "pits"
    assert _issues("the closure of refugees' camps", "refugees") == ("refugees",)
