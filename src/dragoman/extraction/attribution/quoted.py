"""Quoted speech: from quotations to the cue and speaker beside, before or behind them."""

from attrs import define, field
from spacy.tokens import Doc, Token

from dragoman.extraction.attribution.lexicon import lemma_of, says
from dragoman.extraction.attribution.paragraphs import SILENT, Outline
from dragoman.extraction.attribution.quotes import Quotation, is_speech
from dragoman.extraction.attribution.sources import speaker_of
from dragoman.extraction.attribution.spans import noun_phrase, verb_span
from dragoman.extraction.reading import Attributed, Tokens
from dragoman.model import SegmentKind

_REACH = 14
"""Tokens between a quotation and its verb of saying at most."""

_STOPS = frozenset({".", "!", "?"})


_UNHEARD = SILENT | {SegmentKind.CAPTION}


def match_quotations(doc: Doc, drafts: list[Attributed], outline: Outline) -> list[Attributed]:
    """Hand every quotation to a draft, in place; returns what had to be added for the rest."""
    matcher = QuoteMatcher(doc=doc, drafts=drafts, inside=outline.speech)
    for span, kind in outline.parts:
        if kind not in _UNHEARD:
            matcher.match(span, [q for q in outline.quotations if span.covers(q.span.start)])
    return matcher.found


