"""Composing a brief: every sentence once, so that all faces say the same words."""

from collections.abc import Sequence
from typing import Any, TypeVar

from attrs import evolve

from dragoman.briefing.binding_details import constraint_items, leverage_items, linkage_items
from dragoman.briefing.content import Brief, Dispute, FirstList, Item, Side
from dragoman.briefing.days import plain_day, span
from dragoman.briefing.deals import compose_deals
from dragoman.briefing.details import (
    assessment_item,
    commitment_item,
    contact_item,
    deed_item,
    position_item,
)
from dragoman.briefing.disputes import told_words
from dragoman.briefing.first_screen import first_screen
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.hypotheses import hypothesis_table
from dragoman.briefing.lines import line
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.news import Since
from dragoman.briefing.overview import matrix, road_map, time_line
from dragoman.briefing.quoting import is_in_place, own_sentence
from dragoman.briefing.ranking import latest_day, rank
from dragoman.briefing.register import (
    corrections,
    counts,
    document_footnote,
    documents,
    findings,
    people,
    questions,
    skipped,
)
from dragoman.briefing.tellers import tellers
from dragoman.briefing.wording import capital, clip, counted, ended, joined, tidy, words_of
from dragoman.model import (
    Account,
    Assessment,
    Commitment,
    Contact,
    Contents,
    DealSpace,
    Deed,
    Discrepancy,
    Entry,
    Position,
)

_E = TypeVar("_E", bound=Entry)

_BINDINGS = {
    "constraints": constraint_items,
    "leverages": leverage_items,
    "linkages": linkage_items,
}
ASSESSMENTS_AT_MOST = 12
"""Assessments that are set out; the rest stands behind "more"."""


def compose(
    contents: Contents, since: Since | None = None, deals: DealSpace | None = None
) -> Brief:
    """Compose the brief on everything that a dossier holds; ``since`` says what was known before.

    ``deals`` is what was reckoned over its preferences, None where there are none. The order of
    its lists depends on the contents alone; no clock is read.
    """
    lookup = Lookup(contents)
    contacts, positions = by_day(contents.contacts), positions_in_order(lookup)
    commitments = ranked(contents.commitments, lookup)
    discrepancies = ranked(contents.discrepancies, lookup)
    anchors = _anchors(contacts, positions, commitments, discrepancies)
    footnotes = Footnotes(lookup)
    first = first_screen(footnotes, anchors, since)
    items = _items(contacts, positions, commitments, footnotes)
    bound: dict[str, Any] = {name: make(footnotes) for name, make in _BINDINGS.items()}
    deeds, judged = _happenings(lookup, footnotes)
    weighed = hypothesis_table(footnotes)
    reckoned = None if deals is None else compose_deals(deals, footnotes)
    disputes = tuple(dispute_of(d, anchors[d.id], footnotes) for d in discrepancies)
    remarks = people(footnotes), findings(footnotes), questions(footnotes, anchors)
    notes = footnotes.notes({d.id: document_footnote(d, lookup) for d in contents.documents})
    return evolve(
        _frame(lookup, first),
        time_line=time_line(contacts, lookup),
        matrix=matrix(positions, anchors, lookup),
        road_map=road_map(commitments, anchors, lookup),
        documents=documents(lookup, notes),
        corrections=corrections(lookup, anchors),
        notes=notes,
        contacts=items[0],
        positions=items[1],
        commitments=items[2],
        deeds=deeds,
        assessments=judged[:ASSESSMENTS_AT_MOST],
        further_assessments=judged[ASSESSMENTS_AT_MOST:],
        **bound,
        hypotheses=weighed,
        deals=reckoned,
        discrepancies=disputes,
        people=remarks[0],
        findings=remarks[1],
        questions=remarks[2],
    )


def _frame(lookup: Lookup, first: tuple[FirstList, ...]) -> Brief:
    """The head of a brief and its first screen; every section is still empty."""
    name, (as_of, age) = tidy(lookup.contents.negotiation.name), knowledge(lookup)
    return Brief(
        name=heading(lookup),
        name_note="" if name else _NO_NAME,
        as_of=as_of,
        age=age,
        counts=counts(lookup),
        first_screen=first,
        time_line=time_line((), lookup),
        matrix=matrix((), {}, lookup),
        road_map=road_map((), {}, lookup),
        skipped=skipped(lookup),
    )


def _happenings(lookup: Lookup, footnotes: Footnotes) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The deeds by day, and the assessments with those on an issue first."""
    deeds = enumerate(by_day(lookup.contents.deeds), 1)
    judged = enumerate(_assessments(lookup), 1)
    return (
        tuple(deed_item(deed, n, footnotes) for n, deed in deeds),
        tuple(assessment_item(a, n, footnotes) for n, a in judged),
    )


def _items(
    contacts: Sequence[Contact],
    positions: Sequence[Position],
    commitments: Sequence[Commitment],
    footnotes: Footnotes,
) -> tuple[tuple[Item, ...], tuple[Item, ...], tuple[Item, ...]]:
    return (
        tuple(contact_item(entry, n, footnotes) for n, entry in enumerate(contacts, 1)),
        tuple(position_item(entry, n, footnotes) for n, entry in enumerate(positions, 1)),
        tuple(commitment_item(entry, n, footnotes) for n, entry in enumerate(commitments, 1)),
    )


_NO_NAME = (
    "No negotiation.toml was given, so the heading names the parties that the reporting tells of "
    "most. A negotiation.toml can name the negotiation, its parties, people and issues."
)


def heading(lookup: Lookup) -> str:
    """The negotiation's name, else one from the parties that met, spoke and undertook most."""
    if given := tidy(lookup.contents.negotiation.name):
        return given
    names = [lookup.party(id) for id in lookup.leading]
    if len(names) > 3:
        names = [*names[:3], "others"]
    if len(names) > 1:
        return f"Talks between {joined(names)}"
    return f"Reporting on {names[0]}" if names else "A negotiation without a name"


