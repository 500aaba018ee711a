"""Index: the sorted lists and cross-references that the reading pages ask, made once a snapshot."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from attrs import define, frozen

from dragoman.briefing import Lookup, positions_in_order, ranked, span
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
from dragoman.workbench.happenings import Happening, happenings
from dragoman.workbench.moving import moving_days

Who = Party | Person | Organisation | Place

T = TypeVar("T")

WHO = frozenset({"party", "person", "organisation", "place"})
"""Nouns whose change changes every index: labels and the order of parties rest on them."""

_TOLD = frozenset({"contact", "deed", "commitment", "position"})
_SAID = frozenset({"statement"})

RESTS_ON: Mapping[str, frozenset[str]] = {
    "happenings": _TOLD,
    "contacts": _TOLD,
    "contact_by_id": _TOLD,
    "contact_happening": _TOLD,
    "told_in": _TOLD,
    "took_part": _TOLD,
    "positions": frozenset({"position"}),
    "moving_days": frozenset({"position"}),
    "commitments": frozenset({"commitment"}),
    "discrepancies": _SAID | {"discrepancy", "contact"},
    "everybody": frozenset(),
    "said_by": _SAID,
    "people": _SAID | _TOLD,
    "positions_from": _SAID | {"position"},
    "happening_facets": _TOLD,
    "position_facets": frozenset({"position"}),
    "commitment_facets": frozenset({"commitment"}),
    "discrepancy_facets": _SAID | {"discrepancy", "contact"},
}
"""The nouns that each index rests on, beside :data:`WHO`; all of them are made before anybody
asks."""

Facets = Mapping[str, tuple[tuple[str, int], ...]]


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
        for name in RESTS_ON:
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
    def moving_days(self) -> tuple[date, ...]:
        """The days on which a position was new or moved, in order."""
        return moving_days(self.positions)

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
    def contact_happening(self) -> Mapping[str, Happening]:
        """The contacts at their places in time, by id."""
        return {one.entry.id: one for one in self.contacts}

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
    def people(self) -> tuple[Who, ...]:
        """Everybody: parties in the dossier's order, then those who said most, by noun."""
        order, nouns = self.lookup.order_of_parties, ("party", "person", "organisation", "place")

        def key(one: Who) -> tuple[object, ...]:
            said, met = len(self.said_by.get(one.id, ())), len(self.took_part.get(one.id, ()))
            place = order.get(one.id, len(order)) if isinstance(one, Party) else 0
            return (nouns.index(one.kind), place, -said, -met, -len(one.passages), one.id)

        return tuple(sorted(self.everybody.values(), key=key))

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
        """By the day on which it was said, else that of its document; unknown days come last."""
        day = span(statement.stated_on.edtf)[1] if statement.stated_on else None
        if day is None:
            first = min((p.document for p in statement.passages), default="")
            document = self.lookup.documents.get(first)
            day = span(document.published_at)[1] if document else None
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
    def happening_facets(self) -> Facets:
        """What the time line and the contacts can be narrowed by."""
        return _counted(_of_happenings(self))

    @cached_property
    def position_facets(self) -> Facets:
        """What the positions can be narrowed by."""
        return _counted(
            pair
            for position in self.positions
            for pair in (
                ("positions.party", (position.party,)),
                ("positions.issue", (position.issue,)),
                ("positions.stance", (position.stance.value,)),
                ("positions.basis", (position.basis.value,)),
            )
        )

    @cached_property
    def commitment_facets(self) -> Facets:
        """What the commitments can be narrowed by."""
        return _counted(
            pair
            for commitment in self.commitments
            for pair in (
                ("commitments.party", commitment.parties),
                ("commitments.issue", (commitment.issue or "",)),
                ("commitments.stage", [s.stage for s in commitment.agreement[-1:]]),
                ("commitments.kept", [s.stage for s in commitment.compliance[-1:]]),
            )
        )

    @cached_property
    def discrepancy_facets(self) -> Facets:
        """What the discrepancies can be narrowed by."""
        return _counted(
            pair
            for disputed in self.discrepancies
            for pair in (
                ("discrepancies.kind", (disputed.entry.discrepancy_kind.value,)),
                ("discrepancies.party", disputed.parties),
                ("discrepancies.issue", disputed.issues),
                ("discrepancies.contact", disputed.contacts),
            )
        )

    def facet(self, name: str) -> tuple[tuple[str, int], ...]:
        """The values that a page can be narrowed to, with how often each occurs."""
        page = name.partition(".")[0]
        return getattr(self, _FACETS[page]).get(name, ())  # type: ignore[no-any-return]

    def take_over(self, older: "Index", changed: frozenset[str]) -> None:
        """Take what rests on none of the nouns that changed since an older index."""
        for name, nouns in RESTS_ON.items():
            if name in older.__dict__ and not changed & (nouns | WHO):
                self.__dict__[name] = older.__dict__[name]


_FACETS = {
    "timeline": "happening_facets",
    "contacts": "happening_facets",
    "positions": "position_facets",
    "commitments": "commitment_facets",
    "discrepancies": "discrepancy_facets",
}


def _counted(pairs: Iterable[tuple[str, Iterable[str]]]) -> Facets:
    found: dict[str, Counter[str]] = {}
    for name, values in pairs:
        found.setdefault(name, Counter()).update(values)
    return {name: tuple((v, n) for v, n in count.items() if v) for name, count in found.items()}


def _of_happenings(index: Index) -> Iterator[tuple[str, Iterable[str]]]:
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
