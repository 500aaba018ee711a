"""The lists of the first screen (look, "First screen")."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve

from dragoman.briefing.choosing import choose
from dragoman.briefing.content import FirstList, More
from dragoman.briefing.days import plain_day
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lines import line
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.news import FIRST_TOLD, Since, documents_until, what_is_new
from dragoman.briefing.quoting import is_one_sentence
from dragoman.briefing.ranking import Rank, document_day, rank
from dragoman.briefing.undertakings import last_stage
from dragoman.model import Commitment, ComplianceStage, Contact, Discrepancy, Entry, Mark, Position

_ESTABLISHED = (Mark.BOTH_SIDES, Mark.INDEPENDENT)
_ALONE = (Mark.ONE_ACCOUNT, Mark.HEARSAY)
_BROKEN = (ComplianceStage.REPORTED_BROKEN, ComplianceStage.LAPSED)
_SECTIONS = {
    "contact": ("contacts", "contact", "contacts"),
    "commitment": ("commitments", "commitment", "commitments"),
    "position": ("positions", "position", "positions"),
    "discrepancy": ("discrepancies", "discrepancy", "discrepancies"),
}
_NOUN_ORDER = {"discrepancy": 0, "contact": 1, "commitment": 2, "position": 3}


def first_screen(
    footnotes: Footnotes, anchors: Mapping[str, str], since: Since | None = None
) -> tuple[FirstList, ...]:
    """The lists in their order. ``anchors`` says where each entry stands in the page.

    Without ``since`` new is what only the newest day's documents carry.
    """
    lookup = footnotes.lookup
    return (
        _listed("established", "Established", _established(lookup), footnotes, anchors),
        _contested_list(footnotes, anchors),
        _listed("one-side", "Claimed by one side only", _alone(lookup), footnotes, anchors),
        _new(footnotes, anchors, since or _newest_day(lookup)),
        _listed("due", "Overdue or broken", _due(lookup), footnotes, anchors),
    )


_EMPTY = {
    "established": "Nothing is confirmed by both sides or by independent accounts yet. "
    "Reporting from further outlets or from the other side will change that.",
    "contested": "No accounts that cannot all hold were found. "
    "They will stand here with both sides' sentences.",
    "one-side": "Nothing rests on one account alone.",
    "due": "Nothing that was undertaken is reported broken, lapsed or past its day.",
}


def _listed(
    id: str,
    title: str,
    entries: Sequence[Entry],
    footnotes: Footnotes,
    anchors: Mapping[str, str],
    note: str = "",
    tails: Mapping[str, str] | None = None,
) -> FirstList:
    alone, tails = id == "one-side", tails or {}
    chosen = choose(entries, footnotes.lookup)
    shown = [
        line(e, footnotes, anchors.get(e.id, ""), alone=alone, tail=tails.get(e.id, ""))
        for e in chosen
    ]
    chosen_ids = {entry.id for entry in chosen}
    return FirstList(
        id=id,
        title=title,
        lines=tuple(shown),
        more=_more(entry for entry in entries if entry.id not in chosen_ids),
        empty="" if shown else _EMPTY.get(id, ""),
        note=note,
    )


def _contested_list(footnotes: Footnotes, anchors: Mapping[str, str]) -> FirstList:
    """Discrepancies say what each side tells; any other line says that accounts differ on it."""
    entries = _contested(footnotes.lookup)
    tails = {e.id: "; accounts differ" for e in entries if not isinstance(e, Discrepancy)}
    return _listed("contested", "Contested", entries, footnotes, anchors, tails=tails)


def _more(entries: Iterable[Entry]) -> tuple[More, ...]:
    kinds = Counter(entry.kind for entry in entries)
    return tuple(
        More(count=count, section=_SECTIONS[kind][0], label=_SECTIONS[kind][min(count, 2)])
        for kind, count in sorted(kinds.items())
    )


def _entries(lookup: Lookup) -> list[Contact | Commitment | Position]:
    contents = lookup.contents
    return [*contents.contacts, *contents.commitments, *contents.positions]


def _ordered(entries: Iterable[Entry], lookup: Lookup) -> list[Entry]:
    return sorted(entries, key=lambda e: (_NOUN_ORDER[e.kind], rank(e, lookup)))


def _established(lookup: Lookup) -> list[Entry]:
    """What both sides confirm outranks any number of others' reports (design, section 5)."""
    found = [e for e in _entries(lookup) if lookup.mark(e) in _ESTABLISHED]

    def key(entry: Entry) -> tuple[bool, bool, Rank]:
        confirmed = lookup.mark(entry) is Mark.BOTH_SIDES
        return not confirmed, entry.kind == Position.kind, rank(entry, lookup)

    return sorted(found, key=key)


