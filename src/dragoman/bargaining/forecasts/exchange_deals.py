"""Which two actors could trade which two issues, and on what terms they would gain the same.

The exchange model with equal gain: Stokman and Van Oosten 1994 ("The exchange of voting positions",
in Bueno de Mesquita and Stokman, *European Community Decision Making*, ch. 5), with the details
that the paper leaves open as the public Decide programs settle them. Deals are held as arrays, one
row a deal: actor ``a`` supplies issue ``q`` (moves on it towards b) and demands issue ``p``; actor
``b`` supplies ``p`` and demands ``q``. ``a`` is the one that cares more for p.
"""

from itertools import combinations

import numpy as np
import numpy.typing as npt
from attrs import define, frozen

from dragoman.bargaining.forecasts.means import weighted_mean
from dragoman.bargaining.forecasts.table import Floats, PositionTable

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
LEAST = 1e-10
"""Least gain (salience times scale units) and least shift (scale units) that count as any."""


@frozen(kw_only=True, eq=False)
class Deals:
    """Possible deals, ``(n_deals,)``: actors ``a`` and ``b``, issues ``p`` and ``q``."""

    a: Whole
    b: Whole
    p: Whole
    q: Whole

    def rows(self, chosen: Whole | Flags) -> "Deals":
        """Some of the deals."""
        return Deals(a=self.a[chosen], b=self.b[chosen], p=self.p[chosen], q=self.q[chosen])


@frozen(kw_only=True, eq=False)
class Terms:
    """What each deal would be: gain of each side, signed shifts, and what bounds them.

    ``shift_a`` is what a moves on q, ``shift_b`` what b moves on p, in scale units. ``is_capped``
    marks deals cut short so that the outcome does not pass the demander's position; ``is_valid``
    those that can be made.
    """

    gain: Floats
    shift_a: Floats
    shift_b: Floats
    is_capped: Flags
    is_valid: Flags


@define(kw_only=True, eq=False)
class Floor:
    """The state of the trading: where everybody stands now, and how it looks to each demander.

    ``start`` and ``now`` are ``(n_actors, n_issues)``; ``course`` is the sign of an actor's shifts
    on an issue so far (0: none). ``seen[d, k, i]`` is where demander d reckons supplier i to stand
    on issue k: i's start until d has bought from i, then i's position after the first such deal.
    """

    start: Floats
    now: Floats
    course: Floats
    seen: Floats
    salience: Floats
    weights: Floats
    totals: Floats
    lower: Floats
    upper: Floats
    is_capping: Flags


def open_floor(table: PositionTable, *, cap_incomplete: bool) -> Floor:
    """The state before the first deal; ``cap_incomplete`` as in ``run_exchanges``."""
    n = len(table.actors)
    start = np.nan_to_num(table.positions)
    complete = np.asarray(table.has_position.all(axis=0))
    return Floor(
        start=start,
        now=start.copy(),
        course=np.zeros_like(start),
        seen=np.repeat(start.T[None, :, :], n, axis=0),
        salience=np.nan_to_num(table.salience),
        weights=table.weights,
        totals=table.weights.sum(axis=0),
        lower=table.lower,
        upper=table.upper,
        is_capping=complete | cap_incomplete,
    )


def possible_deals(table: PositionTable) -> Deals:
    """Every deal between two actors on opposite sides of the outcome on both of two issues.

    The outcome is the mean weighted by power times salience; at it counts as right of it. Only
    actors with a position and a weight on both issues trade. Order: by first issue, second issue
    (both in the table's order), pairs left-left against right-right before the mixed ones, then by
    actor. ``O(n_issues^2 n_actors^2)``.
    """
    able = table.has_position & (table.weights > 0)
    left = table.positions < weighted_mean(table.positions, table.weights)
    found = []
    for p, q in combinations(range(len(table.issues)), 2):
        here = able[:, p] & able[:, q]
        side = left[:, p].astype(int) + 2 * left[:, q]
        for one, other in ((0, 3), (1, 2)):
            i, j = np.meshgrid(
                np.flatnonzero(here & (side == one)),
                np.flatnonzero(here & (side == other)),
                indexing="ij",
            )
            found.append(np.stack([i.ravel(), j.ravel(), np.full(i.size, p), np.full(i.size, q)]))
    rows = np.concatenate(found, axis=1) if found else np.zeros((4, 0), dtype=np.int64)
    return _oriented(np.nan_to_num(table.salience), *rows)


