"""The documents' own text for the page, with every cited passage marked."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from dragoman.briefing.content import Block, DocumentSheet, Note
from dragoman.briefing.wording import visible


def marked(sheet: DocumentSheet, notes: Sequence[Note]) -> list[tuple[Block, Markup]]:
    """The blocks of a document with their text as safe markup.

    Each note's passage begins with ``<mark id="p…">``; what several notes share carries all
    their numbers in ``data-notes``. Everything that comes from the document is escaped.
    """
    own = [n for n in notes if n.document == sheet.number and n.start is not None]
    seen: set[int] = set()
    return [(block, _block(sheet.text, block, own, seen)) for block in sheet.blocks]


def _block(text: str, block: Block, notes: Sequence[Note], seen: set[int]) -> Markup:
    inside = [(n, *_ends(n)) for n in notes]
    inside = [(n, s, e) for n, s, e in inside if s < block.end and block.start < e]
    cuts = {block.start, block.end}
    for _, start, end in inside:
        cuts |= {max(start, block.start), min(end, block.end)}
    edges = sorted(cuts)
    runs = (
        _run(text[a:b], [n for n, s, e in inside if s <= a and b <= e], seen)
        for a, b in pairwise(edges)
    )
    return Markup("").join(runs)


def _ends(note: Note) -> tuple[int, int]:
    return note.start or 0, note.end or 0


def _run(words: str, notes: Sequence[Note], seen: set[int]) -> Markup:
    """A stretch that no passage begins or ends in, inside one mark for each note."""
    safe = escape(visible(words))
    if not notes:
        return safe
    numbers = " ".join(str(note.number) for note in notes)
    fresh = [note for note in notes if note.number not in seen]
    seen.update(note.number for note in fresh)
    noun = escape(notes[0].noun)
    opened = Markup("").join(_openings(fresh, noun, numbers))
    if not fresh:
        opened = Markup('<mark class="{}" data-notes="{}">').format(noun, numbers)
    return opened + safe + Markup("</mark>") * max(len(fresh), 1)


def _openings(fresh: Sequence[Note], noun: Markup, numbers: str) -> Iterator[Markup]:
    for note in fresh:
        yield Markup('<mark id="p{}" class="{}" data-notes="{}">').format(
            note.number, noun, numbers
        )
