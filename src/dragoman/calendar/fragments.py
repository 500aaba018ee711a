"""The pieces from which the patterns of time expressions are built.

Month and short weekday names need their capital: "may", "march" and "sat" are verbs otherwise.
"""

import re
from collections.abc import Iterable

from dragoman.calendar.holidays import HOLIDAYS
from dragoman.calendar.vocabulary import DAY_PARTS, MONTHS, NUMBERS, PARTS, REFS, SEASONS, WEEKDAYS


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; spaces may be any white space."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)


_FULL_DAYS = [w for w in WEEKDAYS if w.endswith("day")]
_BRIEF_DAYS = [w for w in WEEKDAYS if not w.endswith("day")]
MONTH = (
    "(?:"
    + "|".join(
        form + (r"\.?" if len(word) < 5 and word not in ("june", "july", "may") else "")
        for word in sorted(MONTHS, key=len, reverse=True)
        for form in (word.capitalize(), word.upper())
    )
    + ")"
)
WEEKDAY = (
    "(?:"
    + "|".join([f"(?i:{w})" for w in _FULL_DAYS])
    + "|"
    + "|".join(rf"{w.capitalize()}\b\.?" for w in sorted(_BRIEF_DAYS, key=len, reverse=True))
    + ")"
)
YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TENS = "|".join(w for w, v in NUMBERS.items() if v >= 20)
_ONES = "|".join(w for w, v in NUMBERS.items() if 1 <= v < 20)
_DIGIT = "|".join(w for w, v in NUMBERS.items() if 1 <= v < 10)
_SMALL = rf"(?:(?:{_TENS})(?:[-\s](?:{_DIGIT}))?|{_ONES})"
NUMBER = (
    rf"(?i:(?:\d{{1,3}}(?:,\d{{3}})+|\d+\s+1/2|\d+(?:\.\d+)?(?:\s*½)?"
    rf"|(?:{_SMALL}|an?)\s+(?:hundred|thousand)(?:\s+and\s+{_SMALL})?|{_SMALL}"
    r"|a\s+dozen|a\s+couple(?:\s+of)?|half\s+an?|another|an?)(?:\s+and\s+a\s+half)?)"
)
SPELLED = (
    rf"(?i:(?:eighteen|nineteen)\s+(?:(?:{_TENS})(?:[-\s](?:{_DIGIT}))?|oh\s+(?:{_DIGIT})"
    r"|hundred)"
    rf"|two\s+thousand(?:\s+(?:and\s+)?(?:{_ONES}|twenty(?:[-\s](?:{_DIGIT}))?))?"
    rf"|twenty\s+(?:ten|eleven|twelve|\w+teen|twenty(?:[-\s](?:{_DIGIT}))?))"
)
SPELLED_OLD = rf"(?i:(?:eighteen|nineteen)\s+(?:{_TENS})(?:[-\s](?:{_DIGIT}))?)"
MORE = (
    r"(?i:full|more|straight|consecutive|working|business|calendar|solid|long|additional|further"
    r"|extra|whole|successive|trading|other)"
)
SOME = r"(?i:several|some|a\s+few|few|many|(?:dozens|hundreds|thousands|scores)\s+of)"
UNIT = (
    r"(?i:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?"
    r"|years?|decades?|centur(?:y|ies))"
)
CALENDAR_UNIT = r"(?i:week(?!end)|weekend|month|quarter|year|decade|century)"
PART = rf"(?i:(?:{any_of(PARTS)}))"
DAY_PART = rf"(?i:(?:{any_of(DAY_PARTS)}))"
_HOUR = r"(?:2[0-3]|[01]?\d)"
_ZONE = (
    r"(?:\s?\(?(?:(?:GMT|UTC|[ECMP][SD]T|CEST|CET|EEST|EET|MSK|BST|IST)\b(?:\s?[+-]\d{1,2})?"
    r"|(?:(?:local|Greenwich\s+mean)|(?-i:[A-Z]\w+))\s+time)\)?)?"
)
CLOCK = (
    rf"(?i:{_HOUR}(?:[:.][0-5]\d(?::[0-5]\d)?)?\s?(?:a\.m\.?|p\.m\.?|am\b|pm\b){_ZONE}"
    rf"|{_HOUR}:[0-5]\d{_ZONE}|(?:noon|midday|midnight)\b"
    r"|(?:1[0-2]|[1-9])\s+in\s+the\s+(?:morning|afternoon|evening)\b)"
)
DASH = r"\s?[–—-]\s?"

FRAGMENTS: dict[str, str] = {
    "MONTH": MONTH,
    "WEEKDAY": WEEKDAY,
    "YEAR": YEAR,
    "DAY": DAY,
    "NUMBER": NUMBER,
    "SOME": SOME,
    "UNIT": UNIT,
    "CALENDAR_UNIT": CALENDAR_UNIT,
    "PART": PART,
    "DAY_PART": DAY_PART,
    "CLOCK": CLOCK,
    "DASH": DASH,
    "SEASON": any_of(SEASONS),
    "SPELLED": SPELLED,
    "SPELLED_OLD": SPELLED_OLD,
    "MORE": MORE,
    "HOLIDAY": any_of(HOLIDAYS),
    "REF": any_of(REFS),
}
"""The fragments by the name that the rules give them."""
