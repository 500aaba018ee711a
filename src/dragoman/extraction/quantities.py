"""Step 7: how much and how many. Numbers with their unit, bound and what they count."""

import attrs
from spacy.tokens import Doc, Token

from dragoman.extraction.numbers import CURRENCIES, Number, is_number, numbers_in, table
from dragoman.extraction.reading import Counted, Reading, Timed, Tokens
from dragoman.model import Bound, Quantity

_BEFORE: dict[str, str] = table("before")
_AFTER: dict[str, str] = table("after")
_MEASURES: dict[str, str] = table("measures")
_LABELS = frozenset(table("labels")["words"])
_DIMENSIONS = frozenset({"square", "cubic", "nautical"})
_DISTANCES = frozenset({"kilometre", "metre", "mile", "nautical mile", "millimetre", "centimetre",
                        "foot"})  # fmt: skip
_PERIODS = frozenset({"year", "month", "week", "quarter", "yesterday", "today"})
_FATES = frozenset({"dead", "wounded", "injured", "missing", "captured", "displaced", "killed"})
_STRONG = frozenset({"strong", "odd"})
_LENGTHS = {"S": "second", "H": "hour", "M": "minute"}
_DAYS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def find_quantities(reading: Reading) -> list[Counted]:
    """The quantities of a text in order. Days, years and ordinals are not quantities."""
    taken = {index for timed in reading.times for index in range(*timed.span)}
    found = [counted for timed in reading.times if (counted := _length(reading, timed))]
    for sentence in reading.doc.sents:
        if any(is_number(token) for token in sentence):
            found += [
                _counted(reading, number)
                for number in numbers_in(sentence)
                if not taken.intersection(range(*number.span)) and _is_count(reading, number)
            ]
    return sorted(found, key=lambda counted: counted.span)


def _is_count(reading: Reading, number: Number) -> bool:
    """Whether the number counts or measures something, rather than name or number it."""
    first = reading.doc[number.span.start]
    last = reading.doc[number.span.end - 1]
    if number.unit:
        return True
    if _is_label(first) or _is_item(first, last) or _is_of_figures(first, last):
        return False
    if number.value == 1 and number.high is None and last.dep_ != "nummod":
        return False
    if last.i + 2 < len(last.doc) and last.nbor(2).lower_ == "old":
        return False
    if number.dashed and _head(reading, number) is None:
        return False
    mention = reading.names.at(first.i)
    return mention is None or mention.noun in ("place", "unnamed") or mention.span.start == first.i


def _is_label(first: Token) -> bool:
    """As in: "Article 5", "Room 101", "the tanker Halin 7"."""
    before = first.doc[first.i - 1] if first.i and not first.is_sent_start else None
    if before is None:
        return False
    if before.lower_ in _LABELS or before.text == "#":
        return True
    named = before.pos_ == "PROPN" and first.head.i <= first.i and first.text[0].isdigit()
    return named or (before.pos_ in ("PROPN", "NOUN") and first.head.i == before.i)


def _is_item(first: Token, last: Token) -> bool:
    """As in: "2. Release the prisoners", "3) Withdraw": the number of an item in a list."""
    opening = first.is_sent_start or first.nbor(-1).is_space or first.nbor(-1).text == "("
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    bare = first.text.rstrip(".").isdigit() and len(first.text) < 4
    return opening and bare and following is not None and following.text in (".", ")")


def _is_of_figures(first: Token, last: Token) -> bool:
    """As in: "+44 20 7946 0958": figures beside figures are a number to dial."""
    before = first.nbor(-1) if first.i else None
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    return (
        any(other is not None and other.text.lstrip("+").isdigit() for other in (before, after))
        and first.text[0].isdigit()
    )


def _counted(reading: Reading, number: Number) -> Counted:
    doc = reading.doc
    head = _head(reading, number)
    unit = number.unit or _unit(reading, number, head)
    bound, span = _bounded(reading, number.span, number.bound)
    end = max(span.end, _measure_end(doc, span.end, head, unit))
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


def _measure_end(doc: Doc, end: int, head: Token | None, unit: str) -> int:
    """Where a number ends that is followed by the words of its measure ("5 square miles")."""
    if head is None or (not _is_measured(head, unit) and not unit.isupper()):
        return end
    between = {token.lower_ for token in doc[end : head.i]}
    return head.i + 1 if head.i >= end and between <= _DIMENSIONS | {"metric", "-", "–"} else end


def _is_measured(head: Token | None, unit: str) -> bool:
    return head is not None and (
        head.lower_ in _MEASURES or head.lemma_.lower() in _MEASURES or unit in CURRENCIES.values()
    )


def _compound_of(reading: Reading, number: Number) -> Token | None:
    """The noun that a number with a dash describes: "front" in "an 800-kilometre front"."""
    doc, end = reading.doc, number.span.end
    if end + 1 >= len(doc) or doc[end].text not in ("-", "–") or doc[end].whitespace_:
        return None
    over = doc[end + 1].head
    return over if over.i > end + 1 and over.pos_ in ("NOUN", "PROPN") else None


