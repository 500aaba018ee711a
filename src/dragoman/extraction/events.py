"""Typing events by a trained net: what one named one does to another, as PLOVER types it.

The net is handed to the reader (:class:`EventTyper`); without one the lexicon of deeds speaks
alone. :func:`main_event` reads one bare sentence from source to root to target.
"""

from typing import Protocol

from attrs import frozen
from spacy.tokens import Span

from dragoman.extraction.reading import Reading, Tokens

Offsets = tuple[int, int]


class TypedEvent(Protocol):
    """What a source does to a target: PLOVER's root, and its share, 0 to 1."""

    @property
    def root(self) -> str:
        """One of PLOVER's roots, YIELD for both CONCEDE and RETREAT."""
        ...

    @property
    def score(self) -> float:
        """The share of the root."""
        ...


class SpottedEvent(Protocol):
    """Source and target of a sentence's main event, half-open code points of the sentence."""

    @property
    def source(self) -> Offsets:
        """The words of who does it."""
        ...

    @property
    def target(self) -> Offsets:
        """The words of whom it is done to."""
        ...

    @property
    def score(self) -> float:
        """The product of the shares of the spans' ends, 0 to 1."""
        ...


class EventTyper(Protocol):
    """Types and spots events in one sentence. Offsets are code points of the text given.

    ``digest`` tells one model from another.
    """

    @property
    def digest(self) -> str:
        """The first digits of the model's hash."""
        ...

    def classify(self, text: str, source: Offsets, target: Offsets | None) -> TypedEvent:
        """The root of what the source does to the target; about 3 ms a call."""
        ...

    def spot(self, text: str) -> SpottedEvent | None:
        """Source and target of the main event; None in too short a sentence."""
        ...


@frozen(kw_only=True)
class Event:
    """The main event of a sentence. Spans are token ranges of ``Reading.doc``."""

    source: Tokens
    root: str
    target: Tokens
    score: float


def typed(
    typer: EventTyper, reading: Reading, source: Tokens, target: Tokens | None
) -> TypedEvent | None:
    """The root of what stands between two spans of one sentence; None where they overlap."""
    sentence = reading.doc[source.start].sent
    if target is not None and (
        source.overlaps(target) or not sentence.start <= target.start < sentence.end
    ):
        return None
    end = None if target is None else _offsets(reading, sentence, target)
    return typer.classify(sentence.text, _offsets(reading, sentence, source), end)


def _offsets(reading: Reading, sentence: Span, span: Tokens) -> Offsets:
    words = reading.span(span)
    return words.start_char - sentence.start_char, words.end_char - sentence.start_char


def main_event(reading: Reading, sentence: Span, typer: EventTyper) -> Event | None:
    """The best event of a bare sentence: its source, root and target; None where none shows.

    The net finds both spans; the frames do not better it. Cost: one spotting and one typing.
    """
    spans = _spotted(sentence, typer)
    if spans is None:
        return None
    source, target, score = spans
    found = typed(typer, reading, source, target)
    if found is None:
        return None
    return Event(source=source, root=found.root, target=target, score=found.score * score)


def _spotted(sentence: Span, typer: EventTyper) -> tuple[Tokens, Tokens, float] | None:
    spotted = typer.spot(sentence.text)
    if spotted is None:
        return None
    source = _tokens(sentence, spotted.source)
    target = _tokens(sentence, spotted.target)
    return (source, target, spotted.score) if source and target else None


def _tokens(sentence: Span, offsets: Offsets) -> Tokens | None:
    start, end = (sentence.start_char + at for at in offsets)
    span = sentence.doc.char_span(start, end, alignment_mode="expand")
    return Tokens(span.start, span.end) if span is not None and len(span) else None
