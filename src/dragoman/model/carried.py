"""What goes along with the records of a dossier when it is carried elsewhere."""

import hashlib

from attrs import frozen

from dragoman.model.document import Document, Genre


@frozen(kw_only=True)
class SettingsVersion:
    """One signed version of ``negotiation.toml``. ``put_at`` is an instant in UTC (ISO 8601)."""

    toml: str
    who: str
    put_at: str


@frozen(kw_only=True)
class TakenIn:
    """What a document said of itself when it was taken in, where an analyst has corrected it.

    ``document`` is its id; the other fields are those of ``Document``.
    """

    document: str
    title: str | None = None
    outlet: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    known_by: str | None = None
    genre: Genre | None = None
    because: tuple[str, ...] = ()


@frozen(kw_only=True)
class RawBytes:
    """The bytes of a document as they came; ``document`` is its id."""

    document: str
    raw: bytes


BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def bytes_of_text(document: Document) -> bytes | None:
    """The document's bytes where they are just its text in UTF-8, as its sha-256 proves.

    A byte order mark may stand before it. None for a document that was a page, a PDF, or a text
    of which words are blackened: its bytes cannot be told from its text.
    """
    text = document.text.encode("utf-8", "surrogatepass")
    for raw in (text, BYTE_ORDER_MARK + text):
        if is_hash_of(document.sha256, raw):
            return raw
    return None


def is_hash_of(sha256: str, raw: bytes) -> bool:
    """Whether the bytes have this sha-256 (hexadecimal)."""
    return hashlib.sha256(raw).hexdigest() == sha256
