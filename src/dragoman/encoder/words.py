"""Words as the encoder sees them: split, marked by case and by what stands before them.

The vocabulary is uncased and knows no line breaks; so the case of a word and the gap before it
are given to the encoder beside its pieces, each as a small whole number.
"""

import re
from collections.abc import Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

WORD = re.compile(r"\w+|[^\w\s]")
"""A run of letters, digits and underscores, or one sign: as PolNeAR's scorer counts tokens."""

LOWER, TITLE, UPPER, NUMBER = range(4)
"""Cases of a word: small (or a sign), capital first letter, all capitals, digit first."""

JOINED, SPACED, OPENING = range(3)
"""Gaps before a word: none, white space, or the start of a paragraph."""

Ints = NDArray[np.int64]


@frozen(kw_only=True, eq=False)
class Words:
    """The words of a text in order; all arrays have one entry a word.

    ``starts`` and ``ends`` are code points of the text, half open.
    """

    texts: list[str]
    starts: Ints
    ends: Ints
    cases: Ints
    gaps: Ints

    def __len__(self) -> int:
        return len(self.texts)


def split_words(text: str, paragraphs: Sequence[tuple[int, int]]) -> Words:
    """The words inside some paragraphs of a text; what stands between them is left out.

    ``paragraphs`` are sorted, disjoint, half-open ranges of code points.
    """
    texts: list[str] = []
    rows: list[tuple[int, int, int, int]] = []
    for start, end in paragraphs:
        last = None
        for match in WORD.finditer(text, start, end):
            word = match.group()
            gap = OPENING if last is None else SPACED if match.start() > last else JOINED
            texts.append(word)
            rows.append((match.start(), match.end(), case_of(word), gap))
            last = match.end()
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Words(
        texts=texts,
        starts=table[:, 0],
        ends=table[:, 1],
        cases=table[:, 2],
        gaps=table[:, 3],
    )


def case_of(word: str) -> int:
    """The case of one word; a lone capital counts as a capital first letter."""
    if len(word) > 1 and word.isupper():
        return UPPER
    if word[0].isupper():
        return TITLE
    return NUMBER if word[0].isdigit() else LOWER
