"""What the texts tell together: who there is, and what happened."""

from datetime import date, timedelta

from pile_world import party_id
from workbench.facts import Done, Talk
from workbench.page import Span
from workbench.reading import READER, Library
from workbench.scene import SIDES, Scene, Somebody
from workbench.telling import day_words, place_id

from dragoman.model import (
    Contact,
    ContactStage,
    ContactStatus,
    Deed,
    Entry,
    Level,
    Measure,
    Named,
    Organisation,
    Participant,
    Party,
    PartyRole,
    Passage,
    Person,
    Place,
    When,
    digest,
)

Names = dict[str, list[Passage]]
_CONTACT_ROLES = {
    "one": "participant", "two": "participant", "verb": "mention", "place": "place",
    "day": "day", "topic": "topic",
}  # fmt: skip
_DEED_ROLES = {
    "goods": "measure", "verb": "mention", "actor": "participant", "recipient": "participant",
    "place": "place", "day": "day",
}  # fmt: skip


def merge_names(scene: Scene, named: Names) -> list[Entry]:
    """Parties, persons, organisations and places with all passages that name them."""
    parties = [
        Party(
            id=party_id(label),
            passages=tuple(sorted(named.get(party_id(label), ()))),
            reader=READER,
            because=("negotiation.toml",),
            names=(label, f"the {label} side"),
            role=PartyRole.SIDE if number < SIDES else PartyRole.OUTSIDE,
        )
        for number, label in enumerate(scene.parties)
    ]
    persons = [_person(one, named) for one in (*scene.persons, *scene.experts)]
    bodies = [
        Organisation(id=digest("organisation", name), reader=READER, score=0.5, names=(name,))
        for name in scene.bodies
    ]
    places = [
        Place(
            id=place_id(name),
            passages=tuple(sorted(named.get(place_id(name), ()))),
            reader=READER,
            score=0.9,
            names=(name,),
        )
        for name in scene.places
    ]
    return [*parties, *persons, *bodies, *places]


def _person(one: Somebody, named: Names) -> Person:
    return Person(
        id=one.id,
        passages=tuple(sorted(named.get(one.id, ()))),
        reader=READER,
        score=0.9,
        names=(one.name, one.name.split()[-1]),
        party=one.party,
        office=one.office,
        represents=one.party is not None,
    )


def contact_of(library: Library, talk: Talk) -> Contact:
    """The contact with its history: planned as the first text tells it, then as it stands."""
    told = dict(zip(talk.documents, talk.told, strict=True))
    passages = _passages(library, told, _CONTACT_ROLES)
    documents = tuple(library.texts[number].document.id for number in talk.documents)
    return Contact(
        id=library.id("contact", passages),
        passages=passages,
        reader=READER,
        score=0.75,
        because=("talk",),
        channel=talk.channel,
        participants=tuple(
            Participant(id=who.id, name=who.name, party=who.party) for who in (talk.one, talk.two)
        ),
        place=Named(id=place_id(talk.place), name=talk.place),
        happened_on=_happened_on(library, talk),
        status=talk.status,
        level=Level.MINISTERS,
        topics=(talk.matter.label,),
        issues=(talk.matter.id,),
        documents=documents,
        history=_history(library, talk, told),
    )


def _history(
    library: Library, talk: Talk, told: dict[int, dict[str, Span]]
) -> tuple[ContactStage, ...]:
    first, *rest = talk.documents
    is_changed = bool(rest) and talk.status is not ContactStatus.PLANNED
    steps = [(ContactStatus.PLANNED if is_changed else talk.status, [first])]
    steps += [(talk.status, rest)] if rest else []
    return tuple(
        ContactStage(
            status=status,
            on=_day(library.day(numbers[0])),
            documents=tuple(library.texts[n].document.id for n in numbers),
            passages=_passages(library, {n: told[n] for n in numbers}, _CONTACT_ROLES),
        )
        for status, numbers in steps
    )


def _happened_on(library: Library, talk: Talk) -> When | None:
    words = day_words(talk)
    if not words:
        return None
    edtf = talk.day.isoformat()
    if talk.days == "month":
        edtf = edtf[:7]
    elif talk.days == "stretch":
        edtf = f"{edtf}/{talk.day + timedelta(days=6)}"
    passage = library.cut(talk.documents[0], talk.told[0]["day"], "day")
    relative = "document" if talk.days == "weekday" else None
    return When(text=words, edtf=edtf, relative_to=relative, form="", passage=passage)


def deed_of(library: Library, deed: Done) -> Deed:
    """The deed as all its texts tell it."""
    told = dict(zip(deed.documents, deed.told, strict=True))
    passages = _passages(library, told, _DEED_ROLES)
    actor, recipient = party_id(deed.actor), party_id(deed.recipient)
    return Deed(
        id=library.id("deed", passages),
        passages=passages,
        reader=READER,
        score=0.8,
        because=(f"{deed.verb}: PLOVER {deed.plover_type}",),
        plover_type=deed.plover_type,
        actor=Named(id=actor, name=deed.actor, party=actor),
        recipient=Named(id=recipient, name=deed.recipient, party=recipient),
        measure=Measure(agent=actor, object=deed.goods, recipient=recipient),
        place=Named(id=place_id(deed.place), name=deed.place),
        happened_on=_day(deed.day),
        issues=(deed.matter.id,),
        documents=tuple(library.texts[number].document.id for number in deed.documents),
    )


def _passages(
    library: Library, told: dict[int, dict[str, Span]], roles: dict[str, str]
) -> tuple[Passage, ...]:
    return tuple(
        library.cut(number, spans[slot], role)
        for number, spans in told.items()
        for slot, role in roles.items()
        if slot in spans
    )


def _day(day: date | str | None) -> When | None:
    return None if day is None else When(text=str(day), edtf=str(day))
