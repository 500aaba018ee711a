"""Numbers and days of a text, as far as two texts can be compared by them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from dragoman.encoder.pairs.wording import Wording, lists, stem
from dragoman.model import Bound, Quantity

_UNITS = {"second", "minute", "hour", "day", "week", "month", "year", "%", "percent", "per"}
_TIMES = {"second", "minute", "hour", "day", "week"}
_YEARS = range(1900, 2100)
_LONGEST = 4
"""Words of a bound, "no fewer than" and one more."""


def quantities(words: Wording) -> list[Quantity]:
    """Numbers with their unit and the stems of the two words behind, in order; no years, no days of
    the month. What nobody has is 0 of it."""
    found, months = [], lists()["months"]["words"]
    for start, end, value in _numbers(words):
        behind = words.tokens[end : end + 3]
        before = words.tokens[max(0, start - 1) : start]
        if any(w in months for w in (*behind[:1], *before)) or _is_share(behind, before):
            continue
        found.append(_quantity(words, start, value, behind))
    return found


def _is_share(behind: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Whether a number is a part of another one: "eighteen of the eighty", "the other six"."""
    return behind[:2] == ("of", "the") or before == ("other",)


def _numbers(words: Wording) -> Iterator[tuple[int, int, float]]:
    """Where a number stands (half open) and what it is."""
    numerals, at = lists()["numerals"]["words"], 0
    while at < len(words.tokens):
        value, end = _value(words.tokens, at, numerals)
        if value is None and _is_single(words.tokens, at):
            value = 1.0
        if value is not None and not (value in _YEARS and words.tokens[at].isdigit()):
            yield at, max(end, at + 1), value
        at = max(end, at + 1)


def _value(
    tokens: tuple[str, ...], at: int, numerals: dict[str, float]
) -> tuple[float | None, int]:
    """The number that begins at a word, and where it ends."""
    total: float | None = None
    while at < len(tokens):
        if (figure := _figure(tokens[at], numerals)) is None:
            break
        total = figure if total is None else _joined(total, figure)
        at += 1
    return total, at


def _is_single(tokens: tuple[str, ...], at: int) -> bool:
    """Whether an article counts one length of time, behind a bound: "more than an hour"."""
    if tokens[at] not in {"a", "an"} or "".join(tokens[at + 1 : at + 2]) not in _TIMES:
        return False
    return _bound(tokens[:at]) is not Bound.EXACTLY


def _figure(token: str, numerals: dict[str, float]) -> float | None:
    if token[0].isdecimal():
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
        return one.unit == two.unit or {one.unit, two.unit} <= _TIMES
    return bool(set(one.of.split()) & set(two.of.split()))


def days(words: Wording) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The days of the week, the days of months and the months that a text names; "may" and
    "march" only behind "in"."""
    known = lists()["months"]["words"]
    dated, months = set(), set()
    for one, two in pairwise(words.tokens):
        if two in known and one.isdigit():
            dated.add(f"{one} {two}")
        elif one in known and two.isdigit():
            dated.add(f"{two} {one}")
        elif one == "in" and two in known:
            months.add(two)
    weekdays = frozenset(words.tokens).intersection(lists()["days"]["words"])
    return weekdays, frozenset(dated), frozenset(months)
