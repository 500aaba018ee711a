"""Document: one text as published, one version."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry, digest


class Genre(StrEnum):
    """What kind of text a document is."""

    NEWS = "news"
    READOUT = "readout"
    PRESS_RELEASE = "press release"
    INTERVIEW = "interview"
    ANALYSIS = "analysis"
    TRANSCRIPT = "transcript"


@frozen(kw_only=True)
class Document(Entry):
    """One text as published, one version.

    ``text`` is the decoded text with nothing changed but the byte order mark dropped.
    ``published_at`` and ``modified_at`` are EDTF (an instant with zone, or a day), None when
    unknown; ``known_by`` says how the day is known ("front matter", "JSON-LD", "dateline").
    ``sha256`` is of the bytes. ``fingerprint`` is a hash of the cleaned body without headline
    and credit line: equal for exact copies. ``copy_of`` and ``supersedes`` are document ids.
    """

    kind: ClassVar[str] = "document"

    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    known_by: str | None = None
    retrieved_at: str | None = None
    language: str | None = None
    genre: Genre | None = None
    sha256: str = ""
    fingerprint: str = ""
    text: str = ""
    copy_of: str | None = None
    supersedes: str | None = None


def document_id(sha256: str, address: str) -> str:
    """The id of a document: a hash of its bytes and its address, fixed at ingest."""
    return digest("document", sha256, address)


@frozen(kw_only=True)
class Skip:
    """A file that could not be taken in or read: what, where, what to do."""

    path: str
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.advice}"
