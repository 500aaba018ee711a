"""From positions to deals: issue spaces, packages, what blocks, what would have to move.

Pure functions over arrays. :func:`draw_up` turns ``negotiation.toml`` into a :class:`Sheet` of
judgements, :meth:`Sheet.space_at` into an :class:`IssueSpace` of numbers; :func:`additive_space`
makes one from arrays alone. ``packages`` finds the frontier and the solutions, ``blocks`` what
clashes and what would open a zone; both put their questions to the zone through ``programme``.
``uncertainty`` says how sure all of it is, ``forecasts`` where models expect an issue to end,
``two_levels`` and ``ratification`` what bodies take out, ``sequence`` and ``stage_order`` whom a
staged deal tempts.

    >>> import numpy as np
    >>> space = additive_space([np.array([[0.0, 0.6, 1.0], [1.0, 0.6, 0.0]])])
    >>> find_frontier(space).utilities.tolist()
    [[0.0, 1.0], [0.6, 0.6], [1.0, 0.0]]
"""

from dragoman.bargaining.drawing_up import draw_up, has_preferences
from dragoman.bargaining.judgements import Judgement, JudgementKind
from dragoman.bargaining.packages import find_frontier
from dragoman.bargaining.packages.solutions import solve
from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Bonus, Chamber, IssueSpace, Tie, additive_space
from dragoman.bargaining.what_if import suppose

__all__ = [
    "Bonus",
    "Chamber",
    "IssueSpace",
    "Judgement",
    "JudgementKind",
    "Sheet",
    "Tie",
    "additive_space",
    "draw_up",
    "find_frontier",
    "has_preferences",
    "solve",
    "suppose",
]
