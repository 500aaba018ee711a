"""Numbers written in figures or in words."""

import re

from dragoman.calendar.vocabulary import NUMBERS, SCALES

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ARTICLES = {"a": 1.0, "an": 1.0, "another": 1.0, "1/2": 0.5, "½": 0.5}
_HALF = " and a half"


def number_of(text: str) -> float | None:
    """The number that figures or English number words stand for, None when they stand for none.

    >>> number_of("two hundred and forty"), number_of("1,250"), number_of("3.5 million")
    (240.0, 1250.0, 3500000.0)
    >>> number_of("a couple of"), number_of("2 1/2")
    (2.0, 2.5)
    >>> number_of("several") is None
    True
    """
    words = text.casefold().strip()
    if words in {"half", "half a", "half an"}:
        return 0.5
    half = 0.5 if words.endswith(_HALF) else 0.0
    words = words.removesuffix(_HALF).removesuffix(" of").replace("½", " ½")
    found = _sum(words.replace("-", " ").split())
    return None if found is None else found + half


def _sum(words: list[str]) -> float | None:
    """Add up number words: each scale multiplies what stands before it, thousands close a group."""
    total, group, seen = 0.0, 0.0, False
    for word in words:
        value = _value(word)
        if value is not None:
            group, seen = group + value, True
        elif word in SCALES:
            scale, seen = SCALES[word], True
            group = (group or 1.0) * scale
            if scale >= 1000:
                total, group = total + group, 0.0
        elif word != "and" or not seen:
            return None
    return total + group if seen else None


def _value(word: str) -> float | None:
    """The value of one word or figure that is no scale."""
    if _FIGURES.fullmatch(word):
        return float(word.replace(",", ""))
    return _ARTICLES.get(word, NUMBERS.get(word))
