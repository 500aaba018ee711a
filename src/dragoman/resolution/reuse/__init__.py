"""Text reuse: copies, cut-downs, wires inside longer stories, renderings of one statement."""

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
from dragoman.resolution.reuse.renderings import find_renderings

__all__ = [
    "Comparison",
    "Cutting",
    "Sketches",
    "Verdict",
    "compare",
    "cut_text",
    "find_renderings",
    "find_reuses",
    "fold_copies",
    "judge",
    "reuses_among",
    "sketch_documents",
]
