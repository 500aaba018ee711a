"""Resolved contents built by hand, on an invented dispute."""

from typing import Any, TypeVar

from attrs import evolve

from dragoman.assessment import Judgements, assess
from dragoman.model import (
    Act,
    Attribution,
    AttributionKind,
    Bound,
    Channel,
    Contact,
    ContactStatus,
    Contents,
    Corroboration,
    Deed,
    Document,
    Entry,
    Measure,
    Named,
    Negotiation,
    Participant,
    Party,
    Passage,
    Person,
    Quantity,
    Segment,
    SegmentKind,
    Statement,
    Voice,
    When,
    entry_id,
)

T = TypeVar("T", bound=Entry)

MARN = Named(id="p-marn", name="Ilse Marn", party="VEL")
VASKER = Named(id="p-vasker", name="Lene Vasker", party="VEL")
OSKANDER = Named(id="p-oskander", name="Bertil Oskander", party="ORM")
VINT = Named(id="p-vint", name="Orla Vint")
PERSONS = (
    Person(id="p-marn", names=("Ilse Marn",), party="VEL", office="envoy"),
    Person(id="p-vasker", names=("Lene Vasker",), party="VEL", office="government spokeswoman"),
    Person(id="p-oskander", names=("Bertil Oskander",), party="ORM", office="minister"),
    Person(id="p-vint", names=("Orla Vint",), party="VEL", represents=False),
)


def on(edtf: str, relation: str = "on") -> When:
    """A known day."""
    return When(text=edtf, edtf=edtf, relation=relation)


def number(value: float, unit: str, text: str = "", bound: Bound = Bound.EXACTLY) -> Quantity:
    """A number with its words."""
    return Quantity(text=text or f"{value:g} {unit}s", value=value, unit=unit, bound=bound, of=unit)


