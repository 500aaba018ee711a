"""Paragraphs of a text, and how alike two pieces of text are, for laying texts side by side."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from attrs import frozen

_GAP = re.compile(r"\n[ \t\r\f\v]*\n|\r?\n(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?…][\"”’»)]*\s+(?=[\W\d]*[^\W\da-z])"
)

STEM = 6
"""Letters of a word that count: forms of one word mostly share so many."""

ALIKE_WORDS = 0.34
"""The share of words (Dice, function words left out) from which two sentences are alike."""

ALIKE = 0.55
"""The cosine of two sentences' vectors, with ``OF_WORDS`` times their share of words, from which
they are alike: two governments tell of one call in their own words."""

OF_WORDS = 0.6

Embed = Callable[[str], Any]
"""A sentence in, a vector of length 1 out."""


@frozen
class Piece:
    """A stretch of one text, code points half open."""

    start: int
    end: int
    text: str


def paragraphs_of(text: str, begin: int = 0) -> tuple[Piece, ...]:
    """The paragraphs from ``begin`` on: what blank lines or line ends part."""
    spans: list[tuple[int, int]] = []
    place = begin
    for gap in _GAP.finditer(text, begin):
        spans.append((place, gap.start()))
        place = gap.end()
    spans.append((place, len(text)))
    return tuple(piece for span in spans if (piece := _bare(text, *span)) is not None)


def sentences_in(piece: Piece) -> tuple[Piece, ...]:
    """The sentences of a paragraph, with offsets into the text."""
    cuts = [0, *(found.end() for found in _END.finditer(piece.text)), len(piece.text)]
    found = (_bare(piece.text, start, end) for start, end in pairwise(cuts))
    return tuple(
        Piece(piece.start + one.start, piece.start + one.end, one.text) for one in found if one
    )


def _bare(text: str, start: int, end: int) -> Piece | None:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    stripped = words.strip()
    has_words = _WORD.search(stripped) is not None
    return Piece(left, left + len(stripped), stripped) if has_words else None


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    """The beginnings of the words that say something: four letters and more, and numbers."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word[:STEM] for word in words if len(word) > 3 or word.isdigit())


def likeness(one: str, other: str, embed: Embed | None = None) -> float:
    """How alike two sentences are; from 1 on they are of one thing. Meaning needs ``embed``."""
    first, second = telling_words(one), telling_words(other)
    shared = 2 * len(first & second) / max(len(first) + len(second), 1)
    if embed is None:
        return shared / ALIKE_WORDS
    meaning = float(embed(one) @ embed(other))
    return max(shared / ALIKE_WORDS, (meaning + OF_WORDS * shared) / ALIKE)
