"""The words of measures, and how alike two measures are."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz

from dragoman.assessment.remembering import remembered
from dragoman.model import Act, Measure, Polarity, Statement

_LIKE = 75
"""Least similarity (rapidfuzz token set ratio) of two measures' words."""
_SLOT = re.compile(r"\{([a-z][a-z ]*)\}")
_GROUP = re.compile(r"\(\?P<\w+>")
_SHORT_WORDS = 14
"""A measure is told in at most so many words."""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@cache
def listed(name: str) -> tuple[str, ...]:
    """The words of one list of ``words.toml``."""
    return next(tuple(row["words"]) for row in _tables()["list"] if row["name"] == name)


def rows(table: str) -> list[dict[str, Any]]:
    """The rows of a table of ``words.toml`` that is not a list of words."""
    found: list[dict[str, Any]] = _tables()[table]
    return found


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """A named pattern of ``words.toml``: between word boundaries, whatever the case.

    ``{other}`` in a pattern stands for another one.
    """
    return re.compile(rf"(?<!\w)(?:{_pattern_text(name)})(?!\w)", re.IGNORECASE)


@cache
def _pattern_text(name: str) -> str:
    text: str = next(row["pattern"] for row in rows("pattern") if row["name"] == name)
    return _SLOT.sub(lambda slot: f"(?:{_GROUP.sub('(?:', _pattern_text(slot[1]))})", text)


def is_listed(text: str | None, name: str) -> bool:
    """Whether the text begins, at any word, with a word of the list.

    >>> is_listed("agreed to halt", "agreeing")
    True
    """
    return text is not None and _pattern(name).search(text.casefold()) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(listed(name), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})")


@remembered
def content_words(text: str) -> frozenset[str]:
    """The telling words of a text, in lower case, plurals cut ("strikes", "strike")."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return frozenset(w.removesuffix("s") for w in words if w not in listed("plain"))


def measure_words(measure: Measure) -> str:
    """A measure in a few words: action, object, extent."""
    parts = [measure.action, measure.object]
    if measure.extent and measure.extent.text not in (measure.object or ""):
        parts.append(measure.extent.text)
    told = " ".join(part for part in parts if part)
    return shorten(told or (measure.passage.exact if measure.passage else ""))


def shorten(text: str, most: int = _SHORT_WORDS) -> str:
    """At most so many words of a text, on one line."""
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def statement_words(statement: Statement) -> str:
    """What a statement says: its content passages in their order, nothing between them."""
    content = sorted(p for p in statement.passages if p.role == "content")
    return " … ".join(" ".join(p.exact.split()) for p in content)


def is_hollow(text: str) -> bool:
    """Whether words only point to what was named before ("it", "that proposal")."""
    return all(word in listed("naming nothing") for word in content_words(text))


def cue_words(statement: Statement) -> str:
    """The words that say that and how it was said ("agreed", "insisted on")."""
    return " ".join(p.exact for p in sorted(statement.passages) if p.role == "cue")


def subject_words(measure: Measure) -> frozenset[str]:
    """The telling words of what a measure acts on; of all its words when it names none."""
    return content_words(measure.object or measure_words(measure))


def matter_words(measure: Measure) -> frozenset[str]:
    """The telling words of what is talked about, names left out where other words remain.

    Accounts on one country are not yet accounts on one matter.
    """
    words = (measure.object or "").split()
    plain = content_words(" ".join(word for word in words if not word[:1].isupper()))
    return plain or content_words(measure.object or "")


def are_alike(one: Measure, two: Measure) -> bool:
    """Whether two measures say the same thing: issue, words, sign, and extent where given."""
    if one.negated != two.negated or (one.issue and two.issue and one.issue != two.issue):
        return False
    if one.extent and two.extent and not one.extent.fits(two.extent):
        return False
    return has_like_words(one, two)


def has_like_words(one: Measure, two: Measure) -> bool:
    """Whether the words of two measures are alike and share what is acted on."""
    if not subject_words(one) & subject_words(two):
        return False
    first, second = content_words(measure_words(one)), content_words(measure_words(two))
    return fuzz.token_set_ratio(join(first), join(second)) >= _LIKE


def turns_content(statement: Statement) -> bool:
    """Whether a denial turns what its content says: "denied that it was off".

    "Said that it was not" turns nothing more. The cue tells; without one, a content that is not
    negated itself is turned.
    """
    if statement.act is not Act.DENY:
        return False
    cue = cue_words(statement)
    return is_listed(cue, "denying verbs") if cue else statement.polarity is Polarity.AFFIRMED


def join(words: Iterable[str]) -> str:
    """Words in the order of the alphabet, so that the same set reads the same."""
    return " ".join(sorted(words))
