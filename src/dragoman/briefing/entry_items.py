"""The item of any one entry, whatever its noun: its sentence and its details."""

from collections.abc import Callable, Iterator
from typing import Any

from dragoman.briefing.answers import statement_text
from dragoman.briefing.binding_details import binding_item
from dragoman.briefing.content import Fact, Item, Line
from dragoman.briefing.days import day_words, how_known
from dragoman.briefing.details import (
    assessment_item,
    commitment_item,
    contact_item,
    deed_item,
    position_item,
)
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lines import line
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import capital, clip, ended, joined, quoted, tidy, words_of
from dragoman.model import (
    Assessment,
    Commitment,
    Constraint,
    Contact,
    Deed,
    Discrepancy,
    Document,
    Entry,
    Finding,
    Hypothesis,
    Leverage,
    Linkage,
    Organisation,
    Party,
    Person,
    Place,
    Position,
    Question,
    Segment,
    Statement,
)

_MADE: dict[type[Entry], Callable[[Any, int, Footnotes], Item]] = {
    Contact: contact_item,
    Position: position_item,
    Commitment: commitment_item,
    Deed: deed_item,
    Assessment: assessment_item,
    Constraint: binding_item,
    Leverage: binding_item,
    Linkage: binding_item,
}
"""Nouns that the brief sets out at length."""


def entry_item(entry: Entry, footnotes: Footnotes, number: int = 1) -> Item:
    """The item of an entry: a sentence with its mark and its notes, then what is known of it.

    Every noun has one; where no sentence is composed, the entry's own words stand.
    """
    make = _MADE.get(type(entry))
    if make is not None:
        return make(entry, number, footnotes)
    if isinstance(entry, Discrepancy):
        said = line(entry, footnotes)
    else:
        said = Line(
            mark=footnotes.lookup.mark(entry) if isinstance(entry, Statement) else None,
            text=_text(entry, footnotes.lookup),
            citations=footnotes.cite(entry),
            entry_id=entry.id,
        )
    facts = tuple(f for f in _facts(entry, footnotes.lookup) if f.text or f.words)
    return Item(number=number, anchor="", line=said, facts=facts, day=_day(entry))


def _text(entry: Entry, lookup: Lookup) -> str:
    match entry:
        case Statement():
            return statement_text(entry, lookup)
        case Party():
            return capital(lookup.party(entry.id))
        case Person() | Organisation() | Place():
            return tidy(entry.names[0]) if entry.names else tidy(entry.id)
        case Finding():
            return ended(capital(tidy(entry.why)))
        case Question():
            return capital(tidy(entry.asks)).rstrip("? ") + "?"
        case Hypothesis():
            return words_of(entry.claim)
        case Document():
            return tidy(entry.title) or lookup.document_label(entry.id)
        case _:
            words = entry.passages[0].exact if entry.passages else entry.kind
            return quoted(words, 30)


def _day(entry: Entry) -> str:
    if isinstance(entry, Statement):
        return how_known(entry.stated_on) if entry.stated_on else ""
    return day_words(entry.published_at) if isinstance(entry, Document) else ""


def _facts(entry: Entry, lookup: Lookup) -> Iterator[Fact]:
    match entry:
        case Statement():
            yield from _statement_facts(entry, lookup)
        case Person():
            yield Fact(label="Office", words=words_of(entry.office))
            yield Fact(label="Party", text=capital(lookup.party(entry.party)))
            yield Fact(label="Also", text=joined([tidy(name) for name in entry.names[1:]]))
        case Party() | Organisation() | Place():
            yield Fact(label="Also", text=joined([tidy(name) for name in entry.names[1:]]))
        case Finding():
            yield Fact(label="Kind", text=tidy(entry.finding_kind))
            yield Fact(label="Advice", text=tidy(entry.suggestion))
        case Question():
            yield Fact(label="Why", text=tidy(entry.why))
        case Discrepancy():
            yield Fact(label="Kind", text=entry.discrepancy_kind.value)
            yield Fact(label="Why", text=tidy(entry.why))
        case Segment():
            yield Fact(label="Kind", text=entry.segment_kind.value)


def _statement_facts(entry: Statement, lookup: Lookup) -> Iterator[Fact]:
    content = [p.exact for p in entry.passages if p.role == "content"]
    yield Fact(label="Words", words=clip(words_of(" … ".join(content)), 80, 600))
    yield Fact(label="Speaker", text=joined([lookup.named_with_party(s) for s in entry.speakers]))
    yield Fact(label="For", text=capital(lookup.party(entry.party)))
    yield Fact(label="Told by", text=joined([lookup.named(one) for one in entry.reported_by]))
    yield Fact(label="Act", text=entry.act.value)
    yield Fact(label="Firmness", text="" if entry.firmness == "firm" else entry.firmness.value)
    yield Fact(label="Issues", text=joined([lookup.issue(issue) for issue in entry.issues]))
    yield Fact(label="Day", text=how_known(entry.stated_on) if entry.stated_on else "")
