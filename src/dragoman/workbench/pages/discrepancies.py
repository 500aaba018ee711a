"""Discrepancies: where accounts cannot all hold, both sides' sentences next to each other."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from dragoman.briefing import Side, capital, counted, dispute_of
from dragoman.model import DiscrepancyKind, Mark
from dragoman.workbench.cards import Stamp, stamp
from dragoman.workbench.citations import Citation, entry_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.happenings import days_words, happening_label
from dragoman.workbench.index import Disputed
from dragoman.workbench.pages.narrowing import Choice, choices, in_order
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of

PER_PAGE = 20


@frozen(kw_only=True)
class DiscrepanciesQuery:
    """``contact`` is the id of a contact that the accounts are about."""

    kind: Literal[
        "", "denial", "outcome", "number", "day", "presence", "identity", "meaning", "compliance",
        "condition", "status",
    ] = ""  # fmt: skip
    party: str = ""
    issue: str = ""
    contact: str = ""
    page: int = 1


@frozen(kw_only=True)
class DisputeRow:
    """One matter: each side's own sentence, why they cannot both hold, who stands where."""

    id: str
    href: str
    kind: str
    text: str
    mark: Mark
    citations: tuple[int, ...]
    sides: tuple[Side, ...]
    why: str
    accounts: str
    score: float | None
    contacts: tuple[tuple[str, str], ...]
    stamp: Stamp
    handling: str


@frozen(kw_only=True)
class Discrepancies:
    """The list and what it can be narrowed by."""

    title: str
    rows: tuple[DisputeRow, ...]
    paging: Paging
    kinds: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    issues: tuple[Choice, ...]
    contacts: tuple[Choice, ...]
    total: int
    notes: tuple[Citation, ...]


def make(desk: Desk, query: DiscrepanciesQuery) -> Discrepancies:
    """Compose the page."""
    index, lookup = desk.snapshot.index, desk.lookup
    found = [one for one in index.discrepancies if _fits(one, query)]
    part = part_of(found, query.page, PER_PAGE)
    return Discrepancies(
        title=_title(found),
        rows=tuple(_row(one, desk) for one in part.rows),
        paging=part.paging,
        kinds=in_order(
            choices(desk, "discrepancies.kind"), [kind.value for kind in DiscrepancyKind]
        ),
        parties=choices(desk, "discrepancies.party", lookup.party),
        issues=choices(desk, "discrepancies.issue", lookup.issue),
        contacts=choices(desk, "discrepancies.contact", lambda id: _contact_label(id, desk)),
        total=len(index.discrepancies),
        notes=desk.notes(),
    )


def _fits(one: Disputed, query: DiscrepanciesQuery) -> bool:
    if query.kind and one.entry.discrepancy_kind != query.kind:
        return False
    if query.party and query.party not in one.parties:
        return False
    if query.issue and query.issue not in one.issues:
        return False
    return not query.contact or query.contact in one.contacts


def _title(found: Sequence[Disputed]) -> str:
    """How many matters, and of which kinds most."""
    kinds = Counter(one.entry.discrepancy_kind.value for one in found).most_common(3)
    told = ", ".join(f"{count:,} over {_OVER[kind]}" for kind, count in kinds)
    head = counted(len(found), "matter") if len(found) != 1 else "One matter"
    return f"Accounts differ on {head.lower()}: {told}" if found else "No discrepancy"


_OVER = {
    "denial": "whether it was so",
    "outcome": "what was agreed",
    "number": "a number",
    "day": "a day",
    "presence": "who was there",
    "identity": "who is meant",
    "meaning": "what it covers",
    "compliance": "whether it is kept",
    "condition": "a condition",
    "status": "how it stands",
}


def _contact_label(id: str, desk: Desk) -> str:
    one = desk.snapshot.index.contact_happening.get(id)
    if one is None:
        return id
    return capital(f"{happening_label(one, desk.lookup)}, {days_words((one.start, one.end))}")


def _row(one: Disputed, desk: Desk) -> DisputeRow:
    made = dispute_of(one.entry, one.entry.id, desk.footnotes)
    handling = desk.snapshot.handlings.of(one.entry.id)
    return DisputeRow(
        id=one.entry.id,
        href=entry_href(one.entry.id),
        kind=made.label,
        text=made.line.text,
        mark=made.line.mark or Mark.CONTESTED,
        citations=made.line.citations,
        sides=made.sides,
        why=made.why,
        accounts=made.accounts,
        score=one.entry.score,
        contacts=tuple((id, _contact_label(id, desk)) for id in sorted(one.contacts)[:3]),
        stamp=stamp(one.entry.id, desk),
        handling=handling.value if handling else "",
    )


PAGE = Page(
    name="discrepancies",
    path="/discrepancies",
    label="Discrepancies",
    query=DiscrepanciesQuery,
    make=make,
    count=lambda desk: len(desk.contents.discrepancies),
)
