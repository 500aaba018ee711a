"""Galley: a text as a reader pulled it out of a file, before it is made a document."""

from attrs import frozen

from dragoman.ingest.clues import Clues


@frozen(kw_only=True)
class Galley:
    """One text with the bytes it came from and what its file says about it.

    ``clues`` stand in the order in which they are believed. ``part`` tells the texts of one file
    apart (an article of a ``.jsonl``); None when the file is one text.
    """

    text: str
    raw: bytes
    clues: tuple[Clues, ...] = ()
    part: str | None = None
