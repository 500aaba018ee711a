import numpy as np
import pytest

from dragoman.bargaining.forecasts import (
    BASELINES,
    Model,
    forecast,
    forecast_over,
    position_table,
)
from dragoman.errors import BadIssueSpace

NAN = float("nan")
THREE = position_table(
    [[10, 0, NAN], [50, 100, NAN], [90, 100, NAN]],
    [[0.9, 0.2, NAN], [0.5, 0.5, NAN], [0.2, 0.9, NAN]],
    [1.0, 0.5, 1.0],
    issues=["quota", "waters", "boats"],
)


def test_every_issue_has_every_model_in_order_and_the_baselines_first() -> None:
    for issue in forecast(THREE):
        assert [one.model for one in issue.forecasts] == list(Model)
        assert tuple(one.model for one in issue.forecasts[:3]) == BASELINES


def test_an_issue_nobody_has_a_position_on_has_a_midpoint_and_reasons() -> None:
    boats = forecast(THREE)[2]
    assert boats.of(Model.MIDPOINT).value == 50.0
    for one in boats.forecasts[1:]:
        assert one.value is None
        assert one.note == "nobody has a position on this issue"
    assert (boats.spread, boats.deviation) == (None, None)


def test_without_weight_the_unweighted_baselines_stay_and_the_others_say_why() -> None:
    (issue,) = forecast(position_table([[10.0], [30.0]], [[0.0], [0.0]], [1, 1]))
    assert issue.of(Model.MEAN).value == 20.0
    for model in (Model.WEIGHTED_MEAN, Model.WEIGHTED_MEDIAN, Model.CHALLENGE, Model.EXCHANGE):
        assert issue.of(model).value is None
        assert "power and salience" in issue.of(model).note
    assert issue.of(Model.NASH_LINEAR).note == "nobody with weight has a position"


def test_the_spread_leaves_out_the_midpoint() -> None:
    (issue,) = forecast(position_table([[90.0], [90.0]], [[0.5], [0.5]], [1, 1]))
    assert issue.of(Model.MIDPOINT).value == 50.0
    assert (issue.lowest, issue.highest) == pytest.approx((90.0, 90.0))
    assert issue.spread == pytest.approx(0.0)


def test_a_reversion_point_enters_the_nash_solution_and_its_note() -> None:
    free = forecast(THREE)[0]
    tied = forecast(THREE, reversions=np.array([0.0, NAN, NAN]))[0]
    assert tied.of(Model.NASH_LINEAR).note == "without agreement: 0"
    assert tied.of(Model.NASH_LINEAR).value == pytest.approx(10.0, abs=10)
    assert tied.of(Model.NASH_LINEAR).value != free.of(Model.NASH_LINEAR).value
    assert tied.of(Model.MEAN) == free.of(Model.MEAN)
    with pytest.raises(BadIssueSpace, match="reversion point 140") as caught:
        forecast(THREE, reversions=np.array([140.0, NAN, NAN]))
    assert caught.value.issue == "quota"
    with pytest.raises(BadIssueSpace, match="for 3 issues"):
        forecast(THREE, reversions=np.array([1.0]))


def test_another_scale_gives_the_same_forecasts_on_it() -> None:
    other = position_table(
        THREE.positions * 0.07 + 1,
        THREE.salience,
        THREE.power,
        lower=1,
        upper=8,
        issues=THREE.issues,
    )
    for here, there in zip(forecast(THREE)[:2], forecast(other)[:2], strict=True):
        for one, two in zip(here.forecasts, there.forecasts, strict=True):
            assert one.value is not None
            assert two.value == pytest.approx(one.value * 0.07 + 1)


def test_the_forecast_of_challenges_says_when_they_do_not_settle() -> None:
    rng = np.random.default_rng(0)
    n, m = 6, 12
    table = position_table(rng.uniform(0, 100, (n, m)), rng.uniform(0.1, 1, (n, m)), rng.random(n))
    notes = [issue.of(Model.CHALLENGE).note for issue in forecast(table)]
    assert any("circle" in note or "not settled" in note for note in notes)


def test_a_salience_above_one_is_refused_by_name() -> None:
    with pytest.raises(BadIssueSpace, match="reads it as a chance") as caught:
        forecast(position_table([[10.0], [30.0]], [[2.0], [1.0]], [1, 1], issues=["quota"]))
    assert caught.value.issue == "quota"


def test_draws_give_intervals_and_leave_the_values() -> None:
    rng = np.random.default_rng(1)
    draws = [
        position_table(
            np.clip(THREE.positions + rng.normal(0, 5, THREE.positions.shape), 0, 100),
            THREE.salience,
            THREE.power,
            issues=THREE.issues,
        )
        for _ in range(30)
    ]
    quota = forecast_over(THREE, draws, share=0.8)[0].of(Model.MEAN)
    means = [draw.positions[:, 0].mean() for draw in draws]
    assert quota.value == 50.0
    assert (quota.low, quota.high) == pytest.approx(tuple(np.quantile(means, [0.1, 0.9])))
    assert forecast_over(THREE, draws)[2].of(Model.MEAN).low is None
    with pytest.raises(BadIssueSpace, match="other issues"):
        forecast_over(THREE, [position_table([[1.0]], [[1.0]], [1])])
