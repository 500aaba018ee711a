"""Kinds: what an answer holds, by what the server says and how its bytes begin."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

ARTICLES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "application/json": ".json",
}
"""The media types that ingest reads, with the ending that names their reader."""

UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
"""What servers say that do not know; the address and the bytes decide."""

FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
    | {"application/xml", "text/xml", "text/html", "application/xhtml+xml", "text/plain"}
)
"""The media types that a feed, or a page that names its feed, comes as."""

_MAGIC = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"))
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_ENDINGS = frozenset(ARTICLES.values()) | {".htm", ".docx"}


def is_article_type(media_type: str) -> bool:
    """Whether an answer of this media type may hold an article."""
    return media_type in ARTICLES or media_type in UNTOLD


def is_feed_type(media_type: str) -> bool:
    """Whether an answer of this media type may be a feed or a page that names one."""
    return media_type in FEEDS or media_type in UNTOLD


def ending_for(raw: bytes, media_type: str, url: str) -> str | None:
    """The ending of the reader for an answer; None where nothing tells.

    The first bytes of a PDF or Word file count before what the server says, that before the
    address, and that before the look of a page.

    >>> ending_for(b"%PDF-1.7", "text/html", "https://courier.example/paper")
    '.pdf'
    """
    for start, ending in _MAGIC:
        if raw.startswith(start):
            return ending
    if media_type in ARTICLES:
        return ARTICLES[media_type]
    written = PurePosixPath(urlsplit(url).path).suffix.lower()
    if written in _ENDINGS:
        return written
    return ".html" if _PAGE.match(raw[:4096].removeprefix(b"\xef\xbb\xbf")) else None


def is_feed(raw: bytes) -> bool:
    """Whether the bytes begin like RSS or Atom."""
    return _FEED.search(raw[:4096]) is not None
