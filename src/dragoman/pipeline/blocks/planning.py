"""Which documents are put together at once: those of the same participants, week by week."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec
from attrs import frozen

MOST = 1000
"""A file of more documents than this is put together in blocks of at most so many."""

_SPREAD = 0.15
"""A cut lies at the widest gap between two days within this share of a block from its place."""
_LOOK_BACK, _GUESTS = 28, 0.25
"""Documents of so many days before a cut are guests behind it, at most this share of a block."""
_MET, _ACTED, _NAMED = 8, 4, 1
"""What a party counts for where a text tells of a contact with it, of what it says, does or is to
do, and where it is named."""
_PARTIES = 2
_WEEKS = 2
"""A text on one party stands with those on that party and another of so many weeks."""


_DIGEST = re.compile("[0-9a-f]{16}")
"""The id of a person or organisation, where a party's could stand as well."""


@frozen(kw_only=True)
class Profile:
    """What a document is on, as far as blocks go.

    ``parties`` are the two that it has most to tell of, sorted; ``day`` is the first of its
    publication (ISO 8601), empty where unknown.
    """

    document: str
    parties: tuple[str, ...] = ()
    day: str = ""


class _Named(msgspec.Struct):
    id: str | None = None
    party: str | None = None

    def parties(self) -> set[str]:
        found = self.party or self.id
        return {found} if found else set()


class _Measure(msgspec.Struct):
    agent: str | None = None
    recipient: str | None = None


class _Contact(msgspec.Struct):
    participants: tuple[_Named, ...] = ()


class _Statement(msgspec.Struct):
    party: str | None = None
    measures: tuple[_Measure, ...] = ()


class _Deed(msgspec.Struct):
    actor: _Named | None = None
    recipient: _Named | None = None


class _Party(msgspec.Struct):
    id: str
    passages: tuple[msgspec.Raw, ...] = ()


class _Report(msgspec.Struct):
    """The few fields of a report that its profile is made of; the rest is not even decoded."""

    document: str
    parties: tuple[_Party, ...] = ()
    contacts: tuple[_Contact, ...] = ()
    statements: tuple[_Statement, ...] = ()
    deeds: tuple[_Deed, ...] = ()


def profile_of(report_json: bytes, days: Mapping[str, str]) -> Profile:
    """The profile of the document that a report (JSON) is on; ``days`` are by document."""
    report = msgspec.json.decode(report_json, type=_Report)
    counts = Counter({party.id: _NAMED * len(party.passages) for party in report.parties})
    for contact in report.contacts:
        met: set[str] = set().union(*(one.parties() for one in contact.participants))
        counts.update(dict.fromkeys(met, _MET))
    for statement in report.statements:
        acting = {statement.party, *(m.agent for m in statement.measures)}
        acting.update(m.recipient for m in statement.measures)
        counts.update({party: _ACTED for party in acting if party})
    for deed in report.deeds:
        for one in (deed.actor, deed.recipient):
            counts.update(dict.fromkeys(one.parties() if one else (), _ACTED))
    parties = [one for one in counts if _DIGEST.fullmatch(one) is None]
    first = sorted(parties, key=lambda party: (-counts[party], party))[:_PARTIES]
    return Profile(
        document=report.document,
        parties=tuple(sorted(first)),
        day=days.get(report.document, ""),
    )


@frozen(kw_only=True)
class Block:
    """What is put together at once: ``documents`` that are its own, each in one block alone, and
    ``guests`` of the block before, without which what was told in the same weeks would be cut in
    two. Both sorted by id."""

    documents: tuple[str, ...]
    guests: tuple[str, ...] = ()


