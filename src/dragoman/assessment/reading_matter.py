"""Which stretches of the texts assessment reads again, beside the entries made of them."""

import re

from dragoman.assessment.figures import has_figure
from dragoman.model import Segment, SegmentKind

_TOLD = re.compile(
    r"\b(?:joint|common) \w+|\bboth \w+ (?:have )?(?:confirmed|announced)|"
    r"(?:\bnot|n['’]t|\bnever|\bno|\bden(?:y|ies|ied)|\bwithout)\b.{0,80}?\b(?:discuss|rais|mention|"
    r"talk|touch|address|agenda|come up|came up|brought up)",
    re.IGNORECASE | re.DOTALL,
)


def is_reading_matter(segment: Segment) -> bool:
    """Whether a segment may tell what no entry holds: a headline, a number, who spoke jointly.

    Other segments may be left out of the contents that are assessed: nothing changes, and a large
    dossier needs less memory.
    """
    if segment.segment_kind is SegmentKind.HEADLINE:
        return True
    return any(
        has_figure(passage.exact) or _TOLD.search(passage.exact) for passage in segment.passages
    )
