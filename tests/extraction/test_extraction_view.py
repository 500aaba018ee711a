"""The cleaned view and its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.view import View

ODD = st.text(
    st.sampled_from(
        "abc é\n\r\t*“”’–\u00a0\u00ad\u200b\u202e\ufeff\u2009ﬁﬃ\x00\x0c\u2028Ââ€™œÃ©\U000e0041"
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("Port\u00a0Vell", "Port Vell"),
        ("nego\u00adtiate", "negotiate"),
        ("\ufeffcod\u200b quota\u202e", "cod quota"),
        ("oﬃce of ﬁsheries", "office of fisheries"),
        ("Marn isnâ€™t ready", "Marn isn’t ready"),
        ("â€œNoâ€\x9d, said ZoÃ«", "“No”, said Zoë"),
        ("line\r\nnext\rlast", "line \nnext\nlast"),
        ("the trawler *Grey Petrel* and **both** sides", "the trawler Grey Petrel and both sides"),
        ("São Tomé, naïve, Łódź", "São Tomé, naïve, Łódź"),
        ("2 * 3 and 5*3", "2 * 3 and 5*3"),
        ("a\x00b", "a b"),
    ],
)
def test_what_disturbs_the_grammar_is_mended(stored: str, text: str) -> None:
    assert View.of(stored).text == text


def test_a_span_of_the_view_leads_back_to_the_stored_characters() -> None:
    stored = "Vey\u00ad and\u00a0Marn isnâ€™t here"
    view = View.of(stored)
    start = view.text.index("isn’t")
    assert stored[slice(*view.stored(start, start + 5))] == "isnâ€™t"
    assert stored[slice(*view.stored(0, 3))] == "Vey"
    assert stored[slice(*view.stored(start, start + 4))] == "isnâ€™"


def test_a_plain_text_is_its_own_view() -> None:
    plain = "Velland said no.\nOrmark - said yes.\n"
    view = View.of(plain)
    assert view.text is plain
    assert view.stored(3, 9) == (3, 9)


def test_a_span_outside_the_view_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a view"):
        View.of("short").stored(0, 6)


@given(ODD)
def test_the_map_is_monotone_and_stays_in_the_text(stored: str) -> None:
    view = View.of(stored)
    spans = [view.stored(at, at + 1) for at in range(len(view.text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(stored) for start, end in spans)


@given(ODD)
def test_every_character_that_is_kept_maps_to_itself(stored: str) -> None:
    view = View.of(stored)
    for at, character in enumerate(view.text):
        start, end = view.stored(at, at + 1)
        if end - start == 1 and character.isalpha() and character.isascii():
            assert stored[start] in (character, "ﬁ", "ﬃ")


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_has_a_view(stored: str) -> None:
    view = View.of(stored)
    assert view.stored(0, len(view.text))[1] <= len(stored)
    assert "\x00" not in view.text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("They [met](https://example.net/a) twice.", "They met twice."),
        ("![A boat](https://example.net/b.jpg) They met.", " They met."),
        ("An aside [sic] (in part).", "An aside [sic] (in part)."),
        ("Or-\nmark and Vel-\nland met.", "Ormark and Velland met."),
        ("Ormark came. Or-\nmark left.", "Ormark came. Ormark left."),
        ("A cease-\nfire holds.", "A cease-\nfire holds."),
    ],
)
def test_links_and_words_parted_by_layout_read_whole(stored: str, text: str) -> None:
    assert View.of(stored).text == text


def test_a_word_behind_a_link_maps_to_its_place() -> None:
    stored = "They [met](https://example.net/a) twice."
    view = View.of(stored)
    for word in ("met", "twice"):
        start = view.text.index(word)
        first, end = view.stored(start, start + len(word))
        assert stored[first:end] == word
