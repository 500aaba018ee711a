"""Signatures: posts and mottoes whose speaker stands behind a dash.

"Words of the post. — Ada Orr (@adaorr) March 18, 2025" is how pages embed a post whole;
"“Words.” — Ada Orr" is how they set a motto. The dash is the cue.
"""

import re
from typing import NamedTuple

from attrs import define, field

from dragoman.extraction.attribution.paragraphs import paragraphs
from dragoman.extraction.attribution.quotes import Quotation
from dragoman.extraction.attribution.spans import behind_mark
from dragoman.extraction.furniture import NAME
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.model import SegmentKind

_SIGNATURE = re.compile(
    rf"(?:^|(?<=\s))(?P<dash>[—–―]|--?)\s*(?P<name>{NAME}|[A-ZÀ-Þ]\w+(?= \(@))"
    r"(?P<handle>\s*\(@\w{1,30}\))?(?P<rest>[,\s][^.!?:]{0,60})?$"
)
_FIRST = frozenset({"i", "we", "my", "our"})
_SCORE = 0.8


class _Signed(NamedTuple):
    dash: Tokens
    name: Tokens
    has_handle: bool


def find_signed(
    reading: Reading, found: list[Attributed], quotations: list[Quotation]
) -> list[Attributed]:
    """The attributions with those that a signature makes; a signer's own "we" is none."""
    matcher = _Matcher(reading=reading, quotations=quotations)
    before: Tokens | None = None
    for whole, kind in paragraphs(reading):
        span = behind_mark(reading.doc, whole)
        if kind is SegmentKind.BOILERPLATE or span.start == span.end:
            continue
        matcher.match(span, before)
        before = span
    free = [one for one in matcher.found if not _has_owner(one, found)]
    kept = [one for one in found if not _is_own_words(reading, one, free)]
    return [*kept, *free]


@define(kw_only=True)
class _Matcher:
    """Looks for signatures paragraph by paragraph."""

    reading: Reading
    quotations: list[Quotation]
    found: list[Attributed] = field(factory=list)

    def match(self, span: Tokens, before: Tokens | None) -> None:
        """Note what the signature at the end of a paragraph signs, if there is one."""
        signed = self._signature(span)
        if signed is None:
            return
        alone = signed.dash.start == span.start
        words = before if alone else Tokens(span.start, signed.dash.start)
        content = self._signed_words(words, signed) if words is not None else None
        if content is not None:
            self.found.append(
                Attributed(
                    speakers=[signed.name],
                    cues=[signed.dash],
                    contents=[content],
                    score=_SCORE,
                    because=("signature behind a dash",),
                )
            )

    def _signature(self, span: Tokens) -> _Signed | None:
        start = self.reading.doc[span.start].idx
        match = _SIGNATURE.search(self.reading.span(span).text)
        if match is None:
            return None
        dash, name = (self._tokens(start, match, group) for group in ("dash", "name"))
        if dash is None or name is None:
            return None
        return _Signed(dash, name, match["handle"] is not None)

    def _tokens(self, start: int, match: re.Match[str], group: str) -> Tokens | None:
        first, end = match.span(group)
        found = self.reading.doc.char_span(start + first, start + end, alignment_mode="expand")
        return Tokens(found.start, found.end) if found is not None else None

    def _signed_words(self, words: Tokens, signed: _Signed) -> Tokens | None:
        """All words of a post; of other paragraphs the quotation that ends or fills them."""
        if signed.has_handle or self.reading.kind(words.start) is SegmentKind.QUOTE:
            return words
        inside = [q.span for q in self.quotations if words.covers(q.span.start)]
        last = inside[-1] if inside and inside[-1].end >= words.end - 1 else None
        whole = last is not None and last.start == words.start
        return last if whole or signed.dash.start == words.end else None


def _has_owner(one: Attributed, found: list[Attributed]) -> bool:
    """Whether another attribution already has all the words that are signed."""
    (content,) = one.contents
    return any(
        c.start <= content.start + 1 and content.end - 1 <= c.end
        for other in found
        for c in other.contents
    )


def _is_own_words(reading: Reading, one: Attributed, signed: list[Attributed]) -> bool:
    """Whether a draft is the "we demand" of one who signs the words around it."""
    inside = one.cues and any(c.covers(one.cues[0].start) for s in signed for c in s.contents)
    first = one.speakers and reading.doc[one.speakers[0].start].lower_ in _FIRST
    return bool(inside and first)
