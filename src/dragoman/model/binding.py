"""Constraint, Leverage, Linkage: what binds, what can be held out, what hangs together."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry
from dragoman.model.measure import Measure
from dragoman.model.quantity import Quantity
from dragoman.model.statement import Firmness
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

    ``party`` is the one bound, None where no words tell it; ``body`` is who or what binds it (a
    parliament, a court, a poll) in the text's words, ``words`` the clause that tells it.
    ``quantity`` is a majority or a share of opinion, ``interval`` when it holds or falls due.
    ``statements`` and ``documents`` are those that tell of it, ``told_on`` the first day of them
    (EDTF); ``firmness`` is that of the firmest.
    """

    kind: ClassVar[str] = "constraint"

    constraint_kind: ConstraintKind
    party: str | None = None
    body: str = ""
    words: str = ""
    measure: Measure | None = None
    quantity: Quantity | None = None
    interval: When | None = None
    firmness: Firmness = Firmness.FIRM
    told_on: str | None = None
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
    ``in_return_for`` is what it is meant to bring, None where no text says so. ``words`` is the
    clause that tells it, ``told_on`` the first day on which it was told (EDTF).
    """

    kind: ClassVar[str] = "leverage"

    held_by: str
    over: str | None = None
    hold: Hold
    measure: Measure
    in_return_for: Measure | None = None
    words: str = ""
    firmness: Firmness = Firmness.FIRM
    told_on: str | None = None
    issues: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@frozen(kw_only=True)
class Linkage(Entry):
    """A measure on one issue is tied to one on another issue, or on another file altogether.

    ``issue`` and ``other_issue`` are ids of issues; ``other_issue`` is None where the other file is
    none of the dossier's. ``measure`` and ``other`` are the two things in the texts' words,
    ``words`` the clause that ties them. ``tied_by`` is the party that ties them; ``negated`` says
    that it refuses to, or calls them apart. ``told_on`` is the first day of it (EDTF).
    """

    kind: ClassVar[str] = "linkage"

    tied_by: str | None = None
    issue: str
    other_issue: str | None = None
    measure: str = ""
    other: str = ""
    words: str = ""
    negated: bool = False
    firmness: Firmness = Firmness.FIRM
    told_on: str | None = None
    statements: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
