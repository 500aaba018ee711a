"""Words as the encoder sees them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.encoder.words import (
    JOINED,
    LOWER,
    NUMBER,
    OPENING,
    SPACED,
    TITLE,
    UPPER,
    case_of,
    split_words,
)


def test_words_keep_their_places_in_the_text() -> None:
    text = "Olin said: “No.”"
    words = split_words(text, [(0, len(text))])
    assert words.texts == ["Olin", "said", ":", "“", "No", ".", "”"]
    at = zip(words.starts, words.ends, strict=True)
    assert [text[start:end] for start, end in at] == words.texts


def test_what_stands_between_paragraphs_is_left_out() -> None:
    text = "One.\nBY A REPORTER\nTwo."
    words = split_words(text, [(0, 4), (19, 23)])
    assert words.texts == ["One", ".", "Two", "."]
    assert words.gaps.tolist() == [OPENING, JOINED, OPENING, JOINED]


def test_a_line_break_inside_a_paragraph_is_only_a_space() -> None:
    words = split_words("He\nleft", [(0, 7)])
    assert words.gaps.tolist() == [OPENING, SPACED]


def test_cases_are_told_apart() -> None:
    assert [case_of(w) for w in ("talks", "Olin", "OLIN", "A", "42nd", "“")] == [
        LOWER,
        TITLE,
        UPPER,
        TITLE,
        NUMBER,
        LOWER,
    ]


def test_no_paragraph_gives_no_words() -> None:
    words = split_words("unread", [])
    assert len(words) == 0
    assert words.starts.shape == (0,)


@given(st.text(max_size=200))
def test_the_words_of_any_text_are_its_signs_without_white_space(text: str) -> None:
    words = split_words(text, [(0, len(text))])
    assert "".join(words.texts) == "".join(text.split())
    assert np.all(words.starts < words.ends)
    assert np.all(words.ends[:-1] <= words.starts[1:])
