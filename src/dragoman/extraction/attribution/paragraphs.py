"""The stretches of a text as token ranges, and those in which nobody is looked for."""

from collections.abc import Iterator

from attrs import frozen
from spacy.tokens import Doc

from dragoman.extraction.attribution.quotes import Quotation, find_quotations, is_speech
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import SegmentKind

SILENT = frozenset({SegmentKind.BYLINE, SegmentKind.BOILERPLATE})
"""Kinds of segment in which no attribution is looked for."""


@frozen(kw_only=True)
class Outline:
    """What every step of attribution asks of a text, found once.

    ``parts`` are its paragraphs with their kinds, ``quotations`` those of all of them, ``speech``
    the spans of the quotations that are speech.
    """

    parts: list[tuple[Tokens, SegmentKind | None]]
    quotations: list[Quotation]
    speech: list[Tokens]

    @classmethod
    def of(cls, reading: Reading) -> "Outline":
        """The outline of a text on the desk."""
        parts = list(paragraphs(reading))
        quotations = find_quotations(reading.doc, [span for span, _ in parts])
        speech = [q.span for q in quotations if is_speech(reading.doc, q)]
        return cls(parts=parts, quotations=quotations, speech=speech)


def paragraphs(reading: Reading) -> Iterator[tuple[Tokens, SegmentKind | None]]:
    """The stretches as token ranges, white space at both ends dropped."""
    if not reading.stretches:
        yield Tokens(0, len(reading.doc)), None
        return
    index = 0
    for stretch in reading.stretches:
        while index < len(reading.doc) and _is_before(reading.doc, index, stretch.start):
            index += 1
        start = index
        while index < len(reading.doc) and reading.doc[index].idx < stretch.end:
            index += 1
        end = index
        while end > start and reading.doc[end - 1].is_space:
            end -= 1
        if end > start:
            yield Tokens(start, end), stretch.kind


def _is_before(doc: Doc, index: int, start: int) -> bool:
    return doc[index].idx < start or doc[index].is_space
