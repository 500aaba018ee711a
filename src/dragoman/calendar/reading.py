"""Words of a matched pattern as numbers and codes: months, weekdays, units, times of day."""

import re

from dragoman.calendar.numerals import number_of
from dragoman.calendar.vocabulary import (
    DAY_PARTS,
    MONTHS,
    PARTS,
    PLURALS,
    UNITS,
    WEEKDAY_CODES,
    WEEKDAYS,
)

Groups = dict[str, str]
"""The named groups of a matched pattern; those that did not take part are empty."""

_NOON = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_ENDS = {"first": "start", "opening": "start", "last": "end", "closing": "end"}
_WHICH = {
    "past": "last",
    "previous": "last",
    "this past": "last",
    "coming": "next",
    "this coming": "next",
    "upcoming": "next",
    "following": "next",
}


def month_of(text: str) -> int:
    """The number of a month by its name or abbreviation."""
    return MONTHS[text.rstrip(".").casefold()]


def weekday_of(text: str) -> str:
    """The code of a weekday (``tue``) by its name or abbreviation."""
    return WEEKDAY_CODES[WEEKDAYS[text.rstrip(".").casefold()]]


def unit_of(text: str) -> str:
    """The unit of time (``week``) that a noun names, singular or plural."""
    word = text.casefold()
    return PLURALS.get(word) or UNITS.get(word) or UNITS[word.removesuffix("s")]


def part_of_period(text: str | None) -> str:
    """The part of a period as the end of a form (``:early``); empty where none is named."""
    words = " ".join((text or "").casefold().replace("-", " ").split())
    found = PARTS.get(words) or _ENDS.get(words)
    return f":{found}" if found else ""


def clock_of(text: str) -> str:
    """A time of day in 24 hours (``14:30``); midnight is the end of its day, ``24:00``."""
    words = text.casefold()
    if words in _NOON:
        return _NOON[words]
    found = re.match(r"(\d+)(?:[:.](\d\d))?\s*(?:in the )?([amev])?", words)
    hour, minute = (int(part or 0) for part in found.groups()[:2]) if found else (0, 0)
    half = found[3] if found else ""
    late = half == "p" or "afternoon" in words or "evening" in words
    if "p.m" in words or re.search(r"\dpm|\d pm", words) or late:
        hour += 12 if hour < 12 else 0
    elif half in ("a", "m") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def at(g: Groups) -> str:
    """The time or part of the day as the end of a form (``@10:00``, ``@EV``)."""
    if g.get("clock"):
        return f"@{clock_of(g['clock'])}"
    return f"@{DAY_PARTS[g['dp'].casefold().removesuffix('s')]}" if g.get("dp") else ""


def which_of(g: Groups) -> str:
    """``last``, ``this``, ``next`` or the word itself; empty where the group is."""
    word = " ".join((g.get("which") or "").casefold().split())
    return _WHICH.get(word, word)


def year_shift(word: str) -> str:
    """The end of a form that names the year by the document's (``:y-1`` for "last year")."""
    shift = {"last": -1, "this": 0, "the": 0, "next": 1}.get(word.casefold())
    return "" if shift is None else f":y{shift:+d}"


def spelled_year(text: str) -> int | None:
    """A year in words: "nineteen ninety-six", "two thousand and five", "twenty twelve"."""
    words = text.casefold().replace("-", " ").split()
    if not words:
        return None
    if words[:2] == ["two", "thousand"]:
        rest = number_of(" ".join(word for word in words[2:] if word != "and"))
        return 2000 + int(rest or 0)
    first = number_of(words[0])
    second = (
        0.0 if words[1:] == ["hundred"] else number_of(" ".join(w for w in words[1:] if w != "oh"))
    )
    return None if first is None or second is None else int(first) * 100 + int(second)
