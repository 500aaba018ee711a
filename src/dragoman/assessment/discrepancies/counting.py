"""The numbers that a sentence gives, each with what it counts or the unit that it measures in."""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.assessment.discrepancies.figures import WORDS, singular
from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.situations import group, situations_in, unit_words, units
from dragoman.assessment.remembering import remembered
from dragoman.assessment.wording import listed, pattern_of
from dragoman.calendar import number_of

_NUMBER = rf"(?:\d{{1,3}}(?:[,  ]\d{{3}})+|\d+(?:\.\d+)?|(?<!\w){WORDS})(?!\w)"
_SCALE = r"(?:[  ](?P<scale>million|billion|thousand|bn|m)\b)?"
_MEASURED = re.compile(
    rf"(?P<sign>[$€£])?(?<![\w.,])(?P<number>{_NUMBER}){_SCALE}(?:[  -]?(?P<unit>{unit_words()}))?"
    rf"(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\w.,$€£-])(?P<number>{_NUMBER}){_SCALE} (?P<part>of (?:the|its|his|her|their|our|those|"
    r"these) )?(?P<counted>[A-Za-z][a-z-]+(?: (?:of )?[A-Za-z][a-z-]+){0,3})",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:(?:put|puts|stood|stands|stand)\b[^.;]{{0,40}} at|number as|of|about|only|than|says|said|"
    rf"number|seen|counted|"
    rf"was|were|is|are) (?P<number>{_NUMBER})(?=(?:[,;”\"]|\.(?!\d)| in all| altogether|$))",
    re.IGNORECASE,
)
THEIR_NUMBER = re.compile(
    r"\b(?:their|the|its) (?:number|total|figure|toll|count|strength)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:in|on|at|from|for|by|to|with|who|which|that|and|or|but|were|was|are|is|had|have|has|as|"
    r"after|before|since|when|while|each|still|into|inside|within|under|near|will|would|of)\b",
    re.IGNORECASE,
)
_LATEST_YEAR = 2100
_FIRST_YEAR = 1900
_WORD = re.compile(r"[^\W\d_]+")
AS_NUMBER = re.compile(rf"(?<!\w){WORDS}(?!\w)", re.IGNORECASE)


def numbers_in(line: Line, lines: Lines) -> Iterator[tuple[float, int, int, str, bool]]:
    """The numbers of a sentence: value, start and end, what is counted, whether it is a measure.

    Places are code points in the sentence.
    """
    text = line.text
    taken: list[range] = []
    last: tuple[str, bool] | None = None
    for match in _MEASURED.finditer(text):
        unit = "money" if match["sign"] else _unit_of(match["unit"] or "")
        value = _value(match)
        if unit in group("units of time"):
            lasts = text[: match.start()].endswith((" for ", " another "))
            is_other_rule = pattern_of("talked").search(text) or pattern_of("truce").search(text)
            unit = unit if lasts and not is_other_rule else ""
        if unit and value is not None:
            taken.append(range(match.start(), match.end()))
            last = (unit, True)
            yield value, match.start(), match.end(), unit, True
    for match in _COUNTED.finditer(text):
        head, length = head_of(match["counted"])
        value = _value(match)
        if match["part"] and (
            AS_NUMBER.match(match["counted"]) or not situations_in(lines.without_names(text))
        ):
            continue
        if head and value is not None and not any(match.start() in span for span in taken):
            end = match.start("counted") + length
            taken.append(range(match.start(), end))
            last = last or (head, False)
            yield value, match.start(), end, head, False
    for match in _BARE.finditer(text):
        start, end = match.span("number")
        value = number_of(match["number"])
        named = last or _named_before(line, match)
        is_year = value is not None and _FIRST_YEAR <= value <= _LATEST_YEAR
        if value and named and not is_year and not any(start in span for span in taken):
            yield value, start, end, *named


def _named_before(line: Line, match: re.Match[str]) -> tuple[str, bool] | None:
    """What a number alone counts: the last number's thing, or who "their number" is of."""
    place = line.around.find(line.passage.exact)
    before = line.around[: max(place, 0)]
    if THEIR_NUMBER.search(line.text[: match.end()]):
        heads = [h for w in _WORD.findall(before) if is_people(h := singular(w.casefold()))]
        heads = [h for h in heads if h not in group("people at large")] or heads
        return (heads[-1], False) if heads else None
    counted = [m for m in _COUNTED.finditer(before) if head_of(m["counted"])[0]]
    return (head_of(counted[-1]["counted"])[0], False) if counted else None


def _value(match: re.Match[str]) -> float | None:
    scale = {"bn": "billion", "m": "million"}.get(match["scale"] or "", match["scale"] or "")
    return number_of(f"{match['number']} {scale}".strip())


@remembered
def _unit_of(words: str) -> str:
    return next((name for name, pattern in units() if pattern.fullmatch(words)), "")


@remembered
def head_of(counted: str) -> tuple[str, int]:
    """What some words after a number count, singular, and how long its name is; "" for nothing.

    >>> head_of("oil workers at a")
    ('worker', 11)
    """
    end = _ENDS.search(counted)
    phrase = counted[: end.start()] if end else counted
    for word in _WORD.finditer(phrase):
        low = word[0].casefold()
        one = singular(low)
        if one in _left_out() or low in _left_out():
            return "", 0
        later = [singular(w.casefold()) for w in _WORD.findall(phrase[word.end() :])]
        if one in listed("plain") or low in group("parts"):
            continue
        if low in group("states of people") and any(map(is_people, later)):
            continue
        if is_people(one) or (low.endswith("s") and not low.endswith("ss")) or low == "people":
            return one, word.end()
    return "", 0


@cache
def _left_out() -> frozenset[str]:
    return frozenset(listed("not counted")) - group("states") | group("words and thoughts")


def is_people(head: str) -> bool:
    """Whether a counted noun, singular, is of people."""
    return head in group("people") or head in group("people at large")
