"""What a document takes over from another, as remarks beside it."""

from collections.abc import Iterator

from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import joined, tidy
from dragoman.model import Document, ReuseKind, TextReuse

_TOLD = {
    ReuseKind.COPY: "copy of {it}; it counts as no further account",
    ReuseKind.LIGHT_EDIT: "lightly edited copy of {it}; it counts as no further account",
    ReuseKind.CUT_DOWN: "shortened copy of {it}; it counts as no further account",
    ReuseKind.TRANSLATION: "translation of {it}; it counts as no further account",
    ReuseKind.WIRE_INSIDE: "the text of {it} stands inside it; the rest is an account of its own",
    ReuseKind.SHARED_PASSAGE: "shares a passage with {it}; the rest is an account of its own",
    ReuseKind.SHARED_STATEMENT: "gives the same statement as {it}; two texts, one speaker",
    ReuseKind.RENDERING: "gives a statement of {it} in other words; two texts, one speaker",
    ReuseKind.CORRECTED: "corrected version of {it}; one account, the later one counts",
    ReuseKind.SAME_FORMULA: "has the words of {it} for another matter; an account of its own",
}
_IN_PART = (ReuseKind.WIRE_INSIDE, ReuseKind.SHARED_PASSAGE)


def borrowings(document: Document, lookup: Lookup) -> Iterator[str]:
    """What the document takes over, how much of it that is, and how the original was told."""
    told = set()
    for reuse in lookup.reuses.get(document.id, ()):
        told.add(reuse.original)
        yield _borrowing(reuse, lookup)
    if document.copy_of and document.copy_of not in told:
        yield _TOLD[ReuseKind.COPY].format(it=numbered(document.copy_of, lookup))


def lendings(document: Document, lookup: Lookup) -> Iterator[str]:
    """Who copies the document as a whole, and who takes over a part of it."""
    copies = lookup.copies.get(document.id, [])
    if copies:
        yield f"copied by {joined([numbered(id, lookup) for id in copies])}"
    parts = [
        numbered(reuse.document, lookup)
        for reuse in lookup.contents.reuses
        if reuse.original == document.id and reuse.reuse_kind in _IN_PART
    ]
    if parts:
        yield f"taken over in part by {joined(list(dict.fromkeys(parts)))}"


def _borrowing(reuse: TextReuse, lookup: Lookup) -> str:
    told = _TOLD[reuse.reuse_kind].format(it=numbered(reuse.original, lookup))
    share = f"{reuse.of_document:.0%}".replace("%", " per cent")
    why = [tidy(reason) for reason in reuse.because if reason.strip()]
    counted = [f"{share} of its words"] if reuse.of_document else []
    return f"{told} ({'; '.join([*counted, *why])})" if counted or why else told


def numbered(id: str, lookup: Lookup) -> str:
    """A document by its number in the brief."""
    number = lookup.numbers.get(id)
    return f"document {number}" if number else "a document that is no longer in the dossier"
