"""Which stretches of the texts assessment reads again, beside the entries made of them."""

import re

from dragoman.assessment.bindings import may_bind
from dragoman.assessment.commitments.phrasing import tells_of_undertaking
from dragoman.assessment.discrepancies.figures import has_figure
from dragoman.assessment.positions.shifts import may_tell
from dragoman.assessment.wording import pattern_of
from dragoman.model import Segment, SegmentKind

_TOLD = re.compile(
    r"\b(?:joint|common) \w+|\bboth \w+ (?:have )?(?:confirmed|announced)|"
    r"(?:\bnot|n['’]t|\bnever|\bno|\bden(?:y|ies|ied)|\bwithout)\b.{0,80}?\b(?:discuss|rais|mention|"
    r"talk|touch|address|agenda|come up|came up|brought up)",
    re.IGNORECASE | re.DOTALL,
)
_KEPT = frozenset({SegmentKind.HEADLINE, SegmentKind.LIST, SegmentKind.QUESTION})


def is_reading_matter(segment: Segment) -> bool:
    """Whether a segment may tell what no entry holds: a headline, a number, what was undertaken.

    So may the points of lists, questions, and paragraphs that tell who spoke jointly or have
    words of which a rule of discrepancy reads the sentence. Other segments may be left out of the
    contents that are assessed: nothing changes, and a large dossier needs less memory.
    """
    if segment.segment_kind in _KEPT:
        return True
    return any(
        has_figure(passage.exact)
        or _TOLD.search(passage.exact)
        or tells_of_undertaking(passage.exact)
        or may_bind(passage.exact)
        or may_tell(passage.exact)
        or pattern_of("reading matter").search(passage.exact)
        for passage in segment.passages
    )
