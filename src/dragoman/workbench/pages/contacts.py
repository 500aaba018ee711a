"""Contacts: who met whom, as a list, a network and a table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

from attrs import frozen

from dragoman.briefing import capital, counted, plain_day, tidy
from dragoman.model import Certainty, Channel, Contact, ContactStatus, Level
from dragoman.workbench.cards import Card, card
from dragoman.workbench.charts import Bond, Net, lay_net
from dragoman.workbench.charts.network import NODES_AT_MOST, Named
from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.happenings import Happening
from dragoman.workbench.index import Index, persons_in
from dragoman.workbench.pages.narrowing import Choice, Stretch, choices, in_order, stretch_of
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of

PER_PAGE = 25

_HELD = (ContactStatus.HELD, ContactStatus.UNDER_WAY)
_DENIED = (ContactStatus.DENIED, ContactStatus.CANCELLED)


@frozen(kw_only=True)
class ContactsQuery:
    """``party`` and ``person`` are ids that all took part; ``since`` and ``until`` days, months or
    years; ``by`` says who are the nodes of the network."""

    party: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    channel: str = ""
    status: str = ""
    level: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    by: Literal["party", "person"] = "party"
    order: Literal["newest", "oldest"] = "newest"
    page: int = 1


@frozen(kw_only=True)
class MetCell:
    """How often two met: the counts in words, empty where never; ``ids`` are those of both."""

    words: str
    count: int
    ids: tuple[str, str]


@frozen(kw_only=True)
class MetRow:
    """One who met others; ``cells`` go with the names, None where he would meet himself."""

    name: str
    cells: tuple[MetCell | None, ...]


@frozen(kw_only=True)
class Contacts:
    """The network with its table (the names across are those of the rows), and the list."""

    title: str
    net: Net | None
    met: tuple[MetRow, ...]
    rows: tuple[Card, ...]
    paging: Paging
    parties: tuple[Choice, ...]
    persons: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    places: tuple[Choice, ...]
    total: int
    notes: tuple[Citation, ...]


def make(desk: Desk, query: ContactsQuery) -> Contacts:
    """Compose the page. Raises ``BadRequest`` for a day that cannot be read."""
    index = desk.snapshot.index
    stretch = stretch_of(query.since, query.until)
    found = [one for one in index.contacts if _fits(one, query, stretch, index)]
    bonds = tally(found, query.by, index)
    named = _named(found, bonds, query, desk)
    net = lay_net(bonds, named) if bonds else None
    undated = [one for one in found if not one.is_dated]
    dated = [one for one in found if one.is_dated]
    ordered = dated if query.order == "oldest" else list(reversed(dated))
    part = part_of([*ordered, *undated], query.page, PER_PAGE)
    return Contacts(
        title=_title(found, bonds, named),
        net=net,
        met=_met(net, bonds) if net else (),
        rows=tuple(card(one.entry, desk) for one in part.rows),
        paging=part.paging,
        **_choices(desk),
        total=len(index.contacts),
        notes=desk.notes(),
    )


def _choices(desk: Desk) -> dict[str, tuple[Choice, ...]]:
    everybody = desk.snapshot.index.everybody

    def name(id: str) -> str:
        return who_label(id, desk) if id in everybody else tidy(id)

    channels = choices(desk, "contacts.channel")
    statuses = choices(desk, "contacts.status")
    levels = choices(desk, "contacts.level")
    return {
        "parties": choices(desk, "contacts.party", desk.lookup.party),
        "persons": choices(desk, "contacts.person", name),
        "channels": in_order(channels, [one.value for one in Channel]),
        "statuses": in_order(statuses, [one.value for one in ContactStatus]),
        "levels": in_order(levels, [one.value for one in Level]),
        "places": choices(desk, "contacts.place", name),
    }


def who_label(id: str, desk: Desk) -> str:
    """What a party, person, organisation or place is called."""
    if id in desk.lookup.order_of_parties:
        return capital(desk.lookup.party(id))
    one = desk.snapshot.index.everybody.get(id)
    return tidy(one.names[0]) if one is not None and one.names else tidy(id)


def _fits(one: Happening, query: ContactsQuery, stretch: Stretch, index: Index) -> bool:
    contact = one.entry
    assert isinstance(contact, Contact)  # noqa: S101 - of the list of contacts
    if not set(query.party) <= set(one.parties):
        return False
    if query.person and not set(query.person) <= set(persons_in(contact, index)):
        return False
    wanted = (
        (query.channel, contact.channel.value),
        (query.status, contact.status.value),
        (query.level, contact.level.value if contact.level else ""),
        (query.place, (contact.place.id or "") if contact.place else ""),
    )
    if any(asked and asked != own for asked, own in wanted):
        return False
    return not stretch or one.touches(stretch.since, stretch.until)


def tally(found: Iterable[Happening], by: str, index: Index) -> tuple[Bond, ...]:
    """How often each two were in one contact, in the order of their ids.

    One who is only expected, or one of several named, counts as planned.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for one in found:
        contact = one.entry
        assert isinstance(contact, Contact)  # noqa: S101 - of the list of contacts
        sure = _sure(contact)
        there = one.parties if by == "party" else persons_in(contact, index)
        for first, second in combinations(sorted(there), 2):
            kind = _kind(contact)
            if kind == "held" and by == "person" and not {first, second} <= sure:
                kind = "planned"
            counts.setdefault((first, second), Counter())[kind] += 1
    return tuple(
        Bond(
            first=first,
            second=second,
            held=count["held"],
            planned=count["planned"],
            denied=count["denied"],
        )
        for (first, second), count in sorted(counts.items())
    )


