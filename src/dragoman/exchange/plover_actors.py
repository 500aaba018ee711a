"""Actors of PLOVER's events: code, sector, office, and the words of the text."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import define, field

from dragoman.model import Contents, Named, Organisation, Participant, Party, Person

Actor = dict[str, str]
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "which", "this", "that"})
"""Words that name no actor; the codebook does not code an actor who is only implied."""


@cache
def tables() -> dict[str, Any]:
    """The tables of ``plover.toml``."""
    path = files("dragoman.exchange").joinpath("plover.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@define(kw_only=True)
class Actors:
    """The parties, persons and organisations of a dossier, looked up by id or name."""

    contents: Contents
    _known: dict[str, Party | Person | Organisation] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._known = {entry.id: entry for entry in self.contents.parties}
        self._known |= {entry.id: entry for entry in self.contents.persons}
        self._known |= {entry.id: entry for entry in self.contents.organisations}

    def of(self, named: Iterable[Named | Participant]) -> list[Actor]:
        """One actor object for each, those that are equal once, in the order given."""
        found = [self.actor(one) for one in named if one.id or one.name.lower() not in _PRONOUNS]
        return [one for index, one in enumerate(found) if one not in found[:index]]

    def actor(self, named: Named | Participant) -> Actor:
        """The actor object: ``code`` is the party's id, which for states is ISO 3166-1 alpha-3."""
        entry = self._known.get(named.id or "")
        party = named.party or (entry.id if isinstance(entry, Party) else None)
        office = entry.office if isinstance(entry, Person) else None
        sector = _sector(office or (named.name if not isinstance(entry, Party) else ""))
        values = {
            "code": party,
            "sector": sector,
            "actor_text": named.name,
            "identifier_text": entry.names[0] if entry is not None else None,
            "identifier_id": entry.id if entry is not None else None,
            "office": office,
        }
        return {name: value for name, value in values.items() if value}

    def whom(self, words: str | None) -> Named | None:
        """Whom a measure's agent or recipient means: a known id, else nobody in particular."""
        entry = self._known.get(words or "")
        if entry is None or words is None:
            return None
        party = entry.id if isinstance(entry, Party) else entry.party
        return Named(id=entry.id, name=entry.names[0], party=party)


def _sector(words: str) -> str | None:
    """The sector code that the words of an office stand for, None where they tell none."""
    lower = f" {words.lower()} "
    for code, signs in tables()["sector"]["words"]:
        if any(f" {sign} " in lower or f" {sign}s " in lower for sign in signs):
            return str(code)
    return None
