"""Decision: an analyst's signed act."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry
from dragoman.model.passage import Passage


class Verb(StrEnum):
    """What a decision does."""

    CORRECT = "correct"
    ADD = "add"
    REVIEW = "review"
    ACCEPT = "accept"
    REJECT = "reject"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SPLIT = "split"
    RATE = "rate"
    MARK = "mark"
    NOTE = "note"
    ASK = "ask"
    HANDLE = "handle"
    REMOVE = "remove"
    WITHDRAW = "withdraw"


@frozen(kw_only=True)
class Anchor:
    """What a decision is tied to: passages, noun, role and head word; never an id alone.

    A shifted boundary keeps the anchor as long as noun, role and head word still stand there. One
    on another decision (a reply) has the noun "decision" and that decision's id in ``entry``.
    """

    noun: str
    passages: tuple[Passage, ...] = ()
    head: str = ""
    entry: str | None = None


@frozen(kw_only=True)
class Decision(Entry):
    """An analyst's signed act on an entry; append-only.

    ``decided_at`` is an instant in UTC (ISO 8601). ``before`` and ``after`` are JSON texts of the
    entry or field. ``withdraws`` is the id of the decision that this one takes back. ``program``
    names the program that proposed it (a prediction taken in), None where a person decided: what a
    program proposes lies under what people decide, and never counts as reviewed.
    """

    kind: ClassVar[str] = "decision"

    who: str
    decided_at: str
    verb: Verb
    target: Anchor
    before: str | None = None
    after: str | None = None
    why: str = ""
    withdraws: str | None = None
    program: str | None = None
