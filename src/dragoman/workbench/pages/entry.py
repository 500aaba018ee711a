"""Entry: everything on one entry, the document beside it, and what may be done with it."""

from typing import Any

from attrs import frozen

from dragoman.dossier import Remark
from dragoman.model import Corroboration, Decision, to_builtins
from dragoman.workbench.cards import Card, card
from dragoman.workbench.citations import Citation, document_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page


@frozen(kw_only=True)
class EntryQuery:
    """The id in the path."""

    id: str


@frozen(kw_only=True)
class Place:
    """One passage of the entry, with what stands around it; offsets in code points."""

    document: str
    label: str
    href: str
    role: str
    before: str
    exact: str
    after: str
    start: int
    end: int


@frozen(kw_only=True)
class Past:
    """A decision on the entry: who, when, what, why; ``is_standing`` False once taken back."""

    id: str
    who: str
    decided_at: str
    verb: str
    why: str
    before: str
    after: str
    is_standing: bool


@frozen(kw_only=True)
class EntrySheet:
    """One entry. ``seen`` are the ids of the decisions on it that this page shows, sent back with
    whatever is decided here so that nothing is overwritten unseen."""

    card: Card
    fields: dict[str, Any]
    because: tuple[str, ...]
    score: float | None
    reader: str
    credibility: str
    credibility_because: str
    places: tuple[Place, ...]
    thread: tuple[Remark, ...]
    past: tuple[Past, ...]
    seen: tuple[str, ...]
    notes: tuple[Citation, ...]


def make(desk: Desk, query: EntryQuery) -> EntrySheet:
    """Compose the page of one entry. Raises ``UnknownEntry``."""
    entry = desk.snapshot.entry(query.id)
    found = desk.lookup.corroborations.get(entry.id)
    past = _past(desk, entry.id)
    values = to_builtins(entry)
    return EntrySheet(
        card=card(entry, desk),
        fields={k: v for k, v in values.items() if k not in ("passages", "because", "text")},
        because=entry.because,
        score=entry.score,
        reader=f"{entry.reader.name} {entry.reader.version}" if entry.reader else "",
        credibility=_digit(found),
        credibility_because=found.credibility_because if found else "",
        places=tuple(_place(passage, desk) for passage in entry.passages),
        thread=desk.snapshot.threads.get(entry.id, ()),
        past=past,
        seen=tuple(one.id for one in past if one.is_standing),
        notes=desk.notes(),
    )


def _digit(found: Corroboration | None) -> str:
    return "" if found is None or found.credibility is None else str(int(found.credibility))


def _place(passage: Any, desk: Desk) -> Place:
    return Place(
        document=passage.document,
        label=desk.lookup.document_label(passage.document),
        href=document_href(passage.document, passage.start, passage.end),
        role=passage.role,
        before=passage.prefix,
        exact=passage.exact,
        after=passage.suffix,
        start=passage.start,
        end=passage.end,
    )


def _past(desk: Desk, entry_id: str) -> tuple[Past, ...]:
    valid = {d.id for d in desk.snapshot.standing}
    return tuple(_told(d, d.id in valid) for d in desk.snapshot.decisions_on.get(entry_id, ()))


def _told(decision: Decision, is_standing: bool) -> Past:
    return Past(
        id=decision.id,
        who=decision.who,
        decided_at=decision.decided_at,
        verb=decision.verb.value,
        why=decision.why,
        before=decision.before or "",
        after=decision.after or "",
        is_standing=is_standing,
    )


PAGE = Page(name="entry", path="/entries/{id}", query=EntryQuery, make=make)
