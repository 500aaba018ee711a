"""Numbers on the page, before anyone asks what they count: figures, ranges, shares, ratios."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from attrs import frozen
from spacy.tokens import Span, Token

from dragoman.calendar import number_of
from dragoman.extraction.reading import Tokens
from dragoman.model import Bound

_DATA: dict[str, dict[str, Any]] = tomllib.loads(
    files("dragoman.extraction").joinpath("data/quantities.toml").read_text("utf-8")
)


def table(name: str) -> dict[str, Any]:
    """A table of ``data/quantities.toml`` without the line that says where it was taken from."""
    return {word: value for word, value in _DATA[name].items() if word != "taken_from"}


CURRENCIES: dict[str, str] = table("currencies")
"""ISO 4217 codes by sign, code or English name."""

_SUFFIXES: dict[str, int] = table("suffixes")
_PLENTY: dict[str, int] = table("plenty")
_PARTS: dict[str, int] = table("parts")
_WORD = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_SCALE = "(?:dozen|hundred|thousand|million|billion|trillion)"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_MORE = rf"[\s-]+(?:{_WORD}|{_SCALE}|and\s+{_WORD})\b"
_NUMBER = (
    rf"(?:(?:half\s+an?|an?)\s+{_SCALE}|(?:a\s+couple\s+of)|(?:{_FIGURE}|{_WORD})(?:{_MORE})*)"
)
_SHORT = r"(?:\s?(?i:bn|bln|tn|trn|mn|mln|k|m)\b)"
_CODES = "|".join(re.escape(code) for code in sorted(set(CURRENCIES.values())))
_SIGN = rf"(?:(?:US|C|A)?\$|[€£¥₴₽₹]|\b(?-i:{_CODES})\s?)"
_TO = rf"(?P<to>\s?[–-]\s?|\s+to\s+|\s+and\s+|\s+or\s+)(?:{_SIGN})?(?P<m>{_NUMBER})"
_PATTERN = re.compile(
    rf"(?<![\w.,/:+])(?<!\w-)(?:(?P<sign>{_SIGN})\s?)?(?P<n>{_NUMBER})(?P<short>{_SHORT})?"
    rf"(?:{_TO}(?P<short2>{_SHORT})?)?"
    r"(?P<share>\s?%|\s+per\s?cent(?:age\s+points?)?\b|\s+percentage\s+points?\b)?"
    rf"(?P<code>\s(?-i:{_CODES})\b)?(?P<plus>\+|-plus\b)?"
    r"(?![\w:/]|[.,]\d)",
    re.IGNORECASE,
)
_SCALES = "dozen|hundred|thousand|million|billion|trillion"
_PLENTY_OF = re.compile(
    rf"\b(?:(?P<many>{'|'.join(_PLENTY)})(?:\s+of\s+(?P<of>{'|'.join(_PLENTY)}))?"
    rf"|(?:several|a\s+few|many)\s+(?P<few>{_SCALES}))\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w-])(?:(?P<n>(?:an?|one)(?=[\s-]\w+\s+(?:of|the)\b)|(?!one){_WORD})[\s-]"
    rf"(?P<part>{'|'.join(_PARTS)})"
    r"|(?P<half>half)(?=\s+(?:of|the|its|their|his|her|all)\b)"
    rf"|(?P<a>{_WORD}|\d+)\s+(?:in|out\s+of|(?<!one )of(?=\s+(?:\d+|{_WORD})\s))\s+(?:every\s+)?"
    rf"(?P<b>{_WORD}|\d+)(?=\s+(?:of\s+)?\w))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_RATIO = re.compile(r"(?<![\w.,:/])(?P<a>\d{1,3}):(?P<b>\d{1,2})(?![\w:/]|[.,]\d)")
_NUMBER_WORDS = frozenset(
    {*re.findall(r"[a-z]{3,}", f"{_WORD} {_SCALE}"), *_PLENTY, *_PARTS, "half", "couple"}
)


@frozen(kw_only=True)
class Number:
    """A number on the page: tokens, values, and the unit when it is written with it.

    Of a ratio ("3:1") the unit is the second figure ("to 1"); a share is in per cent.
    """

    span: Tokens
    value: float
    high: float | None = None
    unit: str = ""
    bound: Bound = Bound.EXACTLY
    dashed: bool = False


def is_number(token: Token) -> bool:
    """Whether a token can be part of a number."""
    return token.text[0].isdigit() or token.lower_ in _NUMBER_WORDS or token.text[-1].isdigit()


def numbers_in(sentence: Span) -> Iterator[Number]:
    """The numbers of a sentence: shares and ratios first, then what they leave."""
    text = sentence.text
    taken: set[int] = set()
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            for number in read(sentence, match):
                if not taken.intersection(range(*number.span)):
                    taken.update(range(*number.span))
                    yield number


def _tokens(sentence: Span, start: int, end: int) -> Tokens | None:
    """The tokens of a stretch of the sentence; None when it cuts a token in two."""
    offset = sentence.start_char
    span = sentence.doc.char_span(offset + start, offset + end)
    return Tokens(span.start, span.end) if span is not None else None


def _figure(sentence: Span, match: re.Match[str]) -> Iterator[Number]:
    """A number, or a range of two when they are joined and rise."""
    joined = _is_joined(sentence.text[: match.start()], match)
    end = match.end()
    if match["to"] and not joined:
        end = match.end("short") if match["short"] else match.end("n")
    span = _tokens(sentence, match.start(), end)
    value, high = _value(match["n"], match["short"]), None
    if joined:
        high = _value(match["m"], match["short2"])
    if span is None or value is None or re.match(r"0\d", match["n"]):
        return
    unit = _unit(match) if joined or not match["to"] else _sign(match)
    if high is None:
        bound = Bound.AT_LEAST if match["plus"] and not match["to"] else Bound.EXACTLY
        yield Number(span=span, value=value, unit=unit, bound=bound)
        if match["to"]:
            yield from _second(sentence, match)
        return
    value = _same_scale(value, match["n"], high, match["m"])
    dashed = match["to"].strip() in ("-", "–")
    if high <= value:
        pair = Number(span=span, value=value, unit=f"to {high:g}")
        yield from [pair] if match["to"].strip() == "to" and not unit else []
        return
    yield Number(span=span, value=value, high=high, unit=unit, bound=Bound.BETWEEN, dashed=dashed)


def _is_joined(before: str, match: re.Match[str]) -> bool:
    """Whether two numbers are the ends of a range: "between 5 and 7", "5 to 7", "five or six"."""
    word = (match["to"] or "").strip().casefold()
    if word == "and":
        return before.casefold().rstrip().endswith("between")
    return bool(word)


def _second(sentence: Span, match: re.Match[str]) -> Iterator[Number]:
    """The number after "and" that ends no range ("Articles 5 and 6", "two and three ships")."""
    again = _PATTERN.match(sentence.text, match.start("m"))
    yield from _figure(sentence, again) if again else ()


def _sign(match: re.Match[str]) -> str:
    sign = (match["sign"] or "").strip().upper()
    return CURRENCIES.get(sign, sign if sign.isalpha() else "")


def _unit(match: re.Match[str]) -> str:
    """The unit that is written with a number: per cent, a currency's sign or code."""
    return "%" if match["share"] else _sign(match) or (match["code"] or "").strip()


