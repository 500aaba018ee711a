"""Acronyms: the short name that a text gives in brackets stands for the long one ever after.

"The Ishel Recovery Trust Fund (IRTF)" makes "IRTF" that fund's wherever nothing else is known
of it (Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions":
every letter stands in the long form, in order, the first one at its front).
"""

from collections.abc import Iterator

from attrs import frozen

from dragoman.extraction.reading import NameMention, Tokens
from dragoman.extraction.sheet import Sheet

_LETTERS = range(2, 9)
_FRONT = 3
"""Tokens before a mention that may belong to its long form ("[Syria] Recovery Trust Fund")."""


@frozen(kw_only=True)
class Acronym:
    """A short name on ``span`` and the ``key`` of the ledger that it shares."""

    span: Tokens
    noun: str
    key: str


def find_acronyms(
    sheet: Sheet, entries: list[tuple[NameMention, str]], covered: set[int]
) -> Iterator[Acronym]:
    """The places of short names whose long ones are mentioned, outside other mentions.

    ``entries`` are the mentions so far with the keys of what they mean.
    """
    given: dict[str, tuple[str, str]] = {}
    for mention, key in entries:
        short = _given(sheet, mention.span) if mention.noun in ("organisation", "party") else None
        if short is not None and key:
            given.setdefault(short, (mention.noun, key))
    for index, word in enumerate(sheet.text):
        if word in given and index not in covered and not sheet.quiet[index]:
            noun, key = given[word]
            yield Acronym(span=Tokens(index, index + 1), noun=noun, key=key)


def _given(sheet: Sheet, span: Tokens) -> str | None:
    """The short name in brackets right behind a long one."""
    text = sheet.text[span.end : span.end + 3]
    if len(text) < 3 or text[0] != "(" or text[2] != ")" or len(text[1]) not in _LETTERS:
        return None
    short = text[1]
    if sum(letter.isupper() for letter in short) < 2:
        return None
    fits = any(
        _fits(short, sheet, at, span.end) for at in range(span.start - _FRONT, span.start + 1)
    )
    return short if fits else None


def _fits(short: str, sheet: Sheet, start: int, end: int) -> bool:
    """Whether the letters of the short name stand in the long one in order, the first in front."""
    if start < 0 or sheet.text[start][:1].lower() != short[0].lower():
        return False
    letters = iter(" ".join(sheet.lower[start:end]))
    return all(any(letter == one for one in letters) for letter in short.lower())
