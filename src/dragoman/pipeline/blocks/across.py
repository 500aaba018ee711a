"""What several blocks tell of one thing, found and joined before the entries are written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import frozen

from dragoman.model import (
    Commitment,
    Contact,
    Corroboration,
    Deed,
    Document,
    Entry,
    Negotiation,
    Organisation,
    Party,
    Person,
    Place,
    Position,
    Question,
    decode_as,
    encode,
)
from dragoman.pipeline.blocks.crossing import Crossing
from dragoman.pipeline.blocks.nouns import NOUNS
from dragoman.pipeline.blocks.rewriting import Rewriting
from dragoman.pipeline.blocks.spill import Spill

if TYPE_CHECKING:
    from dragoman.assessment.across import Known
    from dragoman.resolution.across import Joined, Names, Placed
    from dragoman.resolution.edges import Edge
    from dragoman.resolution.ranking import Order

E = TypeVar("E", bound=Entry)


@frozen(kw_only=True)
class Across:
    """What the blocks share.

    ``whole`` has the fields of which every entry was joined; ``added`` the joined entries of
    others, whose ``parts`` (ids) are left out. Entries that are, or are about, one of
    ``regrouped`` come together under their new id. ``rewriting`` gives all others the ids of now.
    ``of_one_mind`` are the blocks whose stand is the joined one, by position.
    """

    rewriting: Rewriting
    whole: Mapping[str, Sequence[Entry]]
    added: Mapping[str, Sequence[Entry]]
    parts: frozenset[str]
    regrouped: frozenset[str]
    people: frozenset[str]
    known: "Known"
    of_one_mind: Mapping[str, frozenset[int]]

    def counts(self, entry: Entry, block: int) -> bool:
        """Whether what a block says of an entry is about the entry as joined: how well a stand is
        attested tells nothing of another stand of the same party on the same issue."""
        if not isinstance(entry, Corroboration):
            return True
        return block in self.of_one_mind.get(entry.target, {block})

    def is_kept(self, entry: Entry) -> bool:
        """Whether an entry still says something: a question on one thing, or one on persons that
        is asked anew across the blocks, does not."""
        if not isinstance(entry, Question):
            return True
        return len(entry.candidates) > 1 and not self.people.issuperset(entry.candidates)


def join_all(
    spill: Spill, negotiation: Negotiation, edges: Sequence["Edge"], heads: Mapping[str, Document]
) -> Across:
    """Join names, then contacts and deeds under these names, then what is judged of them."""
    from dragoman.assessment.across import Known
    from dragoman.resolution.ranking import Order

    order = Order(heads)
    names = _names(spill, negotiation, edges, order)
    contacts, deeds = _happenings(spill, names, edges, order)
    happened = {**contacts.renamed, **deeds.renamed}
    ids = {**names.ids, **happened}
    called = Rewriting(ids=ids, renaming=names.renaming)
    judged = _judged(spill, called)
    known = Known(
        as_of=negotiation.as_of,
        names={party.id: party.names[0] for party in names.parties if party.names},
    )
    return Across(
        rewriting=Rewriting(ids={**ids, **judged}, renaming=names.renaming),
        whole={
            "parties": names.parties,
            "persons": names.persons,
            "organisations": names.organisations,
            "places": names.places,
        },
        added={
            "contacts": [called.entry(Contact.kind, encode(one)) for one in contacts.entries],
            "deeds": [called.entry(Deed.kind, encode(one)) for one in deeds.entries],
            "questions": names.questions,
        },
        # A joined contact or deed keeps the id of one of its parts, which must not stand twice.
        parts=frozenset(happened.values()),
        regrouped=frozenset({*happened.values(), *judged.values()}),
        people=frozenset(names.ids.values()),
        known=known,
        of_one_mind=_of_one_mind(spill, known),
    )


def _of_one_mind(spill: Spill, known: "Known") -> dict[str, frozenset[int]]:
    """For positions that several blocks hold, the blocks whose stance is that of the joined one."""
    from dragoman.assessment.across import merge_judgements

    found: dict[str, frozenset[int]] = {}
    for id_, run in groupby(spill.read("positions"), key=lambda one: one.id):
        members = [(one.block, _read(one.line, Position)) for one in run]
        if len(members) > 1:
            stance = merge_judgements(Position.kind, [p for _, p in members], known).stance
            found[id_] = frozenset(block for block, p in members if p.stance is stance)
    return found


def _happenings(
    spill: Spill, names: "Names", edges: Sequence["Edge"], order: "Order"
) -> tuple["Joined[Contact]", "Joined[Deed]"]:
    from dragoman.resolution.across import contact_keys, deed_keys, join_contacts, join_deeds

    parties = frozenset(party.id for party in names.parties)
    called = Rewriting(ids=names.ids, renaming=names.renaming)
    contacts: list[Placed[Contact]] = list(
        _crossing(spill, "contacts", called, lambda c: contact_keys(c, parties, order))
    )
    deeds: list[Placed[Deed]] = list(
        _crossing(spill, "deeds", called, lambda d: deed_keys(d, order))
    )
    return join_contacts(contacts, parties, edges, order), join_deeds(deeds, edges, order)


def _judged(spill: Spill, called: Rewriting) -> dict[str, str]:
    """Commitments and discrepancies that are another block's, with the ids of those."""
    from dragoman.assessment.across import (
        discrepancy_keys,
        join_commitments,
        join_discrepancies,
    )

    undertaken = (
        (one.block, cast(Commitment, called.entry(Commitment.kind, one.line)))
        for one in spill.read("commitments")
    )
    differing = _crossing(spill, "discrepancies", called, discrepancy_keys)
    return {
        **join_commitments(list(undertaken)),
        **join_discrepancies([(one.block, one.entry) for one in differing]),
    }


def _names(
    spill: Spill, negotiation: Negotiation, edges: Sequence["Edge"], order: "Order"
) -> "Names":
    from dragoman.resolution.across import join_names

    return join_names(
        [_read(one.line, Party) for one in spill.read("parties")],
        [_read(one.line, Person) for one in spill.read("persons")],
        [_read(one.line, Organisation) for one in spill.read("organisations")],
        [_read(one.line, Place) for one in spill.read("places")],
        negotiation,
        edges,
        order,
    )


def _read(line: bytes, noun: type[E]) -> E:
    return decode_as(line, noun)


def _crossing(
    spill: Spill, name: str, called: Rewriting, keys: Callable[[Any], Iterable[str]]
) -> Iterator["Placed[Any]"]:
    """The entries of a field that share a key with one of another block."""
    from dragoman.resolution.across import Placed

    noun = NOUNS[name]
    crossing = Crossing()
    for one in spill.read(name):
        crossing.add(one.block, keys(called.entry(noun, one.line)))
    for one in spill.read(name):
        entry = called.entry(noun, one.line)
        if crossing.has(keys(entry)):
            yield Placed(block=one.block, entry=entry)