_H = TypeVar("_H", Contact, Deed)


def by_day(happenings: Sequence[_H]) -> list[_H]:
    """Contacts or deeds by day, the undated last."""

    def when(happening: _H) -> tuple[int, int, str]:
        first, last = span(happening.happened_on.edtf if happening.happened_on else None)
        day = first or last
        return (day is None, day.toordinal() if day else 0, happening.id)

    return sorted(happenings, key=when)


def _assessments(lookup: Lookup) -> list[Assessment]:
    """Assessments on an issue first, then those with a named author, in the order of the texts."""

    def key(assessment: Assessment) -> tuple[object, ...]:
        first = min(assessment.passages, default=None)
        place = (lookup.numbers.get(first.document, 0), first.start) if first else (0, 0)
        return not assessment.issues, assessment.author is None, *place, assessment.id

    return sorted(lookup.contents.assessments, key=key)


def positions_in_order(lookup: Lookup) -> list[Position]:
    """Positions by issue and party, in the dossier's order, the best attested first."""
    own = {issue.id: place for place, issue in enumerate(lookup.contents.negotiation.issues)}
    order = lookup.order_of_parties

    def key(position: Position) -> tuple[object, ...]:
        issue = (own.get(position.issue, len(own)), lookup.issue(position.issue))
        return (*issue, order.get(position.party, len(order)), rank(position, lookup))

    return sorted(lookup.contents.positions, key=key)


def ranked(entries: Sequence[_E], lookup: Lookup) -> list[_E]:
    """Entries, the best attested first."""
    return sorted(entries, key=lambda entry: rank(entry, lookup))


def _anchors(
    contacts: Sequence[Contact],
    positions: Sequence[Position],
    commitments: Sequence[Commitment],
    discrepancies: Sequence[Discrepancy],
) -> dict[str, str]:
    """Where each entry stands in the page; made of our own numbers, never of ids."""
    groups: tuple[Sequence[Entry], ...] = (contacts, positions, commitments, discrepancies)
    return {
        entry.id: f"{entry.kind}-{number}"
        for group in groups
        for number, entry in enumerate(group, 1)
    }


def dispute_of(discrepancy: Discrepancy, anchor: str, footnotes: Footnotes) -> Dispute:
    """A discrepancy with each account's own sentence."""
    names = tellers(discrepancy, footnotes.lookup)
    sides = []
    for account, who in zip(discrepancy.accounts, names, strict=True):
        told = _own_words(account, footnotes.lookup)
        carried = counted(len(footnotes.lookup.originals(account.documents)), "document")
        sides.append(
            Side(
                who=f"{capital(who)} ({carried})",
                says=_gist(account, told),
                words=told,
                citations=footnotes.cite_account(account),
            )
        )
    return Dispute(
        anchor=anchor,
        line=line(discrepancy, footnotes, anchor),
        label=discrepancy.discrepancy_kind.value,
        sides=tuple(sides),
        why=ended(tidy(discrepancy.why)) if discrepancy.why.strip() else "",
        accounts=_against(discrepancy, footnotes.lookup),
    )


def _gist(account: Account, told: str) -> str:
    """What the account comes to, where it says more than the beginning of its sentence again."""
    gist = words_of(told_words(account))
    is_beginning = told.casefold().startswith(gist.rstrip("… ").casefold())
    return "" if not gist or gist.endswith("…") or is_beginning else ended(gist)


def _own_words(account: Account, lookup: Lookup) -> str:
    """The whole sentence in which an account's longest passage stands."""
    longest = max(account.passages, key=lambda p: (len(p.exact), -p.start), default=None)
    if longest is None:
        return ""
    document = lookup.documents.get(longest.document)
    words = longest.exact
    if document is not None and is_in_place(longest, document):
        words = own_sentence(document.text, longest.start, longest.end)
    return clip(words_of(words), 80, 600)


def _against(discrepancy: Discrepancy, lookup: Lookup) -> str:
    """How many independent accounts stand on each side, copies folded."""
    found = lookup.corroborations.get(discrepancy.id)
    return ended(tidy(found.why)) if found and found.why.strip() else ""


def knowledge(lookup: Lookup) -> tuple[str, str]:
    """Up to which day the brief knows, and how old its newest document is."""
    contents = lookup.contents
    newest = latest_day(lookup.documents, lookup)
    asked = contents.as_of or contents.negotiation.as_of
    as_of = span(asked)[1] or newest
    known = f"Knows what was published up to {plain_day(as_of)}." if as_of else ""
    undated = sum(1 for document in contents.documents if not document.published_at)
    beside = f" {counted(undated, 'document')} without a day." if undated and newest else ""
    if newest is None or as_of is None:
        none = "No document gives its day." if contents.documents else "No document yet."
        return known or "Up to which day it knows is not given.", none
    days = (as_of - newest).days
    if days < 0:
        age = f"The newest document is of {plain_day(newest)}, {counted(-days, 'day')} after that."
    elif days == 0:
        age = f"The newest document is of the same day, {plain_day(newest)}."
    else:
        age = f"The newest document is of {plain_day(newest)}, {counted(days, 'day')} earlier."
    return known, age + beside
