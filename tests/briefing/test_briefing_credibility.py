"""The digit of the Admiralty code in words, and the mark by which our own page is known."""

from dragoman.briefing import compose, render_html
from dragoman.briefing.labels import credibility_phrase
from dragoman.model import Contents, Corroboration, Credibility, Mark


def test_a_digit_comes_with_its_word_and_its_reason() -> None:
    plain = Corroboration(id="c", target="t", mark=Mark.INDEPENDENT)
    assert credibility_phrase(plain) == ""
    for digit in Credibility:
        known = Corroboration(
            id="c",
            target="t",
            mark=Mark.INDEPENDENT,
            credibility=digit,
            credibility_because="told by two",
        )
        assert credibility_phrase(known).startswith(f"{int(digit)}, ")
        assert credibility_phrase(known).endswith(": told by two")


def test_our_own_page_says_who_made_it() -> None:
    assert '<meta name="generator" content="dragoman">' in render_html(compose(Contents()))
