"""Which parties a stretch of text names, and which of them is the one that acts."""

import re
from bisect import bisect_left
from collections import defaultdict

from attrs import frozen

from dragoman.assessment.bindings.passages import Told
from dragoman.assessment.bindings.vocabulary import expression
from dragoman.assessment.roster import Roster
from dragoman.model import Contents, Mention

_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ours|I|[Mm]y)\b")
_GOVERNED = re.compile(
    r"\b(?:to|with|against|of|from|by|on|upon|for|in|into|at|near|between|over|about|than|like|"
    r"including|under|toward|towards|through|via)\s+(?:the\s+|a\s+|an\s+|its\s+|their\s+)?"
    r"(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before a name that is no subject."""
_OWNED = r"['’]s?\s(?:[\w-]+\s){0,3}?"
_OWNER = re.compile(r"^['’]s?\s")


@frozen
class Naming:
    """A party named in a sentence: offsets into its text, half open."""

    start: int
    end: int
    party: str
    is_person: bool = False


class Namer:
    """Finds who is named, by the mentions read and by the roster of names."""

    def __init__(self, contents: Contents, roster: Roster) -> None:
        self._roster = roster
        party_of = {party.id: party.id for party in contents.parties}
        party_of |= {p.id: p.party for p in contents.persons if p.party and p.represents}
        party_of |= {o.id: o.party for o in contents.organisations if o.party}
        party_of |= {p.id: p.country for p in contents.places if p.country}
        self._mentioned: defaultdict[str, list[tuple[int, int, str, bool]]] = defaultdict(list)
        for mention in contents.mentions:
            party = party_of.get(mention.refers_to or "") or _own(mention)
            if party and party in party_of and not mention.rivals:
                for p in mention.passages:
                    is_person = mention.noun == "person"
                    self._mentioned[p.document].append((p.start, p.end, party, is_person))
        for found in self._mentioned.values():
            found.sort()

    def named(self, told: Told) -> list[Naming]:
        """The parties that a sentence names, in its order; "we" is none of them."""
        first, last = told.passage.start, told.passage.end
        all_named = self._mentioned.get(told.passage.document, [])
        found = [
            Naming(start - first, end - first, party, is_person)
            for start, end, party, is_person in all_named[bisect_left(all_named, (first,)) :]
            if end <= last and not _OURS.fullmatch(told.text[start - first : end - first])
        ]
        for start, party in self._roster.named_in(told.text):
            if not any(one.start <= start < one.end for one in found):
                found.append(Naming(start, start + _word(told.text, start), party))
        return sorted(found, key=lambda one: (one.start, one.end))

    def last_in(self, document: str, start: int, end: int) -> str | None:
        """The party that the last mention in a stretch of a document stands for; None for none."""
        found = self._mentioned.get(document, [])
        within = [m for m in found[bisect_left(found, (start,)) :] if m[1] <= end and m[0] < end]
        return within[-1][2] if within else None


def _own(mention: Mention) -> str | None:
    return mention.refers_to if mention.noun in ("party", "place") else None


def _word(text: str, start: int) -> int:
    found = re.match(r"[\w-]+", text[start:])
    return found.end() if found else 1


def is_governed(lead: str) -> bool:
    """Whether what stands before a name ends in a preposition: the name is no subject."""
    return _GOVERNED.search(lead) is not None


def subject_before(told: Told, named: list[Naming], place: int) -> str | None:
    """The party that acts by the verb at ``place``: the nearest before it that can be a subject.

    A name behind a preposition, or one that owns what follows ("Ormark's shipments"), is passed
    over; so is everything before a semicolon.
    """
    floor = told.text.rfind(";", 0, place) + 1
    for one in reversed([n for n in named if floor <= n.start and n.end <= place]):
        if is_governed(told.text[max(floor, one.start - 40) : one.start]):
            continue
        if _OWNER.match(told.text[one.end : one.end + 3]) and not _acts(told.text[one.end : place]):
            continue
        return one.party
    return None


def _acts(words: str) -> bool:
    """Whether what is owned acts for its owner: "Ormark's government"."""
    return expression(rf"^{_OWNED}(?:<acting body>)\b").match(words) is not None


def says_we(text: str) -> bool:
    """Whether words speak of the speaker's own side."""
    return _OURS.search(text) is not None


def within(named: list[Naming], start: int, end: int) -> str | None:
    """The first party named in a stretch of the sentence."""
    return next((n.party for n in named if n.start < end and start < n.end), None)