class File:
    """A dossier on its way: documents are made as they are named."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.statements: list[Statement] = []
        self.contacts: list[Contact] = []
        self.deeds: list[Deed] = []
        self.attributions: list[Attribution] = []
        self.segments: list[Segment] = []
        self.negotiation = Negotiation()
        self._ends: dict[str, int] = {}

    def paragraph(
        self, document: str, text: str, kind: SegmentKind = SegmentKind.PARAGRAPH
    ) -> None:
        """A stretch of a document; what is said in its words afterwards stands inside it."""
        passage = self.passage(document, text, "")
        segment = Segment(id=entry_id("segment", [passage]), passages=(passage,), segment_kind=kind)
        self.segments.append(segment)

    def document(self, name: str, day: str | None = None, **fields: Any) -> None:
        """A document of the outlet "The {name}"."""
        head = Document(id=name, published_at=day, outlet=f"The {name}")
        self.documents[name] = evolve(head, **fields) if fields else head

    def passage(self, document: str, exact: str, role: str = "content") -> Passage:
        """The next words of a document."""
        if document not in self.documents:
            self.document(document)
        for segment in self.segments:
            (around,) = segment.passages
            if around.document == document and exact in around.exact:
                start = around.start + around.exact.index(exact)
                return Passage(
                    document=document, start=start, end=start + len(exact), exact=exact, role=role
                )
        start = self._ends.get(document, 0)
        self._ends[document] = start + len(exact) + 1
        return Passage(
            document=document, start=start, end=start + len(exact), exact=exact, role=role
        )

    def say(
        self,
        document: str,
        speaker: Named | tuple[Named, ...] | None,
        act: Act,
        action: str = "",
        obj: str = "",
        words: str = "",
        *,
        agent: str | None = None,
        issue: str | None = None,
        extent: Quantity | None = None,
        period: When | None = None,
        negated: bool = False,
        unnamed: bool = False,
        cue: str = "",
        **fields: Any,
    ) -> Statement:
        """A statement with one measure (none without action and object); no speaker makes it the
        narrator's."""
        passage = self.passage(document, words or f"{action} {obj}")
        speakers = (speaker,) if isinstance(speaker, Named) else speaker or ()
        measure = Measure(
            agent=agent,
            action=action or None,
            object=obj or None,
            issue=issue,
            extent=extent,
            period=period,
            negated=negated,
            passage=passage,
        )
        attribution = None
        if unnamed:
            hidden = Attribution(
                id=f"hidden-{passage.start}-{document}",
                attribution_kind=AttributionKind.INDIRECT,
                anonymity="an official",
            )
            self.attributions.append(hidden)
            attribution = hidden.id
        parties = {one.party for one in speakers}
        statement = Statement(
            id=entry_id("statement", [passage]),
            passages=(passage, self.passage(document, cue, "cue")) if cue else (passage,),
            act=act,
            voice=Voice.SPEAKER if speakers else Voice.NARRATOR,
            attribution=attribution,
            speakers=speakers,
            party=parties.pop() if len(parties) == 1 else None,
            issues=(issue,) if issue else (),
            measures=(measure,) if action or obj else (),
        )
        self.statements.append(evolve(statement, **fields))
        return self.statements[-1]

    def contact(
        self,
        *documents: str,
        day: str | None = None,
        outcomes: tuple[str, ...] = (),
        topics: tuple[str, ...] = (),
        durations: tuple[Quantity, ...] = (),
        status: ContactStatus = ContactStatus.HELD,
    ) -> Contact:
        """A call of Marn and Oskander; outcomes, topics and lengths go to one document each."""
        told = [self.passage(name, "a call", "mention") for name in documents]
        told += [
            self.passage(documents[n % len(documents)], words, role)
            for role, many in (("outcome", outcomes), ("topic", topics))
            for n, words in enumerate(many)
        ]
        lengths = tuple(
            evolve(q, passage=self.passage(documents[n % len(documents)], q.text, "quantity"))
            for n, q in enumerate(durations)
        )
        contact = Contact(
            id=entry_id("contact", told),
            passages=tuple(told),
            channel=Channel.CALL,
            participants=(
                Participant(id="p-marn", name="Ilse Marn", party="VEL"),
                Participant(id="p-oskander", name="Bertil Oskander", party="ORM"),
            ),
            happened_on=on(day) if day else None,
            durations=lengths,
            status=status,
            outcomes=outcomes,
            topics=topics,
            documents=documents,
        )
        self.contacts.append(contact)
        return contact

    def strike(
        self, document: str, actor: str, obj: str, day: str | None = None, *numbers: Quantity
    ) -> Deed:
        """A strike told by the narrator of a document."""
        passage = self.passage(document, f"struck {obj}", "")
        deed = Deed(
            id=entry_id("deed", [passage]),
            passages=(passage,),
            plover_type="ASSAULT",
            actor=Named(id=actor, name=actor, party=actor),
            measure=Measure(agent=actor, action="strike", object=obj),
            happened_on=on(day) if day else None,
            quantities=tuple(
                evolve(q, passage=self.passage(document, q.text, "quantity")) for q in numbers
            ),
            documents=(document,),
        )
        self.deeds.append(deed)
        return deed

    def contents(self) -> Contents:
        """All of it, sorted as resolution sorts it."""
        return Contents(
            negotiation=self.negotiation,
            documents=tuple(self.documents.values()),
            parties=tuple(
                Party(id=id_, names=(name,))
                for id_, name in (("CAL", "Caldmere"), ("ORM", "Ormark"), ("VEL", "Velland"))
            ),
            persons=PERSONS,
            segments=_by_id(self.segments),
            attributions=_by_id(self.attributions),
            statements=_by_id(self.statements),
            contacts=_by_id(self.contacts),
            deeds=_by_id(self.deeds),
        )

    def judge(self) -> Judgements:
        """Assess it."""
        return assess(self.contents())

    def mark_of(self, entry: Entry) -> Corroboration:
        """How well an entry is attested."""
        return next(c for c in self.judge().corroborations if c.target == entry.id)


def _by_id(entries: list[T]) -> tuple[T, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.id))
