"""Reading one text: a :class:`Document` goes in, a :class:`Report` comes out.

A *text reader* is anything with an ``identity`` (name and version) and a ``read``; issue by
issue, parts of the rule reader give way to trained ones behind this interface.
"""

from typing import Protocol

from dragoman.extraction.events import EventTyper
from dragoman.extraction.meanings import Meanings
from dragoman.extraction.rules import RuleReader
from dragoman.model import Document, Reader, Report

__all__ = ["EventTyper", "Meanings", "RuleReader", "TextReader", "can_read"]

LANGUAGES = frozenset({"en"})
"""ISO 639-1 codes of the languages that can be read so far."""


class TextReader(Protocol):
    """What the pipeline asks of a reader."""

    @property
    def identity(self) -> Reader:
        """Name and version; part of the key under which reports are cached."""

    @property
    def gazetteer_digest(self) -> str:
        """Digest of the names it knows; part of the same key."""

    def read(self, document: Document) -> Report:
        """Read one text. A bad text gives an empty report with a finding, never an exception."""


def can_read(document: Document) -> bool:
    """Whether the document is in a language that can be read; an unknown language is tried."""
    return document.language is None or document.language in LANGUAGES
