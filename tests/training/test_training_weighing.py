"""How the table of pairs is learnt, on figures made by lot."""

import numpy as np
import pytest
from fitting import fit


def test_the_weights_that_made_the_answers_are_found_again() -> None:
    rng = np.random.default_rng(1)
    figures = rng.normal(size=(4000, 2)) * [1.0, 10.0]
    odds = figures @ [2.0, -0.1] + 0.5
    right = (rng.random(4000) < 1 / (1 + np.exp(-odds))).astype(float)
    found = fit(figures, right, 0.1)
    assert found.weights[1] - found.weights[0] == pytest.approx([2.0, -0.1], rel=0.15)
    assert found.start[1] - found.start[0] == pytest.approx(0.5, abs=0.15)


def test_three_answers_are_weighed_and_a_ridge_makes_weights_smaller() -> None:
    figures = np.repeat(np.eye(3), 20, axis=0)
    right = np.repeat([0.0, 1.0, 2.0], 20)
    loose, tight = fit(figures, right, 1.0), fit(figures, right, 50.0)
    assert loose.weigh(figures).argmax(-1).tolist() == right.tolist()
    assert np.abs(tight.weights).sum() < np.abs(loose.weights).sum()


def test_a_row_that_counts_nothing_changes_nothing() -> None:
    figures, right = np.array([[0.0], [1.0], [0.0], [1.0]]), np.array([0.0, 1.0, 1.0, 0.0])
    alone = fit(figures[:2], right[:2], 1.0)
    scaled = fit(figures, right, 1.0, np.array([1.0, 1.0, 0.0, 0.0]))
    assert scaled.weights == pytest.approx(alone.weights)
