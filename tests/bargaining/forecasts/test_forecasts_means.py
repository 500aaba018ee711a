from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bargaining.forecasts import (
    mean,
    median,
    midpoint,
    weighted_mean,
    weighted_median,
)

NAN = float("nan")
COLUMNS = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), min_size=1, max_size=9)


def column(values: Sequence[float]) -> np.ndarray:
    return np.array(values, dtype=float)[:, None]


def test_missing_positions_are_left_out_and_empty_issues_have_no_value() -> None:
    positions = np.array([[0.0, NAN], [30.0, NAN], [NAN, NAN]])
    weights = np.array([[1.0, 0.0], [2.0, 0.0], [0.0, 0.0]])
    for values in (mean(positions), median(positions)):
        assert values[0] == 15.0
        assert np.isnan(values[1])
    assert weighted_mean(positions, weights)[0] == 20.0
    assert weighted_median(positions, weights)[0] == 30.0
    assert np.isnan(weighted_mean(positions, weights)[1])
    assert np.isnan(weighted_median(positions, weights)[1])


def test_the_midpoint_is_of_the_scale_not_of_the_positions() -> None:
    assert midpoint(np.array([0.5]), np.array([7.0]))[0] == 3.75


def test_half_the_weight_exactly_gives_the_middle_of_the_stretch() -> None:
    assert weighted_median(column([10, 20, 60]), column([1, 1, 2]))[0] == 40.0
    assert weighted_median(column([10, 20, 60]), column([0.1, 0.2, 0.3]))[0] == 40.0


def test_who_has_no_weight_does_not_move_the_pivot() -> None:
    assert weighted_median(column([0, 40, 90]), column([0, 1, 0]))[0] == 40.0
    assert np.isnan(weighted_median(column([0, 40]), column([0, 0]))[0])


@given(COLUMNS)
def test_the_pivot_of_whole_weights_is_the_median_of_that_many_equal_actors(rows: Any) -> None:
    positions, weights = zip(*rows, strict=True)
    repeated = [x for x, w in rows for _ in range(w)]
    pivot = weighted_median(column(positions), column(weights))[0]
    assert pivot == np.median(repeated)
    average = weighted_mean(column(positions), column(weights))[0]
    assert average == pytest.approx(np.mean(repeated))
    assert mean(column(repeated))[0] == pytest.approx(average)
    assert median(column(repeated))[0] == pivot
