"""Which party a constraint binds: by the words of the body, the subject, or the speaker."""

import re

from dragoman.assessment.bindings.desk import Desk
from dragoman.assessment.bindings.naming import Naming, says_we, subject_before, within
from dragoman.assessment.bindings.passages import Told
from dragoman.assessment.bindings.vocabulary import ConstraintRule

_CLAUSE = 90
"""Code points before a rule's words in which its clause names its subject."""
_BEHIND = 12
"""Code points behind a rule's words within which their object begins."""
_THIRD = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|in|from)\s(?:the\s)?", re.IGNORECASE)


def bound_party(
    told: Told, match: re.Match[str], rule: ConstraintRule, named: list[Naming], desk: Desk
) -> str | None:
    """The party bound, by the ways of the rule in their order; None where no words tell it."""
    for way in rule.bound:
        party = _WAYS[way](told, match, named, desk)
        if party is not None:
            return party
    return None


def _by_body(told: Told, match: re.Match[str], named: list[Naming], desk: Desk) -> str | None:
    """The party whose body it is: "Ormark's parliament", "the parliament of Ormark", "our"."""
    if not has_body(match):
        return None
    start, end = match.span("body")
    behind = _OF.match(told.text, end)
    party = within(named, start, end) or (
        within(named, behind.end(), behind.end() + 1) if behind else None
    )
    if party is not None:
        return party
    if says_we(match["body"]):
        return desk.speaker_party(told.span(start, end))
    if _THIRD.search(match["body"]):
        return subject_before(told, named, start)
    rows = desk.contents.negotiation.ratifications
    laid = [row.party for row in rows if names_body(match["body"], row.body)]
    return laid[0] if len(set(laid)) == 1 else None


def _by_people(told: Told, match: re.Match[str], named: list[Naming], _: Desk) -> str | None:
    return within(named, *match.span("people"))


def _by_warrant(told: Told, match: re.Match[str], named: list[Naming], _: Desk) -> str | None:
    return within(named, *match.span("warrant"))


def _by_person_before(told: Told, match: re.Match[str], named: list[Naming], _: Desk) -> str | None:
    """The last person named before: "Orlov could enter, the court's warrant notwithstanding"."""
    people = [n.party for n in named if n.is_person and n.end <= match.start()]
    return people[-1] if people else None


def _by_subject(told: Told, match: re.Match[str], named: list[Naming], desk: Desk) -> str | None:
    before = told.text[: match.start()]
    if says_we(before[-_CLAUSE:]):
        return desk.speaker_party(told.span(*match.span()))
    return subject_before(told, named, match.start())


def _by_object(told: Told, match: re.Match[str], named: list[Naming], _: Desk) -> str | None:
    """Whom the words behind name at once: "forbids Ormark's envoys to talk"."""
    return within(named, match.end(), match.end() + _BEHIND)


def _by_speaker(told: Told, match: re.Match[str], _: list[Naming], desk: Desk) -> str | None:
    return desk.speaker_party(told.span(*match.span()))


_WAYS = {
    "body": _by_body,
    "people": _by_people,
    "warrant": _by_warrant,
    "person": _by_person_before,
    "object": _by_object,
    "subject": _by_subject,
    "speaker": _by_speaker,
}


def names_body(words: str, body: str) -> bool:
    """Whether words name a body that ``negotiation.toml`` knows."""
    return (
        bool(body)
        and re.search(rf"(?<!\w){re.escape(body)}(?!\w)", words, re.IGNORECASE) is not None
    )


def has_body(match: re.Match[str]) -> bool:
    """Whether a rule's words say who or what binds."""
    return "body" in match.re.groupindex and match["body"] is not None