def _same_scale(value: float, low: str, high_value: float, high: str) -> float:
    """As in: "5 to 7 million": the scale of the upper number holds for the lower one too."""
    scale = re.search(rf"{_SCALE}$", high.lower())
    if scale and not re.search(_SCALE, low.lower()) and value < high_value:
        return value * (number_of(scale[0]) or 1.0)
    return value


def _value(text: str | None, short: str | None) -> float | None:
    value = number_of(text) if text else None
    if value is None and text and text.lower().startswith("half a"):
        whole = number_of(text.split(None, 1)[1])
        value = whole / 2 if whole else None
    if value is not None and short:
        value *= _SUFFIXES[short.strip().lower()]
    return value


def _plenty(sentence: Span, match: re.Match[str]) -> Iterator[Number]:
    """As in: "Dozens", "hundreds of thousands", "several hundred": more than one of them."""
    span = _tokens(sentence, match.start(), match.end())
    value = float(_PLENTY[match["many"].lower()]) if match["many"] else number_of(match["few"])
    if match["of"]:
        value = (value or 1.0) * _PLENTY[match["of"].lower()]
    if span and value:
        yield Number(span=span, value=value, bound=Bound.MORE_THAN)


def _share(sentence: Span, match: re.Match[str]) -> Iterator[Number]:
    """A part of a whole in per cent; one in thirds is seldom meant exactly."""
    span = _tokens(sentence, match.start(), match.end())
    if match["half"]:
        parts, whole = 1.0, 2.0
    elif match["part"]:
        parts, whole = number_of(match["n"]) or 1.0, float(_PARTS[match["part"].lower()])
    else:
        parts, whole = number_of(match["a"]) or 0.0, number_of(match["b"]) or 0.0
    if span and 0 < parts < whole:
        value = round(100 * parts / whole, 1)
        bound = Bound.EXACTLY if value == round(value) else Bound.ABOUT
        yield Number(span=span, value=value, unit="%", bound=bound)


def _ratio(sentence: Span, match: re.Match[str]) -> Iterator[Number]:
    """As in: "3:1"; "10:30" is a time of day."""
    span = _tokens(sentence, match.start(), match.end())
    if span and len(match["b"]) == 1:
        yield Number(span=span, value=float(match["a"]), unit=f"to {match['b']}")


_READERS = ((_SHARE, _share), (_RATIO, _ratio), (_PLENTY_OF, _plenty), (_PATTERN, _figure))
