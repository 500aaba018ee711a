"""TextReuse: one document takes over words of another."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry


class ReuseKind(StrEnum):
    """How much of one text stands in another.

    The first three and a translation make a copy: never a second witness. A wire inside a longer
    story makes the shared part one witness, and the rest another.
    """

    COPY = "copy"
    LIGHT_EDIT = "light edit"
    CUT_DOWN = "cut-down"
    WIRE_INSIDE = "wire inside"
    SHARED_STATEMENT = "shared statement"
    TRANSLATION = "translation"


@frozen(kw_only=True)
class TextReuse(Entry):
    """``document`` takes over words of ``original`` (both ids).

    ``of_original`` and ``of_document`` are the shares (0..1, of the words of the body) of the one
    that stand in the other. ``passages`` are the words taken over, as they stand in ``document``
    with the role ``reused`` and in ``original`` with the role ``original``. ``because`` says how
    the original was told from the copy: by day, credit line or containment.
    """

    kind: ClassVar[str] = "reuse"

    document: str
    original: str
    reuse_kind: ReuseKind
    of_original: float
    of_document: float
