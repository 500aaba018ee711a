"""Positions: who stands where on what, as of any day, and how that moved."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from attrs import evolve, frozen

from dragoman.briefing import (
    Cell,
    capital,
    day_words,
    line,
    matrix,
    matrix_title,
    series_lines,
    tidy,
)
from dragoman.model import Basis, Mark, Movement, Position, Stance
from dragoman.workbench.cards import Card, Stamp, card, stamp
from dragoman.workbench.citations import Citation, entry_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.moving import as_said_by, moved_on, said_on
from dragoman.workbench.pages.narrowing import Choice, choices, day_of, in_order
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of

PARTIES_AT_MOST, ISSUES_AT_MOST = 8, 24
"""Columns and rows of the matrix, those with most positions; ``size=all`` shows every one."""

PER_PAGE = 25
SERIES_SHOWN = 4


@frozen(kw_only=True)
class PositionsQuery:
    """``on`` is a day, month or year: what had been said up to its end. ``open`` is the id of a
    position whose series stands below the matrix."""

    on: str = ""
    party: str = ""
    issue: str = ""
    stance: Literal["", "for", "against", "open", "unclear"] = ""
    basis: str = ""
    open: str = ""
    size: Literal["most", "all"] = "most"
    page: int = 1


@frozen(kw_only=True)
class PositionCell:
    """One party on one issue. ``mark`` is None as of a day: how well a position is attested is
    known for today's file alone."""

    position: str
    stance: str
    act: str
    conditional: bool
    sentences: int
    mark: Mark | None
    arrow: str
    moved: str


@frozen(kw_only=True)
class PositionRow:
    """One issue: a cell for each party, None where nothing was found."""

    issue: str
    cells: tuple[PositionCell | None, ...]


@frozen(kw_only=True)
class PositionMatrix:
    """Issues down, parties across; ``more_parties`` and ``more_issues`` are left out."""

    title: str
    parties: tuple[str, ...]
    colours: tuple[str, ...]
    rows: tuple[PositionRow, ...]
    more_parties: int
    more_issues: int


@frozen(kw_only=True)
class PositionLine:
    """One position in a line; ``series`` are its last stages, ``earlier`` counts those before."""

    id: str
    href: str
    text: str
    mark: Mark | None
    citations: tuple[int, ...]
    stance: str
    basis: str
    series: tuple[str, ...]
    earlier: int
    stamp: Stamp


@frozen(kw_only=True)
class Moved:
    """A stage that was said on the day that is looked at."""

    position: str
    who: str
    issue: str
    movement: str
    stance: str
    why: str
    citations: tuple[int, ...]


@frozen(kw_only=True)
class Steps:
    """The days on which something moved, ISO 8601; ``before`` and ``after`` the day looked at."""

    days: tuple[str, ...]
    before: str
    after: str
    on: str


@frozen(kw_only=True)
class Positions:
    """The matrix, what moved on the day, the opened series, and the list of positions.

    ``undated`` counts positions that rest on words without a day, so that they are in no matrix
    as of a day.
    """

    matrix: PositionMatrix
    on_words: str
    steps: Steps
    moved: tuple[Moved, ...]
    undated: int
    opened: Card | None
    rows: tuple[PositionLine, ...]
    paging: Paging
    parties: tuple[Choice, ...]
    issues: tuple[Choice, ...]
    stances: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    total: int
    notes: tuple[Citation, ...]


def make(desk: Desk, query: PositionsQuery) -> Positions:
    """Compose the page.

    Raises:
        UnknownEntry: the opened position is none.
        BadRequest: the day cannot be read.
    """
    index, lookup = desk.snapshot.index, desk.lookup
    on = day_of(query.on)[1]
    then = [_then(p, on, desk) for p in index.positions]
    found = [p for p in then if p is not None and _fits(p, query)]
    moved = tuple(_moved(p, on, desk) for p in found if on and moved_on(p, on))
    opened = _opened(desk, query.open, on)
    part = part_of(found, query.page, PER_PAGE)
    return Positions(
        matrix=_matrix(found, query, desk, is_then=on is not None),
        on_words=day_words(query.on) if on else "",
        steps=_steps(index.moving_days, on),
        moved=moved,
        undated=sum(
            p is None and not any(map(said_on, o.series))
            for p, o in zip(then, index.positions, strict=True)
        ),
        opened=opened,
        rows=tuple(_row(p, on, desk) for p in part.rows),
        paging=part.paging,
        parties=choices(desk, "positions.party", lookup.party),
        issues=choices(desk, "positions.issue", lookup.issue),
        stances=in_order(choices(desk, "positions.stance"), [one.value for one in Stance]),
        bases=in_order(choices(desk, "positions.basis"), [one.value for one in Basis]),
        total=len(index.positions),
        notes=desk.notes(),
    )


