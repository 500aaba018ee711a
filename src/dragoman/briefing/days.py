"""Days in sentences; what is unknown is said to be unknown."""

from datetime import date
from functools import lru_cache

from dragoman.briefing.wording import quoted, tidy
from dragoman.calendar import describe, interval
from dragoman.model import When

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SELF_CONTAINED = ("between ", "until ", "from ", "about ")
NOT_GIVEN = "day not given"


@lru_cache(maxsize=1 << 16)  # a day for each document of a large file; fewer would push them out
def span(edtf: str | None) -> tuple[date | None, date | None]:
    """The closed interval that an EDTF text covers; None for an open or unknown end."""
    try:
        return interval(edtf) if edtf else (None, None)
    except ValueError:
        return None, None


@lru_cache(maxsize=4096)
def day_words(edtf: str | None) -> str:
    """An EDTF time in words; what is no EDTF stands as it is written.

    >>> day_words("2025-03-18"), day_words("2025-03"), day_words(None)
    ('18 March 2025', 'March 2025', 'day not given')
    """
    if not edtf:
        return NOT_GIVEN
    try:
        return describe(edtf)
    except ValueError:
        return tidy(edtf)


def plain_day(day: date) -> str:
    """A day as ``18 March 2025``."""
    return describe(day.isoformat())


def phrase(when: When | None, on: str = "on") -> str:
    """When it was, as it stands in a sentence: "on 18 March 2025", "on a Tuesday".

    ``on`` is the preposition of a single day ("for" with plans). Words that no day is known
    for are quoted as the text has them, in brackets.
    """
    if when is None or not (when.edtf or when.text.strip()):
        return f"({NOT_GIVEN})"
    if when.edtf is None:
        weekday = _weekday(when.text)
        return f"{on} {weekday}" if weekday else f"({quoted(when.text, 6)}, {NOT_GIVEN})"
    words = day_words(when.edtf)
    if words.startswith(_SELF_CONTAINED):
        bare = on == "on" or words.startswith("about ")
        return (words if on == "on" else f"{on} {words}") if bare else f"{on} a day {words}"
    if when.relation in ("before", "after", "by", "since", "until", "during"):
        return f"{when.relation} {words}"
    single_day = words[:1].isdigit() and " " in words
    if when.vague and single_day:
        return f"about {words}" if on == "on" else f"{on} about {words}"
    return f"{on if single_day or on != 'on' else 'in'} {words}"


def _weekday(text: str) -> str:
    """The weekday that short words name ("on Tuesday"), as "a Tuesday"; else nothing."""
    words = text.lower().replace(",", " ").split()
    found = [word for word in words if word in _WEEKDAYS]
    return f"a {found[0].capitalize()}" if len(found) == 1 and len(words) <= 2 else ""


def how_known(when: When | None) -> str:
    """The day and how it is known, as a detail of an entry."""
    if when is None or not (when.edtf or when.text.strip()):
        return NOT_GIVEN
    if when.edtf is None:
        weekday = _weekday(when.text)
        return f"{weekday or f'the text says {quoted(when.text, 10)}'}; {NOT_GIVEN}"
    words = f"the text says {quoted(when.text, 10)}" if when.text.strip() else "from the text"
    if when.relative_to == "document":
        words += ", counted from the document's day"
    elif when.relative_to:
        words += ", counted from another entry"
    blurred = "; blurred" if when.vague else ""
    return f"{phrase(when).removeprefix('on ')} ({words}{blurred})"
