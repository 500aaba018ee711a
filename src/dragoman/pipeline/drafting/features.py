"""What tells one option from another: quantities, shares, negation, kinds of words, words.

A text becomes a set of features. A quantity is written ``family:value`` ("share:0.333", "%:8",
"day:30"); a kind of word ``is:temporary``; a negation ``is:none``; any other telling word
``word:observer``.
"""

import re
from collections.abc import Iterator
from functools import cache

from attrs import frozen

from dragoman.calendar import number_of
from dragoman.pipeline.drafting.vocabulary import phrases, rows, words

NONE = "is:none"
"""The feature of "no", "none", "without"."""

_NUMBER = (
    r"(?:\d{1,3}(?:[,\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:hundred|thousand|million|billion))?"
)
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "tenth": 10, "tenths": 10,
}  # fmt: skip
_SHARE_OF = re.compile(
    rf"\b(?P<a>{_NUMBER})(?: (?!in\b|of\b|out\b)[a-z-]+){{0,2}} (?:in|out of|of)"
    rf"(?: the| every| each)? (?P<b>{_NUMBER})\b"
)
_EVERY_NTH = re.compile(r"\bevery (?P<part>third|fourth|fifth|sixth|tenth)\b")
_ORDINALS = "|".join(sorted(set(_PARTS) - {"half"}, key=len, reverse=True))
_FRACTION = re.compile(
    rf"\b(?:(?P<n>two|three|four|five|nine|one)[ -](?P<part>{_ORDINALS})\b"
    rf"|an? (?P<some>{_ORDINALS})\b(?= of\b|\W*$|[.,;])"
    rf"|(?P<half>half)\b(?! (?:hour|dozen|year|day)))"
)
_PERCENT = re.compile(rf"\b(?P<n>{_NUMBER})\s?(?:%|per ?cent\b|percentage points?\b|pc\b)")
_MONEY = re.compile(
    rf"(?:[$€£¥]|\b(?:usd|eur|gbp)\s?)(?P<n>{_NUMBER})(?P<k>\s?(?:bn|m|k|million|billion))?\b"
)
_COUNT = re.compile(
    rf"\b(?P<n>{_NUMBER})[ -](?P<unit>(?!per\b|in\b|of\b|out\b|and\b|or\b)[a-z]{{3,}})"
)
_EVERYTHING = re.compile(
    r"\b(?:(?<!\bat )(?<!\babove )all"
    r"(?! (?:sides|parties|along|day|night|the same|but|right|over)\b)"
    r"|every|each|full|whole|entire|complete|total|fully|completely)\b"
)
_NOTHING = re.compile(r"\b(?:no|none|nothing|without|zero|nor|not|never|neither)\b|n['’]t\b")
_ADDED = re.compile(r"\b(?:and|or|plus|as well as) (?:all |any |the )?(?:other )?([a-z]+)")
_YEAR = range(1900, 2101)
_SUFFIXES = ("ings", "ing", "edly", "ed", "ies", "ied", "es", "s", "ly", "e", "y")
_SCALES = {"bn": 1e9, "m": 1e6, "k": 1e3, "million": 1e6, "billion": 1e9}
_CLOSE = 0.04
"""Shares closer than this are one ("two thirds", 67 per cent)."""


@frozen(kw_only=True)
class Features:
    """The features of a text; ``numbers`` are the values of each family, in order."""

    words: frozenset[str]
    numbers: tuple[tuple[str, float], ...] = ()

    def values(self, family: str) -> tuple[float, ...]:
        """The values of one family."""
        return tuple(value for name, value in self.numbers if name == family)

    @property
    def families(self) -> frozenset[str]:
        """The kinds of quantity that occur."""
        return frozenset(name for name, _ in self.numbers)

    def has_number(self, family: str, value: float) -> bool:
        """Whether the quantity occurs; shares may be a little off."""
        off = _CLOSE if family == "share" else 1e-9
        return any(abs(value - one) <= off for one in self.values(family))


