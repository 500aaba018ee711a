"""Adding an entry: the form for what the program missed, on words that were selected."""

from typing import Any

from attrs import frozen

from dragoman.errors import BadRequest, UnknownEntry
from dragoman.pipeline.review import Field, addable, fields_for
from dragoman.workbench.citations import document_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.offsets import Utf16
from dragoman.workbench.pages.page import Page


@frozen(kw_only=True)
class AddQuery:
    """The document in the path; ``start`` and ``end`` in UTF-16 units, half open; a noun."""

    id: str
    start: int = 0
    end: int = 0
    noun: str = "statement"


@frozen(kw_only=True)
class AddSheet:
    """The words that were selected and the fields that the noun asks for."""

    document: str
    href: str
    words: str
    nouns: tuple[str, ...]
    form: tuple[Field, ...]
    values: dict[str, Any]


def make(desk: Desk, query: AddQuery) -> AddSheet:
    """Compose the form.

    Raises:
        UnknownEntry: no such document.
        BadRequest: the selection is empty or outside the text, or the noun cannot be added.
    """
    document = desk.lookup.documents.get(query.id)
    if document is None:
        raise UnknownEntry(query.id)
    if query.noun not in addable():
        raise BadRequest(f"no {query.noun} can be added by hand; choose {', '.join(addable())}")
    offsets = Utf16.of(document.text)
    start, end = offsets.points(query.start), offsets.points(query.end)
    if start >= end:
        raise BadRequest("no words are selected; select them in the text first")
    return AddSheet(
        document=document.id,
        href=document_href(document.id, start, end),
        words=document.text[start:end],
        nouns=addable(),
        form=form_of(query.noun, desk),
        values={},
    )


def form_of(noun: str, desk: Desk) -> tuple[Field, ...]:
    """The fields of a noun with the file's own names to choose from, which may be thousands."""
    return desk.snapshot.kept(f"form {noun}", lambda: fields_for(noun, desk.contents))


def warm(desk: Desk) -> None:
    """Gather the names to choose from."""
    for noun in addable():
        form_of(noun, desk)


PAGE = Page(
    name="adding_entry",
    path="/documents/{id}/add",
    query=AddQuery,
    make=make,
    action="add",
    warm=warm,
)
