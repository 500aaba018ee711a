"""Stage order: in which order of stages the largest temptation to walk away is the smallest.

Only the steps between the first stage and the last are compared: before the first and after the
last, what each party holds is the same in every order. Sources as in ``sequence``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

import numpy as np
from attrs import frozen

from dragoman.bargaining.sequence import bond_costs, gains, held, to_come
from dragoman.bargaining.space import Flags, Floats
from dragoman.bargaining.staged_plan import Plan, in_effect, steps, with_stages
from dragoman.errors import BadIssueSpace

MOST_STAGES = 12
MOST_IMPATIENT = 8
_MOST_PARTS = 8
_SAME = 1e-9


@frozen(kw_only=True)
class StageOrder:
    """An order of stages and the largest temptation on its way.

    ``order`` holds stage indices as given to the plan. ``largest`` is the largest gain that any
    party has by walking away between the first stage and the last, on its own scale (zero or less:
    nobody gains), ``summed`` the sum of all gains above zero there. Both are None, as is the order
    found, where an unknown status quo matters to a party: ``why_unknown`` names the issues. A
    plan of one stage has nothing between; its ``largest`` is minus infinity. Gains of different
    parties are compared as they are: where the weights of parties sum to different totals, the one
    with the larger total weighs more.
    """

    order: tuple[int, ...] | None
    largest: float | None
    summed: float | None
    why_unknown: tuple[int, ...] = ()


def rate_order(plan: Plan, order: Sequence[int] | None = None) -> StageOrder:
    """The largest temptation of one order of stages; without one, the order as given."""
    sequence = tuple(range(len(plan.stages))) if order is None else tuple(order)
    worst = _worst(plan, steps(plan, sequence))[1:-1]
    if np.isnan(worst).any():
        return StageOrder(order=sequence, largest=None, summed=None, why_unknown=_unknown(plan))
    return StageOrder(
        order=sequence,
        largest=float(worst.max(axis=1).max(initial=-np.inf)),
        summed=float(np.maximum(worst, 0.0).sum()),
    )


def order_stages(plan: Plan, *, before: Iterable[tuple[int, int]] = ()) -> StageOrder:
    """The order whose largest temptation is the smallest, then the smallest sum of them.

    ``before`` holds pairs (first, later) of stages that must come in that order. Exact; of orders
    that are equal the one nearest to the given one (compared stage by stage) is returned. With
    patience 1 by dynamic programming over sets of stages done (at most ``MOST_STAGES``), since a
    temptation hangs only on what is done; otherwise every order is tried (``MOST_IMPATIENT``).

    Raises:
        BadIssueSpace: there are more stages than that, or ``before`` is circular.
    """
    count, most = len(plan.stages), MOST_STAGES if plan.is_patient else MOST_IMPATIENT
    if count > most:
        raise BadIssueSpace(f"{count} stages are too many to order; join some ({most} at most)")
    earlier = _earlier(count, before)
    if count > 1 and _unknown(plan):
        return StageOrder(order=None, largest=None, summed=None, why_unknown=_unknown(plan))
    if count == 1:
        return rate_order(plan)
    search = _by_sets if plan.is_patient else _by_trying
    return rate_order(plan, search(plan, earlier))


def stages_before(plan: Plan) -> tuple[tuple[int, int], ...]:
    """Pairs (first, later) of stages that conditions ask for, sorted.

    A party takes an option only with others of another issue: their stage may not come later,
    unless the status quo already gives them. They may be circular: see ``mutual_stages``.
    """
    stage_of = {issue: k for k, stage in enumerate(plan.stages) for issue in stage}
    quo, package = plan.status_quo.tolist(), plan.package.tolist()
    pairs = {
        (stage_of[tie.other], stage_of[tie.issue])
        for tie in plan.space.ties
        if tie.player < plan.space.n_parties
        and package[tie.issue] == tie.option
        and package[tie.other] in tie.allowed
        and quo[tie.other] not in tie.allowed
    }
    return tuple(sorted(pair for pair in pairs if pair[0] != pair[1]))


def mutual_stages(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Groups of stages that must each come before the other: each side gives only against the rest.

    No order satisfies them; they belong in one stage. ``order_stages`` refuses such pairs.
    """
    reached: dict[int, set[int]] = {}
    for first, later in pairs:
        reached.setdefault(first, set()).add(later)
    for middle in list(reached):
        for stages in reached.values():
            if middle in stages:
                stages |= reached[middle]
    groups = {
        tuple(sorted({a} | {b for b in later if a in reached.get(b, ())}))
        for a, later in reached.items()
        if a in later
    }
    return tuple(sorted(groups))


