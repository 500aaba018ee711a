"""The reader by rules: calls every step of extraction in order (design, section 4)."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import attrs

from dragoman.extraction.assessments import assess_statements
from dragoman.extraction.attribution import Attributor, RuleAttributor
from dragoman.extraction.contacts import find_contacts
from dragoman.extraction.deeds import find_deeds
from dragoman.extraction.events import EventTyper
from dragoman.extraction.findings import find_faults
from dragoman.extraction.meanings import Meanings
from dragoman.extraction.names import find_names
from dragoman.extraction.quantities import find_quantities
from dragoman.extraction.reading import NameMention, Reading
from dragoman.extraction.reference import resolve
from dragoman.extraction.segments import split
from dragoman.extraction.statements import state
from dragoman.extraction.syntax import parse
from dragoman.extraction.times import find_times
from dragoman.extraction.untold_acts import ActTyper
from dragoman.extraction.view import View
from dragoman.gazetteer import Gazetteer
from dragoman.model import (
    Attribution,
    Document,
    Entry,
    Mention,
    Organisation,
    Party,
    Person,
    Place,
    Reader,
    Report,
    Segment,
    cut,
    entry_id,
)

E = TypeVar("E", bound=Entry)


@attrs.define(kw_only=True)
class RuleReader:
    """Reads by rules over spaCy and the gazetteer. ``model`` names a larger spaCy model;
    ``meanings`` corrects the lexicon of issues, ``typer`` types deeds that no lexicon knows,
    ``acts`` tells what a speaker does where no rule does."""

    gazetteer: Gazetteer
    attributor: Attributor = attrs.field(factory=RuleAttributor)
    meanings: Meanings | None = None
    typer: EventTyper | None = None
    acts: ActTyper | None = None
    model: str | None = None

    @property
    def identity(self) -> Reader:
        """Name and version of this reader, with the spaCy model when it is not the usual one."""
        own = self.attributor.identity
        for net in (self.meanings, self.typer, self.acts):
            if net is not None:
                own = attrs.evolve(own, version=f"{own.version}.{net.digest}")
        return own if self.model is None else attrs.evolve(own, name=f"{own.name}+{self.model}")

    @property
    def gazetteer_digest(self) -> str:
        """Digest of the names it knows."""
        return self.gazetteer.digest

    def read(self, document: Document) -> Report:
        """Read one text. The order of the steps is the order in which they rest on each other."""
        return self._report(self.lay(document))

    def lay(self, document: Document) -> Reading:
        """Lay a document on the desk: everything up to the attributions."""
        view = View.of(document.text)
        stretches = split(view, document)
        reading = Reading(
            document=document,
            view=view,
            gazetteer=self.gazetteer,
            stretches=stretches,
            doc=parse(view, stretches, model=self.model),
            meanings=self.meanings,
            acts=self.acts,
        )
        reading.names = find_names(reading)
        resolve(reading)
        reading.times = find_times(reading)
        reading.quantities = find_quantities(reading)
        reading.attributed = self.attributor.attribute(reading)
        return reading

    def _report(self, reading: Reading) -> Report:
        attributions = _attributions(reading)
        statements = state(reading)
        contacts = find_contacts(reading)
        document = reading.document
        entities = reading.names.entities.values()
        report = Report(
            id=entry_id("report", [cut(document.text, 0, 0, document=document.id)]),
            document=document.id,
            text_sha256=document.sha256,
            reader=self.identity,
            gazetteer=self.gazetteer_digest,
            segments=_segments(reading),
            mentions=_mentions(reading),
            parties=tuple(e for e in entities if isinstance(e, Party)),
            persons=tuple(e for e in entities if isinstance(e, Person)),
            organisations=tuple(e for e in entities if isinstance(e, Organisation)),
            places=tuple(e for e in entities if isinstance(e, Place)),
            attributions=attributions,
            statements=tuple(statements),
            contacts=tuple(contacts),
            deeds=tuple(find_deeds(reading, self.typer)),
            assessments=tuple(assess_statements(reading, statements)),
            findings=tuple(find_faults(reading, contacts, statements)),
        )
        return _signed(report, self.identity)


def _signed(report: Report, reader: Reader) -> Report:
    """The report with the reader's name on every entry in it."""
    signed: dict[str, Any] = {
        field.name: tuple(attrs.evolve(entry, reader=reader) for entry in value)
        for field in attrs.fields(Report)
        if isinstance(value := getattr(report, field.name), tuple)
        and value
        and isinstance(value[0], Entry)
    }
    return attrs.evolve(report, **signed)


def _segments(reading: Reading) -> tuple[Segment, ...]:
    found = []
    for stretch in reading.stretches:
        start, end = reading.view.stored(stretch.start, stretch.end)
        passage = cut(
            reading.document.text, start, end, document=reading.document.id, role="segment"
        )
        found.append(
            Segment(
                id=entry_id("segment", [passage]),
                passages=(passage,),
                segment_kind=stretch.kind,
                speaker=stretch.speaker,
            )
        )
    return tuple(found)


def _mentions(reading: Reading) -> tuple[Mention, ...]:
    return tuple(_unique([_mention(reading, mention) for mention in reading.names.mentions]))


def _mention(reading: Reading, mention: NameMention) -> Mention:
    passage = reading.passage(mention.span, "mention")
    return Mention(
        id=entry_id("mention", [passage]),
        passages=(passage,),
        score=mention.score,
        noun=mention.noun,
        refers_to=mention.refers_to,
        how=mention.how,
        anonymity=mention.anonymity,
        rivals=mention.rivals,
        together=mention.together,
        because=tuple(_doubts(reading, mention)),
    )


def _doubts(reading: Reading, mention: NameMention) -> Iterator[str]:
    """Whom else an unsure mention may mean, by name."""
    names = [name for one in mention.rivals if (name := reading.names.name_of(one))]
    if names:
        yield "as likely: " + ", ".join(names)


def _attributions(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions as entries; gives each one on the desk its id, parents included."""
    built = []
    for found in reading.attributed:
        passages = tuple(
            reading.passage(span, role)
            for role, spans in (
                ("speaker", found.speakers),
                ("cue", found.cues),
                ("content", found.contents),
            )
            for span in spans
        )
        found.id = entry_id("attribution", passages)
        built.append((found, passages))
    return tuple(
        _unique(
            [
                Attribution(
                    id=found.id,
                    passages=passages,
                    score=found.score,
                    because=found.because,
                    attribution_kind=found.kind,
                    parent=None if found.parent is None else reading.attributed[found.parent].id,
                    anonymity=found.anonymity,
                )
                for found, passages in built
            ]
        )
    )


def _unique(entries: Sequence[E]) -> list[E]:
    """The entries without those whose id an earlier one has."""
    return list({entry.id: entry for entry in reversed(entries)}.values())[::-1]
