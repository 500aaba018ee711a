"""How alike two spellings of a person's name are."""

import re
import tomllib
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii
from jellyfish import metaphone
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

Tokens = tuple[str, ...]

_SOUND_ALIKE = 0.8
"""Least Jaro-Winkler similarity of two words with one sound ("livitt", "leavitt": 0.86)."""
_LETTER_ALIKE = 0.9
"""Least Jaro-Winkler similarity of a slip of one letter ("witkof", "witkoff": 0.97)."""
_SHORT = 4
"""Words below this length are alike only when equal: "Kim", "Lim"."""
_SPECIAL = str.maketrans({"Ə": "A", "ə": "a", "·": ""})
"""Where :mod:`anyascii` writes what English does not: "Əliyev" is Aliyev, "Gal·la" one word."""
_JOINED = re.compile("['`.]")
"""Signs inside a word: "O'Neil", "J.D."."""
_WORD = re.compile("[a-z0-9]+")


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


@cache
def _honorifics() -> re.Pattern[str]:
    lists = tomllib.loads((files(__package__) / "honorifics.toml").read_text("utf-8"))["list"]
    words = sorted({word for one in lists for word in one["words"]}, key=lambda word: -len(word))
    forms = (re.escape(w) + (r"(?:[\s-]+|(?=\w))" if w.endswith(".") else r"\.?\s+") for w in words)
    return re.compile(rf"^\W*(?:{'|'.join(forms)})*")


def to_plain_letters(text: str) -> str:
    """The text in ASCII, letter by letter from whatever script it is in.

    >>> to_plain_letters("Łukasz Əliyev, Шевченко")
    'Lukasz Aliyev, Shevchenko'
    """
    return anyascii(text.translate(_SPECIAL))


@lru_cache(maxsize=65536)
def split_name(name: str) -> Tokens:
    """The words of a name in plain lower-case Latin letters, without "Mr" and "Dr".

    A leading particle goes with a bare surname, so that "von der Leyen" is the short form
    of "Ursula von der Leyen".

    >>> split_name("Władimir Putin")
    ('wladimir', 'putin')
    """
    plain = to_plain_letters(name.casefold()).casefold()
    bare = _honorifics().sub("", plain, count=1)
    words = _WORD.findall(_JOINED.sub("", bare))
    while len(words) > 1 and words[0] in particles():
        del words[0]
    return tuple(words)


@cache
def _transliterations() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = tomllib.loads((files(__package__) / "transliterations.toml").read_text("utf-8"))["row"]
    return tuple((re.compile(row["pattern"]), row["becomes"]) for row in rows)


@lru_cache(maxsize=65536)
def transliterate(word: str) -> str:
    """The word as English texts would spell it; short words stay as they are.

    >>> transliterate("jermak")
    'yermak'
    """
    if len(word) < _SHORT:
        return word
    for pattern, becomes in _transliterations():
        word = pattern.sub(becomes, word)
    return word


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """What the word sounds like (metaphone)."""
    return metaphone(transliterate(word))


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
    if is_transliteration(first, second):
        return Likeness.LIKELY
    similarity = JaroWinkler.similarity(first, second)
    sounds_alike = sound(first) == sound(second) and similarity >= _SOUND_ALIKE
    slip = similarity >= _LETTER_ALIKE and DamerauLevenshtein.distance(first, second) == 1
    if not (sounds_alike or slip):
        return Likeness.NONE
    if first.endswith("a") != second.endswith("a"):
        return Likeness.POSSIBLE
    return Likeness.LIKELY


def is_transliteration(first: str, second: str) -> bool:
    """Whether two words are one under the habits of two languages ("Jermak", "Yermak")."""
    return first != second and transliterate(first) == transliterate(second)


def compare_given(first: str, second: str) -> Likeness:
    """How alike two given names are; an initial fits its name."""
    if len(first) == 1 or len(second) == 1:
        return Likeness.LIKELY if first[0] == second[0] else Likeness.NONE
    return compare_words(first, second)


def compare_names(first: Tokens, second: Tokens) -> Likeness:
    """How alike two full names are, in either order of their words.

    Both names have at least two words. One surname with two given names is no likeness, but
    may be a nickname where the initial is the same: see :func:`is_nickname_pair`.
    """
    if first == second or sorted(first) == sorted(second):
        return Likeness.EQUAL
    family = compare_words(first[-1], second[-1])
    if family is Likeness.NONE:
        return Likeness.NONE
    given = compare_given(first[0], second[0])
    if given and _has_other_middle(first, second):
        return Likeness.POSSIBLE
    if family is Likeness.EQUAL and given is Likeness.EQUAL:
        # "Anna Maria Quorn" beside "Anna Quorn": a middle name is no difference.
        return Likeness.EQUAL
    return min(family, given)


def _has_other_middle(first: Tokens, second: Tokens) -> bool:
    """Whether both give a middle name, and not the same: father and son often differ so."""
    one, two = ([w for w in name[1:-1] if w not in particles()] for name in (first, second))
    return bool(one and two) and not compare_given(one[0], two[0])


def is_nickname_pair(first: Tokens, second: Tokens) -> bool:
    """Whether two names share a surname, and the initial or a known nickname.

    So may brothers: only :func:`is_short_form` and one office of one party make them one
    person.
    """
    is_one_surname = first[-1] == second[-1] or is_transliteration(first[-1], second[-1])
    if not is_one_surname or first[0] == second[0]:
        return False
    return first[0][0] == second[0][0] or is_short_form(first[0], second[0])


def is_short_form(first: str, second: str) -> bool:
    """Whether one given name is a nickname or the beginning of the other ("Mike", "Dan").

    >>> is_short_form("dan", "daniel"), is_short_form("paul", "paula")
    (True, False)
    """
    short, long = sorted((first, second), key=lambda name: (len(name), name))
    if len(short) < 2 or long == short + "a":
        return False
    is_beginning = len(short) > 2 and long.startswith(short)
    return (
        is_beginning or second in nicknames().get(first, ()) or first in nicknames().get(second, ())
    )


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """What the bearers of a given name are called."""
    lines = (files(__package__) / "nicknames.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: frozenset(called.split()) for name, called in rows}


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
        keys.update({"~" + sound(word), "^" + transliterate(word)[:4]})
    return frozenset(keys)
