"""Which contact a statement is about, where the reader left it open."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from attrs import evolve

from dragoman.model import Contact, Passage, Statement
from dragoman.resolution.occasions import family_of

_TELLING_ROLES = frozenset({"", "mention", "contact", "cue", "outcome", "topic"})
"""Passages that speak of the contact itself, not of who, where or when."""
_NEAR = 250
"""What stands so few code points from the only contact told of there is about it."""


def link_statements(
    statements: Iterable[Statement], contacts: Sequence[Contact]
) -> list[Statement]:
    """Tie statements to the contacts of their own documents.

    A statement is about the one contact that is told of within its words, or that its words name
    by channel and participant. Where there are several, or none, it stays untied.
    """
    told: defaultdict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        for document in {p.document for p in contact.passages}:
            told[document].append(contact)
    return [_link(statement, told) for statement in statements]


def _link(statement: Statement, told: dict[str, list[Contact]]) -> Statement:
    content = [p for p in statement.passages if p.role == "content"]
    if statement.about is not None or not content:
        return statement
    contacts = told.get(content[0].document, [])
    for finds in (_is_told_in, _is_named_in):
        found = sorted({contact.id for contact in contacts if finds(contact, content)})
        if len(found) == 1:
            return evolve(statement, about=found[0])
    return statement


def _is_told_in(contact: Contact, content: Sequence[Passage]) -> bool:
    """Whether the words tell of the contact: one of its passages stands in them."""
    return any(p.covers(own) for p in content for own in telling(contact))


def _is_named_in(contact: Contact, content: Sequence[Passage]) -> bool:
    """Whether the words have the channel and a participant's name: "my call with Oskander"."""
    text = " ".join(p.exact for p in content)
    names = "|".join(re.escape(p.name.split()[-1]) for p in contact.participants if p.name)
    words = _words().get(family_of(contact.channel))
    return bool(words and names and words.search(text) and re.search(rf"\b(?:{names})\b", text))


def telling(contact: Contact) -> Iterator[Passage]:
    """The passages that speak of the contact itself."""
    return (p for p in contact.passages if p.role in _TELLING_ROLES)


def nearby(
    statements: Iterable[Statement], contacts: Sequence[Contact]
) -> dict[str, list[Statement]]:
    """For each contact the statements about it, or near it and about no other."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    by_document: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.about is not None:
            found[statement.about].append(statement)
        elif statement.passages:
            by_document[statement.passages[0].document].append(statement)
    for contact in contacts:
        own = list(telling(contact))
        for document in sorted({p.document for p in own}):
            for statement in by_document.get(document, ()):
                if any(_gap(p, q) <= _NEAR for p in own for q in statement.passages):
                    found[contact.id].append(statement)
    return dict(found)


def _gap(one: Passage, two: Passage) -> int:
    """Code points between two passages of one document; negative when they overlap."""
    if one.document != two.document:
        return _NEAR + 1
    return max(one.start, two.start) - min(one.end, two.end)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    text = (files(__package__) / "channel_words.toml").read_text("utf-8")
    return {
        row["family"]: re.compile(rf"\b(?:{'|'.join(row['words'])})s?\b", re.IGNORECASE)
        for row in tomllib.loads(text)["family"]
    }
