import math
from typing import Any

import pytest

from dragoman.model import Estimate
from dragoman.pipeline.estimates import read_estimate


def test_a_number_an_interval_and_a_triangle_are_read() -> None:
    assert read_estimate(0.5, lowest=0, highest=1) == Estimate(low=0.5, high=0.5)
    assert read_estimate([0, 1], lowest=0, highest=1) == Estimate(low=0.0, high=1.0)
    assert read_estimate([0.1, 0.2, 0.9], lowest=0, highest=1) == Estimate(
        low=0.1, mode=0.2, high=0.9
    )


def test_a_normal_is_cut_at_the_bounds_of_its_field() -> None:
    read = read_estimate({"mean": 0.9, "sd": 0.1}, lowest=0, highest=1)
    assert read == Estimate(low=0.5, high=1.0, mean=0.9, sd=0.1)
    assert read.middle == 0.9


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (-0.1, "-0.1 is not 0 or more"),
        ([0.7, 0.5], "not in order"),
        ([], "is not a number"),
        ([1, 2, 3, 4], "is not a number"),
        ("0.5", "is not a number"),
        (True, "is not a number"),
        (math.nan, "is not a number"),
        (math.inf, "is not a number"),
        ({"mean": 0.5}, "is not a number"),
        ({"mean": 0.5, "sd": 0}, "not above zero"),
        ({"mean": -1, "sd": 1}, "mean -1 is not"),
    ],
)
def test_what_is_no_estimate_is_refused_with_the_value_seen(value: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_estimate(value, lowest=0.0, highest=math.inf)


def test_both_bounds_are_named() -> None:
    with pytest.raises(ValueError, match=r"1\.5 is not between 0 and 1"):
        read_estimate(1.5, lowest=0.0, highest=1.0)
