"""What a sentence says is not so, in single terms, and which terms another affirms."""

import re
from collections.abc import Iterator

from dragoman.assessment.remembering import remembered
from dragoman.assessment.wording import listed

_PREDICATE = re.compile(
    r"(?P<before>(?:[\w'’-]+ ){0,6}?)\b(?:is|are|was|were|has|have|had|did|does|do)(?: not|n['’]t)"
    r"(?: (?:been|being|yet|in fact|at all|even|ever))* (?P<word>[a-z]{4,})\b",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"\b(?:there (?:is|was|are|were|had been|has been) no|no) (?P<thing>(?:[a-z]+ ){0,2}[a-z]+)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5
"""Words that begin with the same letters, so many, are one term ("surrounded", "surrounding")."""
_SHORT_WORD = 7
"""In words of so many letters four must do ("close", "closing")."""


@remembered
def stem(word: str) -> str:
    """The first letters of a word: enough to tell one term from another in one text."""
    return word.casefold()[: _STEM if len(word) > _SHORT_WORD else _STEM - 1]


def negated_terms(text: str) -> tuple[frozenset[str], ...]:
    """The things that a text says are not: a predicate with its subject, or a thing of two words.

    >>> sorted(sorted(term) for term in negated_terms("its troops are not surrounded"))
    [['surro', 'troo']]
    >>> negated_terms("he is not happy")
    ()
    """
    return tuple(term for term in _terms(text) if len(term) > 1)


def _terms(text: str) -> Iterator[frozenset[str]]:
    for found in _PREDICATE.finditer(text):
        if found["word"].casefold() in listed("telling nothing"):
            continue
        before = _telling(found["before"])
        if before:
            yield frozenset({before[-1], stem(found["word"])})
    for found in _NO_THING.finditer(text):
        yield frozenset(_telling(found["thing"])[:2])


def _telling(text: str) -> list[str]:
    plain = {*listed("plain"), *listed("telling nothing")}
    return [stem(w) for w in _WORD.findall(text) if w.casefold() not in plain and len(w) > 3]


@remembered
def said_terms(text: str) -> frozenset[str]:
    """The stems of the telling words of a text, with those that stand for the same thing."""
    found = set(_telling(text))
    for row in listed("one thing"):
        same = {stem(word) for word in row.split()}
        if same & found:
            found |= same
    return frozenset(found)
