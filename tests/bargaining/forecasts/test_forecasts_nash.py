from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dragoman.bargaining.forecasts import (
    Loss,
    bargain,
    bargain_issues,
    package_utilities,
    position_table,
    utilities,
    worst_utilities,
)

ACTORS = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 5)), min_size=2, max_size=6)
LOSSES = st.sampled_from(list(Loss))


def solve(
    positions: Any, weights: Any, floor: Any, loss: Any, lower: float = 0.0, upper: float = 100.0
) -> Any:
    return bargain(
        np.array(positions, dtype=float),
        np.array(weights, dtype=float),
        np.array(floor, dtype=float),
        lower=lower,
        upper=upper,
        loss=loss,
    )


def product(outcome: Any, positions: Any, weights: Any, floor: Any, loss: Any) -> Any:
    gains = utilities(np.array(positions, dtype=float), outcome, 100.0, loss) - floor
    return float((np.array(weights) * np.log(np.maximum(gains, 1e-300))).sum())


@settings(max_examples=60, deadline=None)
@given(ACTORS, LOSSES, st.integers(0, 100))
def test_no_point_of_a_fine_grid_has_a_greater_product(
    rows: Any, loss: Any, reversion: Any
) -> None:
    positions, weights = zip(*rows, strict=True)
    floor = utilities(np.array(positions, dtype=float), float(reversion), 100.0, loss)
    grid = np.linspace(0, 100, 2001)
    gains = [
        (utilities(np.array(positions, dtype=float), o, 100.0, loss) - floor).min() for o in grid
    ]
    found = solve(positions, weights, floor, loss)
    if found.value is None:
        assert max(gains) <= 1e-9
        return
    best = product(found.value, positions, weights, floor, loss)
    assert best >= max(product(o, positions, weights, floor, loss) for o in grid) - 1e-9


@given(ACTORS, LOSSES, st.floats(0.1, 50), st.floats(-100, 100))
def test_stretching_the_scale_stretches_the_solution(
    rows: Any, loss: Any, factor: Any, shift: Any
) -> None:
    positions, weights = (np.array(v, dtype=float) for v in zip(*rows, strict=True))
    floor = worst_utilities(positions, 0.0, 100.0, loss)
    here = solve(positions, weights, floor, loss).value
    there = solve(
        positions * factor + shift, weights, floor, loss, lower=shift, upper=100 * factor + shift
    ).value
    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert there == pytest.approx(here * factor + shift, rel=1e-6, abs=1e-6 * factor)


def test_two_equals_meet_in_the_middle_and_a_stronger_one_is_nearer() -> None:
    floor = [0.0, 0.0]
    assert solve([20, 60], [1, 1], floor, Loss.QUADRATIC).value == pytest.approx(40)
    assert solve([0, 100], [3, 1], floor, Loss.LINEAR).value == pytest.approx(25)


def test_a_reversion_point_between_the_positions_leaves_nothing_to_gain() -> None:
    positions = np.array([20.0, 80.0])
    floor = utilities(positions, 50.0, 100.0, Loss.LINEAR)
    found = solve(positions, [1, 1], floor, Loss.LINEAR)
    assert found.value is None
    assert found.reason.startswith("only 50 is no worse")


def test_red_lines_that_clash_say_so() -> None:
    found = solve([0, 100], [1, 1], [0.8, 0.8], Loss.LINEAR)
    assert (found.value, found.region) == (None, None)
    assert "no outcome on the scale is at least as good" in found.reason
    assert solve([0, 100], [1, 1], [1.1, 0.0], Loss.QUADRATIC).value is None
    assert solve([0, 100], [0, 0], [0, 0], Loss.LINEAR).reason.startswith("nobody with weight")


def test_who_has_no_weight_still_has_a_veto() -> None:
    free = solve([0, 100], [1, 0], [0.0, 0.0], Loss.LINEAR).value
    held = solve([0, 100], [1, 0], [0.0, 0.5], Loss.LINEAR)
    assert free == pytest.approx(0)
    assert held.region == (50.0, 100.0)
    assert held.value == pytest.approx(50)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_no_package_of_a_grid_has_a_greater_product(seed: Any) -> None:
    rng = np.random.default_rng(seed)
    table = position_table(
        rng.integers(0, 101, (3, 2)), rng.uniform(0.1, 1, (3, 2)), rng.uniform(0.5, 2, 3)
    )
    floor = package_utilities(table, rng.integers(0, 101, 2).astype(float))
    found = bargain_issues(table, floor)
    line = np.linspace(0, 100, 41)
    grid = [np.array([a, b]) for a in line for b in line]
    gains = np.array([package_utilities(table, o) - floor for o in grid])
    assume(abs(gains.min(axis=1).max()) > 1e-6)
    if found.values is None:
        assert gains.min(axis=1).max() < 1e-6
        return
    inside = gains.min(axis=1) > 0
    own = package_utilities(table, np.array(found.values, dtype=float)) - floor
    logs = (table.power[:, 0] * np.log(gains[inside])).sum(axis=1)
    assert own.min() > 0
    assert (table.power[:, 0] * np.log(own)).sum() >= max(logs, default=-np.inf) - 1e-9


def test_an_issue_without_positions_has_no_value_and_a_package_that_is_no_gain_none() -> None:
    nan = float("nan")
    table = position_table([[0, nan], [100, nan]], [[1, nan], [1, nan]], [1, 1])
    found = bargain_issues(table, np.array([0.0, 0.0]))
    assert found.values is not None
    assert found.values[0] == pytest.approx(50)
    assert found.values[1] is None
    assert bargain_issues(table, np.array([0.9, 0.9])).reason.startswith("no package is better")
