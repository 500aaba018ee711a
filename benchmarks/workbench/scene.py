"""Who takes part in the invented negotiation, what it is about, and who reports on it."""

import random
from collections.abc import Iterator
from itertools import cycle, islice

from attrs import frozen
from pile_world import GIVEN, OUTLET_ENDS, TOPICS, World, make_world, party_id

from dragoman.model import digest

LARGEST_PARTIES = 26
SIDES = 4
"""Parties that are sides, and hold preferences; the rest mediate or look on."""


@frozen(kw_only=True)
class Somebody:
    """One person. ``land`` is the party's label, None for an expert, who speaks for nobody."""

    name: str
    land: str | None
    office: str

    @property
    def party(self) -> str | None:
        """The id of the party."""
        return None if self.land is None else party_id(self.land)

    @property
    def id(self) -> str:
        """The id of the person's entry."""
        return digest("person", self.name)

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


@frozen(kw_only=True)
class Matter:
    """An issue: its id, its label, and the generic issue above it."""

    id: str
    label: str
    parent: str


@frozen(kw_only=True)
class Scene:
    """The world at one size. ``parties`` are labels; ``places`` and ``bodies`` are names."""

    parties: tuple[str, ...]
    persons: tuple[Somebody, ...]
    experts: tuple[Somebody, ...]
    matters: tuple[Matter, ...]
    outlets: tuple[str, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]


def make_scene(chance: random.Random, entries: int, outlets: int = 60) -> Scene:
    """A world for a dossier of so many entries: names grow more slowly than what is told."""
    n_parties = _between(SIDES, entries // 3000, LARGEST_PARTIES)
    world = make_world(chance, n_parties)
    words = iter(world.places)
    places = tuple(islice(words, _between(6, entries // 400, 250)))
    persons = tuple(
        Somebody(name=figure.name, land=figure.party, office=figure.office)
        for figure in world.figures
    )
    return Scene(
        parties=world.parties,
        persons=persons + _staff(chance, world, islice(words, _between(6, entries // 250, 400))),
        experts=tuple(
            Somebody(name=f"{chance.choice(GIVEN)} {word}", land=None, office="historian")
            for word in islice(words, _between(4, entries // 500, 200))
        ),
        matters=_matters(places, _between(4, entries // 2500, 40)),
        outlets=_outlets(world, words, outlets),
        places=places,
        bodies=tuple(f"{p} Institute" for p in places[: _between(3, entries // 700, 150)]),
    )


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))


def _staff(chance: random.Random, world: World, surnames: Iterator[str]) -> tuple[Somebody, ...]:
    offices = ("spokesman", "adviser", "ambassador", "deputy foreign minister")
    return tuple(
        Somebody(
            name=f"{chance.choice(GIVEN)} {surname}",
            land=chance.choice(world.parties),
            office=chance.choice(offices),
        )
        for surname in surnames
    )


def _matters(places: tuple[str, ...], number: int) -> tuple[Matter, ...]:
    topics = islice(cycle(TOPICS.items()), number)
    return tuple(
        Matter(id=f"matter-{n:02}", label=f"{topic} at {places[n % len(places)]}", parent=parent)
        for n, (topic, parent) in enumerate(topics)
    )


def _outlets(world: World, words: Iterator[str], number: int) -> tuple[str, ...]:
    more = (f"{word} {end}" for word, end in zip(words, cycle(OUTLET_ENDS), strict=False))
    return tuple(islice((*world.outlets, *islice(more, number)), number))
