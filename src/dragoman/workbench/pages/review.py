"""Review queue: what nobody has looked at yet, the doubtful first, the document beside it."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

from attrs import frozen

from dragoman.model import Entry, Mark, ReviewState
from dragoman.workbench.cards import Card, card
from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of
from dragoman.workbench.snapshot import Snapshot

NOUNS = (
    "discrepancy",
    "commitment",
    "contact",
    "position",
    "statement",
    "deed",
    "assessment",
    "constraint",
    "leverage",
    "linkage",
    "question",
    "finding",
    "person",
    "organisation",
)
"""Nouns that stand in the queue, those first on which others rest least."""

STATES = ("suggested", "reviewed", "approved", "changed", "asked", "all")


@frozen(kw_only=True)
class ReviewQuery:
    """``state``: suggested, reviewed, approved, changed (since it was approved), asked (with an
    open question) or all. ``order``: as the texts tell them, or the least sure first."""

    noun: str = ""
    state: Literal["suggested", "reviewed", "approved", "changed", "asked", "all"] = "suggested"
    party: str = ""
    document: str = ""
    order: Literal["doubtful", "text", "newest"] = "doubtful"
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
    ordered = snapshot.kept(
        f"queue {query.order}", lambda: sorted(snapshot.queue, key=_order(query, desk))
    )
    found = [e for e in ordered if _fits(e, query, snapshot)]
    nouns = Counter(e.kind for e in found)
    rows = [e for e in found if not query.noun or e.kind == query.noun]
    part = part_of(rows, query.page)
    return ReviewSheet(
        cards=tuple(card(entry, desk) for entry in part.rows),
        seen=tuple(_seen(entry, snapshot) for entry in part.rows),
        paging=part.paging,
        nouns=tuple((noun, nouns[noun]) for noun in NOUNS if nouns[noun]),
        parties=_parties(desk),
        done=snapshot.looked_at,
        of=len(snapshot.queue),
        notes=desk.notes(),
    )


def _state(entry: Entry, snapshot: Snapshot) -> ReviewState:
    found = snapshot.reviews.get(entry.id)
    return found.state if found else ReviewState.SUGGESTED


def _fits(entry: Entry, query: ReviewQuery, snapshot: Snapshot) -> bool:
    if query.party and query.party not in snapshot.parties_of.get(entry.id, ()):
        return False
    if query.document and all(p.document != query.document for p in entry.passages):
        return False
    if query.state == "all":
        return True
    if query.state == "asked":
        return any(one.has_open() for one in snapshot.threads.get(entry.id, ()))
    found = snapshot.reviews.get(entry.id)
    if query.state == "changed":
        return bool(found and found.changed)
    return _state(entry, snapshot).value == query.state


def _order(query: ReviewQuery, desk: Desk) -> Callable[[Entry], Any]:
    numbers, nouns = desk.lookup.numbers, {noun: n for n, noun in enumerate(NOUNS)}

    def place(entry: Entry) -> tuple[int, int]:
        first = min(entry.passages, default=None)
        return (numbers.get(first.document, 0), first.start) if first else (0, 0)

    def doubt(entry: Entry) -> tuple[object, ...]:
        score = 1.0 if entry.score is None else round(entry.score, 2)
        is_contested = desk.lookup.mark(entry) is Mark.CONTESTED
        return (nouns[entry.kind], not is_contested, score, *place(entry), entry.id)

    def newest(entry: Entry) -> tuple[object, ...]:
        number, start = place(entry)
        return (-number, start, entry.id)

    if query.order == "text":
        return lambda entry: (*place(entry), entry.id)
    return doubt if query.order == "doubtful" else newest


def _seen(entry: Entry, snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(decision.id for decision in snapshot.decisions_on.get(entry.id, ()))


def _parties(desk: Desk) -> tuple[tuple[str, str], ...]:
    ids = desk.lookup.order_of_parties
    return tuple((id, desk.lookup.party(id)) for id in ids)


PAGE = Page(
    name="review",
    path="/review",
    label="Review",
    query=ReviewQuery,
    make=make,
    count=lambda desk: len(desk.snapshot.queue) - desk.snapshot.looked_at,
)
