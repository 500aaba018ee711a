"""What happens in a clause, and what kind of thing is counted, by ``situations.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from dragoman.assessment.remembering import remembered


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "situations.toml").read_text("utf-8"))


@frozen
class Situation:
    """A row of the table: the texts of one week that name one with ``once`` mean the same one."""

    name: str
    once: bool
    pattern: re.Pattern[str]


@cache
def all_situations() -> tuple[Situation, ...]:
    """Every row, in the order of the table."""
    return tuple(
        Situation(row["name"], row["once"], _compiled(row["pattern"]))
        for row in _tables()["situation"]
    )


@cache
def units() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The units of measure with the words for each."""
    return tuple((row["name"], _compiled(row["pattern"])) for row in _tables()["unit"])


@cache
def unit_words() -> str:
    """One pattern for the words of all units, the longest first."""
    rows = sorted(_tables()["unit"], key=lambda row: -len(row["pattern"]))
    return "|".join(row["pattern"] for row in rows)


@cache
def group(name: str) -> frozenset[str]:
    """The words of a list of the table."""
    return frozenset(next(row["words"] for row in _tables()["list"] if row["name"] == name))


def is_once(name: str) -> bool:
    """Whether the texts of one week that name a situation mean the same one."""
    return any(row.once for row in all_situations() if row.name == name)


@remembered
def situations_in(text: str) -> dict[str, int]:
    """The situations that a clause names, with where each is named first (code points)."""
    found = {}
    for row in all_situations():
        match = row.pattern.search(text)
        if match:
            found[row.name] = match.start()
    return found


@remembered
def situation_words(text: str) -> frozenset[str]:
    """The words by which a text names situations, in lower case."""
    return frozenset(
        word
        for row in all_situations()
        for match in row.pattern.finditer(text)
        for word in match[0].casefold().split()
    )


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
