"""The section on the deal space in the terminal and as Markdown."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.briefing.content import Note
from dragoman.briefing.deals.content import EMPTY, TITLE, DealPart, DealRow, DealSheet, DealTable
from dragoman.briefing.escaping import cites, escape
from dragoman.briefing.wording import words_of

NARROW = 60
"""Columns of a terminal below which a table is set as lines."""


def print_deals(sheet: DealSheet | None, console: Console, *, whole: bool = True) -> None:
    """Print the summary and, when ``whole``, every part; for None how to begin."""
    console.print(Text(TITLE, style="bold"))
    if sheet is None:
        console.print(Padding(Text(EMPTY, style="dim"), (0, 0, 0, 2)))
        return
    for line in sheet.summary:
        _bullet(line.text, line.citations, console)
    if whole:
        for part in sheet.parts:
            _print_part(part, console)
    _print_notes(_noted(sheet, whole=whole), console)


def _print_part(part: DealPart, console: Console) -> None:
    console.print()
    console.print(Text(part.title, style="bold"))
    for line in part.lines:
        _bullet(line.text, line.citations, console)
    for table in part.tables:
        _print_table(table, console)


def _noted(sheet: DealSheet, *, whole: bool) -> list[Note]:
    """The notes of what is shown."""
    cited = {number for line in sheet.summary for number in line.citations}
    return [note for note in sheet.notes if whole or note.number in cited]


def _print_notes(notes: list[Note], console: Console) -> None:
    if notes:
        console.print()
        console.print(Text("Notes", style="bold"))
    for note in notes:
        words = f": “{words_of(note.exact)}”" if note.exact else ""
        console.print(
            Padding(Text(f"[{note.number}] {note.label}{words}", style="dim"), (0, 0, 0, 2))
        )


def _bullet(text: str, citations: tuple[int, ...], console: Console) -> None:
    console.print(Padding(Text("· ").append(text).append(_numbers(citations)), (0, 0, 0, 2)))


def _numbers(citations: tuple[int, ...]) -> Text:
    shown = " ".join(str(number) for number in citations)
    return Text(f" [{shown}]" if shown else "", style="dim")


def _print_table(table: DealTable, console: Console) -> None:
    console.print(Padding(Text(table.caption, style="dim"), (1, 0, 0, 2)))
    if console.width < NARROW:
        for row in table.rows:
            _bullet(_as_line(table, row), row.citations, console)
        _print_remark(table.note, console)
        return
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for head in table.heads:
        grid.add_column(Text(head), overflow="fold")
    for row in table.rows:
        last = Text(row.cells[-1]).append(_numbers(row.citations))
        grid.add_row(*[Text(cell) for cell in row.cells[:-1]], last)
    console.print(Padding(grid, (0, 0, 0, 2)))
    _print_remark(table.note, console)


def _as_line(table: DealTable, row: DealRow) -> str:
    """A row with the head of each column before its cell."""
    named = zip(table.heads[1:], row.cells[1:], strict=True)
    cells = (f"{head}: {cell}" for head, cell in named if cell)
    return "; ".join([row.cells[0], *cells])


def _print_remark(text: str, console: Console) -> None:
    if text:
        console.print(Padding(Text(text, style="dim"), (0, 0, 0, 2)))


def render_deals(sheet: DealSheet, *, as_markdown: bool = False) -> str:
    """The section alone: one self-contained HTML page, or Markdown with its notes."""
    if as_markdown:
        return "\n".join(_alone(sheet)).rstrip() + "\n"
    from dragoman.briefing.page import render_sheet

    return render_sheet(sheet)


def _alone(sheet: DealSheet) -> Iterator[str]:
    if sheet.name:
        yield f"# {escape(sheet.name)}\n"
    yield from deals_as_markdown(sheet)
    for note in sheet.notes:
        words = f": “{escape(words_of(note.exact))}”" if note.exact else ""
        yield f"[^{note.number}]: {escape(note.label)}{words}"


def deals_as_markdown(sheet: DealSheet | None) -> Iterator[str]:
    """The section as Markdown lines, a heading of the second level first."""
    yield f"## {TITLE}\n"
    if sheet is None:
        yield f"{escape(EMPTY)}\n"
        return
    for line in sheet.summary:
        yield f"- {escape(line.text)}{cites(line.citations)}"
    yield ""
    for part in sheet.parts:
        yield f"### {escape(part.title)}\n"
        for line in part.lines:
            yield f"- {escape(line.text)}{cites(line.citations)}"
        yield ""
        for table in part.tables:
            yield from _table(table)


def _table(table: DealTable) -> Iterator[str]:
    yield f"{escape(table.caption)}\n"
    yield f"| {' | '.join(escape(head) for head in table.heads)} |"
    yield "|---" * len(table.heads) + "|"
    for row in table.rows:
        cells = [escape(cell) for cell in row.cells]
        cells[-1] += cites(row.citations)
        yield f"| {' | '.join(cells)} |"
    yield ""
    if table.note:
        yield f"{escape(table.note)}\n"
