"""Measure, Step and Condition: what is demanded or done, in which order, on which terms."""

from enum import StrEnum

from attrs import frozen

from dragoman.model.passage import Passage
from dragoman.model.quantity import Quantity
from dragoman.model.when import When


@frozen(kw_only=True)
class Measure:
    """The thing that is demanded, offered, denied, agreed or done.

    The unit on which accounts are compared. ``agent`` and ``recipient`` are a party's id where
    known, else the words of the text; ``action`` is a lemma ("halt", "recognise"); ``object`` is
    the words of what is acted on. ``issue`` is an issue's id or None.
    """

    agent: str | None = None
    action: str | None = None
    object: str | None = None
    recipient: str | None = None
    extent: Quantity | None = None
    period: When | None = None
    issue: str | None = None
    negated: bool = False
    passage: Passage | None = None


class Relation(StrEnum):
    """How one measure hangs on another."""

    ONLY_IF = "only if"
    UNLESS = "unless"
    UNTIL = "until"
    ONCE = "once"
    IN_RETURN_FOR = "in return for"
    BEFORE = "before"
    AFTER = "after"
    IN_CASE = "in case"


@frozen(kw_only=True)
class Step:
    """One step of a sequence: ``measure`` comes after those at the indexes ``after``.

    Indexes point into the same ``Statement.steps``. Steps without an order between them are a
    set: "begins with A as well as B" puts neither first. ``passage`` is the word that gives the
    order ("then", "followed by"), None for a first step.
    """

    measure: Measure
    after: tuple[int, ...] = ()
    passage: Passage | None = None


@frozen(kw_only=True)
class Condition:
    """``measure`` hangs on ``on``. ``set_by`` is the party's or person's id, or None.

    ``passage`` spans the condition's own words with their conjunction. ``conditions`` are those
    that ``on`` hangs on in turn.
    """

    relation: Relation
    on: Measure
    measure: Measure | None = None
    set_by: str | None = None
    passage: Passage | None = None
    conditions: tuple["Condition", ...] = ()
