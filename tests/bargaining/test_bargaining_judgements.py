import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bargaining.judgements import Judgement, JudgementKind
from dragoman.model import Estimate


def _judgement(estimate: Estimate, kind: JudgementKind = JudgementKind.WEIGHT) -> Judgement:
    return Judgement(label="A.x", group="A", kind=kind, estimate=estimate)


SHARES = np.linspace(0, 1, 200_001)


def test_an_interval_is_drawn_evenly() -> None:
    drawn = _judgement(Estimate(low=0.2, high=0.6)).draw(SHARES)
    assert (drawn.min(), drawn.max()) == (0.2, 0.6)
    assert drawn.mean() == pytest.approx(0.4)
    assert drawn.std() == pytest.approx(0.4 / 12**0.5, abs=1e-4)


def test_a_triangle_has_its_known_mean_and_spread() -> None:
    low, mode, high = 0.0, 0.2, 1.0
    drawn = _judgement(Estimate(low=low, mode=mode, high=high)).draw(SHARES)
    assert drawn.mean() == pytest.approx((low + mode + high) / 3, abs=1e-4)
    spread = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    assert drawn.var() == pytest.approx(spread, abs=1e-4)


def test_a_triangle_may_have_its_most_likely_value_at_an_end() -> None:
    for mode in (0.0, 1.0):
        drawn = _judgement(Estimate(low=0.0, mode=mode, high=1.0)).draw(SHARES)
        assert np.isfinite(drawn).all()
        assert drawn.mean() == pytest.approx((1 + mode) / 3, abs=1e-4)


def test_a_normal_is_cut_at_its_bounds() -> None:
    drawn = _judgement(Estimate(low=0.0, high=1.0, mean=0.5, sd=0.1)).draw(SHARES)
    assert (drawn.min(), drawn.max()) == pytest.approx((0.0, 1.0))
    assert np.quantile(drawn, 0.975) == pytest.approx(0.5 + 1.96 * 0.1, abs=1e-3)


def test_a_red_line_holds_as_often_as_it_is_sure() -> None:
    line = _judgement(Estimate(low=0.8, high=0.8), JudgementKind.RED_LINE)
    assert line.draw(SHARES).mean() == pytest.approx(0.8, abs=1e-4)
    assert set(line.draw(SHARES).tolist()) == {0.0, 1.0}
    assert line.central == 1.0
    assert not line.is_certain
    assert _judgement(Estimate(low=1.0, high=1.0), JudgementKind.RED_LINE).is_certain


def test_a_line_that_surely_holds_holds_in_every_draw() -> None:
    line = _judgement(Estimate(low=1.0, high=1.0), JudgementKind.RED_LINE)
    assert line.draw(np.array([0.0, 0.5, np.nextafter(1, 0)])).tolist() == [1.0, 1.0, 1.0]


@given(st.floats(-5, 5), st.floats(0, 5), st.floats(0, 1), st.lists(st.floats(0, 1), min_size=1))
def test_draws_stay_between_the_bounds_and_rise_with_the_share(
    low: float, width: float, at: float, shares: list[float]
) -> None:
    high = low + width
    mode = min(max(low + at * width, low), high)
    for estimate in (Estimate(low=low, high=high), Estimate(low=low, mode=mode, high=high)):
        drawn = _judgement(estimate).draw(np.sort(np.array(shares)))
        assert (drawn >= low - 1e-9).all()
        assert (drawn <= high + 1e-9).all()
        assert (np.diff(drawn) >= -1e-9).all()
