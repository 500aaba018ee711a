"""The brief as one self-contained HTML page.

Nothing is fetched and nothing runs but the one script below; the page says so itself in its
Content-Security-Policy. Templates escape everything; text of documents is never markup.
"""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from dragoman.briefing.content import Brief, Note
from dragoman.briefing.deals.charting import draw_chart
from dragoman.briefing.deals.content import EMPTY, DealSheet
from dragoman.briefing.documents import marked
from dragoman.briefing.excerpt import Excerpt
from dragoman.briefing.marks import LEGEND, SHAPES, meaning
from dragoman.briefing.wording import words_of
from dragoman.model.handling import Marking

if TYPE_CHECKING:
    from jinja2 import Environment

_QUOTATION = re.compile("“[^”]*”")


@cache
def environment() -> "Environment":
    """The templates of this package; everything in them is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dragoman.briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["quotations"] = _quotations
    environment.filters["meaning"] = meaning
    environment.filters["words"] = words_of
    environment.filters["drawing"] = Markup  # drawn by this package, cleaned by svg.clean
    environment.filters["figure"] = draw_chart
    environment.globals["deals_empty"] = EMPTY
    environment.globals["shapes"] = SHAPES
    environment.globals["legend"] = LEGEND
    return environment


def _quotations(text: str) -> Markup:
    """Our sentence with the words of documents set as quotations; all of it escaped."""
    if "“" not in text:
        return escape(text)
    parts, at = [], 0
    for found in _QUOTATION.finditer(text):
        parts += [escape(text[at : found.start()]), Markup("<q>{}</q>").format(found.group())]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


@cache
def asset(name: str) -> str:
    """A file that stands beside the templates."""
    return (files(__package__) / "templates" / name).read_text("utf-8")


def policy_hash(content: str) -> str:
    """The hash by which the policy allows one inlined style or script."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def sheet_head(marking: Marking | None) -> str:
    """The rule that puts the handling mark at the top and foot of every printed sheet."""
    if marking is None:
        return ""
    told = f'content: "{marking.mark.value}"; font: 700 12pt sans-serif;'
    return f"@page {{ @top-right {{ {told} }} @bottom-right {{ {told} }} }}\n"


def render_html(brief: Brief) -> str:
    """Set the brief as one HTML page that needs no network and no further file.

    It works without its script: citations then lead to the passage in the documents section.
    """
    # Altair takes half a second to import, which no listing should wait for.
    from dragoman.briefing.charts import draw_road_map, draw_time_line

    style, script = asset("brief.css") + sheet_head(brief.marking), asset("brief.js")
    notes_by_document: dict[int, list[Note]] = {}
    for note in brief.notes:
        notes_by_document.setdefault(note.document, []).append(note)
    return (
        environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            style=Markup(style),  # noqa: S704  a file of this package
            script=Markup(script),  # noqa: S704  a file of this package
            style_hash=policy_hash(style),
            script_hash=policy_hash(script),
            time_line=Markup(draw_time_line(brief.time_line)),  # noqa: S704  cleaned by svg.clean
            road_map=Markup(draw_road_map(brief.road_map)),  # noqa: S704  cleaned by svg.clean
            texts={
                s.number: marked(s, notes_by_document.get(s.number, [])) for s in brief.documents
            },
            sheets={sheet.number: sheet for sheet in brief.documents},
        )
    )


def render_excerpt_html(excerpt: Excerpt) -> str:
    """Set a selection as a page of its own; it needs no script."""
    style = asset("brief.css") + sheet_head(excerpt.marking)
    return (
        environment()
        .get_template("selection.html.j2")
        .render(
            excerpt=excerpt,
            style=Markup(style),  # noqa: S704  a file of this package
            style_hash=policy_hash(style),
            sheets={sheet.number: sheet for sheet in excerpt.documents},
        )
    )


def render_sheet(sheet: DealSheet) -> str:
    """Set the deal space as a page of its own; it needs no script."""
    style = asset("brief.css")
    return (
        environment()
        .get_template("deals.html.j2")
        .render(
            sheet=sheet,
            style=Markup(style),  # noqa: S704  a file of this package
            style_hash=policy_hash(style),
        )
    )
