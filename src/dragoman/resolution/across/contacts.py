"""Contacts that several blocks tell of: joined by participants and week, as within a block."""

from collections.abc import Container, Iterator, Sequence
from itertools import groupby

from attrs import evolve

from dragoman.model import Contact, ContactStage
from dragoman.resolution.across.joined import Joined, Placed, block_ties, overlapping
from dragoman.resolution.contacts import join_signed, merge_contacts
from dragoman.resolution.edges import Edge, ties_for
from dragoman.resolution.matching import Matcher, blocks, sort_key, weeks
from dragoman.resolution.occasions import Occasion, occasion
from dragoman.resolution.ranking import Order, day_of


def contact_keys(contact: Contact, parties: Container[str], order: Order) -> Iterator[str]:
    """Where a contact is filed: by its participants and by week.

    Contacts of two blocks that share no key are never compared. One without a day, told in texts
    without a day, has none: it stays with its block.
    """
    one = _occasion(contact, parties, order)
    for block in blocks(one):
        for week in weeks(one.span or one.window):
            yield f"{'|'.join(block)}|{week}"


def join_contacts(
    placed: Sequence[Placed[Contact]],
    parties: Container[str],
    edges: Sequence[Edge],
    order: Order,
) -> Joined[Contact]:
    """Join what is one contact; the result hangs on the contacts alone, not on their order."""
    contacts = [one.entry for one in placed]
    ties = block_ties(ties_for(Contact.kind, edges, contacts), placed)
    matcher = Matcher(ties)
    told = [_together(group, parties, order) for group in overlapping(placed)]
    occasions = join_signed(told, ties)
    for one in sorted(occasions, key=lambda o: sort_key(o, order)):
        matcher.place(one)
    found = [one.members for one in matcher.index.occasions if len(one.members) > 1]
    merged = [_merged(members, parties, order) for members in found]
    return Joined(
        entries=tuple(sorted(merged, key=lambda contact: contact.id)),
        renamed={
            old.id: new.id for new, members in zip(merged, found, strict=True) for old in members
        },
    )


def _together(group: Sequence[Contact], parties: Container[str], order: Order) -> Occasion:
    first, *rest = (_occasion(one, parties, order) for one in group)
    for other in rest:
        first.absorb(other)
    return first


def _occasion(contact: Contact, parties: Container[str], order: Order) -> Occasion:
    first = contact.documents[0] if contact.documents else ""
    return occasion(contact, day_of(order.documents.get(first)), parties)


def _merged(members: Sequence[Contact], parties: Container[str], order: Order) -> Contact:
    merged = merge_contacts(members, parties, order)
    return evolve(merged, history=_history([s for m in members for s in m.history], order))


def _history(stages: Sequence[ContactStage], order: Order) -> tuple[ContactStage, ...]:
    """The stages that the blocks tell, by day; what is told the same in a row is one stage."""
    ordered = sorted(stages, key=lambda one: (_day(one), one.status.value, one.passages))
    return tuple(_one_stage(list(run), order) for _, run in groupby(ordered, key=_status))


def _day(stage: ContactStage) -> str:
    return (stage.on.edtf if stage.on else None) or "~"


def _status(stage: ContactStage) -> str:
    return stage.status.value


def _one_stage(run: Sequence[ContactStage], order: Order) -> ContactStage:
    documents = {document for stage in run for document in stage.documents}
    return evolve(
        run[0],
        documents=tuple(sorted(documents, key=order.of_document)),
        passages=order.sorted_passages({p for stage in run for p in stage.passages}),
    )
