"""What a number of the deal space rests on: a statement, an exact quotation, or a reason."""

import re
from functools import cache
from pathlib import PurePath

from dragoman.model import Contents, Document, Entry, Ground, Passage, cut

STATEMENT = "statement:"
QUOTE = "quote:"
ANALYST = "analyst:"
SHORTEST = 6
"""Letters that the beginning of an id needs to stand for it."""


def resolve_because(contents: Contents, because: str) -> Ground:
    """Look up one reason: ``statement:ID``, ``quote:FILE: exact words`` or ``analyst: reason``.

    An id may be cut to its first letters where they are unique, and be that of any entry with a
    passage. A quotation is found in the document of that file name (or title) whatever its line
    ends. What is not found comes back with ``is_lost``; text without a known beginning is the
    analyst's own reason.
    """
    if because.startswith(STATEMENT):
        return _entry(contents, because)
    if because.startswith(QUOTE):
        return _quotation(contents, because)
    return Ground(given=because, reason=because.removeprefix(ANALYST).strip() or because)


def _entry(contents: Contents, because: str) -> Ground:
    wanted = because.removeprefix(STATEMENT).strip()
    found = [e for e in _entries(contents) if e.id == wanted]
    if not found and len(wanted) >= SHORTEST:
        found = [e for e in _entries(contents) if e.id.startswith(wanted)]
    if len(found) != 1 or not found[0].passages:
        return Ground(given=because, is_lost=True)
    return Ground(given=because, passage=found[0].passages[0], entry_id=found[0].id)


def _entries(contents: Contents) -> list[Entry]:
    groups: tuple[tuple[Entry, ...], ...] = (
        contents.statements,
        contents.positions,
        contents.constraints,
        contents.leverages,
        contents.commitments,
        contents.contacts,
        contents.assessments,
    )
    return [entry for group in groups for entry in group]


def _quotation(contents: Contents, because: str) -> Ground:
    name, _, words = because.removeprefix(QUOTE).partition(":")
    for document in contents.documents:
        if name.strip() in _names(document):
            found = _pattern(words).search(document.text) if words.strip() else None
            if found:
                return Ground(given=because, passage=_passage(document, *found.span()))
    return Ground(given=because, is_lost=True)


def _names(document: Document) -> set[str]:
    path = (document.path or "").replace("\\", "/")
    return {path, PurePath(path).name, document.title or "", document.id}


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """The words with any space between them."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))


def _passage(document: Document, start: int, end: int) -> Passage:
    return cut(document.text, start, end, document=document.id)
