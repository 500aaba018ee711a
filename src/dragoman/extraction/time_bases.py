"""Times reckoned from other times of the text: from which one, and what bounds an undated text."""

import re

from spacy.tokens import Span

from dragoman.calendar import Expression
from dragoman.extraction.reading import Reading, Timed
from dragoman.extraction.tense import tense_of

_DAYS = re.compile(
    r"date:\d{4}-\d{2}-\d{2}(?![\d/])|weekday:|day:|rel:day|ago:day|holiday:|then:day"
)
_DATED = re.compile(r"date:|weekday:|day:|rel:|ago:|holiday:|month:|season:|quarter:|weekend")
_QUARTERS = re.compile(r"quarter:|rel:quarter|date:(\d{4})-(?:01|04|07|10)/\1-(?:03|06|09|12)")
_FULL_DAY = re.compile(r"date:(\d{4}-\d{2}-\d{2})(?:@.*)?$")
_BACK = 6
"""Times before one at most, among which that is sought from which it is reckoned."""
_FAR = 60
"""Tokens between a period and "a year earlier" at most, for the words to mean that period."""


def base_of(expression: Expression, span: Span, before: list[Timed]) -> str | None:
    """The form of the time from which an expression is reckoned, None where it is from none.

    "The next day" from a day before it, "that year" from any time, "a year earlier" from the
    quarter just spoken of, a time of day from the day of its sentence.
    """
    form, near = expression.form, before[-_BACK:]
    if expression.rule == "year ago":
        return _quarter(span, near) or (_standing(form, near) if form.startswith("then:") else None)
    if form.startswith("clock:"):
        return _day_of_sentence(span, near)
    if not form.startswith("then:") or "<" in form or _is_of_another(span):
        return None
    return _quarter(span, near) if ":quarter:" in form else _standing(form, near)


def _is_of_another(span: Span) -> bool:
    """As in: "Two days after the talks": reckoned from what follows."""
    doc = span.doc
    return span.end < len(doc) and doc[span.end].lower_ in ("after", "before")


def _standing(form: str, near: list[Timed]) -> str | None:
    """The last time before that is fine enough: a day for days, any for longer units."""
    wanted = _DATED if re.match(r"then:(?:week|month|year|decade)", form) else _DAYS
    for timed in reversed(near):
        base = timed.when.form
        if base.startswith("then:") and "<" in base:
            inner = base.rpartition("<")[2]
            base = inner if form.startswith("then:year:-") else base
            if wanted.match(inner) or wanted.match(base):
                return base
        elif wanted.match(base):
            return base
    return None


def _quarter(span: Span, near: list[Timed]) -> str | None:
    """The quarter last spoken of, itself not reckoned from another."""
    for timed in reversed(near):
        if span.start - timed.span.end > _FAR:
            return None
        inner = timed.when.form.rpartition("<")[2]
        if _QUARTERS.match(inner):
            return inner
    return None


def _day_of_sentence(span: Span, near: list[Timed]) -> str | None:
    first = span.sent.start
    return next(
        (timed.when.form for timed in reversed(near)
         if timed.span.start >= first and _DAYS.match(timed.when.form)),
        None,
    )  # fmt: skip


def bounds_of(reading: Reading, found: list[Timed]) -> str | None:
    """Between which days an undated text was written, as EDTF; None where nothing tells.

    It is no older than a dated day that lies behind, no younger than one that lies ahead.
    """
    low: list[str] = []
    high: list[str] = []
    for timed in found:
        if day := _FULL_DAY.match(timed.when.form):
            tense = tense_of(reading.span(timed.span).root)
            (low if tense == "past" else high if tense == "future" else []).append(day[1])
    first, last = max(low, default=".."), min(high, default="..")
    if first == last == ".." or (".." not in (first, last) and first > last):
        return None
    return f"{first}/{last}"
