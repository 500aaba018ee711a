import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bargaining.packages import is_undominated


@settings(deadline=None)
@given(
    st.integers(1, 6).flatmap(
        lambda d: st.lists(
            st.lists(st.integers(-2, 3), min_size=d, max_size=d), min_size=1, max_size=40
        )
    ),
    st.booleans(),
)
def test_the_mask_is_that_of_comparing_every_pair(rows: list[list[int]], keep_equal: bool) -> None:
    def beats(a: list[int], b: list[int]) -> bool:
        return a != b and all(x >= y for x, y in zip(a, b, strict=True))

    expected = [
        not any(beats(other, row) for other in rows) and (keep_equal or row not in rows[:at])
        for at, row in enumerate(rows)
    ]
    mask = is_undominated(np.array(rows, dtype=float), keep_equal=keep_equal)
    assert mask.tolist() == expected


def test_no_rows_give_no_mask() -> None:
    assert is_undominated(np.empty((0, 3))).tolist() == []


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        is_undominated(np.array([[1.0, np.nan], [2.0, 2.0]]))


def test_rows_without_parties_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 255"):
        is_undominated(np.empty((2, 0)))
