"""Whether two tellings are of one happening: a scorer that a reader can look into.

:class:`Telling` is what one text says of one happening, in words; :class:`Pile` knows how common
each word is and which documents are alike; :class:`Scorer` weighs a pair of tellings by the
table in ``weights.toml``; :func:`join_alike` makes groups of what is alike on average.
"""

from dragoman.likeness.joining import join_alike
from dragoman.likeness.pairs import FEATURES, Embed, Measurer
from dragoman.likeness.pile import Pile
from dragoman.likeness.scorer import Scorer
from dragoman.likeness.settling import settle
from dragoman.likeness.telling import Telling

__all__ = [
    "FEATURES",
    "Embed",
    "Measurer",
    "Pile",
    "Scorer",
    "Telling",
    "join_alike",
    "settle",
]
