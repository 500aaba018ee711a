"""A reader of pairs by words: what two texts share, and where they part, in checkable figures."""

from dragoman.encoder.pairs.headlines import HEADLINES, compare_headline
from dragoman.encoder.pairs.rivals import RIVALS, compare

__all__ = ["HEADLINES", "RIVALS", "compare", "compare_headline"]
