"""PDF files with a text layer, read within a time that ends.

How much a single stream may unpack to is limited by pypdf itself (75 MB).
"""

import time
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from dragoman.errors import UnreadableDocument
from dragoman.ingest.decoding import refuse_garbled
from dragoman.ingest.fields import sound
from dragoman.ingest.galley import Galley
from dragoman.ingest.opening import MAX_TEXT_BYTES
from dragoman.ingest.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 1_000
"""The most pages that a PDF may have; an article has few."""

MAX_SECONDS = 120.0
"""The longest time for one PDF; a report of 300 pages takes about twenty seconds."""

MIN_LETTERS_PER_PAGE = 25
"""A PDF with fewer letters than this on the average page is a set of pictures."""


def read_pdf(raw: bytes, path: str) -> Iterator[Galley]:
    """The text layer of a PDF, page after page, with the line breaks of the page.

    The file's own properties say when it was made, not when it was published, and its title is
    seldom the article's; neither is used.

    Raises:
        UnreadableDocument: it is no PDF, is locked, too long, or has no text layer.
    """
    with quiet("pypdf"):
        reader = _open(raw, path)
        text = _text_layer(reader, path)
        pages = len(reader.pages)
    if sum(map(str.isalpha, text)) < MIN_LETTERS_PER_PAGE * pages:
        raise UnreadableDocument(
            path,
            "has no text layer; its pages are pictures",
            "run text recognition (OCR) on it, for instance with ocrmypdf, and add the result",
        )
    refuse_garbled(text, path)
    yield Galley(text=text, raw=raw)


def _open(raw: bytes, path: str) -> "PdfReader":
    """The PDF, unlocked with the empty password where that is enough.

    Raises:
        UnreadableDocument: it is no PDF, or needs a password.
    """
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(BytesIO(raw))
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except DependencyError:
        locked = True
    except PyPdfError as fault:
        raise UnreadableDocument(
            path, "is not a PDF that can be read", "open it in a viewer and print it to a new PDF"
        ) from fault
    if locked:
        raise UnreadableDocument(
            path, "is locked with a password", "save it without the password, then add it"
        )
    return reader


def _text_layer(reader: "PdfReader", path: str) -> str:
    """The text of all pages, a line break between two.

    Raises:
        UnreadableDocument: too many pages, too much text, or no end within ``MAX_SECONDS``.
    """
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableDocument(
            path,
            f"has {len(reader.pages):,} pages, more than the {MAX_PAGES:,} that are read",
            "split it into single articles and add those",
        )
    texts: list[str] = []
    end = time.monotonic() + MAX_SECONDS

    def watch(*_step: Any) -> None:  # called at every step of a page
        if time.monotonic() > end:
            raise UnreadableDocument(
                path,
                f"takes longer than {MAX_SECONDS:.0f} seconds to read",
                "print it to a new PDF, or copy its text into a .txt",
            )

    for page in reader.pages:
        watch()
        texts.append(sound(page.extract_text(visitor_operand_before=watch)))
        if sum(map(len, texts)) > MAX_TEXT_BYTES:
            raise UnreadableDocument(path, "holds too much text", "split it into single articles")
    return "\n".join(texts)
