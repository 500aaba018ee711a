"""The words by which parties are said to talk (``data/contacts.toml``), read once."""

import tomllib
from importlib.resources import files
from typing import Any

from dragoman.model import Channel, Level

_DATA: dict[str, dict[str, Any]] = tomllib.loads(
    files("dragoman.extraction").joinpath("data/contacts.toml").read_text("utf-8")
)


def _channels(table: str) -> dict[str, Channel | None]:
    """Words and their channel; None for a word that fits several."""
    return {
        word: None if value == "any" else Channel(value)
        for word, value in _DATA[table].items()
        if word != "taken_from"
    }


def _words(table: str, key: str = "words") -> frozenset[str]:
    return frozenset(_DATA[table][key])


NOUNS = _channels("nouns")
MODIFIERS = _channels("modifiers")
VERBS = _channels("verbs")
HOSTING: dict[str, str] = {k: v for k, v in _DATA["hosting"].items() if k != "taken_from"}
ROUNDS = _words("rounds")
LIGHT = _words("light")
CANCELLING = _words("cancelling")
SUGGESTING = _words("suggesting")
SUGGESTED = _words("suggesting", "adjectives")
MERELY = _words("suggesting", "merely")
LIKELY = _words("suggesting", "likely")
UNLIKELY = _words("suggesting", "unlikely")
WISHES = _words("suggesting", "wishes")
PLANNING = _words("planning")
PLANNED = _words("planning", "adjectives")
DENYING = _words("denying")
LOOSE = _words("loose")
OPENING = _words("loose", "announcing")
GATHERING = _words("loose", "gathering")
REFUSING = _words("refusing")
UNDER_WAY = _words("under_way")
TOPIC_PREPOSITIONS = _words("topic", "prepositions")
TOPIC_VERBS = _words("topic", "verbs")
OUTCOME_VERBS = _words("outcome", "verbs")
AGREEING = _words("outcome", "agreeing")
COLLECTIVE = _words("outcome", "collective")
DELEGATIONS = _words("delegates", "lesser")
DELEGATES = _words("delegates")
BODIES = _words("delegates", "bodies")
HEADED = _words("delegates", "headed")
OUTSIDERS = _words("delegates", "outside")
LEADERS = _words("groups", "leaders")
GROUPS: dict[str, str] = {
    word: kind for kind in ("office", "person", "side", "any") for word in _DATA["groups"][kind]
}
"""A group noun and what its members are: holders of one office, persons, sides, or any two."""
TELLING = _words("telling")
MOVING = _words("moving")
VISITING = _words("moving", "visiting")
PARTING = _words("moving", "parting")
ANOTHER = _words("rounds", "another")
TOGETHER = _words("together")
PACTS = _words("agreed_at", "nouns")
PHONES = _words("phones")
SHARED = _words("shared")
CARRYING = _words("shared", "carrying")
BY_MODIFIER = _words("by_modifier")
DISTANT = _words("by_modifier", "before")
AGREED_AT = _words("agreed_at")
WORKING = _words("agreed_at", "working")
JOINTLY = _words("agreed_at", "jointly")
RANKS: dict[str, str] = {word: level for level in Level for word in _DATA["levels"][level.value]}
"""A word of an office, or before a contact noun, and the level that it gives."""
GENERIC_AFTER = _words("generic", "after")
GENERIC_BEFORE = _words("generic", "before")
