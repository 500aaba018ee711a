"""What is read of quantities, negation and kinds of word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline.drafting.features import NONE, features_of, stem


@pytest.mark.parametrize(
    ("text", "family", "value"),
    [
        ("one lorry in four", "share", 0.25),
        ("two lorries out of five", "share", 0.4),
        ("two of the eight mines", "share", 0.25),
        ("half of the herd", "share", 0.5),
        ("two thirds of the seats", "share", 0.667),
        ("every lorry is searched", "share", 1.0),
        ("they ask that all lorries be searched", "share", 1.0),
        ("a rise of 7 per cent", "%", 7.0),
        ("Seven percent", "%", 7.0),
        ("a pause of thirty days", "day", 30.0),
        ("a 30-day pause", "day", 30.0),
        ("1,500 tonnes", "ton", 1500.0),
        ("a loan of €20 million", "money", 20e6),
    ],
)
def test_a_quantity_is_read_in_its_unit(text: str, family: str, value: float) -> None:
    assert features_of(text).has_number(family, value)


@pytest.mark.parametrize(
    "text", ["a third meeting", "rising in the third", "not at all", "both sides of it all along"]
)
def test_words_that_only_look_like_a_share_are_none(text: str) -> None:
    assert features_of(text).values("share") == ()


def test_a_year_is_no_number_of_things() -> None:
    assert features_of("the 2019 harvest").numbers == ()


def test_negation_is_seen_but_not_in_phrases_that_only_hold_a_no() -> None:
    assert NONE in features_of("no convoy may pass").words
    assert NONE not in features_of("a truce without an end date").words
    assert NONE not in features_of("two lorries, no more").words


def test_the_longest_phrase_tells_the_kind_of_word() -> None:
    assert "is:permanent" in features_of("a truce without an end date").words
    assert "is:ended" not in features_of("by the end of June").words


@given(st.text(max_size=200))
def test_any_text_has_features(text: str) -> None:
    found = features_of(text)
    assert all(value >= 0 for _, value in found.numbers)


@given(st.sampled_from(["close", "hand", "stop", "guarantee", "release", "store", "lift"]))
def test_the_forms_of_a_word_are_one(word: str) -> None:
    ending = word.removesuffix("e")
    double = word + word[-1] if word == "stop" else ending
    assert stem(word) == stem(f"{double}ed") == stem(f"{double}ing")
