"""Web archives: the pages that a ``.warc`` or ``.warc.gz`` file has recorded.

WARC 1.1 (ISO 28500:2017): read are ``response`` and ``resource`` records that hold a page or plain
text; the address is the record's WARC-Target-URI, the day of retrieval its WARC-Date. Nothing is
fetched. An archive is unpacked piece by piece, and given up where it unpacks to an absurd size.
"""

import io
import logging
import os
import re
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import UnreadableDocument
from dragoman.ingest.clues import Clues
from dragoman.ingest.decoding import decode
from dragoman.ingest.fields import web_address
from dragoman.ingest.galley import Galley
from dragoman.ingest.instants import edtf
from dragoman.ingest.opening import (
    MAX_PAGE_BYTES,
    changed,
    check_regular,
    held_still,
    unreadable,
)
from dragoman.ingest.page import page_galley, read_page
from dragoman.model import Skip

MAX_ARCHIVE_BYTES = 2_000_000_000
"""The most bytes that an archive may have."""

MAX_UNPACKED_BYTES = 8_000_000_000
"""The most bytes that it may unpack to."""

MAX_RATIO = 150
"""The most times that an archive of more than ``FREE_BYTES`` may grow when it is unpacked."""

FREE_BYTES = 50_000_000
MAX_LINE_BYTES = 60_000_000
"""The most bytes without a line end: so much of a record may lie in the memory at a time."""

MAX_RECORD_SECONDS = 30.0
"""The longest time for one record; a header of millions of lines takes minutes to parse."""

_BLOCK = 1 << 16
_GZIP = b"\x1f\x8b"
_PAGES = ("text/html", "application/xhtml+xml")
_PLAIN = "text/plain"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_LOG = logging.getLogger(__name__)


def read_archive(path: Path) -> Iterator[Galley | Skip]:
    """The articles of an archive; what is no article is passed over, and counted in the log.

    Raises:
        UnreadableDocument: the file cannot be opened, is damaged, or unpacks to an absurd size;
            the articles before the damage have been given by then.
    """
    where = path.as_posix()
    try:
        check_regular(path, MAX_ARCHIVE_BYTES)
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            yield from _articles(file, where)
            if not held_still(before, path.stat()):
                raise changed(path)
    except UnreadableDocument:
        raise
    except OSError as fault:
        raise unreadable(path, fault) from fault


def archive_in(raw: bytes, where: str) -> Iterator[Galley]:
    """The articles of the bytes of an archive, as :func:`read_archive` gives them.

    Raises:
        UnreadableDocument: see there.
    """
    yield from _articles(io.BytesIO(raw), where)


def _articles(file: BinaryIO, where: str) -> Iterator[Galley]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    taken = passed = 0
    try:
        unpacked = _Unpacked(file, where)
        for number, record in enumerate(ArchiveIterator(unpacked), start=1):
            unpacked.begin_record()
            galley = _galley(record, number, where)
            if galley is None:
                passed += 1
            else:
                taken += 1
                yield galley
    except UnreadableDocument:
        raise
    except (ArchiveLoadFailed, EOFError, zlib.error, ValueError) as fault:
        reason = f"is a damaged archive; {taken:,} articles stand before the damage"
        raise UnreadableDocument(where, reason, "get the archive anew") from fault
    if not taken:
        raise UnreadableDocument(
            where,
            f"none of its {passed:,} records holds an article",
            "check that the crawl has recorded the pages themselves",
        )
    if passed:
        _LOG.warning("dragoman: %s: %d records that hold no article passed over", where, passed)


