"""Steps: the (partial) order that words give to what is to be done.

"First A, then B and C, finally D": B and C come after A, D after both. "Will begin with A as well
as B" is a set of first steps, no sequence. Nothing is said of what has been done already.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.attribution.spans import subtree
from dragoman.extraction.measures import Laid, measures_in
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Step

_OPENING = frozenset({"begin", "start"})
"""Verbs before which the whole plan is named, no step of it."""
_LONGEST = 5
"""Words of the longest word of order."""


@frozen
class _Part:
    """The words between two words of order; ``marker`` is the one before them."""

    marker: Tokens | None
    is_next: bool
    span: Tokens


def steps_of(reading: Reading, spans: Sequence[Tokens], *, own: str | None) -> tuple[Step, ...]:
    """The steps that some words name, each with those that come before it; empty without order."""
    steps: list[Step] = []
    before: list[int] = []
    parts = [part for span in spans for part in _parts(reading, span)]
    if not any(part.marker for part in parts):
        return ()
    for part in parts:
        laid = [one for one in _measures(reading, part.span, own) if _is_to_come(reading, one)]
        if not laid:
            continue
        if part.marker is not None and reading.doc[part.marker.start].lemma_ in _OPENING:
            steps, before = [], []
        after = tuple(before) if part.is_next else ()
        word = reading.passage(part.marker, "order") if part.marker is not None else None
        added = [Step(measure=one.measure, after=after, passage=word) for one in laid]
        start = len(steps)
        steps += added
        fresh = list(range(start, len(steps)))
        before = fresh if part.is_next or part.marker is not None else before + fresh
    return tuple(steps) if len(steps) > 1 else ()


def _measures(reading: Reading, span: Tokens, own: str | None) -> list[Laid]:
    """The measures of some words; of "the plan foresees a truce" it is the truce."""
    found: list[Laid] = []
    for one in measures_in(reading, span, own=own):
        head = reading.doc[one.head]
        what = next((c for c in head.rights if c.dep_ == "dobj"), None)
        if what is None or head.lemma_.lower() not in _words("plans"):
            found.append(one)
            continue
        inner = subtree(what)
        found += measures_in(reading, Tokens(inner.start, min(inner.end, span.end)), own=own)
    return found


def _parts(reading: Reading, span: Tokens) -> list[_Part]:
    """A span cut at its words of order."""
    parts: list[_Part] = []
    marker: Tokens | None = None
    is_next = False
    start = index = span.start
    while index < span.end:
        found = _word_at(reading, index, span.end)
        if found is None:
            index += 1
            continue
        if index > start:
            parts.append(_Part(marker, is_next, Tokens(start, index)))
        marker, is_next = Tokens(index, found[0]), found[1]
        start = index = found[0]
    if start < span.end:
        parts.append(_Part(marker, is_next, Tokens(start, span.end)))
    return parts


def _word_at(reading: Reading, index: int, end: int) -> tuple[int, bool] | None:
    """Where a word of order that starts here ends, and whether it puts what follows later."""
    token = reading.doc[index]
    if token.lower_ not in _openings() or _is_counted(token):
        return None
    for length in range(min(_LONGEST, end - index), 0, -1):
        if length > 1 and _is_counted(reading.doc[index + length - 1]):
            continue
        words = " ".join(t.lower_ for t in reading.doc[index : index + length])
        if words in _words("next"):
            return index + length, True
        if words in _words("first"):
            return index + length, False
    return None


def _is_counted(token: Token) -> bool:
    """Whether an ordinal counts a thing: "the first embargo", "a third of the ships"."""
    described = token.dep_ == "amod" and token.head.pos_ in {"NOUN", "PROPN"}
    share = any(c.dep_ in {"det", "prep"} for c in token.children)
    return described or (share and token.lower_ in {"first", "second", "third"})


def _is_to_come(reading: Reading, laid: Laid) -> bool:
    """Whether a measure is no deed of the past."""
    head = reading.doc[laid.head]
    past = head.tag_ == "VBD" or any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ in {"was", "were", "had"} for c in head.children
    )
    return not past


@cache
def _words(table: str) -> frozenset[str]:
    path = files("dragoman.extraction").joinpath("data/steps.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(tables[table]["words"])


@cache
def _openings() -> frozenset[str]:
    """The first words of all words of order."""
    return frozenset(words.split()[0] for words in _words("next") | _words("first"))
