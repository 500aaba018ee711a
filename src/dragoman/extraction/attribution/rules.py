"""The attributor by rules: cue frames, quotations and interview turns, joined."""

from attrs import define

from dragoman.extraction.attribution.finishing import finish
from dragoman.extraction.attribution.frames import THRESHOLD, find_frames
from dragoman.extraction.attribution.own_words import speaks_of_itself
from dragoman.extraction.attribution.paragraphs import SILENT, Outline
from dragoman.extraction.attribution.quoted import match_quotations
from dragoman.extraction.reading import Attributed, Reading
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
        outline = Outline.of(reading)
        drafts = self._drafts(reading, outline)
        drafts += match_quotations(reading.doc, drafts, outline)
        return finish(reading, drafts, outline)

    def _drafts(self, reading: Reading, outline: Outline) -> list[Attributed]:
        drafts: list[Attributed] = []
        kinds = iter(outline.parts)
        current = next(kinds, None)
        for sentence in reading.doc.sents:
            while current is not None and sentence.start >= current[0].end:
                current = next(kinds, None)
            kind = current[1] if current is not None else None
            if kind in SILENT:
                continue
            floor = max(self.floor, _TERSE_FLOOR) if kind in _TERSE else self.floor
            drafts.extend(find_frames(sentence, floor))
        return [draft for draft in drafts if not speaks_of_itself(reading, draft, outline.speech)]
