"""Days and times: EDTF arithmetic, English time expressions, and what they mean on a day."""

from dragoman.calendar.edtf import describe, is_edtf, overlaps
from dragoman.calendar.forms import anchor
from dragoman.calendar.grammar import (
    Expression,
    parse_expression,
    recognise,
    scan,
    trigger_words,
)
from dragoman.calendar.numerals import number_of
from dragoman.model.edtf import interval

__all__ = [
    "Expression",
    "anchor",
    "describe",
    "interval",
    "is_edtf",
    "number_of",
    "overlaps",
    "parse_expression",
    "recognise",
    "scan",
    "trigger_words",
]
