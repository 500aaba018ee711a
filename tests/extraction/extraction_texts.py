"""A desk for tests of names and reference: a whole text is laid down as the reader lays it."""

from functools import cache

from dragoman.extraction.names import find_names
from dragoman.extraction.reading import NameMention, Reading
from dragoman.extraction.reference import resolve
from dragoman.extraction.segments import split
from dragoman.extraction.syntax import parse
from dragoman.extraction.view import View
from dragoman.gazetteer import Gazetteer
from dragoman.model import Document, Negotiation, PartyProfile, Person, PersonProfile

ARVEN = Negotiation(
    parties=(
        PartyProfile(id="VEL", names=("Velland", "the Vellandic side", "Port Vell")),
        PartyProfile(id="ORM", names=("Ormark", "the Ormarkish side", "Castle Quay")),
    ),
    persons=(
        PersonProfile(
            name="Ilse Marn", aliases=("Marn", "Envoy Marn"), party="VEL", office="envoy"
        ),
    ),
)


@cache
def lay(text: str, negotiation: Negotiation = ARVEN) -> Reading:
    """A reading with names and references."""
    view = View.of(text)
    document = Document(id="d1", text=text)
    stretches = split(view, document)
    reading = Reading(
        document=document,
        view=view,
        gazetteer=Gazetteer.load(negotiation),
        stretches=stretches,
        doc=parse(view, stretches),
    )
    reading.names = find_names(reading)
    resolve(reading)
    return reading


def mention(reading: Reading, words: str, nth: int = 0) -> NameMention:
    """The ``nth`` mention whose words are ``words``."""
    found = [m for m in reading.names.mentions if reading.text(m.span) == words]
    assert len(found) > nth, (words, [reading.text(m.span) for m in reading.names.mentions])
    return found[nth]


def who(reading: Reading, words: str, nth: int = 0) -> str | None:
    """The name of whom a mention means."""
    return reading.names.name_of(mention(reading, words, nth).refers_to)


def person(reading: Reading, name: str) -> Person:
    """The person with this fullest name."""
    people = [e for e in reading.names.entities.values() if isinstance(e, Person)]
    found = [one for one in people if one.names[0] == name]
    assert found, [one.names for one in people]
    return found[0]
