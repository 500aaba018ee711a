"""Contacts of many invented negotiations, against what a reader marks in ``contact_cases.txt``."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen
from rapidfuzz.fuzz import token_set_ratio

from dragoman.extraction import RuleReader
from dragoman.extraction.contacts import find_contacts
from dragoman.gazetteer import Gazetteer
from dragoman.model import Contact, Document, Participant

_FLOORS = {"open": 0.95, "aside": 0.78}
_REMOTE = ("call", "letter", "back channel")


@frozen(kw_only=True)
class Mark:
    """One marked contact: the channels and statuses that fit, and who takes part."""

    channels: tuple[str, ...]
    people: tuple[str, ...]
    statuses: tuple[str, ...]


@frozen(kw_only=True)
class Case:
    """One text and the contacts that it tells of."""

    half: str
    text: str
    marks: tuple[Mark, ...]


def _cases() -> Iterator[Case]:
    half, text, marks = "", "", list[Mark]()
    lines = (Path(__file__).parent / "contact_cases.txt").read_text("utf-8").splitlines()
    for line in (*lines, "[end]"):
        if line.startswith(">"):
            fields = [field.strip() for field in line[1:].split("|")]
            if len(fields) > 1:
                channels, people, statuses = (tuple(f.split(c)) for f, c in zip(
                    fields, ("/", "; ", "/"), strict=False))  # fmt: skip
                marks.append(Mark(channels=channels, people=people, statuses=statuses))
        elif not line.startswith("#"):
            if text:
                yield Case(half=half, text=text, marks=tuple(marks))
            half = line.strip("[]") if line.startswith("[") else half
            text, marks = "" if line.startswith("[") else line, []


CASES = list(_cases())


@cache
def _reader() -> RuleReader:
    return RuleReader(gazetteer=Gazetteer.load(None))


@cache
def _found(text: str) -> tuple[Contact, ...]:
    return tuple(find_contacts(_reader().lay(Document(id="d1", text=text))))


def _is_named(name: str, one: Participant) -> bool:
    return any(
        part == one.party or token_set_ratio(part.lower(), one.name.lower()) >= 85
        for part in name.split("/")
    )


def _fits(mark: Mark, contact: Contact) -> bool:
    """The same family of channels, and half of the participants or more."""
    channel = contact.channel.value
    met = any(c not in _REMOTE for c in mark.channels) and channel not in _REMOTE
    common = sum(any(_is_named(name, p) for p in contact.participants) for name in mark.people)
    return (met or channel in mark.channels) and 2 * common >= len(mark.people)


def _paired(case: Case) -> list[tuple[Mark, Contact]]:
    """Marks and contacts one to one, those of the right status first."""
    left = list(_found(case.text))
    pairs = []
    for mark in case.marks:
        fitting = [contact for contact in left if _fits(mark, contact)]
        fitting.sort(key=lambda contact: contact.status.value not in mark.statuses)
        if fitting:
            pairs.append((mark, fitting[0]))
            left.remove(fitting[0])
    return pairs


@pytest.mark.parametrize("half", ["open", "aside"])
def test_contacts_of_many_negotiations_are_found(half: str) -> None:
    cases = [case for case in CASES if case.half == half]
    pairs = [pair for case in cases for pair in _paired(case)]
    marked = sum(len(case.marks) for case in cases)
    found = sum(len(_found(case.text)) for case in cases)
    assert len(cases) == 70
    assert 2 * len(pairs) / (marked + found) >= _FLOORS[half]
    assert sum(c.status.value in m.statuses for m, c in pairs) / len(pairs) >= 0.93
    assert sum(c.channel.value in m.channels for m, c in pairs) / len(pairs) >= 0.95


@pytest.mark.parametrize("text", [case.text for case in CASES if not case.marks])
def test_talk_of_something_else_is_no_contact(text: str) -> None:
    assert [contact.because for contact in _found(text)] == []


_MISSED = ("Uzbek officials", "Contact between the Dutch")
"""Beginnings of the open texts in which a contact is still missed."""


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c.half == "open" and c.marks and not c.text.startswith(_MISSED)],
    ids=lambda case: case.text[:60],
)
def test_a_contact_is_found_with_its_status_and_channel(case: Case) -> None:
    pairs = _paired(case)
    assert len(pairs) == len(case.marks) == len(_found(case.text))
    assert all(c.status.value in m.statuses and c.channel.value in m.channels for m, c in pairs)
