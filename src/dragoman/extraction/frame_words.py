"""The words behind frames, read from ``data/frames.toml`` and ``data/actions.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from dragoman.extraction.actions import action_of, nominal


@cache
def _tables() -> dict[str, Any]:
    text = files(__package__).joinpath("data/frames.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def frame_words(table: str, row: str = "words") -> frozenset[str]:
    """The words of one row of a table."""
    return frozenset(_tables()[table][row])


@cache
def modal_words() -> dict[str, str]:
    """Each governing lemma with the name of its modality."""
    rows: list[dict[str, Any]] = _tables()["modality"]
    return {word: row["is"] for row in reversed(rows) for word in row["words"]}


def acted(token: Token) -> str | None:
    """What a verb or noun of action does, as a verb; None for other words.

    "Strikers", a person, and "strike" in "a strike fund" are no action of their own.
    """
    if token.pos_ in {"VERB", "AUX"}:
        return action_of(token)
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
        return None
    deeds: dict[str, str] = _tables()["deeds"]["verbs"]
    return deeds.get(token.lemma_.lower()) or nominal(token)


def is_wearing(verb: Token) -> bool:
    """Whether a verb only carries the noun of action that is its object."""
    lemma = verb.lemma_.lower()
    if lemma not in frame_words("light", "verbs"):
        return False
    return lemma != "carry" or any(c.lower_ == "out" for c in verb.children)
