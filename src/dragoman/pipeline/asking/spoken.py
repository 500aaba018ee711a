"""Questions in words: "what has RUS said on frozen-assets since May".

Four steps, each taking the words that it understands out of the question: times, the dossier's
names, words that stand for a field (``words.toml``), and function words. What is left is looked
for in the texts.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import Factory, define

from dragoman.calendar import anchor, interval, is_edtf, scan
from dragoman.errors import BadRequest
from dragoman.model import When
from dragoman.pipeline.asking.names import SHORTEST, Name, Names
from dragoman.pipeline.asking.question import Field, Term
from dragoman.pipeline.asking.written import named

LONGEST = 6
"""The most words of a name or of a phrase in ``words.toml``."""

_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*")
_MONTH = re.compile(r"\b\d{4}-\d{2}\b(?!-)")


@cache
def tables() -> dict[str, Any]:
    """The rows of ``words.toml``."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def _gives() -> dict[str, str]:
    """What each word or phrase stands for: one field and value or several."""
    return {word: gives for gives, words in tables()["gives"].items() for word in words}


@cache
def _listed(table: str, key: str = "words") -> frozenset[str]:
    return frozenset(tables()[table][key])


@define
class Spoken:
    """The words of a question and what was made of them; a word that is taken becomes None."""

    names: Names
    tokens: list[str | None]
    terms: list[Term] = Factory(list)
    notes: list[str] = Factory(list)
    is_last: bool = False

    def left(self) -> tuple[str, ...]:
        """The words that nothing was made of, function words left out."""
        stop = _listed("stop")
        return tuple(t for t in self.tokens if t is not None and t.lower() not in stop)

    def runs(self) -> Iterator[tuple[int, int, str]]:
        """All runs of words that are not taken yet, the longest first, then from the left."""
        for length in range(LONGEST, 0, -1):
            for start in range(len(self.tokens) - length + 1):
                words = self.tokens[start : start + length]
                if None not in words:
                    yield start, start + length, " ".join(str(word) for word in words)

    def take(self, start: int, end: int) -> None:
        """Take words out of the question."""
        self.tokens[start:end] = [None] * (end - start)

    def before(self, place: int) -> str:
        """The word before a place, in lower case; empty at the beginning or where it is taken."""
        return (self.tokens[place - 1] or "").lower() if place > 0 else ""

    def is_topic(self, place: int) -> bool:
        """Whether a word is what the question is about ("about the call"), no field of it."""
        while place > 0 and (self.tokens[place - 1] or "").lower() in _listed("order", "article"):
            place -= 1
        return bool(self.terms) and self.before(place) in _listed("order", "topic")

    def add(self, field: Field, values: Sequence[str], shown: str) -> None:
        """Add a term, once."""
        term = Term(field=field, values=tuple(values), shown=shown)
        if term not in self.terms:
            self.terms.append(term)


def understand(text: str, names: Names, day: str | None) -> Spoken:
    """What is made of a question in words; ``day`` (EDTF) is the one on which it is asked."""
    rest, times = _without_times(text, day)
    spoken = Spoken(names=names, tokens=list(_WORD.findall(rest)))
    _take_names(spoken)
    _take_words(spoken)
    _take_misspelt(spoken)
    for field, found in times:
        spoken.add(field, (found,), found)
    return spoken


