"""How much was left out, by noun and mark; nothing is named."""

from collections import Counter
from collections.abc import Iterator

from dragoman.model import Contents, Entry
from dragoman.model.handling import Handling, LeftOut
from dragoman.model.nouns import FIELDS, PARTS, WHO
from dragoman.pipeline.sharing.limit import Limit

_LAST = (*WHO, "decision")
COUNTED = tuple(
    FIELDS[noun] for noun in (*(one for one in FIELDS if one not in (*PARTS, *_LAST)), *_LAST)
)
"""What is counted when it is left out, in this order; the rest are parts of these."""


def left_out(full: Contents, shared: Contents, limit: Limit) -> tuple[LeftOut, ...]:
    """What ``full`` has and ``shared`` has not, whatever its number there."""
    found: list[LeftOut] = []
    for name in COUNTED:
        counts = Counter(_missing(full, shared, name, limit))
        noun = next(iter(getattr(full, name))).kind if counts else ""
        marks = [mark for mark in (*reversed(Handling), None) if counts[mark]]
        found += [LeftOut(noun=noun, mark=mark, count=counts[mark]) for mark in marks]
    skips = len(full.skips) - len(shared.skips)
    return (*found, *([LeftOut(noun="skip", mark=None, count=skips)] if skips else []))


def _missing(
    full: Contents, shared: Contents, name: str, limit: Limit
) -> Iterator[Handling | None]:
    """For each that is missing, the mark that kept it in; None where none did by itself."""
    kept: tuple[Entry, ...] = getattr(shared, name)
    ids = {entry.id for entry in kept}
    places = {(p.document, p.start, p.end) for entry in kept for p in entry.passages}
    for entry in getattr(full, name):
        if entry.id in ids:
            continue
        if name != "decisions" and _stands_at(entry, places):
            continue
        mark = limit.marks.of(entry.id)
        yield mark if limit.is_too_strict(mark) else None


def _stands_at(entry: Entry, places: set[tuple[str, int, int]]) -> bool:
    """Whether a shared entry of the noun tells it from fewer documents, under another id."""
    return any((p.document, p.start, p.end) in places for p in entry.passages)
