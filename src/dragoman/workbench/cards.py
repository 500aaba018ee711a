"""Card: an entry as it stands on any page, with how far it was looked at."""

from attrs import frozen

from dragoman.briefing import Badge, Fact, Item, entry_item
from dragoman.model import Entry, Mark, ReviewState
from dragoman.workbench.citations import entry_href
from dragoman.workbench.desk import Desk


@frozen(kw_only=True)
class Stamp:
    """How far an entry was looked at: its state, and who said so when (UTC, ISO 8601)."""

    state: ReviewState = ReviewState.SUGGESTED
    who: str = ""
    decided_at: str = ""


@frozen(kw_only=True)
class Card:
    """One entry: its sentence with mark and citations, its details, its review.

    ``handling`` is the mark that holds for it, empty for none; ``remarks`` counts notes and
    questions, ``open_questions`` those of them that nobody answered.
    """

    id: str
    kind: str
    href: str
    text: str
    mark: Mark | None = None
    citations: tuple[int, ...] = ()
    facts: tuple[Fact, ...] = ()
    badges: tuple[Badge, ...] = ()
    day: str = ""
    status: str = ""
    stamp: Stamp = Stamp()
    handling: str = ""
    remarks: int = 0
    open_questions: int = 0


def card(entry: Entry, desk: Desk) -> Card:
    """The card of an entry, its citations taken from the desk's register."""
    item = entry_item(entry, desk.footnotes)
    return _card(entry, item, desk)


def _card(entry: Entry, item: Item, desk: Desk) -> Card:
    snapshot = desk.snapshot
    threads = snapshot.threads.get(entry.id, ())
    handling = snapshot.handlings.of(entry.id)
    return Card(
        id=entry.id,
        kind=entry.kind,
        href=entry_href(entry.id),
        text=item.line.text,
        mark=item.line.mark,
        citations=item.line.citations,
        facts=item.facts,
        badges=item.badges,
        day=item.day,
        status=item.status,
        stamp=stamp(entry.id, desk),
        handling=handling.value if handling else "",
        remarks=len(threads),
        open_questions=sum(1 for thread in threads if thread.has_open()),
    )


def stamp(entry_id: str, desk: Desk) -> Stamp:
    """How far an entry was looked at."""
    found = desk.snapshot.reviews.get(entry_id)
    if found is None:
        return Stamp()
    return Stamp(state=found.state, who=found.who or "", decided_at=found.decided_at or "")
