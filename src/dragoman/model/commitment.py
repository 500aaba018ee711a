"""Commitment: something undertaken or agreed, with its two dated series."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry
from dragoman.model.measure import Measure, Relation
from dragoman.model.passage import Passage
from dragoman.model.when import When


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
class Precondition:
    """What must come first, or at the same time.

    ``commitment`` is the id of the commitment that it names, None where it names none on file;
    ``words`` are the text's.
    """

    relation: Relation
    words: str
    commitment: str | None = None
    set_by: str | None = None
    statements: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@frozen(kw_only=True)
class Commitment(Entry):
    """Something undertaken or agreed, with its two dated series, oldest step first.

    ``overdue_since`` is the first day (EDTF) on which it was due and not reported done;
    ``implementation`` is 0 (none) to 3 (full) as the Peace Accords Matrix codes it, None while
    nothing is reported. ``parties`` are those bound; ``after`` are ids of commitments that must
    come first; ``reached_at`` is a contact's id.
    """

    kind: ClassVar[str] = "commitment"

    parties: tuple[str, ...]
    measures: tuple[Measure, ...]
    issue: str | None = None
    agreement: tuple[Stage, ...] = ()
    compliance: tuple[Stage, ...] = ()
    due_on: When | None = None
    overdue_since: str | None = None
    implementation: int | None = None
    after: tuple[str, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    reached_at: str | None = None
    documents: tuple[str, ...] = ()


def is_overdue_or_broken(commitment: Commitment) -> bool:
    """Whether it was due and is not reported done, or the last report says that it was broken."""
    broken = ComplianceStage.REPORTED_BROKEN
    last = commitment.compliance[-1].stage if commitment.compliance else ""
    return commitment.overdue_since is not None or last == broken