def _then(position: Position, on: date | None, desk: Desk) -> Position | None:
    return position if on is None else as_said_by(position, on, desk.lookup)


def _fits(position: Position, query: PositionsQuery) -> bool:
    wanted = (
        (query.party, position.party),
        (query.issue, position.issue),
        (query.stance, position.stance.value),
        (query.basis, position.basis.value),
    )
    return all(not asked or asked == own for asked, own in wanted)


def _card(position: Position, on: date | None, desk: Desk) -> Card:
    """The card; as of a day it rests on what had been said, not on what attests it today."""
    if on is None:
        return card(position, desk)
    then = card(evolve(position, id=f"{position.id} by {on}"), desk)
    handling = desk.snapshot.handlings.of(position.id)
    threads = desk.snapshot.threads.get(position.id, ())
    return evolve(
        then,
        id=position.id,
        href=entry_href(position.id),
        mark=None,
        stamp=stamp(position.id, desk),
        handling=handling.value if handling else "",
        remarks=len(threads),
        open_questions=sum(1 for thread in threads if thread.has_open()),
    )


def _row(position: Position, on: date | None, desk: Desk) -> PositionLine:
    then = position if on is None else evolve(position, id=f"{position.id} by {on}")
    told = line(then, desk.footnotes)
    series = series_lines(position)
    return PositionLine(
        id=position.id,
        href=entry_href(position.id),
        text=told.text,
        mark=told.mark if on is None else None,
        citations=told.citations,
        stance=position.stance.value,
        basis=position.basis.value,
        series=series[-SERIES_SHOWN:],
        earlier=max(len(series) - SERIES_SHOWN, 0),
        stamp=stamp(position.id, desk),
    )


def _opened(desk: Desk, id: str, on: date | None) -> Card | None:
    if not id:
        return None
    entry = desk.snapshot.entry(id)
    if not isinstance(entry, Position):
        return card(entry, desk)
    then = _then(entry, on, desk)
    return _card(then, on, desk) if then else card(entry, desk)


def _matrix(
    found: Sequence[Position], query: PositionsQuery, desk: Desk, *, is_then: bool
) -> PositionMatrix:
    is_all = query.size == "all"
    parties = _most(found, lambda p: p.party, len(found) if is_all else PARTIES_AT_MOST)
    issues = _most(found, lambda p: p.issue, len(found) if is_all else ISSUES_AT_MOST)
    kept = [p for p in found if p.party in parties and p.issue in issues]
    made = matrix(kept, {p.id: p.id for p in kept}, desk.lookup)
    rows = (
        PositionRow(issue=row.issue, cells=tuple(_cell(c, is_then=is_then) for c in row.cells))
        for row in made.rows
    )
    return PositionMatrix(
        title=matrix_title(made.rows, found, desk.lookup),
        parties=made.parties,
        colours=made.colours,
        rows=tuple(rows),
        more_parties=len({p.party for p in found}) - len(parties),
        more_issues=len({p.issue for p in found}) - len(issues),
    )


def _most(found: Sequence[Position], of: Callable[[Position], str], at_most: int) -> set[str]:
    count = Counter(map(of, found))
    return set(sorted(count, key=lambda id: (-count[id], id))[:at_most])


def _cell(cell: Cell | None, *, is_then: bool) -> PositionCell | None:
    if cell is None:
        return None
    return PositionCell(
        position=cell.anchor,
        stance=cell.stance,
        act=cell.act,
        conditional=cell.conditional,
        sentences=cell.sentences,
        mark=None if is_then else cell.mark,
        arrow=cell.arrow,
        moved=cell.moved,
    )


def _moved(position: Position, on: date | None, desk: Desk) -> Moved:
    lookup = desk.lookup
    stage = moved_on(position, on)[-1] if on else position.series[-1]
    passages = [*stage.passages, *(p for s in lookup.said(stage.statements) for p in s.passages)]
    is_quiet = stage.movement in (Movement.NEW, Movement.RESTATED)
    return Moved(
        position=position.id,
        who=capital(lookup.party(position.party)),
        issue=lookup.issue(position.issue),
        movement=stage.movement.value,
        stance=stage.stance.value,
        why="" if is_quiet else tidy(stage.why),
        citations=desk.footnotes.cite_passages(passages, "position"),
    )


def _steps(days: Sequence[date], on: date | None) -> Steps:
    before = [day for day in days if on and day < on]
    after = [day for day in days if on and day > on]
    last = days[-1:] if on is None else before[-1:]
    return Steps(
        days=tuple(day.isoformat() for day in days),
        before=last[0].isoformat() if last else "",
        after=after[0].isoformat() if after else "",
        on=on.isoformat() if on else "",
    )


PAGE = Page(
    name="positions",
    path="/positions",
    label="Positions",
    query=PositionsQuery,
    make=make,
    count=lambda desk: len(desk.contents.positions),
)
