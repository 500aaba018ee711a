"""The telling words of a clause, cut to their beginnings, and what kind of matter they name."""

import re
from functools import cache

from dragoman.assessment.negations import stem
from dragoman.assessment.remembering import remembered
from dragoman.assessment.wording import listed

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3


@remembered
def matter_stems(text: str) -> frozenset[str]:
    """The stems of the telling words of a clause; those for one thing are made one.

    Names count: who is meant is part of the matter.
    """
    found = set()
    for word in _WORD.findall(text):
        low = word.casefold()
        if len(low) >= _LEAST and low not in _plain():
            found.add(_one_name(low))
    return frozenset(found)


@cache
def _plain() -> frozenset[str]:
    return frozenset((*listed("plain"), *listed("telling nothing"), *listed("words of telling")))


@remembered
def _one_name(word: str) -> str:
    """The stem of the first word of those that stand for the same thing."""
    for row in listed("one thing"):
        words = row.split()
        if word in words or word.removesuffix("s") in words:
            return stem(words[0])
    return stem(word)


@remembered
def kinds_of_matter(text: str) -> tuple[str, ...]:
    """What a clause is about, as kinds of matter in the order of their first naming.

    >>> kinds_of_matter("the prisoners would be freed after the ceasefire")
    ('prisoners', 'truce')
    """
    places: dict[str, int] = {}
    for row in listed("kinds of matter"):
        name, _, pattern = row.partition(": ")
        found = re.search(rf"\b(?:{pattern})", text, re.IGNORECASE)
        if found:
            places[name] = found.start()
    return tuple(sorted(places, key=lambda name: (places[name], name)))
