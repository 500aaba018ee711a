"""A reader of pairs by words: what two texts share, and where they part, in checkable figures.

:func:`compare` is for two accounts, :func:`compare_headline` for a headline and a claim;
:class:`Table` says what each of their figures is worth beside the net's.
"""

from dragoman.encoder.pairs.headlines import HEADLINES, compare_headline
from dragoman.encoder.pairs.rivals import RIVALS, compare
from dragoman.encoder.pairs.table import NET, NETS, STANCES, Answer, Table
from dragoman.encoder.pairs.wording import matter

__all__ = [
    "HEADLINES",
    "NET",
    "NETS",
    "RIVALS",
    "STANCES",
    "Answer",
    "Table",
    "compare",
    "compare_headline",
    "matter",
]
