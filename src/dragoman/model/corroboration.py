"""Corroboration: how well an entry is attested, and by whom independently."""

from enum import IntEnum, StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry


class Mark(StrEnum):
    """The mark of certainty in front of a line (look, "Marks of certainty")."""

    BOTH_SIDES = "both sides"
    INDEPENDENT = "independent accounts"
    ONE_ACCOUNT = "one account"
    HEARSAY = "hearsay"
    CONTESTED = "contested"


class Credibility(IntEnum):
    """The digit of the Admiralty code (AJP-2.1): how well other accounts bear a claim out."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class LineKind(StrEnum):
    """Where a line of witness begins."""

    SPEAKER = "speaker"
    WIRE = "wire"
    PRESS_RELEASE = "press release"
    OUTLET = "outlet"
    UNNAMED = "unnamed"


@frozen(kw_only=True)
class Line:
    """One independent line of witness: everything that leads back to one origin.

    ``origin`` is the speaker's id, an outlet's name or a document's id; ``name`` is how a reader
    calls it. ``documents`` are all that carry it, copies too; ``party`` is the one spoken for.
    """

    line_kind: LineKind
    origin: str
    name: str
    party: str | None = None
    documents: tuple[str, ...] = ()


@frozen(kw_only=True)
class Corroboration(Entry):
    """How well an entry is attested.

    ``target`` is the entry's id; ``documents`` are the independent ones that carry it (copies
    folded); ``lines`` are the independent lines of witness, each with what leads back to it;
    ``parties`` are those whose own accounts confirm it; ``why`` says it in words. ``credibility``
    is the Admiralty digit, None for entries that it does not fit. Where an analyst has set it,
    ``set_by`` says who, when and why, and ``computed`` is the digit that the rules give.
    """

    kind: ClassVar[str] = "corroboration"

    target: str
    mark: Mark
    documents: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    why: str = ""
    lines: tuple[Line, ...] = ()
    credibility: Credibility | None = None
    credibility_because: str = ""
    computed: Credibility | None = None
    set_by: str = ""
