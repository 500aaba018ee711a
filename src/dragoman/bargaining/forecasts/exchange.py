"""The exchange model: deals between pairs of actors, the most rewarding first, until none is left.

Stokman and Van Oosten 1994, equal gain; see ``exchange_deals`` for the terms of a deal. After each
deal all others that it touches are reckoned anew: those of a supplier that has moved, and those of
a demander whose view of an outcome has changed.
"""

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.forecasts.exchange_deals import (
    Deals,
    Flags,
    Floor,
    Terms,
    open_floor,
    possible_deals,
    reckon,
)
from dragoman.bargaining.forecasts.means import weighted_mean
from dragoman.bargaining.forecasts.table import Floats, PositionTable

TIE = 1e-9
"""Two gains whose difference is at most this share of the greater are a tie."""


@frozen(kw_only=True)
class Side:
    """One actor's part: the issue it gives way on, from where to where, and who wanted it where.

    ``actor`` and ``issue`` are indices; ``start``, ``shift`` and ``end`` are in scale units, and
    ``target`` is the other side's position. ``has_moved_before``: on this issue in an earlier deal.
    """

    actor: int
    issue: int
    start: float
    shift: float
    end: float
    target: float
    has_moved_before: bool


@frozen(kw_only=True)
class Exchange:
    """A deal that was made: both sides gain ``gain`` (salience times scale units).

    ``is_capped``: cut short so that an outcome does not pass the demander's position. ``ties`` is
    how many other deals would have given the same gain.
    """

    first: Side
    second: Side
    gain: float
    is_capped: bool
    ties: int


@frozen(kw_only=True, eq=False)
class ExchangeRun:
    """All deals in the order made, the voting positions after them and the outcomes.

    ``positions`` is ``(n_actors, n_issues)``, NaN for none; ``before`` and ``outcomes`` are
    ``(n_issues,)``: the mean, weighted by power times salience, of the positions at first and at
    last, NaN where nobody has a weighted position.
    """

    exchanges: tuple[Exchange, ...]
    positions: Floats
    before: Floats
    outcomes: Floats


TieBreaker = Callable[[Sequence[tuple[int, int, int, int]]], int]
"""Picks one of several equal deals, each (actor, its supply, other actor, its supply)."""


def run_exchanges(
    table: PositionTable,
    *,
    cap_incomplete: bool = True,
    settle_tie: TieBreaker | None = None,
) -> ExchangeRun:
    """Make deals, the greatest gain first, until no two actors can gain by one.

    All issues must be on scales that mean the same length to everybody (0 to 100 in the
    literature): gains are compared across issues. An outcome never passes the position of the
    actor that it is moved for; ``cap_incomplete=False`` drops that rule on issues where some actor
    has no position, as the R program of 2015 does. Of deals that tie (within ``TIE``) the one
    goes first whose terms have stood longest, then the first in the order of ``possible_deals``;
    ``settle_tie`` chooses otherwise. Deterministic. Each deal costs one pass over those left.

    Raises:
        ValueError: ``settle_tie`` gave no index of the deals it was shown.
    """
    floor = open_floor(table, cap_incomplete=cap_incomplete)
    queue = _Queue(floor, possible_deals(table))
    made = []
    while queue.is_open:
        made.append(queue.make_best(settle_tie))
    known = table.has_position
    before = weighted_mean(table.positions, table.weights)
    after = np.where(known, floor.now, np.nan)
    return ExchangeRun(
        exchanges=tuple(made),
        positions=after,
        before=before,
        outcomes=weighted_mean(after, table.weights),
    )


class _Queue:
    """The deals still possible, with their terms and the turn at which these were last reckoned."""

    def __init__(self, floor: Floor, deals: Deals) -> None:
        self.floor = floor
        self.deals = deals
        self.turn = 0
        terms = reckon(floor, deals)
        self.gain, self.shift_a, self.shift_b = terms.gain, terms.shift_a, terms.shift_b
        self.capped, self.since = terms.is_capped, np.zeros(len(deals.a), dtype=np.int64)
        self._keep(terms.is_valid)

    @property
    def is_open(self) -> bool:
        return self.gain.size > 0

    def make_best(self, settle_tie: TieBreaker | None) -> Exchange:
        """Take the best deal, move both actors, reckon anew what that touches."""
        self.turn += 1
        best, ties = self._pick(settle_tie)
        made = self._record(best, ties)
        for side, other in ((made.first, made.second), (made.second, made.first)):
            self._move(side, other.actor)
        d, first, second = self.deals, made.first, made.second
        touched = np.zeros(self.gain.size, dtype=np.bool_)
        for side, other in ((first, second), (second, first)):
            touched |= (d.a == side.actor) & (d.q == side.issue)
            touched |= (d.b == side.actor) & (d.p == side.issue)
            touched |= (d.a == side.actor) & (d.p == other.issue)
            touched |= (d.b == side.actor) & (d.q == other.issue)
        touched[best] = False
        terms = reckon(self.floor, d.rows(touched))
        self._renew(touched, terms)
        alive = np.ones(self.gain.size, dtype=np.bool_)
        alive[touched] = terms.is_valid
        alive[best] = False
        self._keep(alive)
        return made

    def _pick(self, settle_tie: TieBreaker | None) -> tuple[int, int]:
        equal = np.flatnonzero(self.gain >= self.gain.max() * (1 - TIE))
        if settle_tie is None or equal.size == 1:
            return int(equal[np.argmin(self.since[equal])]), equal.size - 1
        d = self.deals.rows(equal)
        shown = [tuple(int(v) for v in row) for row in zip(d.a, d.q, d.b, d.p, strict=True)]
        chosen = settle_tie([(a, q, b, p) for a, q, b, p in shown])
        if not 0 <= chosen < equal.size:
            raise ValueError(f"settle_tie gave {chosen} for {equal.size} deals; give an index")
        return int(equal[chosen]), equal.size - 1

    def _record(self, best: int, ties: int) -> Exchange:
        d, floor = self.deals, self.floor
        a, b, p, q = (int(v[best]) for v in (d.a, d.b, d.p, d.q))

        def side(actor: int, issue: int, other: int, shift: float) -> Side:
            start = float(floor.now[actor, issue])
            return Side(
                actor=actor,
                issue=issue,
                start=start,
                shift=shift,
                end=float(np.clip(start + shift, floor.lower[issue], floor.upper[issue])),
                target=float(floor.start[other, issue]),
                has_moved_before=bool(floor.course[actor, issue]),
            )

        return Exchange(
            first=side(a, q, b, float(self.shift_a[best])),
            second=side(b, p, a, float(self.shift_b[best])),
            gain=float(self.gain[best]),
            is_capped=bool(self.capped[best]),
            ties=ties,
        )

    def _move(self, side: Side, demander: int) -> None:
        floor, at = self.floor, (side.actor, side.issue)
        if floor.seen[demander, side.issue, side.actor] == floor.start[at]:
            floor.seen[demander, side.issue, side.actor] = side.end
        floor.now[at] = side.end
        floor.course[at] = np.sign(side.shift)

    def _renew(self, touched: Flags, terms: Terms) -> None:
        self.gain[touched] = terms.gain
        self.shift_a[touched] = terms.shift_a
        self.shift_b[touched] = terms.shift_b
        self.capped[touched] = terms.is_capped
        self.since[touched] = self.turn

    def _keep(self, alive: Flags) -> None:
        self.deals = self.deals.rows(alive)
        self.gain, self.shift_a = self.gain[alive], self.shift_a[alive]
        self.shift_b, self.capped = self.shift_b[alive], self.capped[alive]
        self.since = self.since[alive]
