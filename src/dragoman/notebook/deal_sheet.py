"""Deals: what a reckoned deal space says, part by part, for a notebook."""

import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen
from markupsafe import Markup

from dragoman.briefing import Footnotes, Line, Lookup
from dragoman.briefing.deal_charts import Figure
from dragoman.briefing.deals import compose_deals
from dragoman.briefing.deals.charting import draw_chart
from dragoman.briefing.deals.content import DealChart, DealPart, DealTable
from dragoman.briefing.wording import tidy
from dragoman.errors import BadRequest
from dragoman.model import Contents, DealSpace
from dragoman.notebook.charts import Chart
from dragoman.notebook.pictures import set_apart
from dragoman.notebook.rows import Row, plain_line, row_of
from dragoman.notebook.sentences import sentences_behind
from dragoman.notebook.tables import Table, plain_table

_CITES = re.compile(r'<sup class="cites">.*?</sup>')
_NUMBER = re.compile(r'data-note="(\d+)"')


@frozen(kw_only=True, repr=False)
class DealPage:
    """One part: its title gives the answer where there is one; then lines, tables and charts."""

    id: str
    label: str
    title: str
    rows: tuple[Row, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()

    def __repr__(self) -> str:
        """Its title."""
        return f"<{self.title}>"

    def __str__(self) -> str:
        """Its title and lines, in plain words."""
        return "\n".join([self.title, *(plain_line(row) for row in self.rows)])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        """The part with its charts; each line opens its sentences. No script."""
        from dragoman.notebook.setting import set_part

        return set_part(self)


@frozen(kw_only=True, repr=False)
class Deals:
    """What a deal space says: the summary, and its parts by name (``deals["zone"]``)."""

    name: str
    rows: tuple[Row, ...]
    pages: Mapping[str, DealPage] = field(factory=dict)

    @property
    def parts(self) -> tuple[DealPage, ...]:
        """All parts, in the order of the brief."""
        return tuple(self.pages.values())

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of all parts."""
        return tuple(chart for part in self.parts for chart in part.charts)

    def __getitem__(self, part: str) -> DealPage:
        """The part with this name.

        Raises:
            BadRequest: there is none, or nothing stands in it.
        """
        if part not in self.pages:
            raise BadRequest(f"no part {part!r} here; choose from {', '.join(self.pages)}")
        return self.pages[part]

    def __repr__(self) -> str:
        """Its first line."""
        return f"<{self.rows[0].text if self.rows else 'no deal space'}>"

    def __str__(self) -> str:
        """The summary in plain lines."""
        return "\n".join(plain_line(row) for row in self.rows)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        """The summary, and the names of the parts. No script, all of it escaped."""
        from dragoman.notebook.setting import set_deals

        return set_deals(self)


def deals_of(space: DealSpace, contents: Contents) -> Deals:
    """What the deal space says, with the sentences that its numbers rest on."""
    footnotes = Footnotes(Lookup(contents))
    sheet = compose_deals(space, footnotes)
    return Deals(
        name=tidy(contents.negotiation.name),
        rows=tuple(_plain(line, footnotes) for line in sheet.summary),
        pages={part.id: _page(part, footnotes) for part in sheet.parts},
    )


def _plain(line: Line, footnotes: Footnotes) -> Row:
    return row_of(line, footnotes)


def _page(part: DealPart, footnotes: Footnotes) -> DealPage:
    return DealPage(
        id=part.id,
        label=part.label,
        title=part.title,
        rows=tuple(_plain(line, footnotes) for line in part.lines),
        tables=tuple(_table(table, footnotes) for table in part.tables),
        charts=tuple(_chart(chart, footnotes) for chart in part.charts),
    )


def _table(table: DealTable, footnotes: Footnotes) -> Table:
    """The table; the last cell of a row opens what the row rests on."""
    rows: list[tuple[str | Row, ...]] = []
    for row in table.rows:
        behind = sentences_behind(row.citations, footnotes)
        last = Row(text=row.cells[-1], sentences=behind)
        rows.append((*row.cells[:-1], last if behind else row.cells[-1]))
    return plain_table(table.caption, table.heads, tuple(rows), table.note)


def _chart(chart: DealChart, footnotes: Footnotes) -> Chart:
    figure: Figure = draw_chart(chart)
    is_svg = figure.drawing.startswith("<svg")
    drawing = set_apart(figure.drawing) if is_svg else _opening(figure.drawing, footnotes)
    return Chart(
        name=figure.name,
        title=figure.title,
        alternative=figure.alternative,
        drawing=drawing,
        key=figure.key,
        aside=figure.aside,
        empty=figure.empty,
        table=plain_table(figure.title, figure.columns, figure.rows) if figure.rows else None,
    )


def _opening(drawing: str, footnotes: Footnotes) -> str:
    """The matrix of red lines, whose citations open in place: there is no page of notes here."""
    from dragoman.notebook.setting import set_sentences

    def opened(found: re.Match[str]) -> str:
        numbers = [int(number) for number in _NUMBER.findall(found.group())]
        return str(set_sentences(sentences_behind(numbers, footnotes)))

    return Markup(_CITES.sub(opened, drawing))  # noqa: S704  escaped by whoever drew it