@define(kw_only=True)
class QuoteMatcher:
    """Hands every quotation of a text to an attribution, paragraph by paragraph.

    ``drafts`` are the attributions found by their complements; they are extended in place, and
    new ones are appended to ``found``.
    """

    doc: Doc
    drafts: list[Attributed]
    inside: list[Tokens]
    found: list[Attributed] = field(factory=list)
    _last: Attributed | None = None
    _open: Attributed | None = None
    _carries_on: bool = False

    def match(self, paragraph: Tokens, quotations: list[Quotation]) -> None:
        """Attribute the quotations of one paragraph, in order."""
        carried, self._carries_on = self._carries_on, False
        before: Attributed | None = None
        for number, quotation in enumerate(quotations):
            host = self._host(paragraph, quotation, carried and number == 0, before)
            if host is not None:
                before = self._last = host
                self._carries_on = quotation.carries_on or not quotation.closed
        if not quotations:
            self._last = None if not self._continues(paragraph) else self._last

    def _continues(self, paragraph: Tokens) -> bool:
        return paragraph.end - paragraph.start < 3

    def _host(
        self, paragraph: Tokens, quotation: Quotation, carried: bool, before: Attributed | None
    ) -> Attributed | None:
        if carried and self._last is not None and quotation.span.start <= paragraph.start + 1:
            own = self._beside(paragraph, quotation)
            if own is None or not self._verb_before(paragraph, quotation):
                return self._extend(self._last, quotation, "quotation carries on")
        drafted = self._drafted(quotation)
        if drafted is not None:
            return self._extend(drafted, quotation, "quotation of its cue")
        if not is_speech(self.doc, quotation):
            return None
        if before is not None and self._follows(before, quotation):
            return self._extend(before, quotation, "quotation goes on behind its cue")
        return (
            self._opened(self._beside(paragraph, quotation), quotation)
            or self._named(paragraph, quotation)
            or self._next_paragraph(paragraph, quotation)
        )

    def _drafted(self, quotation: Quotation) -> Attributed | None:
        """The draft outside the quotation whose content it stands in; the innermost one."""
        best: Attributed | None = None
        for draft in self.drafts:
            if any(quotation.span.overlaps(cue) for cue in draft.cues):
                continue
            if any(content.overlaps(quotation.span) for content in draft.contents) and (
                best is None or _size(draft) < _size(best)
            ):
                best = draft
        return best

    def _follows(self, before: Attributed, quotation: Quotation) -> bool:
        """Whether only the cue's own sentence lies between: "…," he said. "…"."""
        last = max(span.end for span in before.contents)
        cue = max((span.end for span in before.cues), default=last)
        gap = self.doc[max(last, cue) : quotation.span.start]
        stops = sum(token.text in _STOPS for token in gap)
        others = any(
            d is not before and c.start in range(gap.start, gap.end)
            for d in self.drafts
            for c in d.cues
        )
        return stops <= 1 and not others and len(gap) <= 3 * _REACH

    def _beside(self, paragraph: Tokens, quotation: Quotation) -> Token | None:
        """The verb of saying nearest to a quotation, behind it first when a comma ends it."""
        behind = self._verb_behind(paragraph, quotation)
        ahead = self._verb_before(paragraph, quotation)
        led_in = quotation.span.start > 0 and self.doc[quotation.span.start - 1].text in ",:"
        if ahead is not None and (led_in or behind is None):
            return ahead
        return behind or ahead

    def _verb_behind(self, paragraph: Tokens, quotation: Quotation) -> Token | None:
        end = quotation.span.end
        for token in self.doc[end : min(end + _REACH, paragraph.end)]:
            if token.text in _STOPS and token.i > end:
                return None
            if any(span.covers(token.i) for span in self.inside):
                return None
            if _is_saying(token):
                return token
        return None

    def _verb_before(self, paragraph: Tokens, quotation: Quotation) -> Token | None:
        start = quotation.span.start
        first = max(start - _REACH, paragraph.start)
        for index in range(start - 1, first - 1, -1):
            token = self.doc[index]
            if token.text in _STOPS or any(span.covers(index) for span in self.inside):
                return None
            if _is_saying(token):
                return token
        return None

    def _opened(self, verb: Token | None, quotation: Quotation) -> Attributed | None:
        if verb is None:
            return None
        for draft in [*self.found, *self.drafts]:
            if any(cue.covers(verb.i) for cue in draft.cues):
                return self._extend(draft, quotation, "quotation beside its cue")
        speaker = speaker_of(verb)
        if speaker is not None and speaker.overlaps(quotation.span):
            speaker = None
        fresh = Attributed(
            speakers=[speaker] if speaker else [],
            cues=[verb_span(verb)],
            contents=[quotation.span],
            score=0.9 if speaker else 0.7,
            because=(f"quotation beside {lemma_of(verb)}",),
        )
        self.found.append(fresh)
        return fresh

    def _named(self, paragraph: Tokens, quotation: Quotation) -> Attributed | None:
        """Read "Name: '…'", and a sentence that ends in a colon before the quotation."""
        colon = quotation.span.start - 1
        if colon <= paragraph.start or self.doc[colon].text != ":":
            return None
        start = max(self.doc[colon].sent.start, paragraph.start)
        head = self.doc[start:colon].root
        if head.pos_ in {"PROPN", "NOUN"} and colon - start <= 12:
            speaker = noun_phrase(head)
        else:
            subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
            if subject is None:
                return None
            speaker = noun_phrase(subject)
        fresh = Attributed(
            speakers=[Tokens(speaker.start, min(speaker.end, colon))],
            cues=[Tokens(colon, colon + 1)],
            contents=[quotation.span],
            score=0.75,
            because=("colon before a quotation",),
        )
        self.found.append(fresh)
        return fresh

    def _next_paragraph(self, paragraph: Tokens, quotation: Quotation) -> Attributed | None:
        """A paragraph that is one closed quotation goes with the quotation before it."""
        alone = (
            quotation.span.start <= paragraph.start + 1
            and quotation.span.end >= paragraph.end - 2
            and quotation.words >= 4
        )
        if not alone or self._last is None:
            return None
        return self._extend(self._last, quotation, "paragraph of quotation after its speaker")

    def _extend(self, host: Attributed, quotation: Quotation, rule: str) -> Attributed:
        span = quotation.span
        pieces: list[Tokens] = []
        for content in host.contents:
            if content.overlaps(span) or content.end == span.start or span.end == content.start:
                span = Tokens(min(span.start, content.start), max(span.end, content.end))
            else:
                pieces.append(content)
        holes = [*host.cues, *host.speakers]
        span = _clear(span, quotation.span, holes)
        host.contents = sorted([*pieces, span])
        if rule not in host.because:
            host.because = (*host.because, rule)
        return host


def _clear(span: Tokens, core: Tokens, holes: list[Tokens]) -> Tokens:
    """A joined span cut back so that cue and speaker stay outside it."""
    start, end = span
    for hole in holes:
        if hole.end <= core.start and hole.end > start:
            start = hole.end
        elif hole.start >= core.end and hole.start < end:
            end = hole.start
    return Tokens(start, end)


def _size(draft: Attributed) -> int:
    return sum(span.end - span.start for span in draft.contents)


def _is_saying(token: Token) -> bool:
    return token.pos_ == "VERB" and token.tag_ not in {"VB"} and says(token)
