"""The line of an entry: its sentence, its mark and its notes."""

from collections.abc import Iterator

from dragoman.briefing.bindings import binding_sentence
from dragoman.briefing.content import Line
from dragoman.briefing.disputes import discrepancy_sentences
from dragoman.briefing.encounters import contact_sentences
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.happenings import assessment_sentences, deed_sentences
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.standpoints import position_sentences
from dragoman.briefing.tellers import told_by
from dragoman.briefing.undertakings import commitment_sentences
from dragoman.briefing.wording import LINE_WORDS, count_words, fitting
from dragoman.model import (
    Assessment,
    Commitment,
    Constraint,
    Contact,
    Deed,
    Discrepancy,
    Entry,
    Leverage,
    Linkage,
    Mark,
    Position,
)


def sentences(entry: Entry, lookup: Lookup, room: int = LINE_WORDS) -> Iterator[str]:
    """The sentences that could stand for an entry, the fullest first."""
    if isinstance(entry, Contact):
        return contact_sentences(entry, lookup)
    if isinstance(entry, Position):
        return position_sentences(entry, lookup, room)
    if isinstance(entry, Commitment):
        return commitment_sentences(entry, lookup, room)
    if isinstance(entry, Discrepancy):
        return discrepancy_sentences(entry, lookup, room)
    if isinstance(entry, Deed):
        return deed_sentences(entry, lookup)
    if isinstance(entry, Assessment):
        return assessment_sentences(entry, lookup)
    if isinstance(entry, Constraint | Leverage | Linkage):
        return iter((binding_sentence(entry, lookup),))
    return iter(())


def told_alone(entry: Entry, lookup: Lookup) -> Iterator[str]:
    """The sentences of an entry that one account carries, with who alone tells it at the end."""
    tail = told_by(entry, lookup)
    for sentence in sentences(entry, lookup, LINE_WORDS - count_words(tail)):
        if sentence.endswith(")") and tail.startswith(" ("):
            yield f"{sentence} – {tail[2:-1]}"
        else:
            yield f"{sentence}{tail}"


def _ending(entry: Entry, lookup: Lookup, tail: str) -> Iterator[str]:
    for sentence in sentences(entry, lookup, LINE_WORDS - count_words(tail)):
        yield f"{sentence}{tail}"


def line(
    entry: Entry, footnotes: Footnotes, anchor: str = "", *, alone: bool = False, tail: str = ""
) -> Line:
    """The line of one entry; ``alone`` says who alone tells it, ``tail`` ends the sentence."""
    lookup = footnotes.lookup
    told = told_alone(entry, lookup) if alone else _ending(entry, lookup, tail)
    return Line(
        mark=Mark.CONTESTED if isinstance(entry, Discrepancy) else lookup.mark(entry),
        text=fitting(told),
        citations=footnotes.cite(entry),
        entry_id=entry.id,
        anchor=anchor,
    )
