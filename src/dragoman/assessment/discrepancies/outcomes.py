"""One account tells of a good end of a contact, another of a bad one."""

import re
from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from dragoman.assessment.discrepancies.clashes import Clash, Side, are_two_accounts, side_of
from dragoman.assessment.discrepancies.roots import roots_of
from dragoman.assessment.discrepancies.sayings import OCCASION, Sayings, is_flat
from dragoman.assessment.endings import Ending, find_endings
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.assessment.wording import shorten, statement_words, turns_content
from dragoman.model import (
    Act,
    Contact,
    ContactStatus,
    Contents,
    DiscrepancyKind,
    SegmentKind,
    Statement,
    Voice,
)

_UNAGREED_ON = re.compile(
    r"\b(?:no|without|not|any)\b[^.;,]{0,30}\b(?:agree(?:d|ment)|deal|accord|understanding) "
    r"(?:on|about|over) ([^.;,]+)",
    re.IGNORECASE,
)
_TELLING = frozenset({Act.ASSERT, Act.PRAISE, Act.ACCEPT, Act.DENY, Act.ASSESS})
_HELD = frozenset({ContactStatus.HELD, ContactStatus.UNDER_WAY})
_WHY = {
    "progress": "one account tells of progress, the other of none",
    "agreement": "one account tells of an agreement, the other that nothing was agreed",
}


@frozen(kw_only=True)
class _Told:
    """One account of how a contact ended."""

    endings: frozenset[Ending]
    side: Side


def find_outcomes(
    contents: Contents, sayings: Sayings, labels: Labels, witnesses: Witnesses
) -> Iterator[Clash]:
    """Good and bad ends told of one contact by different people."""
    only = _only_contacts(contents)
    said = _said_about(contents, only, witnesses)
    headlines = _headlines(contents, only)
    for contact in contents.contacts:
        if contact.status not in _HELD:
            continue
        told = [
            *_from_statements(said.get(contact.id, []), labels, witnesses),
            *_from_outcomes(contact, said.get(contact.id, []), labels, witnesses),
            *(one for one in headlines if one.side.says and only.get(_document(one)) == contact.id),
        ]
        for dimension, why in _WHY.items():
            yield from _differ(contact, told, dimension, why, labels)


def _document(told: _Told) -> str:
    return told.side.passages[0].document


def _differ(
    contact: Contact, told: list[_Told], dimension: str, why: str, labels: Labels
) -> Iterator[Clash]:
    good = [one.side for one in told if Ending(dimension, True) in one.endings]
    bad = [one.side for one in told if Ending(dimension, False) in one.endings]
    first = tuple(g for g in good if any(_are_at_odds(g, b) for b in bad))
    second = tuple(b for b in bad if any(_are_at_odds(g, b) for g in first))
    if first and second:
        yield Clash(
            kind=DiscrepancyKind.OUTCOME,
            matter=f"how {labels.contact(contact)} ended",
            about=f"{contact.id}:{dimension}",
            first=first,
            second=second,
            why=why,
            targets=(contact.id,),
        )


def _are_at_odds(good: Side, bad: Side) -> bool:
    """Whether different people vouch, and what was not agreed is not another matter."""
    words = " ".join(p.exact for p in bad.passages)
    about = _UNAGREED_ON.search(words)
    told = roots_of(" ".join(p.exact for p in good.passages))
    return are_two_accounts(good, bad) and (about is None or bool(roots_of(about[1]) & told))


def _only_contacts(contents: Contents) -> dict[str, str | None]:
    """The only contact that each document tells of as held; None where there are several."""
    only: dict[str, str | None] = {}
    for contact in contents.contacts:
        if contact.status in _HELD:
            for document in contact.documents:
                only[document] = None if document in only else contact.id
    return only


def _said_about(
    contents: Contents, only: dict[str, str | None], witnesses: Witnesses
) -> dict[str, list[Statement]]:
    """What was said about each contact.

    A statement that is tied to none is about the only contact that its document tells of as
    held, when it speaks of talks at all.
    """
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in contents.statements:
        if statement.act in _TELLING and is_flat(statement) and not _is_view(statement, witnesses):
            document = statement.passages[0].document if statement.passages else ""
            speaks = OCCASION.search(statement_words(statement))
            contact_id = statement.about or (only.get(document) if speaks else None)
            if contact_id is not None:
                said[contact_id].append(statement)
    return dict(said)


def _is_view(statement: Statement, witnesses: Witnesses) -> bool:
    """Whether somebody says it who speaks for nobody: a view of the end, no account of it."""
    return any(witnesses.is_expert(one) for one in statement.speakers)


def _from_statements(
    said: list[Statement], labels: Labels, witnesses: Witnesses
) -> Iterator[_Told]:
    for statement in said:
        words = statement_words(statement)
        endings = find_endings(words)
        if turns_content(statement):
            endings = frozenset(Ending(e.dimension, not e.is_good) for e in endings)
        if endings:
            quoted = f"{labels.teller(statement)}: {shorten(words, 12)}"
            says = quoted if statement.voice is Voice.SPEAKER else shorten(words)
            yield _Told(endings=endings, side=side_of(statement, witnesses, says))


def _from_outcomes(
    contact: Contact, said: list[Statement], labels: Labels, witnesses: Witnesses
) -> Iterator[_Told]:
    spoken = [p for s in said for p in s.passages if p.role == "content"]
    for passage in contact.passages:
        if passage.role == "outcome" and not any(p.covers(passage) for p in spoken):
            witness = witnesses.behind(passage)
            side = Side(says=shorten(passage.exact), passages=(passage,), witness=witness)
            yield _Told(endings=find_endings(passage.exact), side=side)


def _headlines(contents: Contents, only: dict[str, str | None]) -> list[_Told]:
    """Headlines on talks that say how they ended; they are their outlets' accounts."""
    outlets = {document.id: document.outlet for document in contents.documents}
    found = []
    for segment in contents.segments:
        for passage in segment.passages:
            words = " ".join(passage.exact.split())
            told = segment.segment_kind is SegmentKind.HEADLINE and only.get(passage.document)
            if told and OCCASION.search(words) and (endings := find_endings(words)):
                outlet = outlets.get(passage.document)
                witness = Witness(outlet or passage.document, passage.document)
                says = f"{outlet}: {shorten(words)}" if outlet else shorten(words)
                side = Side(says=says, passages=(passage,), witness=witness)
                found.append(_Told(endings=endings, side=side))
    return found
