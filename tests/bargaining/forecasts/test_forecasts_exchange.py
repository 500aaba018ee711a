from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bargaining.forecasts import position_table, run_exchanges, weighted_mean

SECOND_PURCHASE = 258
"""A seed at which somebody buys twice from one supplier and an outcome is capped after it."""


def invented(seed: Any, n: int = 5, m: int = 3, gaps: float = 0.0) -> Any:
    rng = np.random.default_rng(seed)
    holes = rng.random((n, m)) < gaps
    cells = [rng.uniform(low, high, (n, m)) for low, high in ((0, 100), (0.1, 1), (0.1, 1))]
    return position_table(*(np.where(holes, np.nan, values) for values in cells))


class Search:
    """All deals by brute force: halve the size of each deal until nothing forbids it."""

    def __init__(self, table: Any) -> None:
        self.x, self.s, self.w = table.positions, table.salience, table.weights
        self.total, self.now = self.w.sum(axis=0), table.positions.copy()
        self.middle = weighted_mean(self.x, self.w)
        n, m = self.x.shape
        self.seen = {(d, k): self.x[:, k].copy() for d in range(n) for k in range(m)}
        self.course = np.zeros_like(self.x)

    def shifts(self, deal: Any, effect: Any) -> Any:
        a, b, p, q = deal
        s, w, total, x, now = self.s, self.w, self.total, self.x, self.now
        ratio = (s[b, p] + s[a, p]) / (s[b, q] + s[a, q])
        return [
            (a, q, effect * ratio * total[q] / w[a, q] * np.sign(x[b, q] - now[a, q]), b),
            (b, p, effect * total[p] / w[b, p] * np.sign(x[a, p] - now[b, p]), a),
        ]

    def fits(self, deal: Any, effect: Any) -> Any:
        for who, k, shift, other in self.shifts(deal, effect):
            target = self.x[other, k]
            if abs(shift) > abs(target - self.now[who, k]):
                return False
            view = self.seen[other, k].copy()
            view[who] = self.now[who, k] + shift
            if (np.nansum(view * self.w[:, k]) / self.total[k] - target) * shift > 0:
                return False
        return True

    def gain(self, deal: Any) -> Any:
        low, high = 0.0, 1000.0
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if self.fits(deal, middle) else (low, middle)
        shifts, (a, b, p, q), s = self.shifts(deal, low), deal, self.s
        if any(abs(d) < 1e-8 or self.course[i, k] * d < 0 for i, k, d, _ in shifts):
            return 0.0, shifts
        return low * (s[a, p] - (s[b, p] + s[a, p]) / (s[b, q] + s[a, q]) * s[a, q]), shifts

    def deals(self) -> Any:
        for p, q in combinations(range(self.x.shape[1]), 2):
            for i, j in combinations(range(len(self.x)), 2):
                sides = [
                    (self.x[i, k] < self.middle[k], self.x[j, k] < self.middle[k]) for k in (p, q)
                ]
                known = not np.isnan(self.x[[i, i, j, j], [p, q, p, q]]).any()
                if known and all(one != two for one, two in sides):
                    cares = self.s[i, p] / self.s[i, q] > self.s[j, p] / self.s[j, q]
                    yield (i, j, p, q) if cares else (j, i, p, q)

    def run(self) -> Any:
        made: list[Any] = []
        while True:
            gains = [(*self.gain(deal), deal) for deal in self.deals()]
            gain, shifts, (a, b, p, q) = max(gains, key=lambda one: one[0], default=(0, 0, [0] * 4))
            if gain < 1e-9:
                return made
            made.append(((a, q, b, p), gain))
            for who, k, shift, other in shifts:
                if self.seen[other, k][who] == self.x[who, k]:
                    self.seen[other, k][who] = self.now[who, k] + shift
                self.now[who, k] += shift
                self.course[who, k] = np.sign(shift)


@pytest.mark.parametrize("seed", [*range(15), SECOND_PURCHASE])
@pytest.mark.parametrize("gaps", [0.0, 0.2])
def test_the_deals_are_those_that_a_plain_search_finds(seed: int, gaps: float) -> None:
    table = invented(seed, n=4, gaps=gaps)
    expected = Search(table).run()
    told = [
        ((e.first.actor, e.first.issue, e.second.actor, e.second.issue), e.gain)
        for e in run_exchanges(table).exchanges
    ]
    rows = [k for k, (_, gain) in enumerate(expected) if gain > 1e-6]
    assert [told[k][0] for k in rows] == [expected[k][0] for k in rows]
    assert [told[k][1] for k in rows] == pytest.approx([expected[k][1] for k in rows])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3]))
