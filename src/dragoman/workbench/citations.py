"""Citations of a page: numbers that open the document beside the entry, at the passage."""

from urllib.parse import quote

from attrs import frozen

from dragoman.briefing import Lookup, Note
from dragoman.workbench.offsets import Utf16


@frozen(kw_only=True)
class Citation:
    """One note of a page. ``document`` is an id; ``start`` and ``end`` are code points of its
    text, half open, ``units`` the same span in UTF-16 units; all None for a whole document.
    """

    number: int
    document: str
    label: str
    href: str
    start: int | None = None
    end: int | None = None
    units: tuple[int, int] | None = None
    before: str = ""
    exact: str = ""
    after: str = ""


def citations(notes: tuple[Note, ...], lookup: Lookup) -> tuple[Citation, ...]:
    """The notes with the addresses at which they open."""
    return tuple(_citation(note, lookup) for note in notes)


def _citation(note: Note, lookup: Lookup) -> Citation:
    document = lookup.contents.documents[note.document - 1]
    units = None
    if note.start is not None and note.end is not None:
        offsets = Utf16.of(document.text[: note.end])
        units = (offsets.units(note.start), offsets.units(note.end))
    return Citation(
        number=note.number,
        document=document.id,
        label=note.label,
        href=document_href(document.id, note.start, note.end),
        start=note.start,
        end=note.end,
        units=units,
        before=note.before,
        exact=note.exact,
        after=note.after,
    )


def document_href(document_id: str, start: int | None = None, end: int | None = None) -> str:
    """The address of a document's reader view, at a span of code points where one is given."""
    base = f"/documents/{quote(document_id, safe='')}"
    return base if start is None or end is None else f"{base}?at={start}-{end}#here"


def entry_href(entry_id: str) -> str:
    """The address of an entry's own page."""
    return f"/entries/{quote(entry_id, safe='')}"


def person_href(id: str) -> str:
    """The address of all about a party, person, organisation or place."""
    return f"/people/{quote(id, safe='')}"
