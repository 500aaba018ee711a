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

MAX_XML_BYTES = 40_000_000
"""The most bytes of markup in it; the tree of it takes ten times as much memory."""

MAX_PARTS = 10_000
"""The most files in the archive that a Word file is."""

MAX_COLUMNS = 1_000
"""The most columns that a row of a table may have; a single cell can claim millions."""


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
    parts = [text for block in word.iter_inner_content() if (text := _text(block, path))]
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
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    unpacked = sum(part.file_size for part in parts)
    is_large = unpacked > MAX_UNPACKED_BYTES or markup > MAX_XML_BYTES or len(parts) > MAX_PARTS
    if swollen or is_large:
        raise UnreadableDocument(
            path, "unpacks to an absurd size", "do not open it; ask whoever sent it for the text"
        )


def _text(block: Any, path: str) -> str:
    """A paragraph as it stands; a table with a line per row and a tab between cells.

    Raises:
        UnreadableDocument: a row of the table is wider than any page.
    """
    if not hasattr(block, "rows"):
        return str(block.text).strip()
    if any(sum(cell.grid_span for cell in row.tc_lst) > MAX_COLUMNS for row in block._tbl.tr_lst):
        raise UnreadableDocument(
            path, "has a table of absurd width", "ask whoever sent it for the text"
        )
    rows = (dict.fromkeys(cell.text.strip() for cell in row.cells) for row in block.rows)
    return "\n".join("\t".join(filter(None, row)) for row in rows if any(row))


def _clues(word: Any) -> Clues:
    """The title paragraph of the file, where its style is Title."""
    titles = (
        p.text for p in word.paragraphs[:10] if p.style is not None and p.style.name == "Title"
    )
    return Clues(known_by="heading", title=one_line(next(titles, None)))
