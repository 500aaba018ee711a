"""The attributor by rules: cue frames, quotations and interview turns, joined."""

from attrs import define

from dragoman.extraction.attribution.finishing import finish
from dragoman.extraction.attribution.frames import THRESHOLD, find_frames
from dragoman.extraction.attribution.own_words import speaks_of_itself
from dragoman.extraction.attribution.paragraphs import SILENT, paragraphs
from dragoman.extraction.attribution.quoted import match_quotations
from dragoman.extraction.attribution.quotes import find_quotations, is_speech
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.version import VERSION
from dragoman.model import Reader, SegmentKind

_TERSE = frozenset({SegmentKind.HEADLINE, SegmentKind.CAPTION})
_TERSE_FLOOR = 0.55


@define(kw_only=True)
class RuleAttributor:
    """Finds attributions by dependency rules and a lexicon of cues.

    ``floor`` is the least share of attributions that a cue and its complement must have in
    the lexicon: higher means fewer and surer attributions. Cost: one walk over the parse.
    """

    floor: float = THRESHOLD

    @property
    def identity(self) -> Reader:
        """Named "rules"; its version is that of the rules as a whole."""
        return Reader(name="rules", version=VERSION)

    def attribute(self, reading: Reading) -> list[Attributed]:
        """The attributions of one text, in text order, parents set and speakers resolved."""
        stretches = list(paragraphs(reading))
        quotations = find_quotations(reading.doc, [span for span, _ in stretches])
        speech = [q.span for q in quotations if is_speech(reading.doc, q)]
        drafts = self._drafts(reading, stretches, speech)
        drafts += match_quotations(reading.doc, drafts, stretches, quotations)
        return finish(reading, drafts, quotations)

    def _drafts(
        self,
        reading: Reading,
        stretches: list[tuple[Tokens, SegmentKind | None]],
        speech: list[Tokens],
    ) -> list[Attributed]:
        drafts: list[Attributed] = []
        kinds = iter(stretches)
        current = next(kinds, None)
        for sentence in reading.doc.sents:
            while current is not None and sentence.start >= current[0].end:
                current = next(kinds, None)
            kind = current[1] if current is not None else None
            if kind in SILENT:
                continue
            floor = max(self.floor, _TERSE_FLOOR) if kind in _TERSE else self.floor
            drafts.extend(find_frames(sentence, floor))
        return [draft for draft in drafts if not speaks_of_itself(reading, draft, speech)]
