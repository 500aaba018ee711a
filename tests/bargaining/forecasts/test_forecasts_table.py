from typing import Any

import numpy as np
import pytest

from dragoman.bargaining.forecasts import position_table
from dragoman.errors import BadIssueSpace

NAN = float("nan")


def test_power_given_once_an_actor_holds_on_every_issue_it_has_a_position_on() -> None:
    table = position_table([[10.0, NAN], [90.0, 40.0]], [[0.5, NAN], [1.0, 1.0]], [2, 3])
    assert table.power[0, 0] == 2
    assert np.isnan(table.power[0, 1])
    assert table.weights.tolist() == [[1.0, 0.0], [3.0, 3.0]]


@pytest.mark.parametrize(
    ("positions", "salience", "power", "told"),
    [
        ([[101.0]], [[0.5]], [1], "position 101 is off its scale"),
        ([[-1.0]], [[0.5]], [1], "position -1 is off its scale"),
        ([[np.inf]], [[0.5]], [1], "position inf is off its scale"),
        ([[50.0]], [[-0.5]], [1], "salience -0.5 is not"),
        ([[50.0]], [[0.5]], [-1], "power -1 is not"),
        ([[50.0]], [[NAN]], [1], "salience nan is given without a position, or missing"),
        ([[NAN]], [[0.5]], [[NAN]], "salience 0.5 is given without a position, or missing"),
        ([[50.0]], [[0.5]], [[NAN]], "power nan is given without a position, or missing"),
    ],
)
def test_a_bad_cell_is_refused_with_actor_and_issue(
    positions: Any, salience: Any, power: Any, told: Any
) -> None:
    with pytest.raises(BadIssueSpace, match=told) as caught:
        position_table(positions, salience, power, actors=["Velland"], issues=["quota"])
    assert (caught.value.party, caught.value.issue) == ("Velland", "quota")


def test_a_scale_without_length_is_refused_by_issue() -> None:
    with pytest.raises(BadIssueSpace, match="from 5 to 5") as caught:
        position_table([[5.0]], [[1.0]], [1], lower=5, upper=5, issues=["quota"])
    assert caught.value.issue == "quota"


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(BadIssueSpace, match="salience has the shape"):
        position_table([[5.0, 6.0]], [[1.0]], [1])
    with pytest.raises(BadIssueSpace, match="give rows of actors by issues"):
        position_table([5.0, 6.0], [1.0, 1.0], [1, 1])
    with pytest.raises(BadIssueSpace, match="1 actor names for 2"):
        position_table([[5.0], [6.0]], [[1.0], [1.0]], [1, 1], actors=["one"])
