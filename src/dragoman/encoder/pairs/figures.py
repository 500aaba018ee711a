"""Numbers and days of a text, as far as two texts can be compared by them."""

import re
from collections.abc import Iterator

from dragoman.encoder.pairs.wording import Wording, lists, stem
from dragoman.model import Bound, Quantity

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_UNITS = {"second", "minute", "hour", "day", "week", "month", "year", "%", "percent", "per"}
_YEARS = range(1900, 2100)
_LONGEST = 4
"""Words of a bound, "no fewer than" and one more."""


def quantities(words: Wording) -> list[Quantity]:
    """Numbers with their unit and the stems of the two words behind, in order; no years, no days of
    the month. What nobody has is 0 of it."""
    found = []
    for start, end, value in _numbers(words):
        behind = words.tokens[end : end + 3]
        before = words.tokens[max(0, start - 1) : start]
        if any(w in _MONTHS for w in (*behind[:1], *before)):
            continue
        found.append(_quantity(words, start, value, behind))
    return found


def _numbers(words: Wording) -> Iterator[tuple[int, int, float]]:
    """Where a number stands (half open) and what it is."""
    numerals, at = lists()["numerals"]["words"], 0
    while at < len(words.tokens):
        value, end = _value(words.tokens, at, numerals)
        if value is not None and not (value in _YEARS and words.tokens[at].isdigit()):
            yield at, end, value
        at = max(end, at + 1)


def _value(tokens: tuple[str, ...], at: int, numerals: dict[str, float]) -> tuple[float | None, int]:
    """The number that begins at a word, and where it ends."""
    total: float | None = None
    while at < len(tokens):
        if (figure := _figure(tokens[at], numerals)) is None:
            break
        total = figure if total is None else _joined(total, figure)
        at += 1
    return total, at


def _figure(token: str, numerals: dict[str, float]) -> float | None:
    if token[0].isdigit():
        plain = re.sub(r",(?=\d{3})", "", token)
        return float(plain) if plain.count(".") < 2 and "," not in plain else None
    return numerals.get(token)


def _joined(total: float, figure: float) -> float:
    return total * figure if figure >= 100 or figure == 12 else total + figure


def _quantity(words: Wording, start: int, value: float, behind: tuple[str, ...]) -> Quantity:
    unit = next((u for u in behind[:1] if (u if u == "%" else u.rstrip("s")) in _UNITS), "")
    counted = [stem(w) for w in behind if stem(w) in words.content]
    return Quantity(
        text=words.tokens[start],
        value=value,
        unit=unit.rstrip("s"),
        bound=_bound(words.tokens[:start]),
        of=" ".join(counted),
    )


def _bound(before: tuple[str, ...]) -> Bound:
    bounds = lists()["bounds"]["words"]
    for length in range(min(_LONGEST, len(before)), 0, -1):
        word = bounds.get(" ".join(before[-length:]))
        if word is not None:
            return Bound(word)
    return Bound.EXACTLY


def clashing(ours: list[Quantity], theirs: list[Quantity]) -> int:
    """Numbers of the first text that count what a number of the second counts, where none of the
    second fits."""
    found = 0
    for one in ours:
        alike = [two for two in theirs if _is_of_one_kind(one, two)]
        found += bool(alike) and not any(one.fits(two) for two in alike)
    return found


def shared(ours: list[Quantity], theirs: list[Quantity]) -> int:
    """Numbers of the first text that the second has as well."""
    return sum(any(one.value == two.value for two in theirs) for one in ours)


def _is_of_one_kind(one: Quantity, two: Quantity) -> bool:
    if one.unit or two.unit:
        times = {"second", "minute", "hour", "day", "week"}
        return one.unit == two.unit or {one.unit, two.unit} <= times
    return bool(set(one.of.split()) & set(two.of.split()))


def days(words: Wording) -> tuple[frozenset[str], frozenset[str]]:
    """The days of the week and the days of months that a text names."""
    weekdays = frozenset(t for t in words.tokens if t in _DAYS)
    months = set()
    for one, two in zip(words.tokens, words.tokens[1:], strict=False):
        if two in _MONTHS and one.isdigit():
            months.add(f"{one} {two}")
        elif one in _MONTHS and two.isdigit():
            months.add(f"{two} {one}")
    return weekdays, frozenset(months)
