"""Reports built by hand: a ``Story`` hands out passages and ids of one invented document."""

from collections.abc import Sequence

from dragoman.model import (
    Act,
    Channel,
    Contact,
    ContactStatus,
    Contents,
    Deed,
    Document,
    Measure,
    Named,
    Negotiation,
    Participant,
    Party,
    Passage,
    Person,
    Place,
    Quantity,
    Report,
    Statement,
    When,
    entry_id,
)
from dragoman.resolution import Edge, resolve

PARTIES = {"VEL": "Velland", "ORM": "Ormark", "CAL": "Caldmere"}


class Story:
    """One document and what a reader found in it."""

    def __init__(self, name: str, day: str | None = None, *, outlet: str | None = None) -> None:
        self.document = Document(id=name, published_at=day, outlet=outlet or name)
        self._end = 0
        self.persons: list[Person] = []
        self.places: list[Place] = []
        self.statements: list[Statement] = []
        self.contacts: list[Contact] = []
        self.deeds: list[Deed] = []

    def passage(self, exact: str, role: str = "") -> Passage:
        """The next words of the document."""
        start = self._end
        self._end += len(exact) + 1
        return Passage(
            document=self.document.id, start=start, end=start + len(exact), exact=exact, role=role
        )

    def person(
        self,
        name: str,
        party: str | None = None,
        office: str | None = None,
        *,
        represents: bool = True,
    ) -> Person:
        """Somebody of this name in this document."""
        passage = self.passage(name, "mention")
        person = Person(
            id=entry_id("person", [passage]),
            passages=(passage,),
            names=(name,),
            party=party,
            office=office,
            represents=represents,
        )
        self.persons.append(person)
        return person

    def seat(self, name: str, party: str | None = None) -> Participant:
        """A participant: a party by its id, or a person (added to the document)."""
        if name in PARTIES:
            return Participant(id=name, name=PARTIES[name], party=name)
        known = next((p for p in self.persons if p.names[0] == name), None)
        person = known or self.person(name, party)
        return Participant(id=person.id, name=name, party=person.party)

    def place(self, name: str) -> Named:
        """A place named in this document."""
        passage = self.passage(name, "place")
        place = Place(id=entry_id("place", [passage]), passages=(passage,), names=(name,))
        self.places.append(place)
        return Named(id=place.id, name=name)

    def contact(
        self,
        seats: Sequence[tuple[str, str | None]],
        when: When | str | None = None,
        *,
        channel: Channel = Channel.CALL,
        status: ContactStatus = ContactStatus.HELD,
        place: str | None = None,
        duration: Quantity | None = None,
        topics: tuple[str, ...] = (),
        issues: tuple[str, ...] = (),
    ) -> Contact:
        """A contact told in this document; ``when`` is EDTF or a ``When``."""
        passage = self.passage(f"the {channel}", "mention")
        told = When(text=when, edtf=when) if isinstance(when, str) else when
        contact = Contact(
            id=entry_id("contact", [passage]),
            passages=(passage, *(self.passage(topic, "topic") for topic in topics)),
            channel=channel,
            participants=tuple(self.seat(name, party) for name, party in seats),
            place=self.place(place) if place else None,
            happened_on=told,
            duration=duration,
            status=status,
            topics=topics,
            issues=issues,
            documents=(self.document.id,),
        )
        self.contacts.append(contact)
        return contact

    def deed(self, actor: str, words: str, when: str | None = None, *quantities: Quantity) -> Deed:
        """An assault told in this document."""
        passage = self.passage(words)
        deed = Deed(
            id=entry_id("deed", [passage]),
            passages=(passage,),
            plover_type="ASSAULT",
            actor=Named(id=actor, name=actor, party=actor),
            measure=Measure(agent=actor, action="strike", object=words),
            happened_on=When(text=when, edtf=when) if when else None,
            quantities=quantities,
            documents=(self.document.id,),
        )
        self.deeds.append(deed)
        return deed

    def statement(
        self, speaker: Person, words: str, *, issues: tuple[str, ...] = (), about: str | None = None
    ) -> Statement:
        """A demand of ``speaker`` in ``words``."""
        passage = self.passage(words, "content")
        statement = Statement(
            id=entry_id("statement", [passage]),
            passages=(passage,),
            act=Act.DEMAND,
            speakers=(Named(id=speaker.id, name=speaker.names[0], party=speaker.party),),
            party=speaker.party,
            issues=issues,
            measures=(Measure(action="raise", object=words, issue=(issues or (None,))[0]),),
            about=about,
        )
        self.statements.append(statement)
        return statement

    def report(self) -> Report:
        """What the reader hands on."""
        return Report(
            id=f"report-{self.document.id}",
            document=self.document.id,
            text_sha256="",
            gazetteer="",
            parties=tuple(Party(id=id_, names=(name,)) for id_, name in PARTIES.items()),
            persons=tuple(self.persons),
            places=tuple(self.places),
            statements=tuple(self.statements),
            contacts=tuple(self.contacts),
            deeds=tuple(self.deeds),
        )


def settle(
    *stories: Story, negotiation: Negotiation | None = None, edges: Sequence[Edge] = ()
) -> Contents:
    """Resolve the stories' reports."""
    return resolve(
        [story.report() for story in stories],
        {story.document.id: story.document for story in stories},
        negotiation or Negotiation(),
        edges,
    )


def tuesday() -> When:
    """A weekday in a text without a day of its own."""
    return When(text="on Tuesday", form="weekday:tue", relative_to="document")
