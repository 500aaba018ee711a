"""The words that mark credits, corrections and furniture: ``words.toml``, read once."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.gazetteer.crediting import known_outlets


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return next(frozenset(row["words"]) for row in _tables()["list"] if row["name"] == name)


@cache
def furniture(name: str) -> re.Pattern[str]:
    """One pattern out of all those of a name."""
    return re.compile("|".join(f"(?:{one})" for one in _patterns(name)), re.IGNORECASE)


@cache
def agencies() -> frozenset[str]:
    """The outlets of general knowledge, folded."""
    return frozenset(name.casefold() for name in known_outlets())


def _patterns(name: str) -> list[str]:
    return next(list(row["patterns"]) for row in _tables()["pattern"] if row["name"] == name)
