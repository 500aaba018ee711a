"""Names of authors in bylines: "By Ana Holt and Jan de Wit in Brussels"."""

import re

_BY = re.compile(r"(?:by|von|par|por|di|door)\s+(?=\S)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b)\s*")
_PLACE = re.compile(r"\s+(?:in|at|à|aus|en)\s+[^\W\d_].*$|\s*[|/(–—].*$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_SMALL = "al bin da de del della den der di dos du el ibn la le ten van von zu"
PARTICLES = frozenset(_SMALL.split())
"""Small words that belong to a family name."""

MOST_WORDS = 5
"""A name has at most so many words."""


def names_in(byline: str) -> list[dict[str, str]]:
    """The persons whom a byline names, as CSL names; empty where it does not begin with "By".

    Only what looks like a person's name is one: two words or more, each with a capital, but for
    particles. "By our diplomatic desk" and an agency name nobody.

    >>> names_in("By Ana Holt and Jan de Wit in Brussels")
    [{'family': 'Holt', 'given': 'Ana'}, {'family': 'Wit', 'given': 'Jan', \
'non-dropping-particle': 'de'}]
    """
    opening = _BY.match(byline.strip())
    if opening is None:
        return []
    words = _PLACE.sub("", byline.strip()[opening.end() :]).rstrip(" .:")
    named = [_name(part) for part in _AND.split(words) if part]
    return [name for name in named if name is not None]


def _name(words: str) -> dict[str, str] | None:
    parts = words.split()
    if not 2 <= len(parts) <= MOST_WORDS or not all(_WORD.fullmatch(part) for part in parts):
        return None
    if any(not part[0].isupper() and part.lower() not in PARTICLES for part in parts):
        return None
    if not parts[0][0].isupper() or not parts[-1][0].isupper():
        return None
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in PARTICLES and parts[start - 1][0].islower():
        start -= 1
    name = {"family": parts[-1], "given": " ".join(parts[:start])}
    particle = " ".join(parts[start:-1])
    return name | ({"non-dropping-particle": particle} if particle else {})
