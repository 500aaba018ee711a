"""Plain text and Markdown: the stored text is the file's own characters."""

from collections.abc import Iterator

from dragoman.ingest.decoding import decode
from dragoman.ingest.front_matter import front_matter_clues
from dragoman.ingest.galley import Galley


def read_plain(raw: bytes, path: str) -> Iterator[Galley]:
    """The one text of a ``.txt`` or ``.md`` file; front matter is read and stays in it.

    Raises:
        UnreadableDocument: the bytes are no text.
    """
    yield plain_galley(decode(raw, path), raw)


def plain_galley(text: str, raw: bytes) -> Galley:
    """A text with what its front matter says."""
    return Galley(text=text, raw=raw, clues=(front_matter_clues(text),))
