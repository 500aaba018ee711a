"""Quotations whose closing mark comes paragraphs later, with no mark between."""

from spacy.tokens import Doc

from dragoman.extraction.attribution.quotes import Quotation
from dragoman.extraction.reading import Attributed, Tokens

_CLOSERS = frozenset({'"', "”", "''"})
_REACH = 6
"""Paragraphs back in which the opening mark may stand."""


def close_orphans(
    doc: Doc, paragraphs: list[Tokens], quotations: list[Quotation], found: list[Attributed]
) -> None:
    """Give a closing mark that has no opening one the paragraphs back to the opening mark.

    `… first words."`, unmarked paragraphs, and `last words," noted X.` is one speech by X: a
    habit of translated news, where every paragraph loses its marks but the first and last.
    """
    for number, paragraph in enumerate(paragraphs):
        mark = _orphan(doc, paragraph, quotations)
        if mark is None:
            continue
        host = _host(found, mark, paragraph)
        first = _opening(paragraphs, number, quotations, found)
        if host is None:
            continue
        spans = [Tokens(p.start, p.end) for p in paragraphs[first:number]]
        host.contents = [*spans, Tokens(paragraph.start, mark + 1)]
        host.score = min(host.score, 0.8)
        host.because = (*host.because, "closing mark of a quotation opened earlier")


def _orphan(doc: Doc, paragraph: Tokens, quotations: list[Quotation]) -> int | None:
    for index in range(paragraph.start + 3, paragraph.end):
        if (
            doc[index].text in _CLOSERS
            and not doc[index - 1].whitespace_
            and doc[index - 1].text in {",", ".", "!", "?", "…"}
            and not any(q.span.covers(index) for q in quotations)
        ):
            return index
    return None


def _host(found: list[Attributed], mark: int, paragraph: Tokens) -> Attributed | None:
    """The attribution whose cue stands right behind the mark."""
    for one in found:
        if any(mark < cue.start <= mark + 8 and paragraph.covers(cue.start) for cue in one.cues):
            return one
    return None


def _opening(
    paragraphs: list[Tokens],
    number: int,
    quotations: list[Quotation],
    found: list[Attributed],
) -> int:
    """The paragraph that the speech began in; this one when none opens with a free quotation."""
    for index in range(number - 1, max(-1, number - 1 - _REACH), -1):
        opening = next((q for q in quotations if q.span.start == paragraphs[index].start), None)
        if opening is not None:
            taken = any(
                c.overlaps(opening.span) and one.cues and not _in(opening, one)
                for one in found
                for c in one.contents
            )
            return number if taken else index
    return number


def _in(quotation: Quotation, one: Attributed) -> bool:
    """Whether the attribution's cue stands within the quotation itself."""
    return any(quotation.span.covers(cue.start) for cue in one.cues)
