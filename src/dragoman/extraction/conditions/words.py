"""The words of conditions, read from ``data/conditions.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Row = dict[str, Any]


@cache
def terms(table: str) -> frozenset[str]:
    """The words of one list of the data file."""
    return frozenset(_tables()[table]["words"])


def predicates() -> list[Row]:
    """The rows of verbs, adjectives and nouns that say what hangs on what."""
    rows: list[Row] = _tables()["predicate"]
    return rows


@cache
def markers() -> dict[str, list[Row]]:
    """The rows of conditional words by their first word, the longest first."""
    rows = sorted(_tables()["marker"], key=lambda row: -len(row["words"].split()))
    by_first: dict[str, list[Row]] = {}
    for row in rows:
        by_first.setdefault(row["words"].split()[0], []).append(row)
    return by_first


@cache
def _tables() -> dict[str, Any]:
    path = files("dragoman.extraction").joinpath("data/conditions.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