def plan_blocks(
    profiles: Iterable[Profile], tied: Mapping[str, str], most: int = MOST
) -> tuple[Block, ...]:
    """The blocks of a file; every document is in one.

    Documents of the same two parties stand together as long as they are no more than ``most``,
    else they are cut where the days lie far apart, and those of the last weeks before a cut are
    guests behind it. ``tied`` names for a document the one whose block it must share (the text that
    it took words from). The plan hangs on the documents alone.
    """
    known = {one.document: one for one in profiles}
    if len(known) <= most:
        return (Block(documents=tuple(sorted(known))),)
    company = _company(known.values())
    grouped: defaultdict[tuple[str, ...], list[_Dated]] = defaultdict(list)
    for one in known.values():
        home = known.get(tied.get(one.document, one.document), one)
        grouped[company(home)].append((home.day or "~", one.document))
    pieces = (
        piece for parties in sorted(grouped) for piece in _cut(sorted(grouped[parties]), most)
    )
    return tuple(_filled(pieces, most))


_Dated = tuple[str, str]
"""A day, and the id of a document."""


def _company(profiles: Iterable[Profile]) -> Callable[[Profile], tuple[str, ...]]:
    """Gives the two parties that a document stands with: where it tells of one alone, that one and
    the other of whom most is told beside it in the same weeks."""
    beside: defaultdict[tuple[str, int], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for one in profiles:
        if len(one.parties) == _PARTIES:
            for party in one.parties:
                beside[party, _fortnight(one.day)][one.parties] += 1

    def stands_with(one: Profile) -> tuple[str, ...]:
        if len(one.parties) != 1:
            return one.parties
        found = beside.get((one.parties[0], _fortnight(one.day)), Counter())
        return min(found, key=lambda pair: (-found[pair], pair), default=one.parties)

    return stands_with


def _fortnight(day: str) -> int:
    """The number of the two weeks that a day lies in; 0 where none is known."""
    try:
        return date.fromisoformat(day[:10]).toordinal() // (7 * _WEEKS)
    except ValueError:
        return 0


def _cut(dated: Sequence[_Dated], most: int) -> Iterator[Block]:
    """The documents of a group in stretches of time of at most ``most``, about equally long."""
    number = -(-len(dated) // most)
    slack = min(int(most * _SPREAD), most - -(-len(dated) // number))
    start = 0
    for index in range(1, number + 1):
        end = len(dated)
        if index < number:
            goal = index * len(dated) // number
            end = _widest_gap(dated, max(goal - slack, start + 1), min(goal + slack, len(dated)))
            end = min(end, start + most)
        before = dated[max(start - int(most * _GUESTS), 0) : start]
        guests = (one for day, one in before if _days_between(day, dated[start][0]) <= _LOOK_BACK)
        yield Block(
            documents=tuple(sorted(one for _, one in dated[start:end])),
            guests=tuple(sorted(guests)),
        )
        start = end
        if start >= len(dated):
            return


def _widest_gap(dated: Sequence[_Dated], first: int, last: int) -> int:
    """Where to cut between two places: before the document with the widest gap before it."""
    places = range(first, max(last, first) + 1)
    middle = (first + last) / 2
    return max(
        (place for place in places if 0 < place < len(dated)),
        key=lambda p: (_days_between(dated[p - 1][0], dated[p][0]), -abs(p - middle)),
        default=first,
    )


def _days_between(one: str, two: str) -> int:
    """The days from one day to another; very many where one is not known."""
    try:
        return (date.fromisoformat(two[:10]) - date.fromisoformat(one[:10])).days
    except ValueError:
        return 0 if one == two else 10**6


def _filled(pieces: Iterable[Block], most: int) -> Iterator[Block]:
    """Pieces one after the other into blocks, each filled before the next is begun."""
    documents: list[str] = []
    guests: set[str] = set()
    for piece in pieces:
        if documents and len(documents) + len(piece.documents) > most:
            yield _block(documents, guests)
            documents, guests = [], set()
        documents.extend(piece.documents)
        guests.update(piece.guests)
    if documents:
        yield _block(documents, guests)


def _block(documents: Sequence[str], guests: set[str]) -> Block:
    own = set(documents)
    return Block(documents=tuple(sorted(own)), guests=tuple(sorted(guests - own)))
