"""Log: every signed decision, the orphaned ones first, with what each was about."""

from typing import Literal

from attrs import frozen

from dragoman.briefing import clip, tidy
from dragoman.dossier import Orphan
from dragoman.model import Decision, Verb
from dragoman.pipeline.review import orphans_of
from dragoman.workbench.cards import Card, card
from dragoman.workbench.citations import Citation, entry_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of


@frozen(kw_only=True)
class LogQuery:
    """``who`` and ``verb`` narrow the list; ``state`` shows what stands, or was taken back."""

    who: str = ""
    verb: str = ""
    state: Literal["all", "standing", "withdrawn"] = "all"
    page: int = 1


@frozen(kw_only=True)
class LogRow:
    """One decision. ``href`` leads to its entry, empty where that is gone."""

    id: str
    who: str
    decided_at: str
    verb: str
    noun: str
    words: str
    why: str
    href: str
    is_standing: bool


@frozen(kw_only=True)
class OrphanRow:
    """A decision that found no entry, why, and the entries it may have meant."""

    row: LogRow
    why: str
    candidates: tuple[Card, ...]


@frozen(kw_only=True)
class LogSheet:
    """A part of the log, newest first, and all orphans."""

    rows: tuple[LogRow, ...]
    paging: Paging
    orphans: tuple[OrphanRow, ...]
    people: tuple[str, ...]
    verbs: tuple[str, ...]
    notes: tuple[Citation, ...]


def make(desk: Desk, query: LogQuery) -> LogSheet:
    """Compose the log."""
    log = desk.contents.decisions
    valid = {decision.id for decision in desk.snapshot.standing}
    found = [d for d in reversed(log) if _fits(d, query, d.id in valid)]
    part = part_of(found, query.page)
    orphans = _orphans(desk)
    return LogSheet(
        rows=tuple(_row(d, desk, d.id in valid) for d in part.rows),
        paging=part.paging,
        orphans=tuple(
            OrphanRow(
                row=_row(one.decision, desk, True),
                why=one.why,
                candidates=tuple(card(entry, desk) for entry in one.candidates[:5]),
            )
            for one in orphans
        ),
        people=tuple(sorted({d.who for d in log})),
        verbs=tuple(verb.value for verb in Verb),
        notes=desk.notes(),
    )


def _orphans(desk: Desk) -> tuple[Orphan, ...]:
    return desk.snapshot.kept_now("orphans", lambda: orphans_of(desk.contents))


def _fits(decision: Decision, query: LogQuery, is_standing: bool) -> bool:
    if query.who and decision.who != query.who:
        return False
    if query.verb and decision.verb.value != query.verb:
        return False
    return query.state == "all" or (query.state == "standing") == is_standing


def _row(decision: Decision, desk: Desk, is_standing: bool) -> LogRow:
    target = desk.snapshot.target_of(decision)
    words = next((p.exact for p in decision.target.passages), decision.target.head)
    return LogRow(
        id=decision.id,
        who=decision.who,
        decided_at=decision.decided_at,
        verb=decision.verb.value,
        noun=decision.target.noun,
        words=clip(tidy(words), 12),
        why=decision.why,
        href=entry_href(target.id) if target else "",
        is_standing=is_standing,
    )


PAGE = Page(
    name="log",
    path="/log",
    label="Log",
    query=LogQuery,
    make=make,
    count=lambda desk: len(desk.contents.decisions),
    is_slow=True,
    warm=_orphans,
)
