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
from dragoman.resolution.collectives import name_collectives
from dragoman.resolution.contacts import resolve_contacts
from dragoman.resolution.deeds import resolve_deeds
from dragoman.resolution.edges import Edge
from dragoman.resolution.issues import IssueFinder
from dragoman.resolution.linking import link_statements
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
    contents = Contents(
        negotiation=negotiation,
        as_of=negotiation.as_of or _newest(documents.values()),
        documents=tuple(sorted(documents.values(), key=rank)),
        segments=_sorted(_all(r.segments for r in read)),
        attributions=_sorted(_all(r.attributions for r in read)),
        findings=_sorted(_all(r.findings for r in read)),
    )
    contents, renaming = _names(contents, read, edges, order)
    return _happenings(contents, read, renaming, edges, order)


def _names(
    contents: Contents, read: Sequence[Report], edges: Sequence[Edge], order: Order
) -> tuple[Contents, Renaming]:
    """Who and where: parties, persons, organisations, places and their mentions."""
    negotiation = contents.negotiation
    mentions = _all(r.mentions for r in read)
    parties = resolve_parties(_all(r.parties for r in read), negotiation.parties, order)
    people = resolve_persons(
        _all(r.persons for r in read), mentions, negotiation.persons, edges, order
    )
    organisations, first = resolve_sites(_all(r.organisations for r in read), order)
    places, second = resolve_sites(_all(r.places for r in read), order)
    renaming = Renaming.of(
        {**people.renamed, **first, **second},
        people.persons,
        parties,
        (*organisations, *places),
    )
    named = evolve(
        contents,
        parties=parties,
        persons=people.persons,
        organisations=organisations,
        places=places,
        mentions=_sorted(renaming.mention(m) for m in mentions),
        questions=people.questions,
    )
    return named, renaming


def _happenings(
    contents: Contents,
    read: Sequence[Report],
    renaming: Renaming,
    edges: Sequence[Edge],
    order: Order,
) -> Contents:
    """What was said and what happened, under the dossier's issues."""
    finder = IssueFinder(contents.negotiation)
    parties = frozenset(party.id for party in contents.parties)
    said = [finder.statement(renaming.statement(s)) for s in _all(r.statements for r in read)]
    told = [finder.contact(renaming.contact(c)) for c in _all(r.contacts for r in read)]
    done = [finder.deed(renaming.deed(d)) for d in _all(r.deeds for r in read)]
    judged = [finder.assessment(renaming.assessment(a)) for a in _all(r.assessments for r in read)]
    said = name_collectives(link_statements(said, told), told)
    contacts = resolve_contacts(told, said, parties, edges, order)
    deeds = resolve_deeds(done, edges, order, said)
    happened = {**contacts.renamed, **deeds.renamed}
    return evolve(
        contents,
        statements=_sorted(_statement(s, happened) for s in said),
        contacts=tuple(_contact(c, happened) for c in contacts.contacts),
        deeds=tuple(_deed(d, happened) for d in deeds.deeds),
        assessments=_sorted(judged),
        questions=_sorted((*contents.questions, *contacts.questions, *deeds.questions)),
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
    if when is None or when.relative_to is None:
        return contact
    anchor = happened.get(when.relative_to, when.relative_to)
    return evolve(contact, happened_on=evolve(when, relative_to=anchor))


def _deed(deed: Deed, happened: Mapping[str, str]) -> Deed:
    if deed.reached_at is None:
        return deed
    return evolve(deed, reached_at=happened.get(deed.reached_at, deed.reached_at))
