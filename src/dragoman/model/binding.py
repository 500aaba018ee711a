"""Constraint, Leverage, Linkage: what binds, what can be held out, what hangs together."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry
from dragoman.model.measure import Measure
from dragoman.model.quantity import Quantity
from dragoman.model.when import When


class ConstraintKind(StrEnum):
    """What binds a party from outside the room."""

    RATIFICATION = "ratification"
    CONSTITUTION = "constitution"
    ELECTION = "election"
    OPINION = "opinion"
    LAW = "law"
    ALLIANCE = "alliance"


@frozen(kw_only=True)
class Constraint(Entry):
    """What binds a party from outside the room.

    ``party`` is the one bound, ``body`` who or what binds it (a parliament, a court, a poll) in
    the text's words; ``quantity`` is a majority or a share of opinion; ``interval`` is when it
    holds or falls due. ``statements`` and ``documents`` are those that tell of it.
    """

    kind: ClassVar[str] = "constraint"

    constraint_kind: ConstraintKind
    party: str
    body: str = ""
    measure: Measure | None = None
    quantity: Quantity | None = None
    interval: When | None = None
    issues: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Hold(StrEnum):
    """Whether something is offered for a price, or kept back until it is paid."""

    HELD_OUT = "held out"
    WITHHELD = "withheld"
    THREATENED = "threatened"


@frozen(kw_only=True)
class Leverage(Entry):
    """What a party can hold out or withhold: aid, arms, sanctions, assets, trade.

    ``held_by`` and ``over`` are ids of parties; ``over`` is None where the text names nobody.
    ``in_return_for`` is what it is meant to bring, None where no text says so.
    """

    kind: ClassVar[str] = "leverage"

    held_by: str
    over: str | None = None
    hold: Hold
    measure: Measure
    in_return_for: Measure | None = None
    issues: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@frozen(kw_only=True)
class Linkage(Entry):
    """A measure on one issue is tied to one on another issue, or on another file altogether.

    ``issue`` and ``other_issue`` are ids of issues; ``other_issue`` is None where the other file is
    none of the dossier's, and ``words`` names it. ``tied_by`` is the party that ties them.
    """

    kind: ClassVar[str] = "linkage"

    tied_by: str | None = None
    issue: str
    other_issue: str | None = None
    words: str = ""
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
