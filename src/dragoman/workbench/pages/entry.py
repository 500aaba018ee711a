"""Entry: everything on one entry, the document beside it, and what may be done with it."""

from typing import Any, Literal

from attrs import frozen

from dragoman.dossier import Remark
from dragoman.model import Corroboration, Decision, Document, Entry, to_builtins
from dragoman.pipeline.review import Field, addable, fields_for, members_of
from dragoman.pipeline.review.forms import values_of
from dragoman.pipeline.review.merging import Member
from dragoman.workbench.cards import Card, card
from dragoman.workbench.citations import Citation, document_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page


@frozen(kw_only=True)
class EntryQuery:
    """The id in the path. ``form`` asks for the fields to correct, which may have thousands of
    names to choose from; ``setting`` "digit" for the form of the credibility, in which no letter of
    reliability is shown."""

    id: str
    form: Literal["", "correct"] = ""
    setting: Literal["", "digit"] = ""


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
class MemberRow:
    """A part of a merged entry that can leave it: what one document tells."""

    id: str
    label: str
    words: str


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
    credibility_computed: str
    is_correctable: bool
    form: tuple[Field, ...]
    values: dict[str, Any]
    members: tuple[MemberRow, ...]
    pairs: tuple[Card, ...]
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
    is_correctable = entry.kind in addable() or isinstance(entry, Document)
    wants_form = is_correctable and query.form == "correct"
    form = fields_for(entry.kind, desk.contents) if wants_form else ()
    return EntrySheet(
        card=card(entry, desk),
        fields={k: v for k, v in values.items() if k not in ("passages", "because", "text")},
        because=entry.because,
        score=entry.score,
        reader=f"{entry.reader.name} {entry.reader.version}" if entry.reader else "",
        credibility=_digit(found),
        credibility_because=found.credibility_because if found else "",
        credibility_computed=_computed(found),
        is_correctable=is_correctable,
        form=form,
        values=values_of(entry, form) if form else {},
        members=tuple(_member(one, desk) for one in members_of(entry)),
        pairs=tuple(card(one, desk) for one in _rivals(entry, desk)),
        places=tuple(_place(passage, desk) for passage in entry.passages),
        thread=desk.snapshot.threads.get(entry.id, ()),
        past=past,
        seen=tuple(one.id for one in past if one.is_standing),
        notes=desk.notes(),
    )


def _digit(found: Corroboration | None) -> str:
    return "" if found is None or found.credibility is None else str(int(found.credibility))


def _computed(found: Corroboration | None) -> str:
    """The digit by the rule table where an analyst's lies over it; empty otherwise."""
    computed = getattr(found, "computed", None)
    return "" if computed is None else str(int(computed))


def _member(member: Member, desk: Desk) -> MemberRow:
    words = " … ".join(p.exact for p in member.passages[:3])
    return MemberRow(id=member.id, label=desk.lookup.document_label(member.document), words=words)


def _rivals(entry: Entry, desk: Desk) -> list[Entry]:
    """What the program asks of this entry: others that may be the same, by open questions."""
    ids = [
        id
        for question in desk.snapshot.asked_about.get(entry.id, ())
        for id in question.candidates
        if id != entry.id
    ]
    known = desk.snapshot.entries
    return [known[id] for id in dict.fromkeys(ids) if id in known]


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
