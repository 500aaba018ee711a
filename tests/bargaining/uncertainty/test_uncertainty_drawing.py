"""Draws: the same for the same seed, evenly spread, and refused where they cannot be."""

import numpy as np
import pytest
from uncertainty_sheets import two_parties

from dragoman.bargaining.uncertainty.drawing import DrawingMethod, draw, draw_shares
from dragoman.errors import BadRequest


@pytest.mark.parametrize("method", [DrawingMethod.MONTE_CARLO, DrawingMethod.QUASI_MONTE_CARLO])
def test_a_seed_gives_the_same_draws_and_another_seed_others(method: DrawingMethod) -> None:
    first = draw_shares(3, n_draws=256, seed=4, method=method, n_replicates=8)
    again = draw_shares(3, n_draws=256, seed=4, method=method, n_replicates=8)
    other = draw_shares(3, n_draws=256, seed=5, method=method, n_replicates=8)
    assert np.array_equal(first.shares, again.shares)
    assert not np.array_equal(first.shares, other.shares)
    assert first.shares.min() >= 0
    assert first.shares.max() < 1


def test_each_replicate_puts_one_point_in_every_slice() -> None:
    drawing = draw_shares(2, n_draws=512, n_replicates=8)
    for replicate in drawing.shares.reshape(8, 64, 2):
        for column in replicate.T:
            assert sorted((column * 64).astype(int)) == list(range(64))


def test_replicates_differ() -> None:
    parts = draw_shares(2, n_draws=128, n_replicates=8).shares.reshape(8, 16, 2)
    assert len(np.unique(parts, axis=0)) == 8


def test_nothing_uncertain_takes_one_draw() -> None:
    drawing = draw(two_parties(reservation=0.5), n_draws=4096)
    assert drawing.method is DrawingMethod.CERTAIN
    assert drawing.n_draws == 1


@pytest.mark.parametrize(
    ("n_draws", "n_replicates", "told"),
    [(0, 16, "0 draws"), (300, 16, "power of two"), (64, 4, "4 replicates"), (8, 16, "power")],
)
def test_draws_that_cannot_be_spread_are_refused(
    n_draws: int, n_replicates: int, told: str
) -> None:
    with pytest.raises(BadRequest, match=told):
        draw_shares(2, n_draws=n_draws, n_replicates=n_replicates)


def test_more_columns_than_direction_numbers_are_refused() -> None:
    with pytest.raises(BadRequest, match="Monte Carlo"):
        draw_shares(21_202, n_draws=128, n_replicates=8)
