"""How a contact ended, in the words of one account: well or badly, and in which respect."""

import re
from functools import cache

from attrs import frozen

from dragoman.assessment.wording import rows

_NEGATION = (
    r"(?:\b(?:no|not|without|never|neither|nor|hardly|failed to (?:reach|make|bring|yield|find)|"
    r"lack of|little|none of the)|n['’]t)\s+(?:\w+\s+){0,3}?"
)
"""Words that turn a good ending into a bad one, up to three words ahead of it."""


@frozen
class Ending:
    """How it ended in one respect (progress, agreement)."""

    dimension: str
    is_good: bool


@cache
def _rules() -> tuple[tuple[str, bool, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            row["dimension"],
            row["good"],
            re.compile(rf"\b(?:{row['pattern']})\b", re.IGNORECASE),
            re.compile(rf"{_NEGATION}(?:{row['pattern']})\b", re.IGNORECASE),
        )
        for row in rows("ending")
    )


def find_endings(text: str) -> frozenset[Ending]:
    """The endings that a text tells of; a respect told both ways is left out.

    >>> find_endings("The talks brought no breakthrough.")
    frozenset({Ending(dimension='progress', is_good=False)})
    """
    found: set[Ending] = set()
    rest = text
    for dimension, is_good, plain, negated in _rules():
        bad = negated if is_good else plain
        if bad.search(text):
            found.add(Ending(dimension, False))
            rest = bad.sub(" ", rest)
    for dimension, is_good, plain, _ in _rules():
        if is_good and plain.search(rest):
            found.add(Ending(dimension, True))
    return frozenset(e for e in found if Ending(e.dimension, not e.is_good) not in found)


def is_good_ending(text: str) -> bool:
    """Whether nothing in the text says that it ended badly."""
    return all(ending.is_good for ending in find_endings(text))
