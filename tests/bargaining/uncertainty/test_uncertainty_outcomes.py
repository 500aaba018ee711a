"""What a solution picks over draws, and what it is worth."""

import numpy as np
import pytest
from uncertainty_sheets import every_package, two_parties

from dragoman.bargaining.space import Indices, IssueSpace
from dragoman.bargaining.uncertainty import draw, find_outcomes
from dragoman.bargaining.uncertainty.outcomes import spread_of


def pick_nash(space: IssueSpace) -> dict[str, Indices]:
    packages = every_package([len(options) for options in space.options])
    packages = packages[space.is_in_zone(packages)]
    if not len(packages):
        return {}
    gains = space.utilities(packages) - space.reservation
    return {"Nash": np.asarray(packages[gains.prod(axis=1).argmax()])}


def test_shares_of_options_are_of_the_draws_that_have_a_solution() -> None:
    sheet = two_parties(reservation=(0.2, 0.8), other=0.1)
    (nash,) = find_outcomes(sheet, draw(sheet, n_draws=512), pick_nash, ["Nash"])
    assert nash.exists.probability == pytest.approx(0.5, abs=0.01)
    assert [(row.issue, row.option) for row in nash.options] == [
        ("i0", "o0"),
        ("i0", "o1"),
        ("i0", "o2"),
    ]
    assert [row.chance.probability for row in nash.options] == [0.0, 1.0, 0.0]
    assert nash.options[1].chance.low < 1.0
    assert nash.packages[0].share == 1.0
    utilities = dict(nash.utilities)
    assert utilities["VEL"].median == 0.5
    assert utilities["VEL"].n_draws == round(nash.exists.probability * 512)


def test_no_solution_anywhere_leaves_nothing_to_count() -> None:
    sheet = two_parties(reservation=(0.6, 0.8))
    (never,) = find_outcomes(sheet, draw(sheet, n_draws=128), pick_nash, ["Nash"])
    assert never.exists.probability == 0.0
    assert [*never.options, *never.utilities, *never.packages] == []


def test_solutions_come_in_their_order_with_the_drawing_told() -> None:
    sheet = two_parties()
    drawing = draw(sheet, n_draws=128, seed=7)
    rows = find_outcomes(
        sheet, drawing, lambda space: {"a": np.array([2]), **pick_nash(space)}, ["Nash", "a"]
    )
    assert [row.solution for row in rows] == ["Nash", "a"]
    assert rows[1].exists.probability == 1.0
    assert {(row.n_draws, row.seed, row.method) for row in rows} == {(128, 7, drawing.method)}


def test_a_spread_leaves_out_what_is_not_a_number() -> None:
    spread = spread_of(np.array([np.nan, *np.linspace(0, 100, 101)]))
    assert spread is not None
    assert (spread.low, spread.median, spread.high, spread.n_draws) == (5.0, 50.0, 95.0, 101)
    assert spread_of(np.array([np.nan])) is None
