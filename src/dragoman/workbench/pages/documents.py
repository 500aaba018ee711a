"""Documents: the list of all texts, how their days are known, which are copies."""

from collections import Counter
from typing import Literal

from attrs import frozen

from dragoman.briefing import day_words, tidy
from dragoman.model import Document
from dragoman.workbench.citations import document_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of


@frozen(kw_only=True)
class DocumentsQuery:
    """``words`` narrow by title, outlet or address; ``order`` is newest or oldest first."""

    words: str = ""
    outlet: str = ""
    order: Literal["newest", "oldest"] = "newest"
    copies: Literal["folded", "shown"] = "folded"
    page: int = 1


@frozen(kw_only=True)
class DocumentRow:
    """One document of the list. ``copies`` counts its copies, ``entries`` what stands on it."""

    id: str
    href: str
    title: str
    outlet: str
    day: str
    known_by: str
    genre: str
    language: str
    letter: str
    handling: str
    copy_of: str
    supersedes: str
    copies: int
    entries: int


@frozen(kw_only=True)
class Documents:
    """A part of the list, and the outlets to choose from with how many texts each has."""

    rows: tuple[DocumentRow, ...]
    paging: Paging
    outlets: tuple[tuple[str, int], ...]
    total: int


def make(desk: Desk, query: DocumentsQuery) -> Documents:
    """Compose the list."""
    every = desk.contents.documents
    told = desk.snapshot.kept("documents", lambda: [_told(document) for document in every])
    found = [d for d, words in zip(every, told, strict=True) if _fits(d, words, query)]
    if query.order == "newest":
        found.reverse()
    part = part_of(found, query.page)
    outlets = Counter(words.outlet for words in told if words.outlet)
    return Documents(
        rows=tuple(document_row(document, desk) for document in part.rows),
        paging=part.paging,
        outlets=tuple(sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))),
        total=len(every),
    )


@frozen(kw_only=True)
class Told:
    """What a document is found by: its outlet, and all that it is called, in small letters."""

    outlet: str
    words: str


def _told(document: Document) -> Told:
    fields = (document.title, document.outlet, document.url, document.path)
    words = " ".join(tidy(one) for one in fields if one).casefold()
    return Told(outlet=tidy(document.outlet), words=words)


def _fits(document: Document, told: Told, query: DocumentsQuery) -> bool:
    if query.copies == "folded" and document.copy_of and not query.words:
        return False
    if query.outlet and told.outlet != query.outlet:
        return False
    return all(word in told.words for word in query.words.casefold().split())


def document_row(document: Document, desk: Desk) -> DocumentRow:
    """The row of one document."""
    lookup = desk.lookup
    handling = desk.snapshot.handlings.of(document.id)
    return DocumentRow(
        id=document.id,
        href=document_href(document.id),
        title=tidy(document.title) or lookup.document_label(document.id),
        outlet=tidy(document.outlet),
        day=day_words(document.published_at),
        known_by=tidy(document.known_by) if document.published_at else "",
        genre=document.genre.value if document.genre else "",
        language=document.language or "",
        letter=lookup.reliability(document.outlet),
        handling=handling.value if handling else "",
        copy_of=document.copy_of or "",
        supersedes=document.supersedes or "",
        copies=len(lookup.copies.get(document.id, ())),
        entries=len(desk.snapshot.by_document.get(document.id, ())),
    )


PAGE = Page(
    name="documents",
    path="/documents",
    label="Documents",
    query=DocumentsQuery,
    make=make,
    count=lambda desk: len(desk.contents.documents),
    warm=lambda desk: make(desk, DocumentsQuery()),
)
