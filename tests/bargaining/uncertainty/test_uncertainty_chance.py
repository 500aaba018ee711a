"""Intervals of probabilities hold the truth as often as they say."""

import numpy as np
import pytest

from dragoman.bargaining.uncertainty.chance import chance_of, interval_rule, wilson
from dragoman.bargaining.uncertainty.drawing import DrawingMethod, draw_shares


def test_wilson_gives_the_published_interval() -> None:
    """Newcombe 1998, *Statistics in Medicine* 17, table I: 81 of 263, method 3."""
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 20)[0] == 0.0
    assert wilson(20, 20)[1] == 1.0


@pytest.mark.parametrize("method", [DrawingMethod.MONTE_CARLO, DrawingMethod.QUASI_MONTE_CARLO])
def test_the_interval_holds_the_truth_nineteen_times_in_twenty(method: DrawingMethod) -> None:
    held = 0
    for seed in range(200):
        drawing = draw_shares(2, n_draws=128, seed=seed, method=method, n_replicates=8)
        chance = chance_of(drawing.shares.sum(axis=1) < 0.75, drawing)
        held += chance.low <= 0.75**2 / 2 <= chance.high
    assert 180 <= held <= 199


def test_even_spreading_gives_a_narrower_interval() -> None:
    widths = {}
    for method in (DrawingMethod.MONTE_CARLO, DrawingMethod.QUASI_MONTE_CARLO):
        drawing = draw_shares(2, n_draws=4096, method=method)
        chance = chance_of(drawing.shares.sum(axis=1) < 0.75, drawing)
        widths[method] = chance.high - chance.low
    assert widths[DrawingMethod.QUASI_MONTE_CARLO] < widths[DrawingMethod.MONTE_CARLO] / 3


def test_replicates_that_agree_still_leave_a_width() -> None:
    drawing = draw_shares(1, n_draws=128, n_replicates=8)
    chance = chance_of(np.ones(128, dtype=np.bool_), drawing)
    assert (chance.low, chance.high) == wilson(128, 128)


def test_undecided_draws_widen_the_interval_both_ways() -> None:
    drawing = draw_shares(1, n_draws=100, method=DrawingMethod.MONTE_CARLO)
    holds, undecided = np.arange(100) < 50, np.arange(100) >= 80
    chance = chance_of(holds, drawing, undecided=undecided)
    assert chance.probability == 50 / 80
    assert chance.n_undecided == 20
    assert chance.low == wilson(50, 100)[0]
    assert chance.high == wilson(70, 100)[1]


def test_what_is_certain_has_no_width() -> None:
    drawing = draw_shares(0)
    chance = chance_of(np.array([True]), drawing)
    assert (chance.probability, chance.low, chance.high) == (1.0, 1.0, 1.0)
    assert "no interval" in interval_rule(drawing)


def test_the_width_over_replicates_is_that_of_students_t() -> None:
    drawing = draw_shares(1, n_draws=128, n_replicates=8)
    shares = np.array([4, 8, 8, 8, 8, 8, 8, 12]) / 16
    holds = (np.arange(16) < 16 * shares[:, None]).ravel()
    chance = chance_of(holds, drawing)
    half = 2.364624 * shares.std(ddof=1) / np.sqrt(8)
    assert (chance.low, chance.high) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-6)
