from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bargaining.forecasts import Ending, Offer, Rules, run_challenges
from dragoman.errors import BadIssueSpace

Risks = list[float]


class ByHand:
    """The same rules, one actor after the other in plain numbers."""

    def __init__(self, x: Risks, s: Risks, c: Risks) -> None:
        self.x, self.s, self.c, self.span = list(x), s, c, max(x) - min(x)
        self.everybody = range(len(x))

    def vote(self, k: int, a: float, b: float, r: Risks) -> float:
        near, far = (abs(self.x[k] - v) / self.span for v in (a, b))
        return float(self.c[k] * self.s[k] * (far ** r[k] - near ** r[k]))

    def chance(self, i: int, j: int, r: Risks) -> float:
        x, everybody = self.x, self.everybody
        every = sum(abs(self.vote(k, a, b, r)) for k in everybody for a in x for b in x)
        return sum(max(0.0, self.vote(k, x[i], x[j], r)) for k in everybody) / every

    def gain(self, i: int, j: int, own: float, r: Risks) -> float:
        p, d = self.chance(i, j, r), abs(self.x[i] - self.x[j]) / self.span
        up, down = 2 - 4 * (0.5 - d / 2) ** own, 2 - 4 * (0.5 + d / 2) ** own
        resists = self.s[j]
        fought = resists * (p * up + (1 - p) * down)
        return float(fought + (1 - resists) * up - (2 - 4 * 0.5**own))

    def risks(self) -> Risks | None:
        flat = [1.0 for _ in self.everybody]
        danger = [
            sum(self.gain(j, i, 1.0, flat) for j in self.everybody if j != i)
            for i in self.everybody
        ]
        top, low = max(danger), min(danger)
        if top == low:
            return None
        taken = [(2 * d - top - low) / (top - low) / 3 for d in danger]
        return [(1 - t) / (1 + t) for t in taken]

    def goal(self, i: int, r: Risks) -> float:
        x, fights, talks = self.x, [], []
        for j in self.everybody:
            if x[i] == x[j]:
                continue
            own, rival = self.gain(i, j, r[i], r), self.gain(j, i, r[i], r)
            if rival > own > 0:
                fights.append((abs(x[i] - x[j]), j, x[j]))
            elif rival > 0 > own and rival > -own:
                pull = (-own * x[i] + rival * x[j]) / (rival - own)
                talks.append((pull, j, x[i] + (x[j] - x[i]) * -own / rival))
        return min(fights or talks, default=(0.0, 0, x[i]))[2]

    def rounds(self, count: int) -> Iterator[tuple[Risks, Risks]]:
        for _ in range(count):
            if max(self.x) - min(self.x) < 1e-6 * self.span or (r := self.risks()) is None:
                return
            self.x = [self.goal(i, r) for i in self.everybody]
            yield self.x, r


def table(seed: Any, n: Any) -> Any:
    rng = np.random.default_rng(seed)
    return rng.uniform(0, 100, n), rng.uniform(0.1, 1, n), rng.uniform(0.1, 1, n)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 6))
def test_every_round_is_the_one_reckoned_by_hand(seed: Any, n: Any) -> None:
    x, s, c = table(seed, n)
    run = run_challenges(x, s, c, rounds=3)
    for played, (positions, risks) in zip(run.rounds, ByHand(x, s, c).rounds(3), strict=False):
        assert played.positions == pytest.approx(positions, rel=1e-9)
        assert played.risks == pytest.approx(risks, rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 8), st.sampled_from(list(Rules)))
def test_nobody_leaves_the_stretch_of_the_first_positions_and_risks_are_bounded(
    seed: Any, n: Any, rules: Any
) -> None:
    x, s, c = table(seed, n)
    run = run_challenges(x, s, c, rounds=5, rules=rules)
    for played in run.rounds:
        assert min(x) - 1e-9 <= min(played.positions)
        assert max(played.positions) <= max(x) + 1e-9
        assert all(0.5 - 1e-12 <= r <= 2 + 1e-12 for r in played.risks)
        assert played.median in played.positions


def test_a_shifted_and_stretched_scale_gives_the_same_rounds() -> None:
    x, s, c = table(3, 6)
    plain, other = (run_challenges(v, s, c, rounds=6) for v in (x, x * 0.1 - 7))
    assert [r.risks for r in plain.rounds] == [pytest.approx(r.risks) for r in other.rounds]
    assert np.array(plain.medians) * 0.1 - 7 == pytest.approx(np.array(other.medians))


def test_positions_that_come_back_are_reported_as_a_circle() -> None:
    runs = [run_challenges(*table(seed, 5), rounds=40) for seed in range(12)]
    circles = [run for run in runs if run.ending is Ending.CIRCLE]
    assert circles
    for run in circles:
        assert run.period is not None
        assert run.period >= 2
        first = run.rounds[-1 - run.period].positions if len(run.rounds) > run.period else None
        assert first is None or first == pytest.approx(run.rounds[-1].positions, abs=1e-6)
    assert all(run.period is None for run in runs if run.ending is not Ending.CIRCLE)


def test_a_run_that_does_not_settle_stops_at_the_limit() -> None:
    runs = [run_challenges(*table(seed, 5), rounds=2) for seed in range(12)]
    assert any(run.ending is Ending.LIMIT and len(run.rounds) == 2 for run in runs)


def test_those_who_agree_from_the_start_have_settled() -> None:
    run = run_challenges(np.full(3, 40.0), np.ones(3), np.ones(3))
    assert (run.ending, run.medians[-1], run.rounds[-1].moves) == (Ending.SETTLED, 40.0, ())


def test_only_the_stated_rules_know_capitulation() -> None:
    offers = {
        rules: {
            move.offer
            for seed in range(30)
            for played in run_challenges(*table(seed, 5), rounds=1, rules=rules).rounds
            for move in played.moves
        }
        for rules in Rules
    }
    assert Offer.CAPITULATION not in offers[Rules.REPLICATION]
    assert Offer.CAPITULATION in offers[Rules.STATED]


def test_input_that_cannot_be_played_is_refused() -> None:
    ones = np.ones(2)
    with pytest.raises(BadIssueSpace, match="0 rounds"):
        run_challenges(ones, ones, ones, rounds=0)
    with pytest.raises(BadIssueSpace, match="nobody has both"):
        run_challenges(ones, ones, np.zeros(2))
    with pytest.raises(BadIssueSpace, match="no probability"):
        run_challenges(ones, ones * 2, ones)