def _without_times(text: str, day: str | None) -> tuple[str, list[tuple[Field, str]]]:
    """The text without its times, and the times as since and until."""
    terms: list[tuple[Field, str]] = []
    cuts: list[tuple[int, int]] = []
    for start, end, edtf, relation in _times(text, day):
        low, high = interval(edtf)
        word = re.search(r"([A-Za-z]+)\s+(?:the\s+)?$", text[:start])
        said = word[1].lower() if word else ""
        if said in _listed("order", "until") or relation in ("until", "before", "by"):
            terms += [(Field.UNTIL, high.isoformat())] if high else []
        elif said in _listed("order", "since") or relation in ("since", "after"):
            terms += [(Field.SINCE, low.isoformat())] if low else []
        else:
            terms += [(Field.SINCE, low.isoformat())] if low else []
            terms += [(Field.UNTIL, high.isoformat())] if high else []
        cuts.append((start, end))
    for start, end in sorted(cuts, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text, terms


def _times(text: str, day: str | None) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, EDTF and relation of the times in a text that can be put on the calendar."""
    for month in _MONTH.finditer(text):
        if is_edtf(month[0]):
            yield month.start(), month.end(), month[0], "on"
    for found in scan(text):
        words = text[found.start : found.end]
        when = anchor(When(text=words, form=found.form), day) if day else When(text=words)
        fixed = found.form.removeprefix("date:") if found.form.startswith("date:") else None
        edtf = when.edtf or (fixed if fixed and is_edtf(fixed) else None)
        is_named_so = found.end - found.start < 3 or _MONTH.fullmatch(words)
        if edtf and not is_named_so and _is_bounded(edtf):
            yield found.start, found.end, edtf, found.relation


def _is_bounded(edtf: str) -> bool:
    try:
        return any(interval(edtf))
    except BadRequest:
        return False


_NOUNS = ("party", "person", "issue", "outlet", "organisation")


def _take_names(spoken: Spoken) -> None:
    """Take the names that are on file as they are spelt."""
    for start, end, words in spoken.runs():
        if None in spoken.tokens[start:end] or words.lower() in _listed("stop"):
            continue
        if words.lower() in _gives() and not words[:1].isupper():
            continue
        before = spoken.before(start)
        is_at = before in _listed("order", "place")
        found = spoken.names.exactly(words, ("place",) if is_at else _NOUNS)
        found = found or (spoken.names.exactly(words, _NOUNS) if is_at else None)
        if found is not None and _is_fit(found, words):
            _take_name(spoken, start, end, found, before)


def _is_fit(found: Name, words: str) -> bool:
    """Whether a common word is not taken for a name: a name has a capital, an issue need not."""
    return found.noun == "issue" or words[:1].isupper() or found.label == words


def _take_name(spoken: Spoken, start: int, end: int, found: Name, before: str) -> None:
    field = {"issue": Field.ISSUE, "outlet": Field.OUTLET, "place": Field.PLACE}.get(found.noun)
    if field is None and before in _listed("order", "about"):
        return  # a statement about somebody: looked for in the texts
    if field is None:
        is_to = before in _listed("order", "to") and any(
            term.field is Field.WHO for term in spoken.terms
        )
        field = Field.TO if is_to else Field.WHO
    values, label = named(found, spoken.names, spoken.notes)
    spoken.add(field, values, label)
    spoken.take(start, end)


def _take_words(spoken: Spoken) -> None:
    """Take the words that stand for fields; of one field the first counts."""
    for start, end, words in spoken.runs():
        low = words.lower()
        if None in spoken.tokens[start:end]:
            continue
        if low in _listed("last"):
            spoken.is_last = True
            spoken.take(start, end)
        elif low in _gives() and not spoken.is_topic(start):
            _give(spoken, _gives()[low])
            spoken.take(start, end)
    kinds = [term for term in spoken.terms if term.field is Field.KIND]
    has_act = any(term.field in (Field.ACT, Field.MARK) for term in spoken.terms)
    for term in kinds:
        if (has_act and term.shown == "statement") or term is not kinds[0]:
            spoken.terms.remove(term)


def _give(spoken: Spoken, gives: str) -> None:
    for field, value in re.findall(r"(\w+):([^:]+?)(?=\s+\w+:|$)", gives):
        spoken.add(Field(field), (value,), value)


def _take_misspelt(spoken: Spoken) -> None:
    """Take capitalised words that come near a name on file."""
    for start, end, words in spoken.runs():
        if None in spoken.tokens[start:end] or not words[:1].isupper():
            continue
        if any(word.lower() in _listed("stop") for word in words.split()):
            continue
        before = spoken.before(start)
        is_short = len(words) <= SHORTEST  # "Mark" beside a Marn: too near to guess unasked
        found = None if is_short else spoken.names.nearly(words, (*_NOUNS, "place"))
        if found is not None:
            _take_name(spoken, start, end, found, before)
