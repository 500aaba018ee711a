"""Words of action, read from ``data/actions.toml``: nominalisations, light verbs, shells."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token


@cache
def _tables() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("data/actions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(table: str) -> frozenset[str]:
    """The words of one list of the data file."""
    row = _tables()[table]
    return frozenset(row.get("verbs", row.get("words", ())))


def nominal(noun: Token) -> str | None:
    """The verb that a noun of action stands for: "withdrawal" gives "withdraw"."""
    if noun.pos_ not in {"NOUN", "PROPN", "VERB"}:
        return None
    verbs: dict[str, str] = _tables()["nominal"]["verbs"]
    found = verbs.get(noun.lemma_.lower()) or verbs.get(noun.lower_)
    if found is None and noun.tag_ == "VBG":
        return noun.lemma_.lower()
    return found


def action_of(verb: Token) -> str:
    """The action of a verb: its lemma, with the particle or the phrase that carries it."""
    lemma = spelt(verb.lemma_.lower())
    phrases: dict[str, str] = _tables()["phrase"]["verbs"]
    for child in verb.rights:
        if child.dep_ == "prt":
            phrase = f"{lemma} {child.lower_}"
            return phrases.get(phrase, phrase)
        if child.dep_ == "prep":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            phrase = f"{lemma} {child.lower_} {inner.lower_}" if inner is not None else ""
            if phrase in phrases:
                return phrases[phrase]
    return lemma


def spelt(lemma: str) -> str:
    """The British spelling of an action."""
    verbs: dict[str, str] = _tables()["spelling"]["verbs"]
    return verbs.get(lemma, lemma)