def split_stage(
    plan: Plan, stage: int, *, before: Iterable[tuple[int, int]] = ()
) -> tuple[Plan, StageOrder]:
    """The plan with the stage cut in two, all stages then in their best order, and its rating.

    Every cut into two is tried; what must come before or after the stage does so for both parts,
    and its guarantees wait for both. A cut helps where one part can wait until the other side has
    given too; where none does, the plan itself and its own best order.

    Raises:
        BadIssueSpace: the stage has too many issues or the plan too many stages; or ``before`` is
            circular.
    """
    pairs, issues = tuple(before), plan.stages[stage]
    if len(issues) > _MOST_PARTS:
        raise BadIssueSpace(
            f"stage {stage} delivers {len(issues)} issues, too many ways to cut it; "
            f"cut it by hand into stages of {_MOST_PARTS} at most"
        )
    best, rating = plan, order_stages(plan, before=pairs)
    if rating.largest is None or len(plan.stages) == 1:
        return best, rating
    became = [tuple({k + (k > stage), k + (k >= stage)}) for k in range(len(plan.stages))]
    for parts in _cuts(issues):
        stages = (*plan.stages[:stage], *parts, *plan.stages[stage + 1 :])
        cut = with_stages(plan, stages, became)
        found = order_stages(cut, before=_spread(pairs, became))
        if _is_better(found, rating):
            best, rating = cut, found
    return best, rating


def _spread(
    before: tuple[tuple[int, int], ...], became: list[tuple[int, ...]]
) -> list[tuple[int, int]]:
    return [(a, b) for first, later in before for a in became[first] for b in became[later]]