def _kind(contact: Contact) -> str:
    if contact.status in _HELD:
        return "held"
    return "denied" if contact.status in _DENIED else "planned"


def _sure(contact: Contact) -> set[str]:
    ids = {p.id for p in contact.participants if p.certainty is Certainty.CERTAIN and p.id}
    return ids | ({contact.mediator.id} if contact.mediator and contact.mediator.id else set())


def _named(
    found: Sequence[Happening], bonds: Iterable[Bond], query: ContactsQuery, desk: Desk
) -> dict[str, Named]:
    index, lookup = desk.snapshot.index, desk.lookup
    count: Counter[str] = Counter()
    for one in found:
        assert isinstance(one.entry, Contact)  # noqa: S101 - of the list of contacts
        count.update(one.parties if query.by == "party" else persons_in(one.entry, index))
    ids = dict.fromkeys(id for bond in bonds for id in (bond.first, bond.second))
    made = {}
    for id in ids:
        person = index.everybody.get(id)
        party = id if query.by == "party" else getattr(person, "party", None) or ""
        made[id] = Named(
            label=lookup.party(id) if query.by == "party" else who_label(id, desk),
            colour=lookup.colours.get(party, ""),
            contacts=count[id],
            is_side=id in lookup.sides,
        )
    return made


def _title(found: Sequence[Happening], bonds: Sequence[Bond], named: Mapping[str, Named]) -> str:
    """Who talked most, and when last."""
    if not found:
        return "No contact"
    held = [one for one in found if one.status in ("held", "under way")]
    days = [one.end for one in held if one.start and one.end]
    last = f", the last with a day on {plain_day(max(days))}" if days else ""
    most = max(bonds, key=lambda b: (b.held, b.total), default=None)
    if most is None or not most.held or len(bonds) < 2:
        return f"{counted(len(held), 'contact')} held of {len(found):,} told of{last}"
    pair = f"{named[most.first].label} and {named[most.second].label}"
    return capital(
        f"{pair} talked most: {most.words}. "
        f"{counted(len(held), 'contact')} held of {len(found):,} told of{last}"
    )


def _met(net: Net, bonds: Iterable[Bond]) -> tuple[MetRow, ...]:
    """The network as a table, the busiest first; of those who are drawn."""
    by_pair = {(b.first, b.second): b for b in bonds}
    nodes = sorted(net.nodes, key=lambda node: (-node.contacts, node.label))[:NODES_AT_MOST]
    rows = []
    for one in nodes:
        cells: list[MetCell | None] = []
        for other in nodes:
            pair = (min(one.id, other.id), max(one.id, other.id))
            bond = by_pair.get(pair)
            words, total = (bond.words, bond.total) if bond else ("", 0)
            met = MetCell(words=words, count=total, ids=(one.id, other.id))
            cells.append(None if one.id == other.id else met)
        rows.append(MetRow(name=one.label, cells=tuple(cells)))
    return tuple(rows)


PAGE = Page(
    name="contacts",
    path="/contacts",
    label="Contacts",
    query=ContactsQuery,
    make=make,
    count=lambda desk: len(desk.contents.contacts),
)
