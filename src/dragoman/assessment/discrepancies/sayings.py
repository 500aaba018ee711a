"""Flat statements with what the rules of discrepancy compare: words, day, occasion."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from dragoman.assessment.embedding import content_of
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import content_words, statement_words
from dragoman.calendar import interval, is_edtf
from dragoman.model import Contact, ContactStatus, Contents, Firmness, Statement, Voice

WIDE_ISSUES = frozenset({"process", "settlement", "bilateral-relations"})
"""Issues too wide for two accounts on them to be about one matter."""
OCCASION = re.compile(
    r"\b(?:calls?|talks|meetings?|summit|conversation|negotiations?|discussions?|visit|rounds?|"
    r"dialogue|exchange of views|telephone|phone)\b",
    re.IGNORECASE,
)
"""Words for a contact."""
_NEAR = 400
"""Within so many code points of one text, two accounts are taken to be of one occasion."""
_DAYS = 3
"""Accounts of one occasion in two documents are published within so many days."""


def is_flat(statement: Statement) -> bool:
    """Whether it is said flatly, of something real, and not by an interviewer or editor."""
    return (
        statement.firmness is Firmness.FIRM
        and not statement.hypothetical
        and statement.voice in (Voice.SPEAKER, Voice.NARRATOR)
    )


@frozen(kw_only=True, eq=False)
class Saying:
    """A flat statement: ``start`` and ``end`` are code points in ``document``."""

    statement: Statement
    text: str
    document: str
    start: int
    end: int
    day: date | None
    issues: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """The telling words of it."""
        return content_words(self.text)

    @property
    def party(self) -> str | None:
        """Whom it is spoken for."""
        return self.statement.party


class Sayings:
    """Everything said flatly, by document and by contact."""

    def __init__(self, contents: Contents, witnesses: Witnesses) -> None:
        self._witnesses = witnesses
        self._told: defaultdict[str, list[Contact]] = defaultdict(list)
        self._of_party: defaultdict[str, list[Contact]] = defaultdict(list)
        for contact in contents.contacts:
            if contact.status in (ContactStatus.HELD, ContactStatus.UNDER_WAY):
                for document in contact.documents:
                    self._told[document].append(contact)
                for party in sorted({p.party or p.id or "" for p in contact.participants}):
                    self._of_party[party].append(contact)
        self.contacts = {contact.id: contact for contact in contents.contacts}
        found = [self._read(s) for s in contents.statements if is_flat(s) and content_of(s)]
        self.all = sorted(found, key=lambda one: (one.document, one.start, one.statement.id))
        self._in: defaultdict[str, list[Saying]] = defaultdict(list)
        for one in self.all:
            self._in[one.document].append(one)

    def _read(self, statement: Statement) -> Saying:
        content = content_of(statement)
        told = self._witnesses.day_of(statement)
        return Saying(
            statement=statement,
            text=statement_words(statement),
            document=content[0].document,
            start=content[0].start,
            end=content[-1].end,
            day=interval(told)[0] if is_edtf(told) else None,
            issues=frozenset(statement.issues) - WIDE_ISSUES,
        )

    def near(self, one: Saying) -> Iterator[Saying]:
        """What else may be of one occasion with a saying, in the order of the texts."""
        for document in sorted({one.document, *self._companions(one)}):
            for other in self._in.get(document, ()):
                if other is not one and self.is_same_occasion(one, other):
                    yield other

    def _companions(self, one: Saying) -> Iterator[str]:
        """The documents that tell of a contact that this one's document tells of."""
        for contact in self._told.get(one.document, ()):
            yield from contact.documents
        for contact in self._recalled(one):
            yield from contact.documents

    def _recalled(self, one: Saying) -> list[Contact]:
        """The contacts of the speaker's party that a text may recall without telling of them."""
        if one.document in self._told or not OCCASION.search(one.text):
            return []
        return self._of_party.get(one.party or "", [])

    def is_same_occasion(self, one: Saying, other: Saying) -> bool:
        """Whether two sayings are about one contact, as far as the texts tell."""
        mine, theirs = one.statement.about, other.statement.about
        if mine and theirs:
            return mine == theirs
        if one.document == other.document:
            return gap(one, other) <= _NEAR
        if one.day and other.day and abs((one.day - other.day).days) > _DAYS:
            return False
        if self.common_contact(one, other) is not None:
            return True
        return self._recalls(one, other) or self._recalls(other, one)

    def common_contact(self, one: Saying, other: Saying) -> Contact | None:
        """The one contact that both documents tell of, and both sayings may be about."""
        abouts = {a for a in (one.statement.about, other.statement.about) if a}
        if len(abouts) == 1:
            contact = self.contacts.get(abouts.pop())
            both = contact is not None and {one.document, other.document} <= {*contact.documents}
            return contact if both else None
        common = [c for c in self._told.get(one.document, ()) if other.document in c.documents]
        return common[0] if len(common) == 1 and not abouts else None

    def _recalls(self, one: Saying, other: Saying) -> bool:
        """Whether one recalls the contact that the other is about."""
        about = other.statement.about
        return any(contact.id == about for contact in self._recalled(one))

    def before(self, one: Saying) -> Iterator[Saying]:
        """What stands before a saying in its document, the nearest first."""
        told = self._in[one.document]
        place = bisect_left(told, one.start, key=lambda other: other.start)
        return reversed(told[:place])


def gap(one: Saying, other: Saying) -> int:
    """Code points between two sayings of one document; negative when they overlap."""
    return max(one.start, other.start) - min(one.end, other.end)


def holds(outer: Statement, inner: Statement) -> bool:
    """Whether a statement holds another in its own words: it reports it, it is no rival."""
    return any(p.covers(q) for p in content_of(outer) for q in content_of(inner))


def are_rivals(one: Saying, other: Saying, witnesses: Witnesses) -> bool:
    """Whether two sayings are of different people who do not stand on one side."""
    if one.party is not None and one.party == other.party:
        return False
    if holds(one.statement, other.statement) or holds(other.statement, one.statement):
        return False
    return witnesses.speaker(one.statement).who != witnesses.speaker(other.statement).who


def narrow(issues: Iterable[str]) -> frozenset[str]:
    """Issues narrow enough for two accounts on them to be about one matter."""
    return frozenset(issues) - WIDE_ISSUES
