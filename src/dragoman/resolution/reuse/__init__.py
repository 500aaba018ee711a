"""Text reuse: copies, cut-downs, wires inside longer stories, and what differs between versions."""

from dragoman.resolution.reuse.comparing import Comparison, compare
from dragoman.resolution.reuse.cutting import Cutting, cut_text
from dragoman.resolution.reuse.finding import (
    Sketches,
    find_reuses,
    fold_copies,
    reuses_among,
    sketch_documents,
)
from dragoman.resolution.reuse.judging import Verdict, judge
from dragoman.resolution.reuse.readouts import Row, SideBySide, lay_side_by_side
from dragoman.resolution.reuse.renderings import find_renderings
from dragoman.resolution.reuse.revisions import Revision, RevisionKind, compare_versions

__all__ = [
    "Comparison",
    "Cutting",
    "Revision",
    "RevisionKind",
    "Row",
    "SideBySide",
    "Sketches",
    "Verdict",
    "compare",
    "compare_versions",
    "cut_text",
    "find_renderings",
    "find_reuses",
    "fold_copies",
    "judge",
    "lay_side_by_side",
    "reuses_among",
    "sketch_documents",
]
