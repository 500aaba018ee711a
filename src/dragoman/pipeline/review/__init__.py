"""Review: what an analyst can do with entries, and how decisions travel between dossiers."""

from dragoman.pipeline.review.alike import (
    Change,
    Like,
    Narrow,
    alike,
    decisions_for,
    preview,
)
from dragoman.pipeline.review.credits import with_credits
from dragoman.pipeline.review.entries import entries_in
from dragoman.pipeline.review.fields import Field, FieldType, addable, fields_for
from dragoman.pipeline.review.forms import Shown, parsed, values_of
from dragoman.pipeline.review.merging import JOINED, Member, members_of, merge, split
from dragoman.pipeline.review.orphans import orphans_of, reattach
from dragoman.pipeline.review.travelling import (
    Arrival,
    Fate,
    decision_lines,
    import_decisions,
)

__all__ = [
    "JOINED",
    "Arrival",
    "Change",
    "Fate",
    "Field",
    "FieldType",
    "Like",
    "Member",
    "Narrow",
    "Shown",
    "addable",
    "alike",
    "decision_lines",
    "decisions_for",
    "entries_in",
    "fields_for",
    "import_decisions",
    "members_of",
    "merge",
    "orphans_of",
    "parsed",
    "preview",
    "reattach",
    "split",
    "values_of",
    "with_credits",
]