def _head(reading: Reading, number: Number) -> Token | None:
    """The token of what is counted: the noun that the number stands before, or after "of"."""
    if (compound := _compound_of(reading, number)) is not None:
        within = reading.doc[number.span.end + 1]
        return compound if within.lower_ in _STRONG else within
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
    if following is None or following.is_sent_start:
        return None
    counted = following.pos_ in ("NOUN", "PROPN") and following.lower_ not in _PERIODS
    return following if counted or following.lower_ in _FATES else None


def _unit(reading: Reading, number: Number, head: Token | None) -> str:
    """What the number is in: a currency, a measure with its dimension and rate, or the noun."""
    if head is None:
        return ""
    lemma = _singular(head)
    if head.i == number.span.end and (lemma in CURRENCIES or head.text in CURRENCIES):
        return CURRENCIES.get(lemma) or CURRENCIES[head.text]
    unit = str(_MEASURES.get(head.lower_, _MEASURES.get(lemma, lemma)))
    if not _is_measured(head, unit):
        return unit
    before = reading.doc[head.i - 1].lower_
    unit = "tonne" if before == "metric" else unit
    dimension = f"{before} " if before in _DIMENSIONS else ""
    rest = reading.doc[head.i + 1 : head.i + 3]
    rate = f" per {rest[1].lower_}" if len(rest) == 2 and rest[0].lower_ == "per" else ""
    return f"{dimension}{unit}{rate}"


def _singular(noun: Token) -> str:
    """The lemma; the model leaves the plural s on words that it does not know ("euros")."""
    lemma = noun.lemma_.lower()
    left = noun.tag_ in ("NNS", "NNPS") and lemma == noun.lower_ and not lemma.endswith("ss")
    return lemma.removesuffix("s") if left else lemma


def _of(reading: Reading, number: Number, head: Token | None, *, measured: bool) -> str:
    """What is counted, as written: the noun with what stands between it and the number."""
    if head is None:
        return ""
    compound = _compound_of(reading, number)
    if compound is not None:
        return reading.text(Tokens(_left(compound, number.span.end + 2), compound.i + 1))
    if measured and _MEASURES.get(head.lower_, _MEASURES.get(head.lemma_)) in _DISTANCES:
        return ""
    if measured and head.i < number.span.end + 2 and not _governed_by_of(head):
        inner = next((c for c in head.children if c.lower_ == "of" and c.i > head.i), None)
        target = next((c for c in inner.children if c.dep_ == "pobj"), None) if inner else None
        if target is None:
            first = _left(head, number.span.end)
            return "" if not number.unit else reading.text(Tokens(first, head.i + 1))
        return reading.text(Tokens(_left(target, number.span.end), target.i + 1))
    return reading.text(Tokens(_left(head, number.span.end), head.i + 1))


def _governed_by_of(head: Token) -> bool:
    return head.dep_ == "pobj" and head.head.lower_ == "of"


def _left(head: Token, least: int) -> int:
    """Where the words that belong to a noun begin, its articles and the number left out."""
    start = max(min(token.i for token in head.subtree if token.i <= head.i), least)
    while start < head.i and head.doc[start].pos_ in ("DET", "PUNCT", "ADP", "NUM"):
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
    if not form.startswith("dur:P") or "X" in form or form.endswith("WE"):
        return None
    low, _, high = form.removeprefix("dur:").partition("/")
    value, unit = _amount(low)
    top = _amount(high)[0] if high else None
    if not unit:
        return None
    if unit == "hour" and value != int(value):
        value, unit = value * 60, "minute"
    bound, span = _bounded_inside(reading, timed.span)
    bound = Bound.BETWEEN if top is not None else bound
    length = Quantity(text="", value=value, high=top, unit=unit, bound=bound)
    return _timed_count(reading, timed, span, length)


def _amount(designator: str) -> tuple[float, str]:
    """Number and unit of an ISO 8601 length ("PT1.5H": 1.5 hours)."""
    units = _LENGTHS if designator.startswith("PT") else _DAYS
    return float(designator.strip("PT")[:-1]), units.get(designator[-1], "")


def _bounded_inside(reading: Reading, span: Tokens) -> tuple[Bound, Tokens]:
    """The bound of a length of time, whose words may stand inside it ("at least 30 days")."""
    for size in (3, 2, 1):
        words = reading.doc[span.start : span.start + size].text.lower()
        if words in _BEFORE and span.start + size < span.end:
            return Bound(_BEFORE[words]), span
    for size in (3, 2):
        words = reading.doc[max(span.end - size, span.start) : span.end].text.lower()
        if words.split(maxsplit=1)[-1] in _AFTER:
            return Bound(_AFTER[words.split(maxsplit=1)[-1]]), span
    return _bounded(reading, span, Bound.EXACTLY)


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
