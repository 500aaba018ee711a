"""The attributor by rules: cue frames, quotations and interview turns, joined."""

from collections.abc import Iterator

from attrs import define
from spacy.tokens import Doc

from dragoman.extraction.attribution.anonymity import fill_speakers
from dragoman.extraction.attribution.frames import THRESHOLD, find_frames
from dragoman.extraction.attribution.nesting import mark_kinds, nest, settle
from dragoman.extraction.attribution.orphans import close_orphans
from dragoman.extraction.attribution.quoted import QuoteMatcher
from dragoman.extraction.attribution.quotes import Quotation, find_quotations, is_speech
from dragoman.extraction.attribution.turns import find_turns
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.model import SegmentKind

_SILENT = frozenset({SegmentKind.BYLINE, SegmentKind.BOILERPLATE})
_TERSE = frozenset({SegmentKind.HEADLINE, SegmentKind.CAPTION})
_TERSE_FLOOR = 0.55
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})


@define(kw_only=True)
class RuleAttributor:
    """Finds attributions by dependency rules and a lexicon of cues.

    ``floor`` is the least share of attributions that a cue and its complement must have in
    the lexicon: higher means fewer and surer attributions. Cost: one walk over the parse.
    """

    floor: float = THRESHOLD

    def attribute(self, reading: Reading) -> list[Attributed]:
        """The attributions of one text, in text order, parents set and speakers resolved."""
        paragraphs = list(_paragraphs(reading))
        quotations = find_quotations(reading.doc, [span for span, _ in paragraphs])
        speech = [q.span for q in quotations if is_speech(reading.doc, q)]
        drafts = self._drafts(reading, paragraphs, speech)
        matcher = QuoteMatcher(doc=reading.doc, drafts=drafts, inside=speech)
        for span, kind in paragraphs:
            if kind not in _SILENT | {SegmentKind.CAPTION}:
                matcher.match(span, _within(quotations, span))
        found = [*drafts, *matcher.found, *find_turns(reading)]
        close_orphans(reading.doc, [span for span, _ in paragraphs], quotations, found)
        found = settle(reading.doc, found)
        nest(found)
        mark_kinds(reading.doc, found, speech)
        fill_speakers(reading, found)
        return found

    def _drafts(
        self,
        reading: Reading,
        paragraphs: list[tuple[Tokens, SegmentKind | None]],
        speech: list[Tokens],
    ) -> list[Attributed]:
        drafts: list[Attributed] = []
        kinds = iter(paragraphs)
        current = next(kinds, None)
        for sentence in reading.doc.sents:
            while current is not None and sentence.start >= current[0].end:
                current = next(kinds, None)
            kind = current[1] if current is not None else None
            if kind in _SILENT:
                continue
            floor = max(self.floor, _TERSE_FLOOR) if kind in _TERSE else self.floor
            drafts.extend(find_frames(sentence, floor))
        return [d for d in drafts if not _speaks_of_itself(reading.doc, d, speech, reading)]


def _paragraphs(reading: Reading) -> Iterator[tuple[Tokens, SegmentKind | None]]:
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


def _within(quotations: list[Quotation], span: Tokens) -> list[Quotation]:
    return [q for q in quotations if span.covers(q.span.start)]


def _speaks_of_itself(doc: Doc, draft: Attributed, speech: list[Tokens], reading: Reading) -> bool:
    """Whether a draft is a speaker's "I think" within his own words: no attribution of its own."""
    index = draft.cues[0].start
    quoted = any(span.covers(index) for span in speech)
    turn = reading.kind(index) in {SegmentKind.ANSWER, SegmentKind.QUESTION}
    if not (quoted or turn):
        return False
    if not draft.speakers:
        return quoted
    first = doc[draft.speakers[0].start]
    return first.lower_ in _FIRST
