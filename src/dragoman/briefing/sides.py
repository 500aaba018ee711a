"""Texts side by side: readouts of one contact, or two versions of one document."""

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen
from markupsafe import Markup
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.briefing.page import asset, environment, policy_hash
from dragoman.briefing.wording import visible


class Tone(StrEnum):
    """How a stretch of words is set. ``only`` stands in this text alone."""

    PLAIN = "plain"
    ONLY = "only"
    GONE = "gone"
    COME = "come"
    MOVED = "moved"


_STYLES = {Tone.ONLY: "bold", Tone.GONE: "strike dim", Tone.COME: "bold", Tone.MOVED: "italic"}
_MARKS = {
    Tone.ONLY: ("▸ ", ""),
    Tone.GONE: ("[−", "]"),
    Tone.COME: ("[+", "]"),
    Tone.MOVED: ("↕ ", ""),
}
"""A tone is a sign as well as a style: a pipe has no styles."""


@frozen(kw_only=True)
class Stretch:
    """Some words in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Column = tuple[Stretch, ...]


@frozen(kw_only=True)
class Sides:
    """Columns of text with their headings; a cell without words is None.

    ``legend`` says what the tones mean, ``summary`` in one sentence what was found.
    """

    title: str
    summary: str
    legend: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Column | None, ...], ...]
    empty: str = "Nothing differs."


def render_sides(sides: Sides) -> str:
    """One self-contained HTML page; it needs no network, no script and no further file."""
    style = asset("brief.css") + asset("sides.css")
    return (
        environment()
        .get_template("sides.html.j2")
        .render(
            sides=sides,
            style=Markup(style),  # noqa: S704  files of this package
            style_hash=policy_hash(style),
        )
    )


def print_sides(sides: Sides, console: Console) -> None:
    """Print the texts in columns."""
    console.print(Text(visible(sides.title), style="bold"))
    console.print(Text(sides.summary))
    console.print(Text(sides.legend, style="dim"))
    if not sides.rows:
        console.print(Text(sides.empty))
        return
    table = Table(expand=True, show_lines=True, pad_edge=False)
    for head in sides.heads:
        table.add_column(Text(visible(head)), ratio=1, overflow="fold")
    for row in sides.rows:
        table.add_row(*(_cell(column) for column in row))
    console.print(table)


def _cell(column: Sequence[Stretch] | None) -> Text:
    if column is None:
        return Text("–", style="dim")
    cell = Text()
    for stretch in column:
        before, after = _MARKS.get(stretch.tone, ("", ""))
        cell.append(f"{before}{visible(stretch.text)}{after}", _STYLES.get(stretch.tone, ""))
    return cell
