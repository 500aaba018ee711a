"""Index: the sorted lists and cross-references that the reading pages ask, made once a snapshot."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from attrs import define, frozen

from dragoman.briefing import Lookup, positions_in_order, ranked
from dragoman.model import (
    Commitment,
    Contact,
    Contents,
    Discrepancy,
    Organisation,
    Party,
    Person,
    Place,
    Position,
    Statement,
)
from dragoman.workbench.happenings import Happening, entry_day, happenings

Who = Party | Person | Organisation | Place

T = TypeVar("T")

PREPARED = (
    "happenings",
    "contacts",
    "positions",
    "commitments",
    "discrepancies",
    "everybody",
    "said_by",
    "took_part",
    "positions_from",
    "facets",
)


@frozen(kw_only=True)
class Disputed:
    """A discrepancy with what it is about: ids of parties, issues, and contacts."""

    entry: Discrepancy
    parties: frozenset[str]
    issues: frozenset[str]
    contacts: frozenset[str]


@define(slots=False, eq=False)
class Index:
    """Indexes over one snapshot's contents, each made once and on demand."""

    contents: Contents
    lookup: Lookup

    def prepare(self) -> None:
        """Make the indexes before anybody asks."""
        for name in PREPARED:
            getattr(self, name)

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """All that has a place on the time line, by day, the undated last."""
        return happenings(self.contents, self.lookup)

    @cached_property
    def contacts(self) -> tuple[Happening, ...]:
        """The contacts by day, the undated last."""
        return tuple(one for one in self.happenings if one.kind == "contact")

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """The positions by issue and party in the dossier's order, the best attested first."""
        return tuple(positions_in_order(self.lookup))

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """The commitments, the weightiest first."""
        return tuple(ranked(self.contents.commitments, self.lookup))

    @cached_property
    def discrepancies(self) -> tuple[Disputed, ...]:
        """The discrepancies with what they are about, the weightiest first."""
        return tuple(self._disputed(d) for d in ranked(self.contents.discrepancies, self.lookup))

    def _disputed(self, entry: Discrepancy) -> Disputed:
        said = self.lookup.said(id for account in entry.accounts for id in account.statements)
        near = {id for d in {p.document for p in entry.passages} for id in self.told_in.get(d, ())}
        spans = {(p.document, p.start, p.end) for p in entry.passages}
        spans |= {(p.document, p.start, p.end) for a in entry.accounts for p in a.passages}
        return Disputed(
            entry=entry,
            parties=frozenset(s.party for s in said if s.party),
            issues=frozenset(issue for s in said for issue in s.issues),
            contacts=frozenset(s.about for s in said if s.about and s.about in self.contact_by_id)
            | frozenset(id for id in near if spans & self._spans(id)),
        )

    def _spans(self, contact: str) -> set[tuple[str, int, int]]:
        return {(p.document, p.start, p.end) for p in self.contact_by_id[contact].passages}

    @cached_property
    def contact_by_id(self) -> Mapping[str, Contact]:
        """The contacts by id."""
        return {contact.id: contact for contact in self.contents.contacts}

    @cached_property
    def told_in(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the contacts that a document tells of, by its id."""
        return _grouped((p.document, c.id) for c in self.contents.contacts for p in c.passages)

    @cached_property
    def everybody(self) -> Mapping[str, Who]:
        """Parties, persons, organisations and places by id."""
        contents = self.contents
        every: tuple[Sequence[Who], ...] = (
            contents.places,
            contents.organisations,
            contents.persons,
            contents.parties,
        )
        return {one.id: one for group in every for one in group}

    @cached_property
    def said_by(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements by somebody or for a party, by the id, newest first."""
        ordered = sorted(self.contents.statements, key=self._said_on, reverse=True)
        return _grouped(
            (id, statement)
            for statement in ordered
            for id in dict.fromkeys([*(s.id for s in statement.speakers), statement.party])
            if id
        )

    def _said_on(self, statement: Statement) -> tuple[int, str]:
        start, end = entry_day(statement, self.lookup)
        day = end or start
        return (day.toordinal() if day else 0, statement.id)

    @cached_property
    def took_part(self) -> Mapping[str, tuple[Happening, ...]]:
        """The contacts by the ids of those in them, and of hosts and places; newest first."""
        return _grouped((id, one) for one in reversed(self.contacts) for id in _ids_in(one))

    @cached_property
    def positions_from(self) -> Mapping[str, tuple[Position, ...]]:
        """The positions that rest on somebody's statements, by the speaker's id."""
        lookup = self.lookup
        return _grouped(
            (id, position)
            for position in self.positions
            for id in {s.id for st in lookup.said(position.statements) for s in st.speakers if s.id}
        )

    @cached_property
    def facets(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """What can be chosen to narrow a page by, with how often it occurs."""
        found: dict[str, Counter[str]] = {}
        for name, values in _facets(self):
            found.setdefault(name, Counter()).update(values)
        return {name: tuple(count.items()) for name, count in found.items()}


def _facets(index: Index) -> Iterator[tuple[str, Iterable[str]]]:
    for one in index.happenings:
        pages = ("timeline", "contacts") if one.kind == "contact" else ("timeline",)
        for page in pages:
            yield f"{page}.party", one.parties
            yield f"{page}.issue", one.issues
            yield f"{page}.status", (one.status,)
        yield "timeline.kind", (one.kind,)
        if isinstance(one.entry, Contact):
            yield "contacts.channel", (one.entry.channel.value,)
            yield "contacts.level", (one.entry.level.value,) if one.entry.level else ()
            yield "contacts.place", _place_in(one.entry)
            yield "contacts.person", persons_in(one.entry, index)
    for position in index.positions:
        yield "positions.party", (position.party,)
        yield "positions.issue", (position.issue,)
        yield "positions.stance", (position.stance.value,)
        yield "positions.basis", (position.basis.value,)
    for commitment in index.commitments:
        yield "commitments.party", commitment.parties
        yield "commitments.issue", (commitment.issue,) if commitment.issue else ()
        yield "commitments.stage", [s.stage for s in commitment.agreement[-1:]]
        yield "commitments.kept", [s.stage for s in commitment.compliance[-1:]]
    for disputed in index.discrepancies:
        yield "discrepancies.kind", (disputed.entry.discrepancy_kind.value,)
        yield "discrepancies.party", disputed.parties
        yield "discrepancies.issue", disputed.issues
        yield "discrepancies.contact", disputed.contacts


def _place_in(contact: Contact) -> tuple[str, ...]:
    return (contact.place.id,) if contact.place is not None and contact.place.id else ()


def persons_in(contact: Contact, index: Index) -> tuple[str, ...]:
    """Ids of the persons who took part or were to."""
    persons = index.lookup.persons
    there = [p for p in contact.participants if p.certainty != "denied"]
    mediator = contact.mediator.id if contact.mediator else None
    ids = [*(p.id for p in there), mediator]
    return tuple(dict.fromkeys(id for id in ids if id and id in persons))


def _ids_in(one: Happening) -> Iterable[str]:
    contact = one.entry
    assert isinstance(contact, Contact)  # noqa: S101 - of the list of contacts
    named = [contact.host, contact.mediator, contact.place]
    ids = [p.id for p in contact.participants] + [n.id for n in named if n is not None]
    return dict.fromkeys(id for id in (*ids, *one.parties) if id)


K = TypeVar("K")


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    found: dict[K, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
