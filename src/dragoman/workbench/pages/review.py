"""Review queue: what nobody has looked at yet, the doubtful first, the document beside it."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal, get_args

from attrs import frozen

from dragoman.model import Entry, Mark, ReviewState
from dragoman.workbench.cards import Card, card
from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.nouns import REVIEWED
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of
from dragoman.workbench.snapshot import Snapshot

Order = Literal["doubtful", "text", "newest"]


@frozen(kw_only=True)
class ReviewQuery:
    """``state``: suggested, reviewed, approved, changed (since it was approved), asked (with an
    open question) or all. ``order``: as the texts tell them, or the least sure first."""

    noun: str = ""
    state: Literal["suggested", "reviewed", "approved", "changed", "asked", "all"] = "suggested"
    party: str = ""
    document: str = ""
    order: Order = "doubtful"
    page: int = 1


@frozen(kw_only=True)
class ReviewSheet:
    """A part of the queue. ``seen`` holds for each card the decisions that stand on it."""

    cards: tuple[Card, ...]
    seen: tuple[tuple[str, ...], ...]
    paging: Paging
    nouns: tuple[tuple[str, int], ...]
    parties: tuple[tuple[str, str], ...]
    done: int
    of: int
    notes: tuple[Citation, ...]


def make(desk: Desk, query: ReviewQuery) -> ReviewSheet:
    """Compose the queue."""
    snapshot = desk.snapshot
    ordered = _ordered(query.order, desk)
    found = _fitting(ordered, query, snapshot)
    nouns = Counter(e.kind for e in found)
    rows = [e for e in found if e.kind == query.noun] if query.noun else found
    part = part_of(rows, query.page)
    return ReviewSheet(
        cards=tuple(card(entry, desk) for entry in part.rows),
        seen=tuple(_seen(entry, snapshot) for entry in part.rows),
        paging=part.paging,
        nouns=tuple((noun, nouns[noun]) for noun in REVIEWED if nouns[noun]),
        parties=_parties(desk),
        done=snapshot.looked_at,
        of=len(snapshot.queue),
        notes=desk.notes(),
    )


def _ordered(order: Order, desk: Desk) -> list[Entry]:
    snapshot = desk.snapshot
    return snapshot.kept(f"queue {order}", lambda: sorted(snapshot.queue, key=_order(order, desk)))


def _fitting(ordered: list[Entry], query: ReviewQuery, snapshot: Snapshot) -> list[Entry]:
    """The entries that the query asks for, in their order; noun and page are seen to later."""
    ids = _in_state(query.state, snapshot)
    if query.state == "suggested":
        found = [e for e in ordered if e.id not in ids]
    else:
        found = ordered if query.state == "all" else [e for e in ordered if e.id in ids]
    if query.party:
        parties = snapshot.parties_of
        found = [e for e in found if query.party in parties.get(e.id, ())]
    if query.document:
        on_it = {e.id for e in snapshot.by_document.get(query.document, ())}
        found = [e for e in found if e.id in on_it]
    return found


def _in_state(state: str, snapshot: Snapshot) -> frozenset[str]:
    """The ids of the entries in a state; for "suggested" those that are *not* in it, the fewer."""
    reviews = snapshot.reviews.items()
    match state:
        case "asked":
            threads = snapshot.threads.items()
            return frozenset(id for id, found in threads if any(one.has_open() for one in found))
        case "changed":
            return frozenset(id for id, found in reviews if found.changed)
        case "suggested":
            waiting = ReviewState.SUGGESTED
            return frozenset(id for id, found in reviews if found.state is not waiting)
        case _:
            return frozenset(id for id, found in reviews if found.state.value == state)


def _order(order: Order, desk: Desk) -> Callable[[Entry], Any]:
    numbers, nouns = desk.lookup.numbers, {noun: n for n, noun in enumerate(REVIEWED)}

    def place(entry: Entry) -> tuple[int, int]:
        document, start = min(((p.document, p.start) for p in entry.passages), default=("", 0))
        return (numbers.get(document, 0), start)

    def doubt(entry: Entry) -> tuple[object, ...]:
        score = 1.0 if entry.score is None else round(entry.score, 2)
        is_contested = desk.lookup.mark(entry) is Mark.CONTESTED
        return (nouns[entry.kind], not is_contested, score, *place(entry), entry.id)

    def newest(entry: Entry) -> tuple[object, ...]:
        number, start = place(entry)
        return (-number, start, entry.id)

    if order == "text":
        return lambda entry: (*place(entry), entry.id)
    return doubt if order == "doubtful" else newest


def _seen(entry: Entry, snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(decision.id for decision in snapshot.decisions_on.get(entry.id, ()))


def _parties(desk: Desk) -> tuple[tuple[str, str], ...]:
    ids = desk.lookup.order_of_parties
    return tuple((id, desk.lookup.party(id)) for id in ids)


def warm(desk: Desk) -> None:
    """Put the queue into each of its orders."""
    for order in get_args(Order):
        _ordered(order, desk)


PAGE = Page(
    name="review",
    path="/review",
    label="Review",
    query=ReviewQuery,
    make=make,
    count=lambda desk: len(desk.snapshot.queue) - desk.snapshot.looked_at,
    warm=warm,
)