def _contested(lookup: Lookup) -> list[Entry]:
    """Discrepancies, then what is marked contested and no discrepancy speaks of."""
    accounts = [a for d in lookup.contents.discrepancies for a in d.accounts]
    told = {id for account in accounts for id in account.statements}
    places = [p for account in accounts for p in account.passages]
    rest = [
        e
        for e in _entries(lookup)
        if lookup.mark(e) is Mark.CONTESTED
        and not told.intersection(getattr(e, "statements", ()))
        and not any(
            is_one_sentence(p, place, lookup.documents) for p in e.passages for place in places
        )
    ]
    return _ordered([*lookup.contents.discrepancies, *rest], lookup)


def _alone(lookup: Lookup) -> list[Entry]:
    found = [e for e in _entries(lookup) if lookup.mark(e) in _ALONE]
    return sorted(
        found,
        key=lambda e: (lookup.mark(e) is Mark.HEARSAY, _NOUN_ORDER[e.kind], rank(e, lookup)),
    )


def _due(lookup: Lookup) -> list[Entry]:
    """Commitments past their day, and those last reported broken or lapsed; the broken first."""
    found = [c for c in lookup.contents.commitments if c.overdue_since or _is_broken(c)]
    broken = [c for c in found if _is_broken(c)]
    late = [c for c in found if not _is_broken(c)]
    return [entry for group in (broken, late) for entry in _ordered(group, lookup)]


def _is_broken(commitment: Commitment) -> bool:
    return last_stage(commitment.compliance) in _BROKEN


def _new(footnotes: Footnotes, anchors: Mapping[str, str], since: Since | FirstList) -> FirstList:
    """What is told first or changed since, each line saying what is new about it."""
    if isinstance(since, FirstList):
        return since
    lookup = footnotes.lookup
    entries = [*lookup.contents.discrepancies, *_entries(lookup)]
    told = {e.id: what for e in entries if (what := what_is_new(e, since, lookup))}
    tails = {id: f" – new: {what}" for id, what in told.items() if what != FIRST_TOLD}
    fresh = _ordered((e for e in entries if e.id in told), lookup)
    title = f"New since {since.title}"
    found = _listed("new", title, fresh, footnotes, anchors, since.note, tails)
    return found if found.lines else evolve(found, empty=since.nothing)


def _newest_day(lookup: Lookup) -> Since | FirstList:
    """What only the newest day's documents carry, where there is no earlier brief or day asked."""
    originals = [d.id for d in lookup.contents.documents if not d.copy_of]
    days = sorted({day for id in originals if (day := document_day(id, lookup))})
    if len(days) < 2:
        return FirstList(id="new", title="New", empty=_nothing_to_compare(days))
    before = plain_day(days[-2])
    return Since(
        title=before,
        known=documents_until(lookup.contents.documents, days[-2], lookup),
        note=f"Told, or changed, by documents of {plain_day(days[-1])} only.",
    )


def _nothing_to_compare(days: Sequence[date]) -> str:
    if not days:
        return (
            "No document gives its day, so nothing can be called new. Give days in a file "
            "NAME.meta.toml beside each document, and add it again."
        )
    return (
        f"All dated documents are of one day, {plain_day(days[0])}. "
        "What later documents add will stand here."
    )
