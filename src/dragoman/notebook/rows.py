"""Entries as lines to look at: a sentence with its mark, and the sentences that it rests on."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve, frozen

from dragoman.briefing import (
    GLYPHS,
    Footnotes,
    Line,
    Lookup,
    capital,
    clip,
    entry_item,
    tidy,
)
from dragoman.briefing.register import corrections
from dragoman.model import (
    Attribution,
    Contents,
    Corroboration,
    Decision,
    Document,
    Entry,
    Mark,
)
from dragoman.notebook.sentences import Sentence, sentences_behind

MARKED = frozenset(
    ["statement", "contact", "position", "commitment", "discrepancy", "deed", "assessment",
     "constraint", "leverage", "linkage"]
)  # fmt: skip
"""Nouns of which it is said how well they are attested."""


@frozen(kw_only=True)
class Row:
    """One line: its sentence, its mark (None where none is given) and what it rests on."""

    text: str
    mark: Mark | None = None
    sentences: tuple[Sentence, ...] = ()
    entry_id: str = ""
    day: str = ""
    status: str = ""


def row_of(line: Line, footnotes: Footnotes) -> Row:
    """A line of the brief with its sentences."""
    return Row(
        text=line.text,
        mark=line.mark,
        sentences=sentences_behind(line.citations, footnotes),
        entry_id=line.entry_id,
    )


def rows_of(entries: Iterable[Entry], contents: Contents) -> Iterator[Row]:
    """The entries as lines, in their order; ``contents`` hold what they rest on."""
    footnotes = Footnotes(Lookup(contents))
    return (_row(entry, footnotes) for entry in entries)


def _row(entry: Entry, footnotes: Footnotes) -> Row:
    item = entry_item(entry, footnotes)
    text = _own_line(entry, footnotes.lookup) or item.line.text
    if isinstance(entry, Document):
        return Row(text=text, entry_id=entry.id, day=item.day)
    mark = item.line.mark if entry.kind in MARKED else None
    return Row(
        text=text,
        mark=entry.mark if isinstance(entry, Corroboration) else mark,
        sentences=sentences_behind(item.line.citations, footnotes),
        entry_id=entry.id,
        day=item.day,
        status=item.status,
    )


def _own_line(entry: Entry, lookup: Lookup) -> str:
    """The line of a noun that no brief has a sentence for; empty for the others."""
    match entry:
        case Document():
            return _document_line(entry, lookup)
        case Decision():
            told = corrections(Lookup(evolve(lookup.contents, decisions=(entry,))), {})[0]
            return " ".join(filter(None, (f"{told.label}:", told.text, told.advice)))
        case Corroboration():
            return capital(tidy(entry.why)) or entry.mark.value
        case Attribution():
            parts = sorted(entry.passages, key=lambda passage: passage.start)
            return f"“{clip(tidy(' … '.join(part.exact for part in parts)), 30)}”"
        case _:
            return ""


def _document_line(document: Document, lookup: Lookup) -> str:
    """What was published: outlet and title, and of what it is a copy."""
    label = lookup.document_label(document.id)
    title = f": {document.title}" if document.title and document.outlet else ""
    copied = f" (a copy of {lookup.document_label(document.copy_of)})" if document.copy_of else ""
    return f"{capital(label)}{title}{copied}"


def plain_lines(
    title: str, entries: Sequence[Entry], most: int, around: Callable[[Sequence[Entry]], Contents]
) -> str:
    """The first entries as plain text, one a line with mark and id, then how many more."""
    shown = tuple(entries[:most])
    rows = rows_of(shown, around(shown)) if shown else ()
    lines = [title, *(plain_line(row) for row in rows)]
    left = len(entries) - len(shown)
    return "\n".join([*lines, f"… and {left:,} more"] if left else lines)


def plain_line(row: Row) -> str:
    """One line with its mark and id."""
    glyph = GLYPHS[row.mark] if row.mark else "·"
    return f"{glyph} {row.text}" + (f"  [{row.entry_id}]" if row.entry_id else "")
