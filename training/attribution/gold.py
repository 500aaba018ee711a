"""PolNeAR on disk as words and ranges of words; every annotator of an article is kept."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
from attrs import frozen

from dragoman.encoder.decoding import Range
from dragoman.encoder.words import Words, split_words


class Gold(NamedTuple):
    """One marked attribution, as ranges of words."""

    cue: Range
    speakers: tuple[Range, ...]
    contents: tuple[Range, ...]


@frozen(kw_only=True, eq=False)
class Article:
    """One article: its text, its words, and the attributions by each annotator."""

    name: str
    text: str
    words: Words
    readings: tuple[tuple[Gold, ...], ...]


def load_scorer(data: Path) -> ModuleType:
    """The scorer that lies beside the data.

    Raises:
        FileNotFoundError: there is no ``score.py`` in the folder.
    """
    spec = importlib.util.spec_from_file_location("polnear_score", data / "score.py")
    if spec is None or spec.loader is None or not (data / "score.py").is_file():
        raise FileNotFoundError(f"{data}: no score.py there; give the PolNeAR folder")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_articles(scorer: ModuleType, part: str) -> list[Article]:
    """The articles of ``train`` or ``dev`` in the order of their names."""
    found = []
    for name, (text, readings) in sorted(scorer.load(part).items()):
        words = split_words(text, lines_of(text))
        marked = tuple(tuple(_golds(words, reading)) for reading in readings)
        found.append(Article(name=name, text=text, words=words, readings=marked))
    return found


def lines_of(text: str) -> list[tuple[int, int]]:
    """The lines of a text that hold something: in PolNeAR a line is a paragraph."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _golds(words: Words, reading: list[dict[str, list[tuple[int, int]]]]) -> list[Gold]:
    found = []
    for one in reading:
        cues = _ranges(words, one["cue"])
        if cues:
            cue = Range(cues[0].start, cues[-1].end)
            found.append(
                Gold(
                    cue,
                    tuple(_ranges(words, one["source"])),
                    tuple(_ranges(words, one["content"])),
                )
            )
    return sorted(found)


def _ranges(words: Words, spans: list[tuple[int, int]]) -> list[Range]:
    """The words that each span touches."""
    found = []
    for start, end in spans:
        first = int(np.searchsorted(words.ends, start, side="right"))
        last = int(np.searchsorted(words.starts, end, side="left"))
        if first < last:
            found.append(Range(first, last))
    return found
