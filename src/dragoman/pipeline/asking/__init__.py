"""Asking: a question in fields or in words, answered with entries and their sentences."""

from dragoman.pipeline.asking.answering import (
    Answer,
    Asking,
    Fewer,
    Found,
    ask,
    search_contents,
    understood,
)
from dragoman.pipeline.asking.question import Field, Question, Term

__all__ = [
    "Answer",
    "Asking",
    "Fewer",
    "Field",
    "Found",
    "Question",
    "Term",
    "ask",
    "search_contents",
    "understood",
]
