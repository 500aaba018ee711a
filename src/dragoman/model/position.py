"""Position: where a party stands on an issue, and how that moved."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry
from dragoman.model.passage import Passage
from dragoman.model.when import When


class Stance(StrEnum):
    """Where a party stands on an issue's measure."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"
    UNCLEAR = "unclear"


class Basis(StrEnum):
    """What a position rests on, strongest first (design, section 5)."""

    OWN_WORDS = "own words"
    SPOKESPERSON = "spokesperson"
    OTHER_SIDE = "other side"
    LEAK = "leak"
    ANALYST = "analyst"
    NARRATOR = "narrator"


class Movement(StrEnum):
    """How a stage of a position differs from the one before it."""

    NEW = "new"
    RESTATED = "restated"
    HARDENED = "hardened"
    SOFTENED = "softened"
    DROPPED = "dropped"
    CONDITION_ATTACHED = "condition attached"
    CONDITION_LIFTED = "condition lifted"


@frozen(kw_only=True)
class PositionStage:
    """One stage of a position: where the party stood then, and what changed.

    ``basis`` says how it is known: in the party's own words (in public), as the other side reports
    it, leaked, by an analyst. ``conditions`` are their words. ``why`` names what made it a
    movement, in one line. ``on`` is when it was said, or else published.
    """

    stance: Stance
    movement: Movement
    basis: Basis
    measure: str = ""
    conditions: tuple[str, ...] = ()
    on: When | None = None
    why: str = ""
    statements: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@frozen(kw_only=True)
class Position(Entry):
    """Party x issue: where it stands, on the strongest statement.

    ``measure`` is what the party is for or against, in the words of that statement;
    ``statements`` has the strongest first; ``documents`` are the independent ones (copies folded).
    ``series`` is how it moved, oldest stage first; empty where no day is known.
    """

    kind: ClassVar[str] = "position"

    party: str
    issue: str
    stance: Stance
    conditional: bool = False
    basis: Basis
    measure: str = ""
    act: str = ""
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    series: tuple[PositionStage, ...] = ()
