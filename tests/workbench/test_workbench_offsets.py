import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadRequest
from dragoman.workbench.offsets import Utf16


@given(st.text())
def test_every_offset_goes_to_units_and_back(text: str) -> None:
    offsets = Utf16.of(text)
    for point in range(len(text) + 1):
        unit = offsets.units(point)
        assert unit == len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert offsets.points(unit) == point


@pytest.mark.parametrize("unit", [1, 4, -1])
def test_the_middle_of_a_character_and_the_outside_are_refused(unit: int) -> None:
    with pytest.raises(BadRequest, match="between two characters"):
        Utf16.of("😀b").points(unit)
