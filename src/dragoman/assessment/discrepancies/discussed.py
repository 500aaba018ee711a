"""One account says that a matter came up; another says that it was not discussed."""

import re
from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from dragoman.assessment.discrepancies.clashes import Clash, Side, side_of
from dragoman.assessment.discrepancies.neighbours import find_told_beside
from dragoman.assessment.discrepancies.sayings import Saying, Sayings, are_rivals, gap, narrow
from dragoman.assessment.labels import Labels, bare, has_day
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import (
    content_words,
    is_listed,
    matter_words,
    shorten,
    turns_content,
)
from dragoman.model import Act, Contact, DiscrepancyKind, Measure, Statement, Voice

_TALK = (
    r"(?:discuss(?:ed|ing)?|rais(?:e|ed|ing)|com(?:e|ing) up|came up|mention(?:ed|ing)?|"
    r"talk(?:ed|ing)? (?:about|of|over)|touch(?:ed|ing)? (?:on|upon)|address(?:ed|ing)?|"
    r"br(?:ought|ing|inging) up|on the (?:agenda|table)|(?:been |be )?part of the (?:talks|call|"
    r"conversation|meeting|discussions?))"
)
_NOT = r"(?:not|never)(?: (?:been|even|once|at all|be))*|(?<=[a-z])n['’]t(?: (?:been|even|be))*"
_PASSIVE = re.compile(
    rf"^(?P<subject>.*?)\s*\b(?:was|were|is|has|have|had|did|does)?\s*(?:{_NOT}) {_TALK}\b",
    re.IGNORECASE | re.DOTALL,
)
_ACTIVE = re.compile(
    rf"\b(?:(?:did|had|have|has)(?: not| never|n['’]t)|(?:he|she|they|we|i) never)(?: even| once)? "
    rf"(?!com|came|on the|part of)"
    rf"{_TALK}\b (?P<subject>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NOTHING = re.compile(
    r"\b(?:no|without(?: any)?) (?:discussion|talk|mention) (?:of|about) (?P<subject>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TOLD = re.compile(rf"^(?P<subject>.*?)\s*\b(?:was|were|had been|had) (?:\w+ )?{_TALK}\b")
_WILL = re.compile(r"\b(?:will|would|shall|should|can(?:not)?|could|must|may|might)\b|wo?n['’]t be")
_EMPTY = re.compile(
    r"^(?:that|this|it|which|they|these|those|he|she|we|the (?:subject|issue|matter|question|topic|"
    r"point|idea))?$",
    re.IGNORECASE,
)
_TALKED = re.compile(rf"\b{_TALK}\b", re.IGNORECASE)
_NEGATED = re.compile(rf"(?:{_NOT}|\bno\b)[^.;]{{0,30}}$", re.IGNORECASE)
_FIRST_WORDS = re.compile(r"^(?:the|any|some|all|about|on|with)\s+", re.IGNORECASE)
_OCCASION = frozenset({"call", "conversation", "talk", "meeting", "discussion", "phone", "subject"})
_WANTING = frozenset({Act.DEMAND, Act.PROPOSE, Act.PROMISE, Act.ACCEPT, Act.THREATEN})
_VERB = {
    Act.DEMAND: "demanded it",
    Act.PROPOSE: "proposed it",
    Act.PROMISE: "promised it",
    Act.ACCEPT: "accepted it",
    Act.THREATEN: "threatened over it",
}
_CLOSE = 400
"""A demand so few code points before "that was not discussed" is what was not."""
_BREATH = 120
"""Within so many code points a pronoun points back to what was denied."""
_PRONOUN = re.compile(r"\b(?:it|its|this|that one|them|their)\b", re.IGNORECASE)
_LOOKED_AT = 8
"""So many sayings before a pronoun are looked at."""


@frozen(kw_only=True)
class _Denied:
    """A saying that something was not discussed; ``subject`` is empty for "that"."""

    saying: Saying
    subject: str

    @property
    def words(self) -> frozenset[str]:
        """The telling words of the subject."""
        return matter_words(Measure(object=self.subject)) - _OCCASION


def find_undiscussed(sayings: Sayings, labels: Labels, witnesses: Witnesses) -> Iterator[Clash]:
    """What one account says was not discussed, beside accounts in which it came up."""
    for saying in sayings.all:
        subject = undiscussed(saying.statement, saying.text)
        if subject is None:
            continue
        denied = _Denied(saying=saying, subject=subject)
        rivals = _rivals(denied, sayings, witnesses)
        contact = _contact(denied, rivals, sayings)
        sides = [_side(rival, labels, witnesses) for rival in rivals]
        sides.extend(_topics(denied, contact, labels, witnesses))
        sides = sides or list(find_told_beside(saying, denied.words, labels, witnesses))
        if sides:
            yield _clash(denied, rivals, sides, contact, labels, witnesses)


def undiscussed(statement: Statement, text: str) -> str | None:
    """What a statement says was not discussed; empty for a pronoun, None when it says no such.

    >>> from dragoman.model import Act, Statement
    >>> undiscussed(Statement(id="s", act=Act.ASSERT), "that the issue of arms was not discussed")
    'arms'
    >>> undiscussed(Statement(id="s", act=Act.ASSERT), "that wasn't discussed")
    ''
    >>> undiscussed(Statement(id="s", act=Act.REJECT), "that arms will not be discussed") is None
    True
    """
    if statement.act not in (Act.ASSERT, Act.DENY, Act.ASSESS, Act.REJECT):
        return None
    found = _found(statement, text)
    if found is not None and _WILL.search(text[: found.end("subject") + 12]):
        return None
    subject = found["subject"] if found is not None else _by_measure(statement)
    if subject is None:
        return None
    subject = bare(_FIRST_WORDS.sub("", (subject or "").strip(' ,"“”')))
    return "" if _EMPTY.match(subject.strip()) else subject


def _found(statement: Statement, text: str) -> re.Match[str] | None:
    for pattern in (_ACTIVE, _NOTHING, _PASSIVE):
        found = pattern.search(text)
        if found is not None:
            return found
    if turns_content(statement) and _TALKED.search(text):
        return re.search(
            rf"^(?P<subject>.*?)\s*\b(?:was|were|had been|had) (?:\w+ )?{_TALK}\b", text
        )
    return None


def _by_measure(statement: Statement) -> str | None:
    """The object of a measure that the reader found to be talked about and denied."""
    for measure in statement.measures:
        denied = statement.act is Act.DENY or measure.negated or statement.polarity == "negated"
        if denied and is_listed(measure.action, "talk") and measure.object:
            return measure.object
    return None


def _rivals(denied: _Denied, sayings: Sayings, witnesses: Witnesses) -> list[Saying]:
    if not denied.words:
        return _antecedent(denied, sayings, witnesses)
    return [
        other
        for other in sayings.near(denied.saying)
        if _brings_up(other)
        and (other.party or other.statement.about or other.statement.voice is Voice.NARRATOR)
        and are_rivals(denied.saying, other, witnesses)
        and _is_of_matter(denied, other)
    ]


def _antecedent(denied: _Denied, sayings: Sayings, witnesses: Witnesses) -> list[Saying]:
    """What "that" in "that was not discussed" stands for: the nearest demand before it."""
    for other in islice(sayings.before(denied.saying), _LOOKED_AT):
        if gap(denied.saying, other) > _CLOSE:
            break
        if _brings_up(other) and are_rivals(denied.saying, other, witnesses) and other.issues:
            return [other]
    return []


def _brings_up(other: Saying) -> bool:
    """Whether a saying shows that its matter came up: it asks for it, or says so."""
    if other.statement.act in _WANTING:
        return True
    found = _TALKED.search(other.text)
    says_so = found is not None and not _NEGATED.search(other.text[: found.start()])
    telling = other.statement.act in (Act.ASSERT, Act.ACCUSE) and says_so
    return telling and not _WILL.search(other.text[: found.start()] if found else "")


def _is_of_matter(denied: _Denied, other: Saying) -> bool:
    """Whether both are on one narrow issue, or share what is talked about."""
    shared = denied.words & other.words
    if 2 * len(shared) >= len(denied.words):
        return True
    follows = 0 <= other.start - denied.saying.end <= _BREATH
    bare_pronoun = other.statement.act in _WANTING and not other.issues
    if follows and bare_pronoun and _PRONOUN.search(other.text):
        return True
    if other.statement.act not in _WANTING:
        # That they discussed something else of the same issue is no rival account.
        return False
    mine = _issues(denied.saying.statement)
    return bool(mine & _issues(other.statement))


def _issues(statement: Statement) -> frozenset[str]:
    """The narrow issues of a statement: its measures' where they have any."""
    measured = narrow(m.issue for m in statement.measures if m.issue)
    return measured or narrow(statement.issues)


def _contact(denied: _Denied, rivals: list[Saying], sayings: Sayings) -> Contact | None:
    """The contact in question, where the texts tell which."""
    abouts = [s.statement.about for s in (denied.saying, *rivals) if s.statement.about]
    if abouts:
        return sayings.contacts.get(abouts[0])
    return next((c for r in rivals if (c := sayings.common_contact(denied.saying, r))), None)


def _side(rival: Saying, labels: Labels, witnesses: Witnesses) -> Side:
    did = _VERB.get(rival.statement.act, "discussed")
    return side_of(rival.statement, witnesses, f"{labels.teller(rival.statement)}: {did}")


def _topics(
    denied: _Denied, contact: Contact | None, labels: Labels, witnesses: Witnesses
) -> Iterator[Side]:
    """The topics told of the contact that the saying says were not talked about."""
    if contact is None or not denied.words:
        return
    saying = denied.saying
    own = witnesses.speaker(saying.statement).who
    for passage in contact.passages:
        inside = passage.document == saying.document and saying.start <= passage.start < saying.end
        if passage.role != "topic" or inside or not denied.words <= content_words(passage.exact):
            continue
        witness = witnesses.behind(passage)
        if witness.who != own:
            teller = (
                labels.party(witness.party) if witness.party else labels.outlet(passage.document)
            )
            yield Side(says=f"{teller}: discussed", passages=(passage,), witness=witness)


def _clash(
    denied: _Denied,
    rivals: list[Saying],
    sides: list[Side],
    contact: Contact | None,
    labels: Labels,
    witnesses: Witnesses,
) -> Clash:
    statement = denied.saying.statement
    told = [denied.saying.statement, *(r.statement for r in rivals)]
    issues = sorted(set().union(*(_issues(s) for s in told)))
    issue = next((labels.generic(i) for s in told for i in s.issues if i in issues), None)
    subject = shorten(denied.subject, 8) or (labels.issue(issue) if issue else "it")
    where = f" in {labels.contact(contact)}" if contact else ""
    return Clash(
        kind=DiscrepancyKind.DENIAL,
        matter=f"whether {subject} was discussed{where}",
        about=f"{statement.party or witnesses.speaker(statement).who}:{issue or subject}",
        first=tuple(sides),
        second=(side_of(statement, witnesses, f"{labels.teller(statement)}: not discussed"),),
        why="one account says or implies that it was discussed, the other says that it was not",
        targets=(contact.id,) if contact else (),
        is_dated=contact is not None and has_day(contact),
        day=denied.saying.day,
    )
