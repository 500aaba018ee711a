"""Bars: the named things that keep a package out of the zone, and which a package runs into."""

from collections.abc import Collection, Iterable
from enum import StrEnum

import numpy as np
from attrs import field, frozen

from dragoman.bargaining.space import Chamber, IssueSpace, floor_of

Package = tuple[int, ...]
"""Option indices in the order of the issues; -1 is an open blank."""


class BarKind(StrEnum):
    """What kind of thing bars a package."""

    RED_LINE = "red line"
    CONDITION = "condition"
    RESERVATION = "reservation"
    RATIFICATION = "ratification"


@frozen(kw_only=True, order=True)
class Bar:
    """One thing that bars packages: a red line, a condition, a reservation or a body.

    All are indices into the space's tuples. ``issue`` and ``option`` are set for red lines and
    conditions (the option that hangs on another issue), ``tie`` for conditions, ``chamber`` for
    ratifications, whose ``player`` is the party bound by the body.
    """

    kind: BarKind = field(order=lambda kind: list(BarKind).index(kind))
    player: int
    issue: int = -1
    option: int = -1
    tie: int = -1
    chamber: int = -1

    @property
    def is_of_lines(self) -> bool:
        """Whether it is a red line or a condition: words alone, no judgement of worth."""
        return self.kind in (BarKind.RED_LINE, BarKind.CONDITION)


_PLACES = {kind: place for place, kind in enumerate(BarKind)}


def in_order(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Bars by kind, then player: as ``sorted`` gives them, in a tenth of the time."""
    return tuple(
        sorted(bars, key=lambda b: (_PLACES[b.kind], b.player, b.issue, b.option, b.tie, b.chamber))
    )


def bars_of_player(space: IssueSpace, player: int) -> tuple[Bar, ...]:
    """The player's red lines by issue and option, its conditions, and its reservation.

    A condition that allows every option of the other issue bars nothing and is left out, as is a
    reservation of minus infinity.
    """
    lines = [
        Bar(kind=BarKind.RED_LINE, player=player, issue=issue, option=int(option))
        for issue, forbidden in enumerate(space.forbidden)
        for option in np.flatnonzero(forbidden[player])
    ]
    ties = [
        Bar(kind=BarKind.CONDITION, player=player, issue=tie.issue, option=tie.option, tie=number)
        for number, tie in enumerate(space.ties)
        if tie.player == player and len(tie.allowed) < len(space.options[tie.other])
    ]
    floor = [Bar(kind=BarKind.RESERVATION, player=player)]
    return (*lines, *ties, *(floor if np.isfinite(space.reservation[player]) else ()))


def bars_of_parties(space: IssueSpace) -> tuple[Bar, ...]:
    """The bars of all parties that must agree, by kind, then party."""
    return in_order(b for p in range(space.n_parties) for b in bars_of_player(space, p))


def bars_of_chambers(space: IssueSpace) -> tuple[Bar, ...]:
    """One bar a chamber: the body as a whole."""
    return tuple(
        Bar(kind=BarKind.RATIFICATION, player=chamber.party, chamber=number)
        for number, chamber in enumerate(space.chambers)
    )


def bars_of_factions(space: IssueSpace) -> tuple[Bar, ...]:
    """The bars of the factions that vote in the chambers, by kind, then faction."""
    factions = sorted({f for chamber in space.chambers for f in chamber.factions})
    return in_order(b for f in factions for b in bars_of_player(space, f))


def is_barred(space: IssueSpace, package: Package, bar: Bar, *, utility: float) -> bool:
    """Whether the package runs into a player's bar, whose utility of it is ``utility``.

    Reckoned on the numbers as given, as ``IssueSpace.is_accepted`` does. Not for bodies: see
    ``is_ratified``.
    """
    if bar.kind is BarKind.RED_LINE:
        return package[bar.issue] == bar.option
    if bar.kind is BarKind.CONDITION:
        tie = space.ties[bar.tie]
        return package[tie.issue] == tie.option and package[tie.other] not in tie.allowed
    return utility < float(floor_of(space.reservation)[bar.player])


def barred_by(space: IssueSpace, package: Package, players: Collection[int]) -> tuple[Bar, ...]:
    """The bars of these players that the package runs into, by kind, then player."""
    utilities = space.utilities(np.array([package], dtype=np.int64))[0]
    return tuple(
        sorted(
            bar
            for player in players
            for bar in bars_of_player(space, player)
            if is_barred(space, package, bar, utility=float(utilities[player]))
        )
    )


def is_approved(
    space: IssueSpace, chamber: Chamber, package: Package, *, given_up: Collection[Bar] = ()
) -> bool:
    """Whether the chamber approves when its factions have given up some of their bars."""
    votes = [
        set(barred_by(space, package, [faction])) <= set(given_up) for faction in chamber.factions
    ]
    return float(np.array([votes], dtype=float)[0] @ np.asarray(chamber.seats)) >= chamber.needed


def left_standing(
    space: IssueSpace, package: Package, *, given_up: Collection[Bar] = ()
) -> tuple[Bar, ...]:
    """The bars of parties and chambers that still keep the package out, by kind, then player.

    ``given_up`` may hold bars of factions: it is how a chamber is won. Empty exactly when the
    package lies in the zone of the space without the bars given up.
    """
    parties = barred_by(space, package, range(space.n_parties))
    bodies = [
        bar
        for bar in bars_of_chambers(space)
        if not is_approved(space, space.chambers[bar.chamber], package, given_up=given_up)
    ]
    return tuple(bar for bar in (*parties, *bodies) if bar not in given_up)
