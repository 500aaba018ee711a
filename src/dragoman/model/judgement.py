"""Position, Commitment, Discrepancy, Finding, Question: what follows from many documents."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry
from dragoman.model.measure import Measure
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


class Mark(StrEnum):
    """The mark of certainty in front of a line (look, "Marks of certainty")."""

    BOTH_SIDES = "both sides"
    INDEPENDENT = "independent accounts"
    ONE_ACCOUNT = "one account"
    HEARSAY = "hearsay"
    CONTESTED = "contested"


@frozen(kw_only=True)
class Position(Entry):
    """Party x issue: where it stands, on the strongest statement.

    ``measure`` is what the party is for or against, in the words of that statement;
    ``statements`` has the strongest first; ``documents`` are the independent ones (copies folded).
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


class AgreementStage(StrEnum):
    """How far an undertaking is agreed."""

    PROPOSED = "proposed"
    CLAIMED_BY_ONE = "claimed by one"
    CONFIRMED_BY_BOTH = "confirmed by both"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class ComplianceStage(StrEnum):
    """How far it is kept."""

    NOT_BEGUN = "not begun"
    KEPT_SO_FAR = "kept so far"
    REPORTED_BROKEN = "reported broken"
    COMPLETED = "completed"
    LAPSED = "lapsed"


@frozen(kw_only=True)
class Stage:
    """One step of a dated series. ``stage`` is an agreement or compliance stage."""

    stage: str
    on: When | None = None
    statements: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@frozen(kw_only=True)
class Commitment(Entry):
    """Something undertaken or agreed, with its two dated series, oldest step first.

    ``parties`` are those bound; ``after`` are ids of commitments that must come first;
    ``reached_at`` is a contact's id.
    """

    kind: ClassVar[str] = "commitment"

    parties: tuple[str, ...]
    measures: tuple[Measure, ...]
    issue: str | None = None
    agreement: tuple[Stage, ...] = ()
    compliance: tuple[Stage, ...] = ()
    due_on: When | None = None
    after: tuple[str, ...] = ()
    reached_at: str | None = None
    documents: tuple[str, ...] = ()


class DiscrepancyKind(StrEnum):
    """How accounts differ. Later issues add day, presence, identity, meaning and others."""

    DENIAL = "denial"
    OUTCOME = "outcome"
    NUMBER = "number"


@frozen(kw_only=True)
class Account:
    """One side of a discrepancy: who tells it where, and what it says in one clause."""

    says: str
    documents: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@frozen(kw_only=True)
class Discrepancy(Entry):
    """Accounts of one matter that cannot all hold, and one line saying why."""

    kind: ClassVar[str] = "discrepancy"

    discrepancy_kind: DiscrepancyKind
    matter: str
    accounts: tuple[Account, ...]
    why: str


@frozen(kw_only=True)
class Corroboration(Entry):
    """How well an entry is attested.

    ``target`` is the entry's id; ``documents`` are the independent ones that carry it (copies
    folded); ``parties`` are those whose own accounts confirm it; ``why`` says it in words.
    """

    kind: ClassVar[str] = "corroboration"

    target: str
    mark: Mark
    documents: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    why: str = ""


@frozen(kw_only=True)
class Finding(Entry):
    """A fault inside one document (a missing day, a misspelt name) and what to do about it."""

    kind: ClassVar[str] = "finding"

    finding_kind: str
    why: str
    suggestion: str = ""


@frozen(kw_only=True)
class Question(Entry):
    """Something the program leaves to the analyst: "are these the same?".

    ``candidates`` are the ids of the entries that were kept apart.
    """

    kind: ClassVar[str] = "question"

    asks: str
    why: str
    candidates: tuple[str, ...] = ()