@cache
def features_of(text: str) -> Features:
    """Read the features of a text, in any order of its words.

    >>> sorted(features_of("one vessel in three").numbers)
    [('share', 0.333)]
    """
    plain = " ".join(text.casefold().replace("’", "'").split())
    numbers = list(_quantities(plain))
    found, rest = _classed(plain)
    if _NOTHING.search(rest):
        found.add(NONE)
    for token in re.findall(r"[a-z][a-z'-]*[a-z]|[a-z]", rest):
        for part in token.split("-"):
            part = part.removesuffix("'s").removesuffix("'")
            if len(part) > 2 and part not in words("stop", "words") and number_of(part) is None:
                found.add(f"word:{stem(part)}")
    found |= {f"and:{stem(match[1])}" for match in _ADDED.finditer(plain)}
    return Features(words=frozenset(found - _of_numbers()), numbers=tuple(dict.fromkeys(numbers)))


def stem(word: str) -> str:
    """A word without its ending, so that its forms are one.

    >>> stem("closing") == stem("closed") == stem("close"), stem("stopped")
    (True, 'stop')
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word


@cache
def _of_numbers() -> frozenset[str]:
    plain = (
        "all every each full whole entire total complete none nothing without zero cent percent "
        "fully completely never million billion thousand hundred"
    )
    return frozenset(f"word:{stem(word)}" for word in (*_PARTS, *plain.split()))


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, phrases(given)) for name, given in rows("classes").items())


def _classed(text: str) -> tuple[set[str], str]:
    """The kinds of word in a text, and what they leave of it; the longest phrases win."""
    spans = [(m.start(), m.end(), name) for name, one in _classes() for m in one.finditer(text)]
    found: set[str] = set()
    for start, end, name in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if text[start:end].strip("\0"):
            found.add(f"is:{name}")
            text = text[:start] + "\0" * (end - start) + text[end:]
    return found, text


def _quantities(text: str) -> Iterator[tuple[str, float]]:
    taken: list[tuple[int, int]] = []
    for pattern, read in (
        (_SHARE_OF, _share),
        (_EVERY_NTH, _nth),
        (_PERCENT, _percent),
        (_MONEY, _money),
        (_FRACTION, _fraction),
        (_COUNT, _count),
    ):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            read_numbers = list(read(match))
            if read_numbers:
                taken.append(match.span())
                yield from read_numbers
    ends = {end for _, end in taken}
    left = [
        m
        for m in _EVERYTHING.finditer(text)
        if not any(s <= m.start() < e for s, e in taken)
        and not (text[: m.start()].endswith(" of ") and m.start() - len(" of ") in ends)
    ]
    if left:
        yield "share", 1.0


def _value(text: str) -> float | None:
    return number_of(text.replace("\u202f", ",").replace(",", "").replace("-", " "))


def _share(match: re.Match[str]) -> Iterator[tuple[str, float]]:
    part, whole = _value(match["a"]), _value(match["b"])
    if part is not None and whole and 0 < part <= whole <= 1000:
        yield "share", round(part / whole, 3)


def _nth(match: re.Match[str]) -> Iterator[tuple[str, float]]:
    parts = {**_PARTS, "fourth": 4}
    yield "share", round(1 / parts[match["part"]], 3)


def _fraction(match: re.Match[str]) -> Iterator[tuple[str, float]]:
    count = (_value(match["n"]) if match["n"] else None) or 1.0
    share = count / _PARTS[match["part"] or match["some"] or "half"]
    if share <= 1:
        yield "share", round(share, 3)


def _percent(match: re.Match[str]) -> Iterator[tuple[str, float]]:
    value = _value(match["n"])
    if value is not None:
        yield "%", value
        if match.string[match.end() :].startswith(" of ") and value <= 100:
            yield "share", round(value / 100, 3)


def _money(match: re.Match[str]) -> Iterator[tuple[str, float]]:
    value = _value(match["n"])
    if value is not None:
        yield "money", value * _SCALES.get((match["k"] or "").strip(), 1.0)


def _count(match: re.Match[str]) -> Iterator[tuple[str, float]]:
    value, unit = _value(match["n"]), match["unit"]
    if value is not None and not (value in _YEAR and match["n"].isdigit()):
        yield stem(unit), value
