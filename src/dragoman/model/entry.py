"""Entry: what every line of the file has in common."""

import hashlib
from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

from dragoman.model.passage import Passage


@frozen(kw_only=True)
class Reader:
    """The program part that made an entry, by name and version."""

    name: str
    version: str


@frozen(kw_only=True)
class Named:
    """Somebody or something named in an entry: the id when it is known, and the name.

    ``party`` is the id of the party the person stands for, where the text supports one.
    """

    id: str | None = None
    name: str
    party: str | None = None


@frozen(kw_only=True)
class Entry:
    """The fields that every entry has.

    ``kind`` is the noun in lower case. ``score`` lies in 0..1 and is the reader's own; None
    for entries that rest on no reader (a document, a signed addition). ``because`` names the
    rules, aliases or edges that put the entry there.
    """

    kind: ClassVar[str] = "entry"

    id: str
    passages: tuple[Passage, ...] = ()
    reader: Reader | None = None
    score: float | None = None
    because: tuple[str, ...] = ()


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for ``parts`` in this order (sha-256)."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def entry_id(kind: str, passages: Iterable[Passage], ordinal: int = 0) -> str:
    """The id of an extracted entry.

    A hash of document, noun, role-labelled spans and ordinal; never of the reader's version
    or a score (design, section 3). ``ordinal`` tells entries with equal spans apart.
    """
    spans = sorted(f"{p.document}:{p.role}:{p.start}:{p.end}" for p in passages)
    return digest(kind, *spans, str(ordinal))
