"""How alike two spellings of a person's name are."""

import tomllib
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
from rigour.names import NameTypeTag, analyze_names, remove_person_prefixes, tokenize_name
from rigour.text import ascii_text, metaphone

Tokens = tuple[str, ...]

_SOUND_ALIKE = 0.8
"""Least Jaro-Winkler similarity of two words with one sound ("livitt", "leavitt": 0.86)."""
_LETTER_ALIKE = 0.9
"""Least Jaro-Winkler similarity of a slip of one letter ("witkof", "witkoff": 0.97)."""
_SHORT = 4
"""Words below this length are alike only when equal: "Kim", "Lim"."""


class Likeness(IntEnum):
    """How alike two names are."""

    NONE = 0
    POSSIBLE = 1
    LIKELY = 2
    EQUAL = 3


@cache
def particles() -> frozenset[str]:
    """The words that stand before a surname and belong to it ("von der Leyen")."""
    rows = tomllib.loads((files(__package__) / "particles.toml").read_text("utf-8"))["particle"]
    return frozenset(row["word"] for row in rows)


@lru_cache(maxsize=65536)
def split_name(name: str) -> Tokens:
    """The words of a name in plain lower-case Latin letters, without "Mr" and "Dr".

    A leading particle goes with a bare surname, so that "von der Leyen" is the short form
    of "Ursula von der Leyen".

    >>> split_name("Władimir Putin")
    ('wladimir', 'putin')
    """
    plain = ascii_text(remove_person_prefixes(name.casefold()))
    words = [word for word in tokenize_name(plain.casefold()) if word]
    while len(words) > 1 and words[0] in particles():
        del words[0]
    return tuple(words)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """What the word sounds like (metaphone)."""
    return metaphone(word)


@lru_cache(maxsize=65536)
def compare_words(first: str, second: str) -> Likeness:
    """How alike two words of names are.

    A woman's form beside a man's ("petrov", "petrova"; "alexander", "alexandra") is never
    more than possible: they are as often husband and wife as a slip of the pen.
    """
    if first == second:
        return Likeness.EQUAL
    if min(len(first), len(second)) < _SHORT:
        return Likeness.NONE
    similarity = JaroWinkler.similarity(first, second)
    sounds_alike = sound(first) == sound(second) and similarity >= _SOUND_ALIKE
    slip = similarity >= _LETTER_ALIKE and DamerauLevenshtein.distance(first, second) == 1
    if not (sounds_alike or slip):
        return Likeness.NONE
    if first.endswith("a") != second.endswith("a"):
        return Likeness.POSSIBLE
    return Likeness.LIKELY


@lru_cache(maxsize=8192)
def _symbols(word: str) -> frozenset[str]:
    """The identifiers of a given name in rigour's lists (nicknames, transliterations).

    The lists take some seconds to load, so they are asked only where spelling does not decide.
    """
    names = analyze_names(NameTypeTag.PER, [word])
    return frozenset(str(span.symbol) for name in names for span in name.spans)


def compare_given(first: str, second: str, *, by_list: bool) -> Likeness:
    """How alike two given names are; an initial fits its name.

    ``by_list`` also asks rigour's lists of one name's forms ("Mike", "Michael"), for names of
    one initial: the lists take 6 s and 370 MB to load, and most namesakes differ in it.
    """
    if len(first) == 1 or len(second) == 1:
        return Likeness.LIKELY if first[0] == second[0] else Likeness.NONE
    likeness = compare_words(first, second)
    if likeness is not Likeness.NONE or not by_list or first[0] != second[0]:
        return likeness
    return Likeness.LIKELY if _symbols(first) & _symbols(second) else Likeness.NONE


def compare_names(first: Tokens, second: Tokens, *, by_list: bool = False) -> Likeness:
    """How alike two full names are, in either order of their words.

    Both names have at least two words. One surname with two given names is no likeness.
    ``by_list`` asks rigour's lists too, see :func:`compare_given`.
    """
    if first == second or sorted(first) == sorted(second):
        return Likeness.EQUAL
    family = compare_words(first[-1], second[-1])
    if family is Likeness.NONE:
        return Likeness.NONE
    given = compare_given(first[0], second[0], by_list=by_list and family is Likeness.EQUAL)
    if family is Likeness.EQUAL and given is Likeness.EQUAL:
        # "Anna Maria Quorn" beside "Anna Quorn": a middle name is no difference.
        return Likeness.EQUAL
    return min(family, given)


def compare_short(short: str, full: Tokens) -> Likeness:
    """How well a single word stands for a full name: its surname, or its first word exactly."""
    if short in (full[-1], full[0]):
        return Likeness.EQUAL
    likeness = compare_words(short, full[-1])
    return likeness if likeness is Likeness.LIKELY else Likeness.NONE


def sounds_fully_alike(first: Tokens, second: Tokens) -> bool:
    """Whether given name and surname sound alike in names long enough to mean something."""
    return all(
        sound(one) == sound(other) and min(len(one), len(other)) > _SHORT
        for one, other in ((first[0], second[0]), (first[-1], second[-1]))
    )


def block_keys(tokens: Tokens) -> frozenset[str]:
    """Keys of which two alike names share at least one (either order of words)."""
    keys = {"=" + "|".join(sorted(tokens))}
    for word in {tokens[-1], tokens[0]}:
        keys.update({"~" + sound(word), "^" + word[:4]})
    return frozenset(keys)
