from datetime import date

import pytest

from dragoman.calendar.holidays import day_of_holiday, easter


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, date(1818, 3, 22)), (1943, date(1943, 4, 25)), (2000, date(2000, 4, 23)),
     (2025, date(2025, 4, 20))],
)  # fmt: skip
def test_easter_falls_where_the_tables_have_it(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("goodfriday", date(2025, 4, 18)),
        ("memorial", date(2025, 5, 26)),
        ("thanksgiving", date(2025, 11, 27)),
        ("election", date(2026, 11, 3)),
        ("christmas", date(2025, 12, 25)),
    ],
)
def test_a_feast_is_a_day_of_its_year(name: str, day: date) -> None:
    assert day_of_holiday(name, day.year) == day


def test_an_unknown_feast_is_named() -> None:
    with pytest.raises(ValueError, match="no feast 'nosuch'"):
        day_of_holiday("nosuch", 2025)
