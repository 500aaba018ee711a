"""Contents made of plain texts, on an invented dispute, before any statement is read."""

import re

from dragoman.assessment import assess
from dragoman.model import (
    Contents,
    Discrepancy,
    Document,
    Mention,
    Party,
    Passage,
    Person,
    Segment,
    SegmentKind,
)

PARTIES = {
    "VEL": ("Velland", "Port Vell", "Vellandic"),
    "ORM": ("Ormark", "Castle Quay", "Ormarkish"),
    "CAL": ("Caldmere",),
}
PERSONS = (
    Person(id="p-marn", names=("Ilse Marn",), party="VEL", office="president"),
    Person(id="p-oskander", names=("Bertil Oskander",), party="ORM", office="president"),
)
OUTLETS = ("Harrow Post", "Castle Gazette", "The Globe", "Sund Echo")


def contents_of(*texts: str | tuple[str, str]) -> Contents:
    """One document for each text, of one outlet each, published on 19 March 2031 unless told.

    Each paragraph is a segment; the names of parties and persons are mentions.
    """
    documents, segments, mentions = [], [], []
    for n, told in enumerate(texts):
        text, day = (told, "2031-03-19") if isinstance(told, str) else told
        name = f"d{n}"
        outlet = OUTLETS[n % len(OUTLETS)]
        documents.append(Document(id=name, outlet=outlet, published_at=day, text=text))
        for found in re.finditer(r"[^\n]+", text):
            passage = Passage(document=name, start=found.start(), end=found.end(), exact=found[0])
            kind = SegmentKind.PARAGRAPH
            segment = Segment(id=f"{name}-{found.start()}", passages=(passage,), segment_kind=kind)
            segments.append(segment)
        mentions += _mentions(name, text)
    return Contents(
        documents=tuple(documents),
        segments=tuple(segments),
        mentions=tuple(mentions),
        persons=PERSONS,
        parties=tuple(Party(id=id_, names=names) for id_, names in sorted(PARTIES.items())),
    )


def _mentions(document: str, text: str) -> list[Mention]:
    named = [(name, id_) for id_, names in PARTIES.items() for name in names]
    named += [(person.names[0], person.id) for person in PERSONS]
    return [
        Mention(
            id=f"{document}-{id_}-{m.start()}",
            passages=(Passage(document=document, start=m.start(), end=m.end(), exact=m[0]),),
            noun="person" if id_.startswith("p-") else "party",
            refers_to=id_,
        )
        for name, id_ in named
        for m in re.finditer(re.escape(name), text)
    ]


def found_in(*texts: str | tuple[str, str]) -> list[Discrepancy]:
    """The discrepancies between some texts."""
    return list(assess(contents_of(*texts)).discrepancies)


def kinds_in(*texts: str | tuple[str, str]) -> list[str]:
    """Their kinds."""
    return [discrepancy.discrepancy_kind.value for discrepancy in found_in(*texts)]
