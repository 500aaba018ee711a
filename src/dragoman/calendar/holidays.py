"""Feasts as days of a year: Easter, Christmas, Election Day (``holidays.toml``)."""

import calendar as months
import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

_ROWS: dict[str, dict[str, Any]] = {
    row["id"]: row
    for row in tomllib.loads(
        files("dragoman.calendar").joinpath("holidays.toml").read_text("utf-8")
    )["holiday"]
}
HOLIDAYS: dict[str, str] = {name: key for key, row in _ROWS.items() for name in row["names"]}
"""The id of a feast by each of its names, as written."""


def day_of_holiday(name: str, year: int) -> date:
    """The day of a feast (its id) in a year.

    >>> day_of_holiday("easter", 2025), day_of_holiday("thanksgiving", 2025)
    (datetime.date(2025, 4, 20), datetime.date(2025, 11, 27))

    Raises:
        ValueError: there is no such feast.
    """
    row = _ROWS.get(name)
    if row is None:
        raise ValueError(f"no feast {name!r}; one of {', '.join(sorted(_ROWS))}")
    if "easter" in row:
        return easter(year) + timedelta(row["easter"])
    if "nth" in row:
        return _nth(year, row["month"], row["weekday"], row["nth"]) + timedelta(row.get("shift", 0))
    return date(year, row["month"], row["day"])


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus 1991, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; counted from the end when negative."""
    days = [
        date(year, month, day)
        for day in range(1, months.monthrange(year, month)[1] + 1)
        if date(year, month, day).weekday() == weekday
    ]
    return days[nth - 1 if nth > 0 else nth]