def _galley(record: Any, number: int, where: str) -> Galley | None:
    """The article of one record; None where it holds none."""
    url = web_address(record.rec_headers.get_header("WARC-Target-URI", "").strip("<>"))
    kind, charset = _kind(record)
    if kind is None or url is None or urlsplit(url).path == "/robots.txt":
        return None
    raw = record.content_stream().read(MAX_PAGE_BYTES + 1)
    if not raw or len(raw) > MAX_PAGE_BYTES:
        return None
    found = Clues(
        known_by="WARC record",
        url=url,
        retrieved_at=edtf(record.rec_headers.get_header("WARC-Date", "")),
    )
    place = f"{where}#{number}"
    try:
        made = _read(raw, place, kind, charset)
    except UnreadableDocument:
        return None
    return Galley(text=made.text, raw=raw, clues=(found, *made.clues), part=str(number))


def _kind(record: Any) -> tuple[str | None, str | None]:
    """The media type of a record that may hold an article, and its declared encoding."""
    if record.rec_type not in ("response", "resource"):
        return None, None
    headers = record.http_headers
    if headers is None:
        if record.rec_type == "response":
            return None, None
        headers = record.rec_headers
    elif not (headers.get_statuscode() or "").startswith("2"):
        return None, None
    declared = headers.get_header("Content-Type", "") or ""
    kind = declared.partition(";")[0].strip().lower()
    charset = _CHARSET.search(declared)
    return (kind if kind in (*_PAGES, _PLAIN) else None), (charset[1] if charset else None)


def _read(raw: bytes, place: str, kind: str, charset: str | None) -> Galley:
    """The text of a page or a plain text.

    Raises:
        UnreadableDocument: it holds no article.
    """
    if kind == _PLAIN:
        return Galley(text=decode(raw, place, charset), raw=raw)
    if charset is None:
        return next(read_page(raw, place))
    return page_galley(decode(raw, place, charset), raw, place)


class _Unpacked(io.RawIOBase):
    """The bytes of an archive, unpacked as they are read; one that is not packed, as it is.

    Raises ``UnreadableDocument`` from ``read`` where it grows or runs on without a line end beyond
    measure, ``EOFError`` where a packed file breaks off.
    """

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file, self._where = file, where
        start = file.read(len(_GZIP))
        file.seek(0)
        self._member = zlib.decompressobj(wbits=31) if start == _GZIP else None
        self._given = self._line = 0
        self._rest = b""
        self.begin_record()

    def begin_record(self) -> None:
        """Count the time anew."""
        self._end = time.monotonic() + MAX_RECORD_SECONDS

    def readable(self) -> bool:
        """It can be read."""
        return True

    def tell(self) -> int:
        """How many bytes were given so far."""
        return self._given

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        wanted = _BLOCK if size is None or size < 0 else min(size, _BLOCK)
        part = self._file.read(wanted) if self._member is None else self._unpack(wanted)
        self._given += len(part)
        end = part.rfind(b"\n")
        self._line = self._line + len(part) if end < 0 else len(part) - end - 1
        self._refuse_bomb()
        return part

    def _unpack(self, wanted: int) -> bytes:
        while True:
            assert self._member is not None  # noqa: S101 - only called for a packed file
            if self._member.eof:
                self._rest = self._member.unused_data or self._file.read(_BLOCK)
                if not self._rest.strip(b"\0"):
                    return b""
                self._member = zlib.decompressobj(wbits=31)
            packed = self._member.unconsumed_tail or self._rest or self._file.read(_BLOCK)
            self._rest = b""
            part = self._member.decompress(packed, wanted)
            if part:
                return part
            if not packed and not self._member.eof:
                raise EOFError("the archive breaks off")

    def _refuse_bomb(self) -> None:
        if time.monotonic() > self._end:
            reason = f"has a record that takes longer than {MAX_RECORD_SECONDS:.0f} seconds to read"
            raise UnreadableDocument(self._where, reason, "take only the pages that you need")
        read = max(self._file.tell(), 1)
        is_swollen = self._given > FREE_BYTES and self._given > MAX_RATIO * read
        if is_swollen or self._given > MAX_UNPACKED_BYTES or self._line > MAX_LINE_BYTES:
            raise UnreadableDocument(
                self._where, "unpacks to an absurd size", "take only the pages that you need"
            )
