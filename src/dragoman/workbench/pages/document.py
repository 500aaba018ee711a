"""Document: the reader view, with every passage marked by kind."""

import re
from collections import Counter

from attrs import frozen

from dragoman.briefing import day_words, safe_url, tidy
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Document, Entry
from dragoman.workbench.cards import Card, card
from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.nouns import MARKED
from dragoman.workbench.pages.documents import DocumentRow, document_row
from dragoman.workbench.pages.page import Page
from dragoman.workbench.reader import Paragraph, paragraphs

_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@frozen(kw_only=True)
class DocumentQuery:
    """``at`` is a span of code points ("120-188") to be shown; ``kind`` narrows what is marked.

    ``blind`` leaves the outlet's letter out, for whoever sets a credibility."""

    id: str
    at: str = ""
    kind: str = ""
    blind: bool = False


@frozen(kw_only=True)
class Reader:
    """A document's text, what is known of it, and the entries that stand on it."""

    document: DocumentRow
    address: str
    url: str | None
    retrieved: str
    copies: tuple[DocumentRow, ...]
    versions: tuple[DocumentRow, ...]
    kinds: tuple[tuple[str, int], ...]
    paragraphs: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    sha256: str
    notes: tuple[Citation, ...]


def make(desk: Desk, query: DocumentQuery) -> Reader:
    """Compose the reader view.

    Raises:
        UnknownEntry: no such document.
        BadRequest: ``at`` is no span of this text.
    """
    document = desk.lookup.documents.get(query.id)
    if document is None:
        raise UnknownEntry(query.id)
    entries = [e for e in desk.snapshot.by_document.get(query.id, ()) if e.kind in MARKED]
    count = Counter(entry.kind for entry in entries)
    shown = [e for e in entries if not query.kind or e.kind == query.kind]
    lookup = desk.lookup
    relatives = [lookup.documents[id] for id in lookup.copies.get(query.id, ())]
    versions = [d for d in desk.contents.documents if _is_version(d, document)]
    return Reader(
        document=document_row(document, desk),
        address=tidy(document.url or document.path),
        url=safe_url(document.url),
        retrieved=day_words(document.retrieved_at) if document.retrieved_at else "",
        copies=tuple(document_row(one, desk) for one in relatives),
        versions=tuple(document_row(one, desk) for one in versions),
        kinds=tuple((kind, count[kind]) for kind in MARKED if count[kind]),
        paragraphs=paragraphs(
            document, desk.snapshot.segments.get(query.id, ()), shown, _span(query.at, document)
        ),
        cards=tuple(card(entry, desk) for entry in _in_order(shown)),
        sha256=document.sha256,
        notes=desk.notes(),
    )


def _is_version(one: Document, other: Document) -> bool:
    return one.supersedes == other.id or other.supersedes == one.id


def _in_order(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (min((p.start for p in e.passages), default=0), e.id))


def _span(at: str, document: Document) -> tuple[int, int] | None:
    if not at:
        return None
    found = _SPAN.fullmatch(at)
    if found is None:
        raise BadRequest(f"{at!r} is no span of a text; it looks like 120-188")
    start, end = int(found[1]), int(found[2])
    if not start <= end <= len(document.text):
        raise BadRequest(f"the span {at} lies outside a text of {len(document.text)} characters")
    return start, end


PAGE = Page(name="document", path="/documents/{id}", query=DocumentQuery, make=make)
