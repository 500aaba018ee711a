"""Whether two numbers can both hold."""

import pytest

from dragoman.model import Bound, Quantity


def _number(value: float | None, unit: str = "drone", bound: Bound = Bound.EXACTLY) -> Quantity:
    return Quantity(text="", value=value, unit=unit, bound=bound)


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        (_number(140), _number(90), False),
        (_number(140), _number(100, bound=Bound.MORE_THAN), True),
        (_number(90), _number(100, bound=Bound.AT_LEAST), False),
        (_number(140), _number(150, bound=Bound.ABOUT), True),
        (_number(140), _number(100, bound=Bound.AT_MOST), False),
        (_number(2, "hour"), _number(130, "minute"), True),
        (_number(2, "hour"), _number(60, "minute"), False),
        (_number(140), _number(90, "missile"), True),
        (_number(None), _number(90), True),
    ],
)
def test_bounds_and_units_of_time_are_honoured(
    first: Quantity, second: Quantity, fits: bool
) -> None:
    assert first.fits(second) is fits
    assert second.fits(first) is fits
