"""One contact as it looks to the matcher: who, how, when, where, about what."""

import re
import tomllib
from collections.abc import Container, Iterable
from functools import cache
from importlib.resources import files

from attrs import define, field

from dragoman.model import (
    Certainty,
    Channel,
    Contact,
    ContactStatus,
    Participant,
    Quantity,
    Statement,
)
from dragoman.resolution.parties import fold
from dragoman.resolution.spans import Span, span_of, window

_MEETINGS = frozenset({Channel.MEETING, Channel.SUMMIT, Channel.TALKS, Channel.VISIT})
_SIDE_ROLES = frozenset({"host", "mediator"})
_PAST = frozenset({ContactStatus.HELD, ContactStatus.UNDER_WAY})
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NEWS_DAYS = 3
"""News without a day tells of the last days before it was published."""
_AHEAD_DAYS = 14
"""A plan without a day is for the next two weeks."""


@define(kw_only=True)
class Occasion:
    """What one or several accounts say of one contact, as sets that can be compared.

    ``people`` are the persons of each party. ``span`` is the narrowest time given, ``window``
    the days that publication allows where none is given. ``company`` are the places of the other
    contacts that the same documents tell of.
    """

    members: list[Contact]
    family: str
    parties: set[str] = field(factory=set)
    people: dict[str, set[str]] = field(factory=dict)
    status: str = "past"
    span: Span | None = None
    window: Span | None = None
    weekdays: set[str] = field(factory=set)
    places: set[str] = field(factory=set)
    durations: list[Quantity] = field(factory=list)
    documents: set[str] = field(factory=set)
    issues: set[str] = field(factory=set)
    words: set[str] = field(factory=set)
    company: set[str] = field(factory=set)

    @property
    def ids(self) -> list[str]:
        """The ids of the accounts."""
        return [member.id for member in self.members]

    def absorb(self, other: "Occasion") -> None:
        """Take in another account of the same contact."""
        self.members.extend(other.members)
        self.parties |= other.parties
        for party, people in other.people.items():
            self.people.setdefault(party, set()).update(people)
        self.status = min(self.status, other.status, key=_STRENGTH.index)
        spans = [span for span in (self.span, other.span) if span is not None]
        self.span = min(spans, key=lambda span: (span.days, span), default=None)
        windows = [w for w in (self.window, other.window) if w is not None]
        self.window = min(windows, default=None)
        for name in ("weekdays", "places", "documents", "issues", "words", "company"):
            getattr(self, name).update(getattr(other, name))
        self.durations.extend(other.durations)


_STRENGTH = ("past", "off", "ahead", "denied")
"""What a contact is when its accounts are joined: held outranks cancelled outranks planned."""


def family_of(channel: Channel) -> str:
    """The channels that texts use for one another: a summit is a meeting, a visit, talks."""
    return "meeting" if channel in _MEETINGS else channel.value


def occasion(
    contact: Contact,
    published: str | None,
    parties: Container[str],
    near: Iterable[Statement] = (),
) -> Occasion:
    """The occasion that one contact of a report tells of.

    ``published`` is its document's day (EDTF) or None; ``parties`` are the ids of all parties;
    ``near`` are the statements about it.
    """
    near = tuple(near)
    matter = [p.exact for s in near for p in s.passages if p.role == "content"]
    status = _status(contact.status)
    before, after = (0, _AHEAD_DAYS) if status in ("ahead", "off") else (_NEWS_DAYS, 0)
    span = span_of(contact.happened_on)
    result = Occasion(
        members=[contact],
        family=family_of(contact.channel),
        status=status,
        span=span,
        window=window(published, before, after),
        weekdays=_weekdays(contact, span),
        places={contact.place.id or fold(contact.place.name)} if contact.place else set(),
        durations=[contact.duration] if contact.duration else [],
        documents=set(contact.documents) | {p.document for p in contact.passages},
        issues={*contact.issues, *(issue for s in near for issue in s.issues)},
        words=content_words([*contact.topics, *contact.outcomes, *matter]),
    )
    for one in contact.participants:
        _seat(result, one, parties)
    return result


def _seat(result: Occasion, one: Participant, parties: Container[str]) -> None:
    if one.certainty is Certainty.DENIED or one.role in _SIDE_ROLES:
        return
    party = one.party or (one.id if one.id in parties else None)
    if party is not None:
        result.parties.add(party)
    if one.id is not None and one.id != party:
        result.people.setdefault(party or one.id, set()).add(one.id)


def _status(status: ContactStatus) -> str:
    if status in _PAST:
        return "past"
    if status is ContactStatus.CANCELLED:
        return "off"
    return "denied" if status is ContactStatus.DENIED else "ahead"


def _weekdays(contact: Contact, span: Span | None) -> set[str]:
    """The weekday of a known day, or as ``dragoman.calendar`` writes it (``weekday:tue``)."""
    if span is not None:
        return {_WEEKDAYS[span.start.weekday()]} if span.days == 1 else set()
    form = contact.happened_on.form if contact.happened_on else ""
    found = re.search(r"weekday:(\w{3})", form)
    return {found[1]} if found else set()


@cache
def _plain_words() -> frozenset[str]:
    rows = tomllib.loads((files(__package__) / "plain_words.toml").read_text("utf-8"))
    return frozenset(_stem(word) for row in rows["list"] for word in row["words"].split())


def _stem(word: str) -> str:
    """The first six letters: enough to join "infrastructure" and "infrastructural"."""
    return word[:6]


def content_words(texts: Iterable[str]) -> set[str]:
    """The words that tell what a contact was about, cut to six letters.

    Words of every negotiation ("peace", "talks", "agreed") tell nothing and are left out.
    """
    words = (word for text in texts for word in re.findall(r"[^\W\d_]{4,}", text))
    # Names are left out too: they say who and where, which is compared by itself.
    return {_stem(word) for word in words if word.islower()} - _plain_words()
