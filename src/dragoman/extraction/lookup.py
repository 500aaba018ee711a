"""Lookup: where the gazetteer's spellings stand in a text."""

from functools import lru_cache
from typing import NamedTuple

from spacy.language import Language

from dragoman.extraction.sheet import Sheet
from dragoman.extraction.syntax import load_model
from dragoman.gazetteer import Form, Gazetteer, KnownName

Index = dict[str, list[tuple[tuple[str, ...], KnownName]]]


class Known(NamedTuple):
    """A spelling of the gazetteer at the tokens ``[start, end)``."""

    start: int
    end: int
    name: KnownName


def look_up(sheet: Sheet, gazetteer: Gazetteer, model: str | None = None) -> list[Known]:
    """Find every spelling, the longest at each place, from left to right, none overlapping.

    Case matters ("US" is no "us"); in text set all in capitals it is ignored for words of more
    than three letters.
    """
    plain, loud = _indexes(gazetteer, load_model(model))
    found: list[Known] = []
    index = 0
    while index < len(sheet):
        hit = None if sheet.quiet[index] else _at(sheet.text, index, plain)
        if hit is None and sheet.loud[index] and sheet.text[index].isupper():
            hit = _at(sheet.text, index, loud)
        if hit is None:
            index += 1
            continue
        found.append(hit)
        index = hit.end
    return found


def _at(text: list[str], start: int, index: Index) -> Known | None:
    for words, name in index.get(text[start], ()):
        end = start + len(words)
        if tuple(text[start:end]) == words:
            return Known(start, end, name)
    return None


_CACHE: dict[str, tuple[Index, Index]] = {}


def _indexes(gazetteer: Gazetteer, pipeline: Language) -> tuple[Index, Index]:
    """The spellings by first token, longest first; as written and in capitals."""
    held = _CACHE.get(gazetteer.digest)
    if held is None:
        held = (
            _build(gazetteer, pipeline, capitals=False),
            _build(gazetteer, pipeline, capitals=True),
        )
        _CACHE.clear()
        _CACHE[gazetteer.digest] = held
    return held


def _build(gazetteer: Gazetteer, pipeline: Language, *, capitals: bool) -> Index:
    index: Index = {}
    for text, name in gazetteer.names.items():
        if name.form is Form.PERSON or (capitals and len(text) <= 3):
            continue
        words = _words(pipeline, text.upper() if capitals else text)
        index.setdefault(words[0], []).append((words, name))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


@lru_cache(maxsize=20_000)
def _words(pipeline: Language, text: str) -> tuple[str, ...]:
    return tuple(token.text for token in pipeline.make_doc(text))
