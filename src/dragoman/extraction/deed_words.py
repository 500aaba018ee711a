"""The words for deeds (``data/deeds.toml``), read once and indexed by verb and noun."""

import tomllib
from collections import defaultdict
from importlib.resources import files
from typing import Any

from attrs import frozen

_DATA: dict[str, Any] = tomllib.loads(
    files("dragoman.extraction").joinpath("data/deeds.toml").read_text("utf-8")
)
_SETS: dict[str, frozenset[str]] = {
    name: frozenset(words) for name, words in _DATA["sets"].items() if name != "taken_from"
}


@frozen(kw_only=True)
class Sense:
    """What a word may mean: PLOVER type and mode, and which objects it must have.

    ``any`` takes every object, ``none`` none, ``party`` one that is or belongs to a party.
    ``particle`` is the word that the verb must have with it ("hand over").
    """

    type: str
    mode: str | None
    objects: frozenset[str]
    any: bool = False
    none: bool = False
    party: bool = False
    verbs: frozenset[str] = frozenset()
    particle: str = ""


def _sense(row: dict[str, Any]) -> Sense:
    wanted = row.get("object", [])
    words = frozenset().union(*(_SETS[name] for name in wanted if name in _SETS))
    return Sense(
        type=row["type"],
        mode=row["mode"] or None,
        objects=words,
        any="any" in wanted,
        none="none" in wanted,
        party="party" in wanted or not wanted,
        verbs=frozenset(row.get("verbs", ())),
        particle=row.get("particle", ""),
    )


def _index(key: str) -> dict[str, tuple[Sense, ...]]:
    found: defaultdict[str, list[Sense]] = defaultdict(list)
    for row in _DATA[key]:
        for lemma in row["lemmas"]:
            found[lemma].append(_sense(row))
    return {lemma: tuple(senses) for lemma, senses in found.items()}


DEED_VERBS = _index("verb")
DEED_NOUNS = _index("noun")
NAMED_DEEDS = _index("named")
TARGETS = _SETS["targets"] | {"region", "troop", "force", "position", "territory"}
SUFFERED = frozenset(_DATA["suffered"]["verbs"])
ACCIDENTS = frozenset(_DATA["accidents"]["nouns"])
PARTITIVE = frozenset(_DATA["partitive"]["nouns"])
UNTOLD = frozenset(_DATA["untold"]["words"])
