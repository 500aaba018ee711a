"""Word files: headings, paragraphs and tables of a ``.docx``, in their order."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from dragoman.errors import UnreadableDocument
from dragoman.ingest.clues import Clues
from dragoman.ingest.decoding import refuse_binary
from dragoman.ingest.fields import one_line, sound
from dragoman.ingest.galley import Galley

MAX_UNPACKED_BYTES = 200_000_000
"""The most bytes that a Word file may unpack to."""

MAX_RATIO = 200
"""The most times that a part of more than a megabyte may grow when it is unpacked."""


def read_word(raw: bytes, path: str) -> Iterator[Galley]:
    """The text of a Word file, its blocks parted by blank lines.

    Footnotes, comments, text boxes, headers and footers are left out. The file's own properties
    say when it was saved, not when it was published, so no day is taken from them.

    Raises:
        UnreadableDocument: it is no Word file, or unpacks to absurd size.
    """
    _refuse_bomb(raw, path)
    from docx import Document as open_word

    word = open_word(BytesIO(raw))
    parts = [text for block in word.iter_inner_content() if (text := _text(block))]
    yield Galley(text=sound("\n\n".join(parts)), raw=raw, clues=(_clues(word),))


def _refuse_bomb(raw: bytes, path: str) -> None:
    """Refuse a file that is no zip archive, or one built to fill the memory.

    Raises:
        UnreadableDocument: it is.
    """
    try:
        parts = zipfile.ZipFile(BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        refuse_binary(raw, path)
        raise UnreadableDocument(
            path, "is not a Word file", "open it in your word processor and save it as .docx"
        ) from fault
    swollen = any(
        part.file_size > 1_000_000 and part.file_size > MAX_RATIO * max(1, part.compress_size)
        for part in parts
    )
    if swollen or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableDocument(
            path, "unpacks to an absurd size", "do not open it; ask whoever sent it for the text"
        )


def _text(block: Any) -> str:
    """A paragraph as it stands; a table with a line per row and a tab between cells."""
    if not hasattr(block, "rows"):
        return str(block.text).strip()
    rows = (dict.fromkeys(cell.text.strip() for cell in row.cells) for row in block.rows)
    return "\n".join("\t".join(filter(None, row)) for row in rows if any(row))


def _clues(word: Any) -> Clues:
    """The title paragraph of the file, where its style is Title."""
    titles = (
        p.text for p in word.paragraphs[:10] if p.style is not None and p.style.name == "Title"
    )
    return Clues(known_by="heading", title=one_line(next(titles, None)))
