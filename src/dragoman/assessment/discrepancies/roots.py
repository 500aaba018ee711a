"""The telling words of a clause cut to their roots: "dismissals" and "dismissed" are one matter."""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.assessment.remembering import remembered
from dragoman.assessment.wording import listed

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ions",
    "ion",
    "als",
    "ing",
    "ed",
    "al",
    "er",
    "ity",
)
_LEAST = 4
"""What an ending leaves has at least so many letters, one fewer for those of verbs."""
_KEPT = 6
"""Letters of a root: enough to tell "contact" from "contract"."""


@remembered
def root(word: str) -> str:
    """The root of a word, in lower case; a number stays as it is.

    >>> root("dismissals") == root("dismissed"), root("sluices") == root("sluice")
    (True, True)
    """
    low = word.casefold()
    if not low[:1].isalpha():
        return low
    if low.endswith("ies"):
        low = low[:-3] + "y"
    elif low.endswith("s") and not low.endswith("ss") and len(low) >= _LEAST:
        low = low[:-1]
    for ending in _ENDINGS:
        least = _LEAST - 1 if ending in ("ing", "ed") else _LEAST
        if low.endswith(ending) and len(low) - len(ending) >= least:
            low = low[: -len(ending)]
            break
    return low.removesuffix("e")[:_KEPT]


@cache
def _same() -> dict[str, str]:
    """The root of each word that stands for the same thing as another one."""
    found: dict[str, str] = {}
    for name in ("one thing", "one deed"):
        for row in listed(name):
            words = [root(word) for word in row.split()]
            found |= {word: found.get(word, words[0]) for word in words}
    return found


def same_root(word: str) -> str:
    """The root of a word, or of the first of those that stand for the same thing."""
    plain = root(word)
    return _same().get(plain, plain)


@cache
def _plain() -> frozenset[str]:
    names = ("plain", "telling nothing", "words of telling", "heads of matters")
    return frozenset(word for name in names for word in listed(name))


def words_with_roots(text: str) -> Iterator[tuple[int, str, str]]:
    """Each telling word with where it stands (code points) and its root."""
    for found in _WORD.finditer(text):
        low = found[0].casefold()
        if low in _plain() or low.removesuffix("s") in _plain():
            continue
        if len(low) > 2 or low[0].isdigit():
            yield found.start(), found[0], same_root(low)


@remembered
def roots_of(text: str) -> frozenset[str]:
    """The roots of the telling words of a text."""
    return frozenset(one for _, _, one in words_with_roots(text))
