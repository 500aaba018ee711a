"""Pieces of words, and windows of pieces."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.encoder.pieces import LONGEST, UNKNOWN, Pieces, Vocabulary, windows

KNOWN = ["[PAD]"] + ["[unused]"] * 99 + ["[UNK]", "[CLS]", "[SEP]", "talk", "##s", "a", "##b"]
"""A vocabulary with its reserved pieces where the real one has them."""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    names = [f"{name}{n}" if name == "[unused]" else name for n, name in enumerate(KNOWN)]
    return Vocabulary.of("\n".join(names))


def _words(pieces: Pieces) -> list[list[int]]:
    return [pieces.ids[pieces.words == w].tolist() for w in range(len(pieces.firsts))]


def test_a_word_is_cut_into_known_pieces(vocabulary: Vocabulary) -> None:
    talks = [KNOWN.index("talk"), KNOWN.index("##s")]
    assert _words(vocabulary.cut(["Talks", "xyz"])) == [talks, [UNKNOWN]]


def test_a_word_of_which_nothing_is_left_becomes_an_unknown_one(vocabulary: Vocabulary) -> None:
    assert _words(vocabulary.cut(["a", "\u0301", "a"]))[1] == [UNKNOWN]


def test_a_very_long_word_keeps_its_first_pieces(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.cut(["a" + "b" * 50]).ids) == LONGEST


def test_the_first_piece_of_each_word_is_known(vocabulary: Vocabulary) -> None:
    assert vocabulary.cut(["talks", "a", "talks"]).firsts.tolist() == [0, 2, 3]


@given(
    st.lists(st.integers(1, LONGEST), min_size=1, max_size=300),
    st.integers(20, 60),
    st.integers(0, 6),
)
def test_windows_keep_each_word_once_and_fit(sizes: list[int], size: int, margin: int) -> None:
    owners = np.repeat(np.arange(len(sizes)), sizes)
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    pieces = Pieces(ids=np.zeros(len(owners), int), words=owners, firsts=firsts)
    found = list(windows(pieces, size, margin))
    assert [w for one in found for w in range(*one.kept)] == list(range(len(sizes)))
    for one in found:
        assert one.seen[0] <= one.kept[0]
        assert one.kept[1] <= one.seen[1]
        assert sum(sizes[slice(*one.seen)]) <= size - 2
