"""The whole deal space: everything the brief's section says, with its charts, for some changes.

It takes seconds to minutes, and is reckoned in a process of its own, once for each state of what
it rests on and each set of changes; until then the page says how far it is.
"""

import re
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from dragoman.briefing import Line
from dragoman.briefing.deals.content import DealTable
from dragoman.workbench.citations import Citation, citations
from dragoman.workbench.desk import Desk
from dragoman.workbench.errands import ERRANDS, Tell
from dragoman.workbench.pages.deals_ready import rests_of
from dragoman.workbench.pages.page import Page

if TYPE_CHECKING:
    from dragoman.briefing.deals import DealSheet
    from dragoman.briefing.deals.content import DealChart
    from dragoman.model import Contents, Negotiation

PATIENCE_S = 0.3
_N_DRAWS = 4096
_CITED = re.compile(r'<a class="cite" data-note="(\d+)" href="#[^"]*">')


@frozen(kw_only=True)
class FullQuery:
    """``change`` are what-ifs; ``wait`` counts how often the page came back."""

    change: tuple[str, ...] = ()
    wait: int = 0


@frozen(kw_only=True)
class Drawn:
    """One chart: ``drawing`` is cleaned SVG or an escaped table, empty with ``empty`` in words."""

    name: str
    title: str
    drawing: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    key: str
    aside: str
    empty: str


@frozen(kw_only=True)
class FullPart:
    """One part of the section."""

    id: str
    label: str
    title: str
    lines: tuple[Line, ...]
    tables: tuple[DealTable, ...]
    figures: tuple[Drawn, ...]


@frozen(kw_only=True)
class Whole:
    """All that was reckoned, ready to be set."""

    summary: tuple[Line, ...]
    parts: tuple[FullPart, ...]
    notes: tuple[Citation, ...]


@frozen(kw_only=True)
class FullSheet:
    """``state`` is "none" without preferences, "building", "broken" with ``trouble``, "ready"."""

    state: str
    progress: str = ""
    trouble: str = ""
    summary: tuple[Line, ...] = ()
    parts: tuple[FullPart, ...] = ()
    notes: tuple[Citation, ...] = ()


def make(desk: Desk, query: FullQuery) -> FullSheet:
    """Compose the page from what was reckoned, or say how far that is."""
    rests = rests_of(desk.snapshot)
    if rests is None:
        return FullSheet(state="none")
    readable(rests.contents.negotiation, query.change)
    key = ("whole deal space", rests, query.change)
    errand = ERRANDS.begin_apart(key, reckon_whole, rests.contents, query.change)
    if not errand.wait(PATIENCE_S):
        return FullSheet(state="building", progress=errand.progress)
    if query.wait:  # who comes next without waiting shall not find what was kept meanwhile
        desk.snapshot.sheets.pop((PAGE.name, evolve(query, wait=0), desk.today), None)
    if errand.trouble:
        return FullSheet(state="broken", trouble=errand.trouble)
    found: Whole = errand.result
    return FullSheet(state="ready", summary=found.summary, parts=found.parts, notes=found.notes)


def readable(negotiation: "Negotiation", changes: tuple[str, ...]) -> None:
    """Refuse changes that cannot be read before a process is begun for them.

    Raises:
        BadIssueSpace: one cannot be read, or two change the same.
    """
    from dragoman.bargaining.what_if_reading import read_changes

    read_changes(negotiation, changes)


def reckon_whole(contents: "Contents", changes: tuple[str, ...], tell: Tell) -> Whole:
    """Reckon, compose and draw everything.

    Raises:
        BadIssueSpace: a change that cannot be read, or numbers that cannot be reckoned with.
    """
    from dragoman.briefing import Footnotes, Lookup, document_footnote
    from dragoman.briefing.deals import compose_deals
    from dragoman.pipeline.deals import DealRequest, reckon_deals

    request = DealRequest(changes=changes, n_draws=_N_DRAWS)
    space = reckon_deals(contents, request, progress=tell)
    tell("drawing the charts", 0, None)
    lookup = Lookup(contents)
    footnotes = Footnotes(lookup)
    sheet = compose_deals(space, footnotes)
    labels = {document.id: document_footnote(document, lookup) for document in contents.documents}
    notes = citations(footnotes.notes(labels), lookup)
    return Whole(summary=sheet.summary, parts=_parts(sheet, notes), notes=notes)


def _parts(sheet: "DealSheet", notes: tuple[Citation, ...]) -> tuple[FullPart, ...]:
    return tuple(
        FullPart(
            id=part.id,
            label=part.label,
            title=part.title,
            lines=part.lines,
            tables=part.tables,
            figures=tuple(_drawn(chart, notes) for chart in part.charts),
        )
        for part in sheet.parts
    )


def _drawn(chart: "DealChart", notes: tuple[Citation, ...]) -> Drawn:
    from dragoman.briefing.deals.charting import draw_chart

    figure = draw_chart(chart)
    return Drawn(
        name=figure.name,
        title=figure.title,
        drawing=_CITED.sub(lambda found: _link(notes[int(found[1]) - 1]), str(figure.drawing)),
        columns=figure.columns,
        rows=figure.rows,
        key=figure.key,
        aside=figure.aside,
        empty=figure.empty,
    )


def _link(note: Citation) -> str:
    """A note of a matrix, opening the document beside it."""
    from markupsafe import Markup

    link = Markup('<a class="cite" data-beside href="{}" title="{}">')
    return str(link.format(note.href, note.label))


PAGE = Page(
    name="deals_full",
    path="/deals/full",
    query=FullQuery,
    make=make,
    is_slow=True,
)
