"""The words of the calendar (``words.toml``), read once."""

import tomllib
from importlib.resources import files
from typing import Any

_TABLES: dict[str, dict[str, Any]] = tomllib.loads(
    files("dragoman.calendar").joinpath("words.toml").read_text("utf-8")
)


def _table(name: str) -> dict[str, Any]:
    return {word: value for word, value in _TABLES[name].items() if word != "taken_from"}


MONTHS: dict[str, int] = _table("months")
WEEKDAYS: dict[str, int] = _table("weekdays")
UNITS: dict[str, str] = _table("units")
PLURALS: dict[str, str] = _table("plurals")
SEASONS: dict[str, int] = _table("seasons")
PARTS: dict[str, str] = _table("parts")
DAY_PARTS: dict[str, str] = _table("day_parts")
NUMBERS: dict[str, int] = _table("numbers")
SCALES: dict[str, int] = _table("scales")
ORDINALS: dict[str, int] = _table("ordinals")
RELATIONS: dict[str, str] = _table("relations")
REFS: dict[str, str] = _table("refs")
HEDGES: dict[str, str] = _table("hedges")

WEEKDAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH_NAMES = tuple(word.capitalize() for word in list(MONTHS)[:12])
SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
