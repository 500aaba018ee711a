"""The words behind the acts, read from ``data/acts.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token


@cache
def terms(table: str) -> frozenset[str]:
    """The words of one list of the data file."""
    return frozenset(_tables()[table]["words"])


@cache
def suffixes() -> tuple[str, ...]:
    """The endings of nouns of persons ("negotiator", "unionist")."""
    return tuple(_tables()["agents"]["suffixes"])


def act_rows() -> list[dict[str, Any]]:
    """The rows that give cue words their act, in the order in which they are tried."""
    rows: list[dict[str, Any]] = _tables()["cue"]
    return rows


@cache
def performing() -> dict[str, frozenset[str]]:
    """Words by which a side takes a stand, each with the kinds of complement that it needs."""
    found: dict[str, frozenset[str]] = {}
    for row in _tables()["performed"]:
        for word in row["words"]:
            found[word] = found.get(word, frozenset()) | frozenset(row["complements"])
    return found


def phrasal(verb: Token) -> str:
    """A verb's lemma with its particle ("turn down")."""
    lemma = verb.lemma_.lower()
    particle = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), None)
    return f"{lemma} {particle}" if particle else lemma


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data/acts.toml").read_text(encoding="utf-8"))
