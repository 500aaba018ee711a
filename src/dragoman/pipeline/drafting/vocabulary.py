"""The word lists of drafting (``words.toml``), read once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@cache
def rows(table: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of one table by name, without the line that says where they come from."""
    return {k: tuple(v) for k, v in _tables()[table].items() if k != "taken_from"}


@cache
def words(table: str, name: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(rows(table)[name])


@cache
def pattern(table: str, name: str) -> re.Pattern[str]:
    """One list of regular expressions as one, between word boundaries, in any case."""
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(f'(?:{one})' for one in rows(table)[name])})(?!\w)", re.IGNORECASE
    )


@cache
def phrase_pattern(table: str, name: str) -> re.Pattern[str]:
    """One list of plain phrases as a regular expression, the longest first."""
    return phrases(rows(table)[name])


def phrases(given: Iterable[str]) -> re.Pattern[str]:
    """Plain phrases as one regular expression between word boundaries, in any case.

    >>> phrases(["red line"]).search("A red  line.")[0]
    'red  line'
    """
    ordered = sorted(given, key=lambda phrase: (-len(phrase), phrase))
    told = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE)
