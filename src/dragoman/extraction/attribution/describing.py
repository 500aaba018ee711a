"""Describing: words that tell of the source are not part of what it says.

As in "according to a statement by A, made after the call, B agrees": the content begins at "B".
"""

from spacy.tokens import Doc

from dragoman.extraction.reading import Attributed, Reading, Tokens

_CLAUSES = frozenset({"acl", "relcl", "advcl"})
_PARTICIPLES = frozenset({"VBN", "VBG"})


def cut_descriptions(reading: Reading, found: list[Attributed]) -> None:
    """Cut clauses that hang on the speaker or cue off the beginnings of contents, in place."""
    for one in found:
        source = {i for span in (*one.speakers, *one.cues) for i in range(*span)}
        one.contents = [_cut(reading.doc, span, source) for span in one.contents]


def _cut(doc: Doc, span: Tokens, source: set[int]) -> Tokens:
    first = doc[span.start]
    describes = first.dep_ in _CLAUSES and first.tag_ in _PARTICIPLES and first.head.i in source
    if not describes:
        return span
    start = first.right_edge.i + 1
    while start < span.end and doc[start].is_punct:
        start += 1
    return Tokens(start, span.end) if start < span.end else span
