"""Setting what a notebook shows as HTML: no script, everything escaped, in light and in dark.

Colours are those of the page around it: ink is its text's colour, paper its background.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import PackageLoader
from markupsafe import Markup

from dragoman.briefing import environment
from dragoman.briefing.content import Matrix
from dragoman.notebook.rows import Row, rows_of
from dragoman.notebook.tables import Table

if TYPE_CHECKING:
    from jinja2 import Environment

    from dragoman.notebook.accounts import Accounts
    from dragoman.notebook.answers import Answers
    from dragoman.notebook.charts import Chart
    from dragoman.notebook.deal_sheet import DealPage, Deals
    from dragoman.notebook.first_screen import Screen
    from dragoman.notebook.listing import Listing
    from dragoman.notebook.sentences import Sentence


@cache
def _templates() -> "Environment":
    """The templates of this package, with the filters of the brief's."""
    return environment().overlay(loader=PackageLoader("dragoman.notebook"))


@cache
def _style() -> Markup:
    return Markup((files(__package__) / "templates" / "output.css").read_text("utf-8"))  # noqa: S704


@cache
def _symbols() -> Markup:
    """The shapes of marks and of the parties' signs, as in the brief."""
    return Markup(environment().get_template("shapes.html.j2").render())  # noqa: S704


def _set(what: str, **values: Any) -> str:
    text = _templates().get_template("output.html.j2")
    return text.render(what=what, style=_style(), symbols=_symbols(), **values)


def set_listing(listing: "Listing[Any]") -> str:
    """The first entries of a listing as a table, and how to see the rest."""
    from dragoman.notebook.listing import SHOWN

    shown = listing.entries[:SHOWN]
    rows = list(rows_of(shown, listing.around(shown))) if shown else []
    return _set(
        "listing",
        title=listing.title,
        table=_listed(listing.title, rows),
        asides=_asides(listing, len(shown)),
    )


def _asides(listing: "Listing[Any]", shown: int) -> list[str]:
    left = len(listing) - shown
    if not shown:
        return [f"No {listing.noun.kind} stands here. Narrow less, or add documents and read them."]
    return [f"{left:,} more; slice them, or take all with to_polars()."] if left else []


def _listed(label: str, rows: list[Row]) -> Table:
    """Lines as a table; columns in which nothing stands are left out."""
    columns: list[tuple[str, str, Sequence[str | Row]]] = [
        ("No.", "num", [str(number) for number, _ in enumerate(rows, 1)]),
        ("What the file says", "", rows),
        ("Day", "short", [row.day.partition(" (")[0] for row in rows]),
        ("Status", "short", [row.status for row in rows]),
        ("Id", "id", [row.entry_id for row in rows]),
    ]
    kept = [column for column in columns if any(column[2])]
    return Table(
        label=label,
        heads=tuple(head for head, _, _ in kept),
        kinds=tuple(kind for _, kind, _ in kept),
        rows=tuple(zip(*(cells for _, _, cells in kept), strict=True)),
    )


def set_answers(answers: "Answers") -> str:
    """The answers to a question, with the question as it was understood."""
    left = answers.total - len(answers)
    more = [f"{left:,} more; ask with most={answers.total}."] if left else []
    return _set(
        "listing",
        title=f"Understood: {answers.question}",
        table=_listed("Answers", list(answers.rows)),
        asides=[*answers.notes, *more],
    )


def set_sentence(sentence: "Sentence") -> str:
    """A passage within its surroundings."""
    return _set("sentence", sentence=sentence)


def set_screen(screen: "Screen") -> str:
    """The first screen of the brief."""
    return _set("screen", screen=screen)


def set_accounts(accounts: "Accounts") -> str:
    """The accounts of a discrepancy side by side."""
    return _set("accounts", accounts=accounts)


def set_chart(chart: "Chart") -> str:
    """A chart with its title, its key and its table."""
    return _set("chart", chart=chart)


def set_deals(deals: "Deals") -> str:
    """The summary of a deal space."""
    return _set("deals", deals=deals)


def set_part(part: "DealPage") -> str:
    """One part of what a deal space says."""
    return _set("part", part=part)


def set_matrix(found: Matrix, rows: dict[str, Row]) -> Markup:
    """The matrix as a table whose cells open; ``rows`` by the anchor of a cell."""
    macros: Any = _templates().get_template("macros.html.j2").module
    return Markup(macros.matrix(found, rows))  # noqa: S704  escaped by the template


def set_sentences(sentences: "tuple[Sentence, ...]") -> Markup:
    """Sentences that one opens where they are cited."""
    macros: Any = _templates().get_template("macros.html.j2").module
    return Markup(macros.opened(sentences))  # noqa: S704  escaped by the template