def _cuts(issues: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every way to cut the issues in two, once; the first issue stays in the first part."""
    for chosen in range(1, 2 ** len(issues) - 1, 2):
        first = tuple(issue for bit, issue in enumerate(issues) if chosen >> bit & 1)
        yield first, tuple(issue for issue in issues if issue not in first)


def _worst(plan: Plan, done: Flags) -> Floats:
    """The larger gain of each party at each step of one order, ``(n_steps, n_parties)``."""
    worth = held(plan, done)
    return np.maximum(*gains(plan, worth, to_come(plan, worth), bond_costs(plan, done)))


def _by_sets(plan: Plan, earlier: tuple[int, ...]) -> tuple[int, ...]:
    """The best order of a patient plan; sets of stages done are bit masks."""
    count = len(plan.stages)
    done = _all_sets(count)
    worth = held(plan, done)
    worst = np.maximum(*gains(plan, worth, np.zeros_like(worth), bond_costs(plan, done)))
    worst[[0, -1]] = -np.inf
    peaks = worst.max(axis=1).tolist()
    ceiling = _largest_on_way(peaks, count, earlier)
    sums = np.maximum(worst, 0.0).sum(axis=1)
    sums[np.array(peaks) > ceiling + _SAME * abs(ceiling)] = np.inf
    return _way(sums.tolist(), count, earlier)


def _largest_on_way(peaks: list[float], count: int, earlier: tuple[int, ...]) -> float:
    least = [np.inf] * len(peaks)
    least[-1] = peaks[-1]
    for mask in range(len(peaks) - 2, -1, -1):
        onward = [least[mask | 1 << stage] for stage in _next(mask, count, earlier)]
        least[mask] = max(peaks[mask], min(onward, default=np.inf))
    return float(least[0])


def _way(sums: list[float], count: int, earlier: tuple[int, ...]) -> tuple[int, ...]:
    """The order with the smallest sum; among equals the earliest stage first."""
    least = [np.inf] * len(sums)
    least[-1] = 0.0
    for mask in range(len(sums) - 2, -1, -1):
        onward = [least[mask | 1 << stage] for stage in _next(mask, count, earlier)]
        least[mask] = sums[mask] + min(onward, default=np.inf)
    order: list[int] = []
    mask = 0
    while len(order) < count:
        totals = {stage: least[mask | 1 << stage] for stage in _next(mask, count, earlier)}
        bar = min(totals.values())
        stage = next(s for s, total in totals.items() if total <= bar + _SAME * bar)
        order.append(stage)
        mask |= 1 << stage
    return tuple(order)


def _next(mask: int, count: int, earlier: tuple[int, ...]) -> list[int]:
    """The stages that may follow once those of the mask are done."""
    return [k for k in range(count) if not mask >> k & 1 and earlier[k] & ~mask == 0]


def _by_trying(plan: Plan, earlier: tuple[int, ...]) -> tuple[int, ...]:
    """The best order of an impatient plan, all allowed ones side by side."""
    orders = list(_orders(len(plan.stages), earlier))
    bits = np.cumsum(np.int64(1) << np.array(orders, dtype=np.int64), axis=1)
    masks = np.concatenate([np.zeros((1, len(orders)), dtype=np.int64), bits.T])
    done = _all_sets(len(plan.stages))
    worth, costs = held(plan, done)[masks], bond_costs(plan, done)[masks]
    worst = np.maximum(*gains(plan, worth, to_come(plan, worth), costs))[1:-1]
    largest, summed = worst.max(axis=(0, 2)), np.maximum(worst, 0.0).sum(axis=(0, 2))
    bar = float(largest.min())
    ties = np.flatnonzero(largest <= bar + _SAME * abs(bar))
    low = float(summed[ties].min())
    return orders[int(ties[np.flatnonzero(summed[ties] <= low + _SAME * low)[0]])]


def _all_sets(count: int) -> Flags:
    """Every set of stages done, ``(2 ** count, count)``; the row's number is its bit mask."""
    return (np.arange(2**count)[:, None] >> np.arange(count) & 1).astype(np.bool_)


def _orders(count: int, earlier: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for order in permutations(range(count)):
        mask, is_allowed = 0, True
        for stage in order:
            is_allowed &= earlier[stage] & ~mask == 0
            mask |= 1 << stage
        if is_allowed:
            yield order


def _is_better(found: StageOrder, best: StageOrder) -> bool:
    if found.largest is None or best.largest is None or found.summed is None or best.summed is None:
        return False
    room = _SAME * max(abs(found.largest), abs(best.largest)) if np.isfinite(best.largest) else 0.0
    if abs(found.largest - best.largest) > room:
        return found.largest < best.largest
    return found.summed < best.summed - _SAME * best.summed


def _earlier(count: int, before: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """For each stage the mask of those that must come before it; refuses circles."""
    masks = [0] * count
    for first, later in before:
        masks[later] |= 1 << first
    done = 0
    while ready := _next(done, count, tuple(masks)):
        done |= sum(1 << k for k in ready)
    if done != 2**count - 1:
        stuck = ", ".join(str(k) for k in range(count) if not done >> k & 1)
        raise BadIssueSpace(
            f"stages {stuck} must each come before the other; join them, or drop a condition"
        )
    return tuple(masks)


def _unknown(plan: Plan) -> tuple[int, ...]:
    """The issues without a status quo that keep some party's standing from being known."""
    nothing = np.zeros((1, len(plan.stages)), dtype=np.bool_)
    if not np.isnan(held(plan, nothing)).any():
        return ()
    return tuple(np.flatnonzero(in_effect(plan, nothing)[0] < 0).tolist())
