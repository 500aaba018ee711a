"""A selection: some entries of the file, set like the brief."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import frozen

from dragoman.briefing.content import Brief
from dragoman.model import Contents
from dragoman.model.handling import Handling, Withheld


class Form(StrEnum):
    """How a page can be set; the value is the ending of its file."""

    HTML = "html"
    MARKDOWN = "md"
    WORD = "docx"


@frozen(kw_only=True)
class Selection:
    """What to choose: an entry is chosen that is named, or that fits every other field given.

    ``sections`` are nouns ("contact", "position", "commitment", "deed", "assessment",
    "constraint", "leverage", "linkage", "discrepancy"); ``parties`` and ``issues`` are ids;
    ``first`` and ``last`` bound the days, both included (an uncertain day fits where it can fall
    into the stretch; one without a day does not). ``entries`` are ids or their beginnings.
    """

    entries: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


def select(contents: Contents, chosen: Selection | Iterable[str]) -> Contents:
    """The contents with the chosen entries alone, and what they rest on.

    Raises:
        UnknownEntry: an id that no entry has, or whose beginning several have.
        BadRequest: a section that is none.
    """
    raise NotImplementedError


def compose_selection(
    contents: Contents,
    chosen: Selection | Iterable[str],
    *,
    handling: Handling | None = None,
    withheld: Withheld | None = None,
) -> Brief:
    """The brief on a selection; its first lines say that it is one.

    Raises:
        UnknownEntry: an id that no entry has, or whose beginning several have.
        BadRequest: a section that is none.
    """
    raise NotImplementedError


def render_selection(
    contents: Contents,
    chosen: Selection | Iterable[str],
    form: Form = Form.HTML,
    *,
    handling: Handling | None = None,
    withheld: Withheld | None = None,
) -> bytes:
    """A selection as HTML, Markdown (both UTF-8) or Word.

    Raises:
        UnknownEntry: an id that no entry has, or whose beginning several have.
        BadRequest: a section that is none.
    """
    raise NotImplementedError