def _oriented(s: Floats, i: Whole, j: Whole, p: Whole, q: Whole) -> Deals:
    """Of each pair, the actor that cares more for p than the other does becomes ``a``."""
    swap = s[i, p] * s[j, q] < s[i, q] * s[j, p]
    return Deals(a=np.where(swap, j, i), b=np.where(swap, i, j), p=p, q=q)


def reckon(floor: Floor, deals: Deals) -> Terms:
    """The terms of each deal as things stand.

    With effect e_p = |shift_b| w_bp / W_p on the outcome of p (w power times salience, W its sum)
    and e_q likewise, both gain the same where e_p (s_ap + s_bp) = e_q (s_aq + s_bq); the gain is
    e_p s_ap - e_q s_aq. As much is traded as one of the two can give: a shift goes to the
    demander's position at most. Then the deal is cut short where an outcome, as its demander sees
    it, would pass the demander's position.
    """
    a, b, p, q, s = deals.a, deals.b, deals.p, deals.q, floor.salience
    room_a = floor.start[b, q] - floor.now[a, q]
    room_b = floor.start[a, p] - floor.now[b, p]
    scale_a = floor.totals[q] / floor.weights[a, q]
    scale_b = floor.totals[p] / floor.weights[b, p]
    rate = (s[b, p] + s[a, p]) / (s[b, q] + s[a, q])
    effect_b = np.abs(room_b) / scale_b
    is_a_short = effect_b * rate * scale_a > np.abs(room_a)
    effect_b = np.where(is_a_short, np.abs(room_a) / scale_a / rate, effect_b)
    shift_a = np.where(is_a_short, np.abs(room_a), effect_b * rate * scale_a) * np.sign(room_a)
    shift_b = np.where(is_a_short, effect_b * scale_b, np.abs(room_b)) * np.sign(room_b)

    on_p = _share_kept(floor, b, p, a, shift_b)
    on_q = _share_kept(floor, a, q, b, shift_a * on_p)
    kept = on_p * on_q
    gain = np.abs(kept * effect_b * (s[a, p] - rate * s[a, q]))
    return Terms(
        gain=gain,
        shift_a=kept * shift_a,
        shift_b=kept * shift_b,
        is_capped=kept < 1,
        is_valid=(gain >= LEAST)
        & _is_allowed(floor, a, q, kept * shift_a)
        & _is_allowed(floor, b, p, kept * shift_b),
    )


def _share_kept(floor: Floor, who: Whole, issue: Whole, demander: Whole, shift: Floats) -> Floats:
    """The share of each shift, 0 to 1, that does not take the outcome past the demander's position.

    0 where the outcome, as the demander sees it, is there or past it already.
    """
    weight, total = floor.weights[who, issue], floor.totals[issue]
    held = np.einsum("dki,ik->dk", floor.seen, floor.weights)[demander, issue]
    own = weight * (floor.now[who, issue] - floor.seen[demander, issue, who])
    before = (held + own) / total
    moved = weight * shift / total
    room = floor.start[demander, issue] - before
    ahead = room * np.sign(moved)
    is_past = floor.is_capping[issue] & (ahead < np.abs(moved))
    answer: Floats = np.ones_like(moved)
    np.divide(np.maximum(ahead, 0.0), np.abs(moved), out=answer, where=is_past)
    return answer


def _is_allowed(floor: Floor, who: Whole, issue: Whole, shift: Floats) -> Flags:
    """Whether a shift is one at all, ends on the scale and does not take an earlier one back."""
    ends = floor.now[who, issue] + shift
    slack = LEAST * (floor.upper - floor.lower)[issue]
    inside = (ends >= floor.lower[issue] - slack) & (ends <= floor.upper[issue] + slack)
    answer: Flags = (np.abs(shift) > LEAST) & inside & (floor.course[who, issue] * shift >= 0)
    return answer
