"""What the section on the deal space says, before any face sets it."""

from attrs import frozen

from dragoman.briefing.content import Line, Note
from dragoman.briefing.deal_charts import ChartRows

TITLE = "The deal space"
EMPTY = (
    "No preference was put in yet. `dragoman deals --draft` begins them from what the parties "
    "said: which packages all could accept, what blocks the rest and what would have to move will "
    "then stand here."
)


@frozen(kw_only=True)
class DealRow:
    """One row of a table: ready words, and the notes behind them."""

    cells: tuple[str, ...]
    citations: tuple[int, ...] = ()


@frozen(kw_only=True)
class DealTable:
    """A table; every column but the first is short. ``note`` explains its columns."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[DealRow, ...]
    note: str = ""


@frozen(kw_only=True)
class DealChart:
    """What a chart is drawn from; only a page draws it. ``name`` is the page's only one.

    Where not ``has_table`` a table of the same part already says all that the chart does.
    """

    name: str
    rows: ChartRows
    has_table: bool = True


@frozen(kw_only=True)
class DealPart:
    """One part: a title that gives the answer where there is one, lines, tables, charts.

    ``label`` is its name in a list of contents.
    """

    id: str
    label: str
    title: str
    lines: tuple[Line, ...] = ()
    tables: tuple[DealTable, ...] = ()
    charts: tuple[DealChart, ...] = ()


@frozen(kw_only=True)
class DealSheet:
    """The deal space: the summary first, then its parts.

    ``notes`` are its own where it stands alone, and empty in a brief, which has them all.
    """

    summary: tuple[Line, ...]
    parts: tuple[DealPart, ...]
    name: str = ""
    notes: tuple[Note, ...] = ()