def test_both_gain_the_same_and_nobody_passes_a_target_or_turns_back(seed: Any, gaps: Any) -> None:
    table = invented(seed, n=6, gaps=gaps)
    run = run_exchanges(table)
    totals, where = table.weights.sum(axis=0), table.positions.copy()
    for deal in run.exchanges:
        one, two = deal.first, deal.second
        effect = {
            side.issue: abs(side.shift) * table.weights[side.actor, side.issue] / totals[side.issue]
            for side in (one, two)
        }
        for side, other in ((one, two), (two, one)):
            s = table.salience[side.actor]
            won = effect[other.issue] * s[other.issue] - effect[side.issue] * s[side.issue]
            assert won == pytest.approx(deal.gain, abs=1e-9)
            assert side.start == where[side.actor, side.issue]
            assert min(side.start, side.target) - 1e-9 <= side.end
            assert side.end <= max(side.start, side.target) + 1e-9
            first = table.positions[side.actor, side.issue]
            assert (side.start - first) * side.shift >= 0
            assert side.has_moved_before == (side.start != first)
            where[side.actor, side.issue] = side.end
    assert np.allclose(where, run.positions, equal_nan=True)
    assert run.outcomes == pytest.approx(weighted_mean(where, table.weights), nan_ok=True)


def test_two_actors_trade_what_each_cares_less_for() -> None:
    table = position_table([[0, 0], [100, 100]], [[0.9, 0.1], [0.1, 0.9]], [1, 1])
    (deal,) = run_exchanges(table).exchanges
    sides = {side.actor: side for side in (deal.first, deal.second)}
    assert (sides[0].issue, sides[1].issue) == (1, 0)
    assert deal.gain == pytest.approx(0.9 * 10 - 0.1 * 10)
    assert sides[0].end == pytest.approx(100)


def test_no_deal_between_equal_priorities_or_on_one_issue_alone() -> None:
    same = position_table([[0, 0], [100, 100]], [[0.5, 0.5], [0.9, 0.9]], [1, 1])
    assert run_exchanges(same).exchanges == ()
    single = position_table([[0], [100]], [[0.5], [0.9]], [1, 1])
    assert run_exchanges(single).exchanges == ()
    assert run_exchanges(single).outcomes == pytest.approx(run_exchanges(single).before)


def test_who_has_no_position_or_no_weight_on_an_issue_never_trades_it() -> None:
    nan = float("nan")
    table = position_table(
        [[0.0, nan], [100.0, 100.0], [0.0, 0.0]], [[0.9, nan], [0.1, 0.9], [0.9, 0.1]], [1, 1, 0]
    )
    run = run_exchanges(table)
    assert run.exchanges == ()
    assert np.isnan(run.positions[0, 1])


def test_a_cap_holds_the_outcome_at_the_demanders_position() -> None:
    table = position_table(
        [[0, 40], [100, 100], [0, 0]], [[0.9, 0.2], [0.2, 0.9], [0.1, 0.9]], [1, 1, 1]
    )
    run = run_exchanges(table)
    capped = [deal for deal in run.exchanges if deal.is_capped]
    for seed in range(60):
        capped += [deal for deal in run_exchanges(invented(seed)).exchanges if deal.is_capped]
    assert capped


def test_a_tie_is_counted_and_goes_to_the_first_unless_told_otherwise() -> None:
    twin = ([0, 0], [0.9, 0.1])
    rows = [twin, twin, ([100, 100], [0.1, 0.9])]
    table = position_table([r[0] for r in rows], [r[1] for r in rows], [1, 1, 1])
    plain = run_exchanges(table)
    assert plain.exchanges[0].ties == 1
    assert 0 in (plain.exchanges[0].first.actor, plain.exchanges[0].second.actor)
    last = run_exchanges(table, settle_tie=lambda deals: len(deals) - 1)
    assert 1 in (last.exchanges[0].first.actor, last.exchanges[0].second.actor)
    with pytest.raises(ValueError, match="settle_tie gave 7"):
        run_exchanges(table, settle_tie=lambda deals: 7)


def test_the_cap_can_be_dropped_where_somebody_has_no_position() -> None:
    tables = [invented(seed, n=6, gaps=0.2) for seed in range(40)]
    whole = [invented(seed, n=6) for seed in range(10)]
    ends = [[run_exchanges(t, cap_incomplete=c).outcomes for c in (True, False)] for t in tables]
    assert any(not np.allclose(a, b, equal_nan=True) for a, b in ends)
    for t in whole:
        loose = run_exchanges(t, cap_incomplete=False).outcomes
        assert loose == pytest.approx(run_exchanges(t).outcomes)
