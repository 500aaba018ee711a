"""A speaker's "I think" within his own words is no attribution of its own."""

from dragoman.extraction.attribution.voices import FIRST, SECOND
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.model import SegmentKind

_TURNS = frozenset({SegmentKind.ANSWER, SegmentKind.QUESTION})


def speaks_of_itself(reading: Reading, draft: Attributed, speech: list[Tokens]) -> bool:
    """Whether a draft stands in a quotation or turn and is its own speaker's, or its listener's.

    ``speech`` are the quotations. "You said that …" in a question is the interviewer's premise.
    """
    index = draft.cues[0].start
    quoted = any(span.covers(index) for span in speech)
    if not quoted and reading.kind(index) not in _TURNS:
        return False
    if not draft.speakers:
        return quoted
    return reading.doc[draft.speakers[0].start].lower_ in FIRST | SECOND
