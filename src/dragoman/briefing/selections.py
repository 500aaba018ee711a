"""A selection composed and set: the chosen entries in the brief's own words, looks and notes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from attrs import evolve

from dragoman.briefing.composing import dispute_of, heading, knowledge
from dragoman.briefing.content import DocumentSheet, Item, Note
from dragoman.briefing.days import span
from dragoman.briefing.entry_items import entry_item
from dragoman.briefing.excerpt import Excerpt, Group
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.ranking import rank
from dragoman.briefing.register import document_footnote, document_sheet
from dragoman.briefing.selecting import NAMED, Selection, as_selection, chosen_ids
from dragoman.model import Commitment, Contact, Contents, Deed, Discrepancy, Entry, Position
from dragoman.model.handling import Marking

_TITLES = {
    "contact": "Contacts",
    "position": "Positions",
    "commitment": "Commitments",
    "constraint": "What binds the parties",
    "leverage": "What can be held out or withheld",
    "linkage": "What is tied to other matters",
    "deed": "Deeds",
    "assessment": "Assessments and forecasts",
    "statement": "Statements",
    "hypothesis": "Hypotheses",
    "finding": "Findings inside documents",
    "question": "Questions to the analyst",
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "party": "Parties",
}


class Form(StrEnum):
    """How a page can be set; the value is the ending of its file."""

    HTML = "html"
    MARKDOWN = "md"
    WORD = "docx"


def compose_selection(
    contents: Contents, chosen: Selection | Iterable[str], *, marking: Marking | None = None
) -> Excerpt:
    """Compose a selection from everything that a dossier holds; its first lines say that it is one.

    How well an entry is attested, and the numbers of documents, are those of the whole file.

    Raises:
        UnknownEntry: an id that no entry has, or whose beginning several have.
        BadRequest: a section that is none, or nothing is asked for.
    """
    ids = chosen_ids(contents, as_selection(chosen))
    lookup = Lookup(contents)
    footnotes = Footnotes(lookup)
    groups = tuple(_groups(ids, footnotes))
    disputed = _ordered("discrepancy", ids, lookup)
    disputes = tuple(
        dispute_of(one, f"discrepancy-{number}", footnotes)
        for number, one in enumerate(disputed, 1)
    )
    notes = footnotes.notes({d.id: document_footnote(d, lookup) for d in contents.documents})
    as_of, age = knowledge(lookup)
    return Excerpt(
        name=heading(lookup),
        as_of=as_of,
        age=age,
        saying=_saying(len(ids), contents),
        groups=groups,
        disputes=disputes,
        documents=_cited(lookup, notes),
        notes=notes,
        marking=marking,
    )


def render_selection(
    contents: Contents,
    chosen: Selection | Iterable[str],
    form: Form = Form.HTML,
    *,
    marking: Marking | None = None,
) -> bytes:
    """A selection as HTML, Markdown (both UTF-8) or Word.

    Raises:
        UnknownEntry: an id that no entry has, or whose beginning several have.
        BadRequest: a section that is none, or nothing is asked for.
    """
    return render_excerpt(compose_selection(contents, chosen, marking=marking), form)


def render_excerpt(excerpt: Excerpt, form: Form) -> bytes:
    """A composed selection as HTML, Markdown (both UTF-8) or Word."""
    if form is Form.WORD:
        # python-docx takes a moment to import, which no other page should wait for.
        from dragoman.briefing.word import render_excerpt_docx

        return render_excerpt_docx(excerpt)
    from dragoman.briefing.markdown import render_excerpt_markdown
    from dragoman.briefing.page import render_excerpt_html

    set_as = render_excerpt_markdown if form is Form.MARKDOWN else render_excerpt_html
    return set_as(excerpt).encode("utf-8", "replace")


def _saying(chosen: int, contents: Contents) -> str:
    every = sum(len(getattr(contents, field)) for field in NAMED.values())
    noun = "entry" if chosen == 1 else "entries"
    return f"This is a selection: {chosen:,} {noun} of the {every:,} on file. It is not the brief."


def _groups(ids: frozenset[str], footnotes: Footnotes) -> Iterator[Group]:
    for noun, title in _TITLES.items():
        found = _ordered(noun, ids, footnotes.lookup)
        if found:
            items = (_item(one, n, noun, footnotes) for n, one in enumerate(found, 1))
            yield Group(id=NAMED[noun], title=title, items=tuple(items))


def _item(entry: Entry, number: int, noun: str, footnotes: Footnotes) -> Item:
    """The entry's item; its place in the page is named after its noun and number."""
    return evolve(entry_item(entry, footnotes, number), anchor=f"{noun}-{number}")


def _ordered(noun: str, ids: frozenset[str], lookup: Lookup) -> list[Any]:
    """The chosen entries of a noun in the brief's order."""
    found = [entry for entry in getattr(lookup.contents, NAMED[noun]) if entry.id in ids]
    return sorted(found, key=_key(lookup))


def _key(lookup: Lookup) -> Callable[[Entry], tuple[Any, ...]]:
    own = {issue.id: place for place, issue in enumerate(lookup.contents.negotiation.issues)}

    def key(entry: Entry) -> tuple[Any, ...]:
        if isinstance(entry, Contact | Deed):
            first, last = span(entry.happened_on.edtf if entry.happened_on else None)
            day = first or last
            return day is None, day.toordinal() if day else 0, entry.id
        if isinstance(entry, Position):
            party = lookup.order_of_parties.get(entry.party, len(lookup.order_of_parties))
            return own.get(entry.issue, len(own)), lookup.issue(entry.issue), party, entry.id
        if isinstance(entry, Commitment | Discrepancy):
            return rank(entry, lookup)
        places = ((lookup.numbers.get(p.document, 0), p.start) for p in entry.passages)
        return *min(places, default=(0, 0)), entry.id

    return key


def _cited(lookup: Lookup, notes: Sequence[Note]) -> tuple[DocumentSheet, ...]:
    """The documents that the notes cite, without their texts."""
    numbers = {note.document for note in notes}
    return tuple(
        evolve(document_sheet(document, lookup), text="")
        for document in lookup.contents.documents
        if lookup.numbers[document.id] in numbers
    )
