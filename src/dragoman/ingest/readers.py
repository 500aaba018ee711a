"""Readers: which endings are read, by what, and up to which size."""

from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

from dragoman.errors import UnreadableDocument
from dragoman.ingest.archive import archive_in, read_archive
from dragoman.ingest.decoding import decode
from dragoman.ingest.galley import Galley
from dragoman.ingest.mail import read_mail
from dragoman.ingest.opening import (
    MAX_CONTAINER_BYTES,
    MAX_PAGE_BYTES,
    MAX_TEXT_BYTES,
    check_size,
    read_bytes,
)
from dragoman.ingest.page import page_galley, read_page
from dragoman.ingest.pdf import read_pdf
from dragoman.ingest.plain import plain_galley, read_plain
from dragoman.ingest.records import lines_in, read_json, read_lines
from dragoman.ingest.word import read_word
from dragoman.model import Skip


@frozen
class Reader:
    """How files of one ending are read: the most bytes they may have, and by what."""

    limit: int
    read: Callable[[bytes, str], Iterator[Galley | Skip]]


_PLAIN = Reader(MAX_TEXT_BYTES, read_plain)
_PAGE = Reader(MAX_PAGE_BYTES, read_page)

READERS = {
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".md": _PLAIN,
    ".markdown": _PLAIN,
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".eml": Reader(MAX_CONTAINER_BYTES, read_mail),
    ".json": Reader(MAX_CONTAINER_BYTES, read_json),
    ".docx": Reader(MAX_CONTAINER_BYTES, read_word),
    ".pdf": Reader(MAX_CONTAINER_BYTES, read_pdf),
}
LINES = frozenset({".jsonl", ".ndjson"})
ARCHIVES = frozenset({".warc", ".warc.gz"})
ENDINGS = frozenset(READERS) | LINES | ARCHIVES
"""The endings that are read, in lower case."""


def ending_of(path: Path) -> str:
    """The ending of a file in lower case; that of a packed archive has two parts.

    >>> ending_of(Path("crawl.WARC.gz")), ending_of(Path("v1.2.txt"))
    ('.warc.gz', '.txt')
    """
    last_two = "".join(path.suffixes[-2:]).lower()
    return last_two if last_two in ARCHIVES else path.suffix.lower()


def galleys(path: Path) -> Iterator[Galley | Skip]:
    """The texts of one file.

    Raises:
        UnreadableDocument: the file as a whole cannot be read.
    """
    yield from _soundly(_read(path), path.as_posix(), ending_of(path))


def galleys_in(
    raw: bytes, ending: str, where: str, charset: str | None = None
) -> Iterator[Galley | Skip]:
    """The texts in bytes that came without a file.

    ``ending`` names the reader (".html"), ``where`` the bytes in lines about them; ``charset`` is
    the encoding that came beside them, if one did.

    Raises:
        UnreadableDocument: they cannot be read as a whole.
    """
    yield from _soundly(_read_in(raw, ending, where, charset), where, ending)


def _soundly(found: Iterator[Galley | Skip], where: str, ending: str) -> Iterator[Galley | Skip]:
    """The texts; a fault of a parser becomes a line that names the file.

    Raises:
        UnreadableDocument: the file as a whole cannot be read.
    """
    try:
        yield from found
    except (UnreadableDocument, GeneratorExit):
        raise
    except Exception as fault:  # the parsers of hostile formats fail in more ways than they name
        raise UnreadableDocument(
            where,
            f"is not a sound {ending} file ({type(fault).__name__})",
            "open it in the program that made it and save it again, or copy its text into a .txt",
        ) from fault


def _read(path: Path) -> Iterator[Galley | Skip]:
    """The texts of one file by the reader for its ending.

    Raises:
        UnreadableDocument: no reader is for it, or the file as a whole cannot be read.
    """
    ending = ending_of(path)
    if ending in LINES:
        yield from read_lines(path)
        return
    if ending in ARCHIVES:
        yield from read_archive(path)
        return
    reader = READERS.get(ending)
    if reader is None:
        raise unknown_ending(path)
    yield from reader.read(read_bytes(path, reader.limit), path.as_posix())


def _read_in(raw: bytes, ending: str, where: str, charset: str | None) -> Iterator[Galley | Skip]:
    """The texts in bytes by the reader for an ending.

    Raises:
        UnreadableDocument: no reader is for it, or the bytes cannot be read.
    """
    reader = READERS.get(ending)
    check_size(where, len(raw), reader.limit if reader else MAX_CONTAINER_BYTES)
    if ending in LINES:
        yield from lines_in(raw, where)
    elif ending in ARCHIVES:
        yield from archive_in(raw, where)
    elif reader is None:
        raise unknown_ending(Path(where))
    elif charset is not None and reader is _PAGE:
        yield page_galley(decode(raw, where, charset), raw, where)
    elif charset is not None and reader is _PLAIN:
        yield plain_galley(decode(raw, where, charset), raw)
    else:
        yield from reader.read(raw, where)


def unknown_ending(path: Path) -> UnreadableDocument:
    """The error for a file of a kind that is not read."""
    ending = ending_of(path)
    reason = f"files that end in {ending} are not read" if ending else "its name has no ending"
    return UnreadableDocument(
        path.as_posix(), reason, "save it as .txt, .md, .html, .eml, .json, .docx, .pdf or .warc"
    )
