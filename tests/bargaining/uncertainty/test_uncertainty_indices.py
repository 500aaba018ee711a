"""Sobol and Morris give the known values of the known test functions."""

import warnings

import numpy as np
import pytest
from SALib.sample import sobol as salib_sample

from dragoman.bargaining.space import Floats
from dragoman.bargaining.uncertainty.indices import (
    _problem,
    _saltelli_rows,
    find_morris,
    find_sobol,
)
from dragoman.errors import BadRequest


def ishigami(shares: Floats) -> Floats:
    """Ishigami and Homma 1990, a = 7, b = 0.1."""
    x = (2 * shares - 1) * np.pi
    wave = np.sin(x[:, 0])
    return np.asarray(wave + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * wave)


def g_function(shares: Floats) -> Floats:
    """Sobol's g with a = 0, 1, 4.5, 9."""
    a = np.array([0.0, 1.0, 4.5, 9.0])
    return np.asarray(((np.abs(4 * shares - 2) + a) / (1 + a)).prod(axis=1))


def test_ishigami_has_its_analytic_indices() -> None:
    found = find_sobol(ishigami, ["x1", "x2", "x3"], n_base=4096)
    by_group = {index.group: index for index in found.indices}
    for group, first, total in (("x1", 0.3139, 0.5576), ("x2", 0.4424, 0.4424), ("x3", 0, 0.2437)):
        assert by_group[group].first.estimate == pytest.approx(first, abs=0.02)
        assert by_group[group].total.estimate == pytest.approx(total, abs=0.02)
        assert by_group[group].total.low <= total <= by_group[group].total.high
    assert [index.group for index in found.indices] == ["x1", "x2", "x3"]
    assert found.variance == pytest.approx(13.8446, rel=0.02)
    assert found.n_runs == 4096 * 5


def test_a_group_has_the_index_of_all_its_columns_together() -> None:
    found = find_sobol(ishigami, ["wave", "x2", "wave"], n_base=4096)
    by_group = {index.group: index for index in found.indices}
    assert by_group["wave"].first.estimate == pytest.approx(0.5576, abs=0.02)
    assert by_group["wave"].total.estimate == pytest.approx(0.5576, abs=0.02)
    assert by_group["x2"].total.estimate == pytest.approx(0.4424, abs=0.02)


def test_the_g_function_has_its_analytic_indices() -> None:
    partial = 1 / 3 / (1 + np.array([0.0, 1.0, 4.5, 9.0])) ** 2
    variance = np.prod(1 + partial) - 1
    found = find_sobol(g_function, ["a", "b", "c", "d"], n_base=4096)
    for place, index in enumerate(found.indices):
        total = partial[place] * np.prod(np.delete(1 + partial, place)) / variance
        assert index.group == "abcd"[place]
        assert index.first.estimate == pytest.approx(partial[place] / variance, abs=0.02)
        assert index.total.estimate == pytest.approx(total, abs=0.02)


def test_rows_are_those_that_salib_would_draw() -> None:
    groups = ["a", "b", "a", "c"]
    rng = np.random.default_rng(3)
    expected = salib_sample.sample(_problem(groups), 16, calc_second_order=False, seed=rng)
    assert np.array_equal(_saltelli_rows(groups, ["a", "b", "c"], 16, 3), expected)


def test_the_same_seed_gives_the_same_intervals_whatever_numpy_drew_before() -> None:
    first = find_sobol(ishigami, ["a", "b", "c"], n_base=64, seed=0)
    np.random.random(10)
    assert find_sobol(ishigami, ["a", "b", "c"], n_base=64, seed=0) == first
    assert find_sobol(ishigami, ["a", "b", "c"], n_base=64, seed=1) != first


def test_no_variance_is_said_in_words_and_not_in_nan() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = find_sobol(lambda shares: np.ones(len(shares)), ["a", "b"], n_base=64)
        effects = find_morris(lambda shares: np.ones(len(shares)), ["a", "b"])
    assert not found.indices
    assert not effects.effects
    assert found.finding is not None
    assert "All 256 runs agree" in found.finding
    assert effects.finding is not None
    assert "agree" in effects.finding


def test_a_result_that_differs_in_few_runs_is_marked() -> None:
    found = find_sobol(lambda s: np.where(s[:, 0] < 0.02, 1.0, 0.0), ["a", "b"], n_base=64)
    assert found.finding is not None
    assert "runs differ" in found.finding


def test_runs_without_a_number_give_no_indices() -> None:
    found = find_sobol(lambda s: np.where(s[:, 0] < 0.5, np.nan, s[:, 0]), ["a", "b"], n_base=64)
    assert found.indices == ()
    assert found.finding is not None
    assert "no number" in found.finding


def test_nothing_uncertain_needs_no_run() -> None:
    for found in (find_sobol(np.sum, []), find_morris(np.sum, [])):
        assert found.n_runs == 0
        assert "Nothing put in is uncertain" in str(found.finding)


def test_a_single_group_explains_everything() -> None:
    found = find_sobol(lambda s: s.sum(axis=1), ["a", "a"], n_base=64)
    assert [(i.group, i.first.estimate, i.total.estimate) for i in found.indices] == [
        ("a", 1.0, 1.0)
    ]


def test_morris_finds_the_slope_of_a_plane_and_no_interaction() -> None:
    found = find_morris(lambda s: 3 * s[:, 0] - s[:, 1], ["steep", "flat"], n_paths=16)
    assert [effect.group for effect in found.effects] == ["steep", "flat"]
    assert [effect.mu_star.estimate for effect in found.effects] == pytest.approx([3.0, 1.0])
    assert [effect.sigma for effect in found.effects] == pytest.approx([0.0, 0.0], abs=1e-9)
    assert found.n_runs == 16 * 3


def test_morris_shows_interaction_in_sigma_and_has_none_for_a_group() -> None:
    def product(shares: Floats) -> Floats:
        return np.asarray(shares[:, 0] * shares[:, 1] + shares[:, 2])

    single = {e.group: e for e in find_morris(product, ["a", "b", "c"]).effects}
    assert single["a"].sigma is not None
    assert single["a"].sigma > 0.2
    assert single["c"].sigma == pytest.approx(0.0, abs=1e-9)
    assert single["a"].spread == pytest.approx(single["a"].sigma)
    grouped = {e.group: e for e in find_morris(product, ["ab", "ab", "c"]).effects}
    assert grouped["ab"].sigma is None
    assert grouped["ab"].spread > 0


@pytest.mark.parametrize("n_base", [1, 100])
def test_base_draws_that_are_no_power_of_two_are_refused(n_base: int) -> None:
    with pytest.raises(BadRequest, match=f"{n_base} base draws"):
        find_sobol(ishigami, ["a", "b", "c"], n_base=n_base)


def test_one_path_is_refused() -> None:
    with pytest.raises(BadRequest, match="1 paths"):
        find_morris(ishigami, ["a", "b", "c"], n_paths=1)
