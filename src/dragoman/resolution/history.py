"""How a contact stood when it was told: planned, then held; announced, then cancelled."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve

from dragoman.model import Contact, ContactStage, ContactStatus, When
from dragoman.resolution.ranking import Order, day_of

_LIFE = (
    ContactStatus.SUGGESTED,
    ContactStatus.PLANNED,
    ContactStatus.UNDER_WAY,
    ContactStatus.CANCELLED,
    ContactStatus.HELD,
    ContactStatus.DENIED,
)
"""The way of a contact: what one day tells of it stands in this order."""

_OVER = frozenset({ContactStatus.UNDER_WAY, ContactStatus.HELD})
_AHEAD = frozenset({ContactStatus.SUGGESTED, ContactStatus.PLANNED})


def stages(members: Sequence[Contact], order: Order) -> tuple[ContactStage, ...]:
    """The stages of one contact, oldest first, from all accounts of it.

    Accounts in a row that tell the same are one stage. What is told on a day after the contact
    began and still calls it planned looks back: it belongs to the plan. Accounts without a day
    of their own go with the stage that tells the same; alone, they have a stage of their own.
    """
    dated = [(day, m) for m in members if (day := _told_on(m, order)) is not None]
    dated.sort(key=lambda pair: (pair[0], _LIFE.index(pair[1].status), order.key(pair[1])))
    found = [
        _stage(status, day, accounts, order)
        for status, day, accounts in _runs(_looking_ahead(dated))
    ]
    for status in _LIFE:
        rest = [m for m in members if m.status is status and not _is_in(m, found)]
        if rest:
            _put(found, _stage(status, None, rest, order), order)
    return tuple(found)


def _told_on(member: Contact, order: Order) -> str | None:
    days = [day_of(order.documents.get(p.document)) for p in member.passages[:1]]
    return days[0] if days else None


def _looking_ahead(dated: Sequence[tuple[str, Contact]]) -> list[tuple[str, Contact]]:
    """The accounts without those that call a contact planned after it began."""
    began = min((day for day, m in dated if m.status in _OVER), default=None)
    return [(day, m) for day, m in dated if began is None or m.status not in _AHEAD or day <= began]


def _runs(
    dated: Sequence[tuple[str, Contact]],
) -> Iterator[tuple[ContactStatus, str, list[Contact]]]:
    for status, run in groupby(dated, key=lambda pair: pair[1].status):
        pairs = list(run)
        yield status, pairs[0][0], [m for _, m in pairs]


def _stage(
    status: ContactStatus, day: str | None, accounts: Sequence[Contact], order: Order
) -> ContactStage:
    documents = {p.document for m in accounts for p in m.passages}
    return ContactStage(
        status=status,
        on=When(text=day, edtf=day) if day else None,
        documents=tuple(sorted(documents, key=order.of_document)),
        passages=order.passages(accounts),
    )


def _is_in(member: Contact, found: Sequence[ContactStage]) -> bool:
    own = set(member.passages)
    return any(s.status is member.status and own <= set(s.passages) for s in found)


def _put(found: list[ContactStage], late: ContactStage, order: Order) -> None:
    """Add what has no day: to the first stage that tells the same, else where it fits in a life."""
    for number, stage in enumerate(found):
        if stage.status is late.status:
            found[number] = evolve(
                stage,
                documents=tuple(sorted({*stage.documents, *late.documents}, key=order.of_document)),
                passages=order.sorted_passages({*stage.passages, *late.passages}),
            )
            return
    rank = _LIFE.index(late.status)
    place = next((n for n, s in enumerate(found) if _LIFE.index(s.status) > rank), len(found))
    found.insert(place, late)
