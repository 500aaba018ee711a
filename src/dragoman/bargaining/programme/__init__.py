"""The zone as a mixed 0/1 programme, and questions put to it; one solver for all of ``bargaining``.

``ZoneSearch`` is the way in: is there a package that all accept, and which is best for something.
What the solver gives is always reckoned again on the numbers as given. ``model`` builds the rows,
in which every bar may also be given up; ``highs`` runs the solver.
"""

from dragoman.bargaining.programme.bars import Bar, BarKind, Package, barred_by, left_standing
from dragoman.bargaining.programme.highs import Limits
from dragoman.bargaining.programme.rows import Column, Row
from dragoman.bargaining.programme.searching import Answer, ZoneSearch
from dragoman.bargaining.programme.solving import Query

__all__ = [
    "Answer",
    "Bar",
    "BarKind",
    "Column",
    "Limits",
    "Package",
    "Query",
    "Row",
    "ZoneSearch",
    "barred_by",
    "left_standing",
]
