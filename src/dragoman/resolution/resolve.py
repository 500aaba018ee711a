"""The stage: reports in, entries out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from attrs import evolve

from dragoman.model import (
    Contact,
    Contents,
    Deed,
    Document,
    Entry,
    Negotiation,
    Report,
    Statement,
)
from dragoman.resolution.contacts import resolve_contacts
from dragoman.resolution.deeds import resolve_deeds
from dragoman.resolution.edges import Edge
from dragoman.resolution.issues import IssueFinder
from dragoman.resolution.parties import resolve_parties, resolve_sites
from dragoman.resolution.persons import resolve_persons
from dragoman.resolution.ranking import Order, day_of, rank
from dragoman.resolution.renaming import Renaming
from dragoman.resolution.times import anchor_report

Kind = TypeVar("Kind", bound=Entry)


def resolve(
    reports: Sequence[Report],
    documents: Mapping[str, Document],
    negotiation: Negotiation,
    edges: Sequence[Edge] = (),
) -> Contents:
    """Make one file of what the single texts say.

    ``documents`` is keyed by id; their texts may be empty. Reports on copies and on versions
    that were superseded are passed over. The result is the same whatever the order of
    ``reports`` and ``documents``; ``edges`` win over every rule. Judgements, decisions and skips
    are left empty.
    """
    order = Order(documents)
    read = [
        anchor_report(report, day_of(documents.get(report.document)))
        for report in _current(reports, documents)
    ]
    parties = resolve_parties(_all(r.parties for r in read), negotiation.parties, order)
    persons = _all(r.persons for r in read)
    mentions = _all(r.mentions for r in read)
    people = resolve_persons(persons, mentions, negotiation.persons, edges, order)
    organisations, renamed_organisations = resolve_sites(_all(r.organisations for r in read), order)
    places, renamed_places = resolve_sites(_all(r.places for r in read), order)
    renaming = Renaming.of(
        {**people.renamed, **renamed_organisations, **renamed_places},
        people.persons,
        parties,
        (*organisations, *places),
    )
    finder = IssueFinder(negotiation)
    party_ids = frozenset(party.id for party in parties)
    statements = [finder.statement(renaming.statement(s)) for s in _all(r.statements for r in read)]
    contacts = resolve_contacts(
        [finder.contact(renaming.contact(c)) for c in _all(r.contacts for r in read)],
        statements,
        party_ids,
        edges,
        order,
    )
    deeds = resolve_deeds(
        [finder.deed(renaming.deed(d)) for d in _all(r.deeds for r in read)], edges, order
    )
    assessments = [
        finder.assessment(renaming.assessment(a)) for a in _all(r.assessments for r in read)
    ]
    happened = {**contacts.renamed, **deeds.renamed}
    return Contents(
        negotiation=negotiation,
        as_of=negotiation.as_of or _newest(documents.values()),
        documents=tuple(sorted(documents.values(), key=rank)),
        segments=_sorted(_all(r.segments for r in read)),
        parties=parties,
        persons=people.persons,
        organisations=organisations,
        places=places,
        mentions=_sorted(renaming.mention(m) for m in mentions),
        attributions=_sorted(_all(r.attributions for r in read)),
        statements=_sorted(_statement(s, happened) for s in statements),
        contacts=tuple(_contact(c, happened) for c in contacts.contacts),
        deeds=tuple(_deed(d, happened) for d in deeds.deeds),
        assessments=_sorted(assessments),
        findings=_sorted(_all(r.findings for r in read)),
        questions=_sorted((*people.questions, *contacts.questions)),
    )


def _current(reports: Sequence[Report], documents: Mapping[str, Document]) -> list[Report]:
    """The reports that count, in the order of their documents."""
    superseded = {document.supersedes for document in documents.values()}
    order = Order(documents)
    current = [
        report
        for report in reports
        if report.document not in superseded
        and not ((head := documents.get(report.document)) is not None and head.copy_of)
    ]
    return sorted(current, key=lambda report: (order.of_document(report.document), report.id))


def _all(groups: Iterable[Iterable[Kind]]) -> list[Kind]:
    return [entry for group in groups for entry in group]


def _sorted(entries: Iterable[Kind]) -> tuple[Kind, ...]:
    """Sorted by id, one of each."""
    return tuple(entry for _, entry in sorted({entry.id: entry for entry in entries}.items()))


def _newest(documents: Iterable[Document]) -> str | None:
    """The day of the newest document that has one."""
    return max((day for document in documents if (day := day_of(document))), default=None)


def _statement(statement: Statement, happened: Mapping[str, str]) -> Statement:
    if statement.about is None:
        return statement
    return evolve(statement, about=happened.get(statement.about, statement.about))


def _contact(contact: Contact, happened: Mapping[str, str]) -> Contact:
    when = contact.happened_on
    if when is None or when.relative_to not in happened:
        return contact
    return evolve(contact, happened_on=evolve(when, relative_to=happened[when.relative_to]))


def _deed(deed: Deed, happened: Mapping[str, str]) -> Deed:
    if deed.reached_at is None:
        return deed
    return evolve(deed, reached_at=happened.get(deed.reached_at, deed.reached_at))
