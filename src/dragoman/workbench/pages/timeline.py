"""Time line: contacts, deeds and commitments over time, and what happened around an entry."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from attrs import frozen

from dragoman.briefing import capital, counted, joined, line, plain_day
from dragoman.model import Mark
from dragoman.workbench.cards import Card, Stamp, card, stamp
from dragoman.workbench.charts import Counts, Lanes, count_marks, lay_lanes
from dragoman.workbench.charts.lanes import DRAWN_AT_MOST, LaneMark, core_stretch
from dragoman.workbench.citations import Citation, entry_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.happenings import (
    DEEDS,
    DUE,
    FAILED,
    MOVED,
    Happening,
    days_words,
    entry_day,
    happening_label,
)
from dragoman.workbench.pages.narrowing import Choice, Stretch, choices, in_order, stretch_of
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of

LANES = ("summit", "talks", "meeting", "visit", "call", "back channel", "letter")
ORDER = (*LANES, DEEDS, DUE, FAILED, MOVED)
"""Lanes from above; others stand below them."""

KINDS = {
    "contact": "Contacts",
    "deed": "Deeds",
    "commitment": "Commitments",
    "position": "Positions moved",
}
LONGEST_DAYS = 366
"""How far "around this" can reach on either side."""


@frozen(kw_only=True)
class TimelineQuery:
    """``since`` and ``until`` are days, months or years (EDTF), both within the stretch.

    ``around`` is an entry's id: what happened up to ``within`` days before and after it.
    """

    party: str = ""
    issue: str = ""
    kind: Literal["", "contact", "deed", "commitment", "position"] = ""
    status: str = ""
    since: str = ""
    until: str = ""
    around: str = ""
    within: int = 7
    page: int = 1


@frozen(kw_only=True)
class TimeRow:
    """One happening of the table; ``apart`` says how far it is from what it stands around."""

    number: int
    entry: str
    href: str
    kind: str
    lane: str
    status: str
    look: str
    day: str
    text: str
    mark: Mark | None
    citations: tuple[int, ...]
    stamp: Stamp
    apart: str = ""


@frozen(kw_only=True)
class Move:
    """Another stretch that can be looked at, in two days of an address."""

    label: str
    since: str
    until: str


@frozen(kw_only=True)
class Beyond:
    """What lies far outside the drawn stretch: how many, and the stretch that holds all."""

    count: int
    since: str
    until: str


@frozen(kw_only=True)
class Timeline:
    """The drawn marks or, where they are many, their counts; and the table behind it.

    ``around`` is the entry that it stands around, ``day`` its day in words; ``undated`` counts
    what has no day and stands at the end of the table.
    """

    title: str
    lanes: Lanes | None
    counts: Counts | None
    rows: tuple[TimeRow, ...]
    paging: Paging
    undated: int
    beyond: Beyond | None
    around: Card | None
    day: str
    moves: tuple[Move, ...]
    parties: tuple[Choice, ...]
    issues: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    total: int
    notes: tuple[Citation, ...]


def make(desk: Desk, query: TimelineQuery) -> Timeline:
    """Compose the time line.

    Raises:
        UnknownEntry: there is no entry to look around.
        BadRequest: a day cannot be read.
    """
    lookup, index = desk.lookup, desk.snapshot.index
    stretch = stretch_of(query.since, query.until)
    middle = entry_day(desk.snapshot.entry(query.around), lookup) if query.around else (None, None)
    if query.around:
        stretch = _around(middle, query.within)
    found = [one for one in index.happenings if _fits(one, query, stretch)]
    numbered = list(enumerate(found, 1))
    dated = [(n, one) for n, one in numbered if one.is_dated]
    shown, drawn_days = _drawn(dated, stretch)
    part = part_of(numbered, query.page)
    lanes, counts = _drawing(shown, drawn_days, _both(middle), desk, query)
    around = card(desk.snapshot.entry(query.around), desk) if query.around else None
    return Timeline(
        title=_title(found, query, desk),
        lanes=lanes,
        counts=counts,
        rows=tuple(_row(n, one, desk, middle if query.around else None) for n, one in part.rows),
        paging=part.paging,
        undated=len(numbered) - len(dated),
        beyond=_beyond(dated, shown),
        around=around,
        day=days_words(middle) if query.around else "",
        moves=tuple(_moves(stretch)) if not query.around else (),
        parties=choices(desk, "timeline.party", lookup.party),
        issues=choices(desk, "timeline.issue", lookup.issue),
        kinds=in_order(choices(desk, "timeline.kind", KINDS.__getitem__), KINDS),
        statuses=choices(desk, "timeline.status"),
        total=len(index.happenings),
        notes=desk.notes(),
    )


def _drawing(
    shown: Sequence[tuple[int, Happening]],
    days: tuple[date, date] | None,
    band: tuple[date, date] | None,
    desk: Desk,
    query: TimelineQuery,
) -> tuple[Lanes | None, Counts | None]:
    """The marks one by one or, where they are many, their counts; nothing where none has a day."""
    alternative = _alternative([one for _, one in shown], days)
    if days is None:
        return None, None
    if len(shown) > DRAWN_AT_MOST:
        return None, count_marks([one for _, one in shown], days, ORDER, alternative)
    marks = [_mark(n, one, desk, query.around) for n, one in shown]
    return lay_lanes(marks, days, ORDER, alternative, band), None


def _fits(one: Happening, query: TimelineQuery, stretch: Stretch) -> bool:
    if query.kind:
        if one.kind != query.kind:
            return False
    elif one.kind == "position" and not query.around:
        return False
    if query.party and query.party not in one.parties:
        return False
    if query.issue and query.issue not in one.issues:
        return False
    if query.status and one.status != query.status:
        return False
    if query.around:
        return bool(stretch) and one.touches(stretch.since, stretch.until)
    return not stretch or one.touches(stretch.since, stretch.until)


def _both(days: tuple[date | None, date | None]) -> tuple[date, date] | None:
    first, last = days[0] or days[1], days[1] or days[0]
    return (first, last) if first and last else None


def _around(days: tuple[date | None, date | None], within: int) -> Stretch:
    """So many days before and after; empty where no day is known."""
    known = _both(days)
    if known is None:
        return Stretch()
    reach = min(max(within, 1), LONGEST_DAYS)
    return Stretch(since=_moved(known[0], -reach), until=_moved(known[1], reach))


def _moved(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _drawn(
    dated: Sequence[tuple[int, Happening]], stretch: Stretch
) -> tuple[list[tuple[int, Happening]], tuple[date, date] | None]:
    """What is drawn, and over which days: the stretch asked for, else where most of it lies."""
    ends = [both for _, one in dated if (both := _both((one.start, one.end)))]
    core = core_stretch(ends)
    if core is None:
        return [], None
    if stretch:
        first = stretch.since or min(core[0], stretch.until or core[0])
        last = stretch.until or max(core[1], first)
        return list(dated), (first, last)
    return [(n, one) for n, one in dated if one.touches(*core)], core


def _beyond(
    dated: Sequence[tuple[int, Happening]], shown: Sequence[tuple[int, Happening]]
) -> Beyond | None:
    if len(dated) == len(shown):
        return None
    days = [day for _, one in dated for day in (one.start, one.end) if day]
    return Beyond(
        count=len(dated) - len(shown), since=min(days).isoformat(), until=max(days).isoformat()
    )


def _mark(number: int, one: Happening, desk: Desk, here: str) -> LaneMark:
    return LaneMark(
        number=number,
        entry=one.entry.id,
        href=entry_href(one.entry.id),
        lane=one.lane,
        look=one.look,
        label=f"{days_words((one.start, one.end))}: {happening_label(one, desk.lookup)}",
        kind=one.kind,
        status=one.status,
        start=one.start,
        end=one.end,
        parties=one.parties,
        is_here=one.entry.id == here,
    )


def _row(
    number: int,
    one: Happening,
    desk: Desk,
    middle: tuple[date | None, date | None] | None,
) -> TimeRow:
    told = line(one.entry, desk.footnotes)
    return TimeRow(
        number=number,
        entry=one.entry.id,
        href=entry_href(one.entry.id),
        kind=one.kind,
        lane=one.lane,
        status=one.status,
        look=one.look,
        day=days_words((one.start, one.end)),
        text=told.text,
        mark=told.mark,
        citations=told.citations,
        stamp=stamp(one.entry.id, desk),
        apart=_apart(one, _both(middle)) if middle else "",
    )


def _apart(one: Happening, middle: tuple[date, date] | None) -> str:
    """How far it lies from what it stands around."""
    own = _both((one.start, one.end))
    if middle is None or own is None:
        return ""
    if own[1] < middle[0]:
        return f"{counted((middle[0] - own[1]).days, 'day')} before"
    if own[0] > middle[1]:
        return f"{counted((own[0] - middle[1]).days, 'day')} after"
    return "the same day" if own == middle and own[0] == own[1] else "in these days"


def _title(found: Sequence[Happening], query: TimelineQuery, desk: Desk) -> str:
    """What the time line answers: how often they talked, when last, what is overdue."""
    contacts = [one for one in found if one.kind == "contact"]
    held = [one for one in contacts if one.status in ("held", "under way")]
    days = [one.end for one in held if one.start and one.end]
    last = f", the last with a day: {plain_day(max(days))}" if days else ""
    parts = [f"{counted(len(held), 'contact')} held{last}"] if contacts else []
    others = len(contacts) - len(held)
    parts += [f"{others:,} not held or not yet"] if others else []
    parts += [counted(n, "deed")] if (n := sum(one.kind == "deed" for one in found)) else []
    due = sum(one.lane == DUE for one in found)
    late = sum(one.lane == DUE and one.status == "overdue" for one in found)
    failed = sum(one.lane == FAILED for one in found)
    parts += [f"{counted(due, 'commitment')} due" + (f", {late} overdue" if late else "")] * bool(
        due
    )
    parts += [f"{failed} lapsed or broken"] if failed else []
    moved = sum(one.kind == "position" for one in found)
    parts += [f"{counted(moved, 'position')} moved"] if moved else []
    who = f"{capital(desk.lookup.party(query.party))}: " if query.party and parts else ""
    return who + ("; ".join(parts) or "Nothing on the time line")


def _alternative(found: Sequence[Happening], days: tuple[date, date] | None) -> str:
    if days is None:
        return "Nothing has a day."
    lanes = Counter(one.lane for one in found)
    told = joined([f"{lane} {count}" for lane, count in sorted(lanes.items())])
    return (
        f"Time line from {plain_day(days[0])} to {plain_day(days[1])}, one lane for each channel "
        f"and kind: {told}. The table after it says the same."
    )


def _moves(stretch: Stretch) -> Iterator[Move]:
    """Where one can go from a stretch: before it, after it, wider."""
    if stretch.since is None or stretch.until is None:
        return
    days = (stretch.until - stretch.since).days + 1
    half = max(days // 2, 1)
    for label, first, last in (
        ("Earlier", _moved(stretch.since, -days), _moved(stretch.since, -1)),
        ("Later", _moved(stretch.until, 1), _moved(stretch.until, days)),
        ("Wider", _moved(stretch.since, -half), _moved(stretch.until, half)),
    ):
        yield Move(label=label, since=first.isoformat(), until=last.isoformat())


PAGE = Page(
    name="timeline",
    path="/timeline",
    label="Time line",
    query=TimelineQuery,
    make=make,
    count=lambda desk: sum(one.kind != "position" for one in desk.snapshot.index.happenings),
)
