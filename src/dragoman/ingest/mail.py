"""Mail: the article that a ``.eml`` message carries."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from dragoman.errors import UnreadableDocument
from dragoman.ingest.clues import Clues
from dragoman.ingest.decoding import decode
from dragoman.ingest.fields import one_line, sound
from dragoman.ingest.galley import Galley
from dragoman.ingest.instants import edtf
from dragoman.ingest.markup import markup_text
from dragoman.ingest.opening import MAX_PAGE_BYTES, check_size
from dragoman.ingest.page import page_galley

MAX_NESTED = 100
"""The most multipart bodies in one message; the parser's time grows with the square of them."""

_STUB = 200
"""A plain part of fewer characters beside a page is a "view this in your browser"."""


def read_mail(raw: bytes, path: str) -> Iterator[Galley]:
    """The text of a message: its plain part, or its page where there is no more than a stub.

    Attachments are left out. The Date header is the day on which it was sent.

    Raises:
        UnreadableDocument: the message has no text, or parts within parts without end.
    """
    if raw.lower().count(b"multipart/") > MAX_NESTED:
        raise UnreadableDocument(
            path, "has parts within parts without end", "save the article in it as .txt"
        )
    message = message_from_bytes(raw, policy=policy.default)
    clues = _header_clues(message)
    plain = _part(message, "plain", path)
    page = _part(message, "html", path)
    if page is not None and len((plain or "").strip()) < _STUB:
        galley = _page_galley(page, raw, path)
        if len(galley.text) > len((plain or "").strip()):
            yield Galley(text=galley.text, raw=raw, clues=(clues, *galley.clues))
            return
    if not (plain or "").strip():
        raise UnreadableDocument(
            path, "the mail has no text", "open it, and save the attached article instead"
        )
    yield Galley(text=plain or "", raw=raw, clues=(clues,))


def _header_clues(message: EmailMessage) -> Clues:
    """What the headers say; a header that cannot be read is not said."""
    return Clues(
        known_by="mail header",
        title=_subject(_header(message, "subject")),
        published_at=edtf(_header(message, "date") or ""),
    )


def _header(message: EmailMessage, name: str) -> str | None:
    """A header as text; None when it is missing or malformed beyond reading."""
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError, TypeError):  # the header parser's own faults
        return None
    return None if value is None else sound(str(value))


def _subject(value: str | None) -> str | None:
    """The subject without the marks of answering and forwarding."""
    title = one_line(value)
    while title and title.lower().startswith(("fwd:", "fw:", "re:", "wg:", "aw:", "tr:")):
        title = title.partition(":")[2].strip()
    return title or None


def _part(message: EmailMessage, subtype: str, path: str) -> str | None:
    """The decoded text of the body part of a subtype, None when there is none."""
    part = message.get_body(preferencelist=(subtype,))
    return None if part is None else _decoded(part, path)


def _decoded(part: MIMEPart, path: str) -> str | None:
    """A part's characters: its declared encoding when that fits its bytes, else the likely one."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        return None
    return decode(payload, path, part.get_content_charset()).replace("\r\n", "\n")


def _page_galley(page: str, raw: bytes, path: str) -> Galley:
    """The article in the page part, or all its text where none stands out.

    Raises:
        UnreadableDocument: the page is too long.
    """
    check_size(path, len(page), MAX_PAGE_BYTES)
    try:
        return page_galley(page, raw, path)
    except UnreadableDocument:
        return Galley(text=markup_text(page), raw=raw)
