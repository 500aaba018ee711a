"""Step 7: how much and how many. Numbers with their unit, bound and what they count."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import attrs
from attrs import frozen
from spacy.tokens import Span, Token

from dragoman.calendar import number_of
from dragoman.extraction.reading import Counted, Reading, Timed, Tokens
from dragoman.model import Bound, Quantity

_DATA: dict[str, dict[str, Any]] = tomllib.loads(
    files("dragoman.extraction").joinpath("data/quantities.toml").read_text("utf-8")
)


def _table(name: str) -> dict[str, Any]:
    return {word: value for word, value in _DATA[name].items() if word != "taken_from"}


_BEFORE: dict[str, str] = _table("before")
_AFTER: dict[str, str] = _table("after")
_CURRENCIES: dict[str, str] = _table("currencies")
_SUFFIXES: dict[str, int] = _table("suffixes")
_MEASURES: dict[str, str] = _table("measures")
_PLENTY: dict[str, int] = _table("plenty")
_LABELS = frozenset(_table("labels")["words"])

_WORD = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_SCALE = "(?:dozen|hundred|thousand|million|billion|trillion)"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_MORE = rf"[\s-]+(?:{_WORD}|{_SCALE}|and\s+{_WORD})\b"
_NUMBER = rf"(?:(?:half\s+an?|an?)\s+{_SCALE}|(?:{_FIGURE}|{_WORD})(?:{_MORE})*)"
_SHORT = r"(?:\s?(?i:bn|bln|tn|trn|mn|mln|k|m)\b)"
_SIGN = r"(?:US\$|[$€£¥₴₽₹])"
_PATTERN = re.compile(
    rf"(?<![\w.,/:+])(?<!\w-)(?:(?P<sign>{_SIGN})\s?)?(?P<n>{_NUMBER})(?P<short>{_SHORT})?"
    rf"(?:(?P<to>\s?[–-]\s?|\s+to\s+|\s+and\s+)(?:{_SIGN})?(?P<m>{_NUMBER})(?P<short2>{_SHORT})?)?"
    r"(?P<share>\s?%|\s+per\s?cent(?:age\s+points?)?\b|\s+percentage\s+points?\b)?"
    r"(?![\w:/]|[.,]\d)",
    re.IGNORECASE,
)
_PLENTY_OF = re.compile(
    rf"\b(?:{'|'.join(_PLENTY)})(?:\s+of\s+(?:{'|'.join(_PLENTY)}))?\b", re.IGNORECASE
)
_NUMBER_WORDS = frozenset(re.findall(r"[a-z]{3,}", f"{_WORD} {_SCALE}")) | _PLENTY.keys()
_LENGTHS = {"S": "second", "H": "hour", "M": "minute"}
_DAYS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


@frozen(kw_only=True)
class _Number:
    """A number on the page: tokens, values, and the unit when it is written with it."""

    span: Tokens
    value: float
    high: float | None = None
    unit: str = ""
    bound: Bound = Bound.EXACTLY


def find_quantities(reading: Reading) -> list[Counted]:
    """The quantities of a text in order. Days, years and ordinals are not quantities."""
    taken = {index for timed in reading.times for index in range(*timed.span)}
    found = [counted for timed in reading.times if (counted := _length(reading, timed))]
    for sentence in reading.doc.sents:
        if any(_is_number(token) for token in sentence):
            found += [
                _counted(reading, number)
                for number in _numbers(sentence)
                if not taken.intersection(range(*number.span)) and _is_count(reading, number)
            ]
    return sorted(found, key=lambda counted: counted.span)


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit() or token.lower_ in _NUMBER_WORDS


def _numbers(sentence: Span) -> list[_Number]:
    found = [_figure(sentence, match) for match in _PATTERN.finditer(sentence.text)]
    found += [_plenty(sentence, match) for match in _PLENTY_OF.finditer(sentence.text)]
    return [number for number in found if number is not None]


def _tokens(sentence: Span, start: int, end: int) -> Tokens | None:
    """The tokens of a stretch of the sentence; None when it cuts a token in two."""
    offset = sentence.start_char
    span = sentence.doc.char_span(offset + start, offset + end)
    return Tokens(span.start, span.end) if span is not None else None


def _figure(sentence: Span, match: re.Match[str]) -> _Number | None:
    end = match.end()
    between = sentence.text[: match.start()].lower().rstrip().endswith("between")
    joined = match["to"] and (match["to"].strip() != "and" or between)
    if match["to"] and not joined:
        end = match.end("short") if match["short"] else match.end("n")
    span = _tokens(sentence, match.start(), end)
    value = _value(match["n"], match["short"])
    if span is None or value is None:
        return None
    high = _value(match["m"], match["short2"]) if joined else None
    if high is not None:
        if high <= value and high * 1000 > value and not match["short"] and high >= 1000:
            return None
        value = _same_scale(value, match["n"], high, match["m"])
    unit = "%" if match["share"] else _CURRENCIES.get((match["sign"] or "").upper(), "")
    bound = Bound.BETWEEN if high is not None else Bound.EXACTLY
    if high is not None and high <= value:
        return None
    return _Number(span=span, value=value, high=high, unit=unit, bound=bound)


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


def _plenty(sentence: Span, match: re.Match[str]) -> _Number | None:
    span = _tokens(sentence, match.start(), match.end())
    value = 1.0
    for word in match[0].lower().split(" of "):
        value *= _PLENTY[word.strip()]
    return span and _Number(span=span, value=value, bound=Bound.MORE_THAN)


def _is_count(reading: Reading, number: _Number) -> bool:
    """Whether the number counts or measures something, rather than name or number it."""
    first = reading.doc[number.span.start]
    last = reading.doc[number.span.end - 1]
    if number.unit:
        return True
    before = reading.doc[first.i - 1] if first.i and not first.is_sent_start else None
    if before is not None and (before.lower_ in _LABELS or before.text == "#"):
        return False
    if before is not None and before.pos_ in ("PROPN", "NOUN") and first.head.i == before.i:
        return False
    if number.value == 1 and last.dep_ != "nummod":
        return False
    mention = reading.names.at(first.i)
    return mention is None or mention.noun in ("place", "unnamed") or mention.span.start == first.i


def _counted(reading: Reading, number: _Number) -> Counted:
    doc = reading.doc
    head = _head(reading, number)
    unit = number.unit or _unit(reading, number, head)
    bound, span = _bounded(reading, number.span, number.bound)
    end = span.end
    if head is not None and head.i == end and (head.lower_ in _MEASURES or unit.isupper()):
        end = head.i + 1
    counted = _of(reading, number, head, measured=bool(number.unit) or _is_measured(head, unit))
    tokens = Tokens(span.start, end)
    quantity = Quantity(
        text=reading.text(tokens),
        value=number.value,
        high=number.high,
        unit=unit,
        bound=bound,
        of=counted,
        passage=reading.passage(tokens, "quantity"),
    )
    return Counted(
        span=tokens, head=head.i if head else doc[number.span.end - 1].i, quantity=quantity
    )


def _is_measured(head: Token | None, unit: str) -> bool:
    return head is not None and (
        head.lower_ in _MEASURES or head.lemma_.lower() in _MEASURES or unit in _CURRENCIES.values()
    )


def _head(reading: Reading, number: _Number) -> Token | None:
    """The token of what is counted: the noun that the number stands before, or after "of"."""
    last = reading.doc[number.span.end - 1]
    if last.dep_ in ("nummod", "quantmod", "compound", "amod") and last.head.i > last.i:
        head = last.head
        while head.dep_ in ("nummod", "quantmod") and head.head.i > head.i:
            head = head.head
        if head.pos_ in ("NOUN", "PROPN"):
            return head
    for token in reading.doc[number.span.start : number.span.end]:
        for child in token.children:
            if child.lower_ == "of" and child.i >= number.span.end:
                return next((c for c in child.children if c.dep_ == "pobj"), None)
    following = reading.doc[last.i + 1] if last.i + 1 < len(reading.doc) else None
    if (
        following is not None
        and following.pos_ in ("NOUN", "PROPN")
        and not following.is_sent_start
    ):
        return following
    return None


def _unit(reading: Reading, number: _Number, head: Token | None) -> str:
    if head is None:
        return ""
    lemma = head.lemma_.lower()
    if head.i == number.span.end and lemma in _CURRENCIES:
        return _CURRENCIES[lemma]
    return _MEASURES.get(head.lower_, _MEASURES.get(lemma, lemma))


def _of(reading: Reading, number: _Number, head: Token | None, *, measured: bool) -> str:
    """What is counted, as written: the noun with what stands between it and the number."""
    if head is None:
        return ""
    if measured and head.i < number.span.end + 2 and not _governed_by_of(head):
        inner = next((c for c in head.children if c.lower_ == "of" and c.i > head.i), None)
        target = next((c for c in inner.children if c.dep_ == "pobj"), None) if inner else None
        if target is None:
            return "" if not number.unit else reading.text(Tokens(number.span.end, head.i + 1))
        return reading.text(Tokens(_left(target, number.span.end), target.i + 1))
    return reading.text(Tokens(_left(head, number.span.end), head.i + 1))


def _governed_by_of(head: Token) -> bool:
    return head.dep_ == "pobj" and head.head.lower_ == "of"


def _left(head: Token, least: int) -> int:
    """Where the words that belong to a noun begin, its articles and the number left out."""
    start = max(min(token.i for token in head.subtree if token.i <= head.i), least)
    while start < head.i and head.doc[start].pos_ in ("DET", "PUNCT", "ADP"):
        start += 1
    return start


def _bounded(reading: Reading, span: Tokens, bound: Bound) -> tuple[Bound, Tokens]:
    """Read "over", "at least", "or more" around a number and take the words into its span."""
    doc = reading.doc
    for length in (3, 2, 1):
        start = span.start - length
        words = doc[max(start, 0) : span.start].text.lower()
        if start >= 0 and words in _BEFORE:
            found = Bound(_BEFORE[words])
            if words == "from" or (words in _PREPOSITIONS and _is_preposition(doc[start])):
                break
            return (found if bound is Bound.EXACTLY else bound), Tokens(start, span.end)
        after = doc[span.end : span.end + length].text.lower()
        if length == 2 and after in _AFTER:
            return Bound(_AFTER[after]), Tokens(span.start, span.end + length)
    if bound is Bound.BETWEEN and span.start and doc[span.start - 1].lower_ in ("between", "from"):
        return bound, Tokens(span.start - 1, span.end)
    return bound, span


def _is_preposition(word: Token) -> bool:
    """As in: "Under 11 years of rule" is no bound, "lasted over an hour" is one."""
    return word.dep_ == "prep" and word.head.lemma_ not in _LASTS


_PREPOSITIONS = frozenset({"over", "under", "above", "below", "around", "about"})
_LASTS = frozenset({"last", "take", "run", "go", "continue", "speak", "talk", "spend"})


def _length(reading: Reading, timed: Timed) -> Counted | None:
    """A length of time as a quantity: "over an hour and a half" is more than 90 minutes."""
    form = timed.when.form
    if not form.startswith("dur:P") or form.endswith("WE"):
        return None
    clock = form.startswith("dur:PT")
    amount, letter = form.removeprefix("dur:P").lstrip("T")[:-1], form[-1]
    unit = (_LENGTHS if clock else _DAYS).get(letter, "")
    value = None if amount == "X" else float(amount)
    if value is None or not unit:
        return None
    if unit == "hour" and value != int(value):
        value, unit = value * 60, "minute"
    bound, span = _bounded(reading, timed.span, Bound.EXACTLY)
    return _timed_count(
        reading, timed, span, Quantity(text="", value=value, unit=unit, bound=bound)
    )


def _timed_count(reading: Reading, timed: Timed, span: Tokens, length: Quantity) -> Counted:
    last = reading.doc[timed.span.end - 1]
    of = next((c for c in last.children if c.lower_ == "of" and c.i > last.i), None)
    target = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if (
        target is None
        and last.head.i > last.i
        and last.dep_ in ("compound", "nmod", "amod", "nummod", "npadvmod")
    ):
        target = last.head if last.head.pos_ in ("NOUN", "PROPN") else None
    counted = (
        reading.text(Tokens(_left(target, timed.span.end), target.i + 1))
        if target is not None
        else ""
    )
    quantity = attrs.evolve(
        length, text=reading.text(span), of=counted, passage=reading.passage(span, "quantity")
    )
    return Counted(span=span, head=target.i if target is not None else last.i, quantity=quantity)
