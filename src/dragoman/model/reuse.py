"""TextReuse: one document takes over words of another."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry


class ReuseKind(StrEnum):
    """How much of one text stands in another.

    Copy, light edit, cut-down and translation make a copy: never a second witness. Of a wire inside
    a longer story, and of a shared passage (paragraphs of background), the shared part is one
    witness and the rest another. A shared statement is one speaker's words in independent texts;
    another rendering is the same in other words (of a translator). A corrected version tells the
    same with a number, day or name changed: one line of witness, and the later one counts. The
    same formula is another matter in the same words (serial readouts): two witnesses of two things.
    """

    COPY = "copy"
    LIGHT_EDIT = "light edit"
    CUT_DOWN = "cut-down"
    WIRE_INSIDE = "wire inside"
    SHARED_PASSAGE = "shared passage"
    SHARED_STATEMENT = "shared statement"
    RENDERING = "other rendering"
    TRANSLATION = "translation"
    CORRECTED = "corrected version"
    SAME_FORMULA = "same formula"

    @property
    def is_copy(self) -> bool:
        """Whether the whole document folds to its original."""
        return self in _COPIES


_COPIES = frozenset(
    {ReuseKind.COPY, ReuseKind.LIGHT_EDIT, ReuseKind.CUT_DOWN, ReuseKind.TRANSLATION}
)


@frozen(kw_only=True)
class TextReuse(Entry):
    """``document`` takes over words of ``original`` (both ids).

    ``of_original`` and ``of_document`` are the shares (0..1, of the words of the body) of the one
    that stand in the other. ``passages`` are the words taken over, as they stand in ``document``
    with the role ``reused`` and in ``original`` with the role ``original``. ``because`` says how
    the original was told from the copy (by day, credit line or containment), and what was changed.
    ``folded_to`` is the document that ``document`` leads back to in the end, where it is a copy.
    """

    kind: ClassVar[str] = "reuse"

    document: str
    original: str
    reuse_kind: ReuseKind
    of_original: float
    of_document: float
    folded_to: str | None = None
