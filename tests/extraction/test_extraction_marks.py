"""Quotation marks of other languages, read as English ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.marks import english_marks


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("«We stay,» she said.", "“We stay,” she said."),
        ("« We stay », she said.", "“ We stay ”, she said."),
        ("»We stay«, she said.", "“We stay”, she said."),
        ("„We stay“, she said.", "“We stay”, she said."),
        ("„We stay”, she said.", "“We stay”, she said."),
        ("”We stay,” she said.", "“We stay,” she said."),
        ("‚We stay‘, she said.", "‘We stay’, she said."),
        ("‹We stay›, she said.", "‘We stay’, she said."),
        ("``We stay,'' she said.", " “We stay,”  she said."),
        ("“We stay,” she said.", "“We stay,” she said."),
        ("„He said ‚no‘ to us.“", "“He said ‘no’ to us.”"),
        ("«Он сказал: „нет“.»", "“Он сказал: “нет”.”"),
        ("We don’t sell the river’s water.", "We don’t sell the river’s water."),
        ("The dockers of the ‘90s.", "The dockers of the ‘90s."),
        ('A 5" pipe and "so".', 'A 5" pipe and "so".'),
    ],
)
def test_marks_open_and_close_as_english_ones_do(given: str, read: str) -> None:
    assert english_marks(given) == read


@given(st.text(st.sampled_from("ab .,:«»„“”‟‚‘’‛‹›\"'`—\n"), max_size=60))
def test_no_character_moves(text: str) -> None:
    assert len(english_marks(text)) == len(text)
