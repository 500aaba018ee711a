"""Days in words, from EDTF; what is unknown is said to be unknown."""

import re
from datetime import date

from dragoman.calendar import interval
from dragoman.briefing.wording import quoted, tidy
from dragoman.model import When

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PART = re.compile(r"(\d{3}[\dX]|\d\dXX)(?:-([\dX]{2}))?(?:-([\dX]{2}))?([?~%])?$")
_QUALIFIED = {None: "", "?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}
NOT_GIVEN = "day not given"


def span(edtf: str | None) -> tuple[date | None, date | None]:
    """The closed interval that an EDTF text covers; None for an open or unknown end."""
    if not edtf:
        return None, None
    try:
        return interval("/".join(part.split("T")[0] for part in edtf.split("/")))
    except ValueError:
        return None, None


def day_words(edtf: str | None) -> str:
    """An EDTF day, month, season, year or interval in English words.

    >>> day_words("2025-03-18"), day_words("2025-03"), day_words(None)
    ('18 March 2025', 'March 2025', 'day not given')
    """
    if not edtf:
        return NOT_GIVEN
    if "/" not in edtf:
        return _point(edtf)
    start, end = edtf.split("/", 1)
    if start in ("", ".."):
        return f"{_point(end)} or before"
    if end in ("", ".."):
        return f"{_point(start)} or after"
    return f"{_point(start)} to {_point(end)}"


def _point(edtf: str) -> str:
    match = _PART.match(edtf.split("T")[0])
    if not match:
        return tidy(edtf)
    year, month, day, qualifier = match.groups()
    return _calendar_words(year, month, day) + _QUALIFIED[qualifier]


def _calendar_words(year: str, month: str | None, day: str | None) -> str:
    year = f"{year[:3]}0s" if year.endswith("X") else year
    if not month or not month.isdigit():
        return year
    number = int(month)
    if number in _SEASONS:
        return f"{_SEASONS[number]} {year}"
    if not 1 <= number <= 12:
        return year
    name = f"{_MONTHS[number - 1]} {year}"
    return f"{int(day)} {name}" if day and day.isdigit() else name


def plain_day(day: date) -> str:
    """A day as ``18 March 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def phrase(when: When | None, on: str = "on") -> str:
    """When it was, as it stands in a sentence: "on 18 March 2025", "on a Tuesday".

    ``on`` is the preposition of a single day ("for" with plans). Words that no day is known
    for are quoted as the text has them.
    """
    if when is None:
        return f"{on} a day not given"
    if when.edtf is None:
        return _unanchored(when, on)
    words = day_words(when.edtf)
    if when.relation in ("before", "after", "by", "since", "until", "during"):
        return f"{when.relation} {words}"
    if " or before" in words or " or after" in words:
        words = words.removesuffix(" or before").removesuffix(" or after")
        return f"{'until' if when.edtf.startswith(('/', '..')) else 'from'} {words}"
    if " to " in words:
        first, _, last = words.partition(" to ")
        return f"between {first} and {last}"
    lead = on if on != "on" or words[:1].isdigit() and " " in words else "in"
    return f"{'about' if when.vague and lead == 'on' else lead} {words}"


def _unanchored(when: When, on: str) -> str:
    weekday = next((d for d in _WEEKDAYS if d.lower() in when.text.lower().split()), None)
    if weekday and len(when.text.split()) <= 2:
        return f"{on} a {weekday}"
    return f"{quoted(when.text, 6)} (day not given)" if when.text.strip() else f"{on} a day not given"


def how_known(when: When | None) -> str:
    """The day and how it is known, as a detail of an entry."""
    if when is None:
        return NOT_GIVEN
    words = f"the text says {quoted(when.text, 10)}" if when.text.strip() else "from the text"
    if when.edtf is None:
        return f"{_unanchored(when, '').strip().removesuffix(' (day not given)')}; {NOT_GIVEN}"
    if when.relative_to == "document":
        words += ", counted from the document's day"
    elif when.relative_to:
        words += ", counted from another entry"
    blurred = ", blurred" if when.vague else ""
    return f"{phrase(when).removeprefix('on ')}{blurred} ({words})"
