"""Syntax: one Doc over the whole view, whatever its size."""

import pytest

from dragoman.extraction.segments import split
from dragoman.extraction.syntax import BLOCK, load_model, parse
from dragoman.extraction.view import View
from dragoman.model import Document


def parsed(text: str) -> tuple[str, list[str]]:
    view = View.of(text)
    doc = parse(view, split(view, Document(id="d", text=text)))
    return doc.text, [" ".join(sentence.text.split()) for sentence in doc.sents]


def test_a_headline_never_runs_into_the_paragraph_below_it() -> None:
    _, sentences = parsed("Velland walks out of talks\nThe envoy left on Monday. She was angry.\n")
    assert sentences == [
        "Velland walks out of talks",
        "The envoy left on Monday.",
        "She was angry.",
    ]


def test_the_doc_keeps_the_offsets_of_the_view() -> None:
    text = (
        "Talks resume\n\nThe envoys of both sides met for the first time on\nMonday in Sundholm.\n"
    )
    view = View.of(text)
    doc = parse(view, split(view, Document(id="d", text=text)))
    for token in doc:
        assert view.text[token.idx : token.idx + len(token)].split() == token.text.split()


@pytest.mark.parametrize("text", ["", " \n\n ", "#", "word " * 4000, "x" * (BLOCK + 50)])
def test_odd_texts_are_parsed_whole(text: str) -> None:
    assert len(parsed(text)[0]) == len(View.of(text).text)


def test_a_long_text_is_read_in_blocks() -> None:
    line = "The envoy of Velland said no. " * 40 + "\n"
    text = line * (BLOCK // len(line) + 2)
    assert len(parsed(text)[0]) == len(text)


def test_the_model_is_loaded_once() -> None:
    assert load_model() is load_model()


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(OSError, match="no_such_model"):
        load_model("no_such_model")
