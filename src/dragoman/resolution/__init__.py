"""Reports become entries: who, where and when across documents, and what is one contact.

:func:`resolve` takes what the single texts say and returns a :class:`~dragoman.model.Contents`
whose names, contacts and deeds are merged and whose times are anchored; what is unsure stays
apart and is listed as a question. :class:`Edge` is an analyst's signed "same" or "different",
which wins over every rule.
"""

from dragoman.resolution.edges import Edge
from dragoman.resolution.paragraphs import Embed, Piece
from dragoman.resolution.readouts import side_by_side
from dragoman.resolution.resolve import resolve
from dragoman.resolution.revisions import Edit, revise

__all__ = ["Edge", "Edit", "Embed", "Piece", "resolve", "revise", "side_by_side"]
