"""The words for deeds (``data/deeds.toml``), read once and indexed by verb and noun."""

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

_DATA: dict[str, Any] = tomllib.loads(
    files("dragoman.extraction").joinpath("data/deeds.toml").read_text("utf-8")
)
_SETS: dict[str, frozenset[str]] = {
    name: frozenset(words) for name, words in _DATA["sets"].items() if name != "taken_from"
}
_SPECIAL = frozenset({"any", "none", "party", "place", "person", "number", "counted"})


@frozen(kw_only=True)
class Sense:
    """What a word may mean: PLOVER type and mode, and what it must stand with.

    ``kinds`` are the kinds of object it takes beside the words of ``objects``: "any", "none",
    "party" (one that is or belongs to a party), "place", "person", "number" ("killed four"),
    "counted" ("killed 15 trainees").
    ``agents`` are the words of which its agent must be one, where there are any; ``near`` those
    of which one must stand before the noun ("joint exercise"). ``particle`` is the word that the
    verb must have with it ("hand over"), ``after`` a preposition whose object is the real one
    ("fire on"). ``both`` asks for a known agent and a known recipient; ``reverse`` says that the
    subject is the recipient ("receive from").
    """

    type: str
    mode: str | None
    objects: frozenset[str]
    kinds: frozenset[str]
    agents: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    particle: str = ""
    after: str = ""
    both: bool = False
    reverse: bool = False


def _words(names: list[str]) -> frozenset[str]:
    """The words of some sets; a word that names no set stands for itself."""
    named = (_SETS.get(name, frozenset({name})) for name in names if name not in _SPECIAL)
    return frozenset().union(*named)


def _sense(row: dict[str, Any]) -> Sense:
    wanted: list[str] = row.get("object", [])
    return Sense(
        type=row["type"],
        mode=row["mode"] or None,
        objects=_words(wanted),
        kinds=frozenset(wanted or ["party"]) & _SPECIAL,
        agents=_words(row.get("agent", [])),
        near=_words(row.get("near", [])),
        particle=row.get("particle", ""),
        after=row.get("after", ""),
        both=row.get("both", False),
        reverse=row.get("reverse", False),
    )


def _index(key: str) -> dict[str, tuple[Sense, ...]]:
    found: defaultdict[str, list[Sense]] = defaultdict(list)
    for row in _DATA[key]:
        for lemma in row["lemmas"]:
            found[lemma].append(_sense(row))
    return {lemma: tuple(senses) for lemma, senses in found.items()}


DEED_VERBS = _index("verb")
DEED_NOUNS = _index("noun")


@cache
def deed_words(table: str) -> frozenset[str]:
    """The words of one list of the data file."""
    row = _DATA[table]
    return frozenset(row.get("words") or row.get("verbs") or row["nouns"])


def word_set(name: str) -> frozenset[str]:
    """The words of one set of the data file; none for a word that is no set."""
    return _SETS.get(name, frozenset())


@cache
def context_of() -> dict[str, str]:
    """The PLOVER context of each generic issue that has one."""
    return {issue: row["context"] for row in _DATA["context"] for issue in row["issues"]}


@cache
def contexts_of_mode() -> dict[tuple[str, str], tuple[str, ...]]:
    """The PLOVER contexts that a type and mode have by themselves; no mode is ""."""
    return {(row["type"], row["mode"]): tuple(row["contexts"]) for row in _DATA["mode_context"]}
