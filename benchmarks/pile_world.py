"""The invented world of the pile: who there is, what they talk about, and what they are called.

Every name is made of syllables; no two parties share their first three letters, so that a party's
id can be read off its name, and no two persons share a surname.
"""

import random
from itertools import product

from attrs import frozen

STARTS = ("Ar", "Bel", "Cor", "Dra", "Eld", "Fen", "Gar", "Hol", "Ist", "Jun", "Kar", "Lom", "Mur")
MIDDLES = ("", "an", "eb", "il", "or", "um", "yd", "isk", "olt", "arn")
ENDS = ("by", "dal", "fell", "holm", "mar", "ness", "stad", "vik", "wick", "yre", "quist", "zor")
GIVEN = ("Ilse", "Bertil", "Orla", "Tove", "Magnus", "Petra", "Anselm", "Dagny", "Folke", "Henrik")
OFFICES = (
    "president",
    "foreign minister",
    "chief negotiator",
    "energy minister",
    "defence minister",
    "trade envoy",
)
OUTLET_ENDS = ("Courier", "Gazette", "Post", "Herald", "Wire", "Tribune", "Observer", "Record")

TOPICS = {
    "fuel deliveries": "energy-infrastructure",
    "the cod quota": "resources",
    "the frozen accounts": "frozen-assets",
    "the landing ban": "trade",
    "the prisoner lists": "prisoners",
    "the customs posts": "trade",
    "the border monitors": "monitoring",
    "the survey flights": "arms-control",
    "the school language law": "language-culture",
    "the river dam": "resources",
}
"""What contacts are about, and the generic issue it belongs to."""

GOODS = {
    "patrol boats": "maritime",
    "trawlers": "resources",
    "survey ships": "maritime",
    "customs guards": "trade",
    "border posts": "territory",
    "radar masts": "arms-control",
    "fuel barges": "energy-infrastructure",
    "observers": "monitoring",
}
"""What is demanded and refused."""

TARGETS = ("harbours", "power plants", "bridges", "grain stores", "rail yards", "reservoirs")
"""What a party promises not to strike."""


@frozen
class Figure:
    """Somebody who speaks for a party."""

    given: str
    surname: str
    office: str
    party: str

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given} {self.surname}"

    @property
    def introduced(self) -> str:
        """The name as an article gives it first."""
        return f"{self.name}, {self.office} of {self.party},"


@frozen
class World:
    """Who and where. ``pairs`` are the persons who talk with each other, of different parties."""

    parties: tuple[str, ...]
    figures: tuple[Figure, ...]
    outlets: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def pairs(self) -> list[tuple[Figure, Figure]]:
        """Every two persons of the same office and different parties."""
        return [
            (one, two)
            for number, one in enumerate(self.figures)
            for two in self.figures[number + 1 :]
            if one.office == two.office and one.party != two.party
        ]


def make_world(chance: random.Random, parties: int) -> World:
    """A world of so many parties, and one person of each office in each party.

    Raises:
        ValueError: there are not so many names whose first three letters differ.
    """
    words = ["".join(parts) for parts in product(STARTS, MIDDLES, ENDS)]
    chance.shuffle(words)
    by_letters = {party_id(word): word for word in words}
    if parties > len(by_letters):
        raise ValueError(f"{parties} parties asked for; there are names for {len(by_letters)}")
    names = sorted(by_letters.values())
    chance.shuffle(names)
    countries = tuple(names[:parties])
    taken = set(countries)
    rest = iter(word for word in words if word not in taken)
    figures = tuple(
        Figure(chance.choice(GIVEN), next(rest), office, country)
        for country in countries
        for office in OFFICES
    )
    outlets = tuple(f"{next(rest)} {end}" for end in OUTLET_ENDS * 4)
    return World(parties=countries, figures=figures, outlets=outlets, places=tuple(rest))


def party_id(name: str) -> str:
    """The id of a party: the first three letters of its name, in capitals."""
    return name[:3].upper()
