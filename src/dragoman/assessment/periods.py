"""When an undertaking is due: "by the end of April", or "for 30 days" from the day it was made."""

import re
from datetime import date, timedelta

from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import statement_words
from dragoman.calendar import anchor, is_edtf, scan
from dragoman.model import Contact, Measure, Quantity, Statement, When

_DUE = frozenset({"by", "before", "until", "on", "during"})
_DEADLINE = frozenset({"by", "before", "until"})
_DAYS = {"day": 1, "week": 7}
_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_FIRST_WORD = re.compile(r"^(?:from|since)\b", re.IGNORECASE)


def due_time(
    statement: Statement, measure: Measure, contact: Contact | None, witnesses: Witnesses
) -> When | None:
    """When the measure is to be done, or the days for which it holds; None when not said."""
    period = measure.period
    if period is not None and period.edtf and period.relation in _DUE and not _is_length(period):
        return period
    if (named := _named_day(statement, witnesses)) is not None:
        return named
    start = _day(contact.happened_on if contact else None) or _day_of(statement, witnesses)
    return _lasting(measure.extent, statement_words(statement), start)


def _named_day(statement: Statement, witnesses: Witnesses) -> When | None:
    """The deadline that the words name, where the reader tied none to the measure."""
    text = statement_words(statement)
    told = witnesses.day_of(statement)
    for expression in scan(text):
        if expression.relation in _DEADLINE:
            when = When(
                text=text[expression.start : expression.end],
                form=expression.form,
                relation=expression.relation,
                relative_to="document",
                vague=expression.vague,
            )
            dated = anchor(when, told if is_edtf(told) else None)
            if dated.edtf:
                return dated
    return None


def _is_length(period: When) -> bool:
    """Whether a time is a length ("30 days") and no point."""
    return period.form.startswith(("dur", "P")) or _FIRST_WORD.match(period.text) is not None


def _day(when: When | None) -> date | None:
    edtf = when.edtf if when else None
    return date.fromisoformat(edtf) if edtf and _FULL_DAY.match(edtf) else None


def _day_of(statement: Statement, witnesses: Witnesses) -> date | None:
    told = witnesses.day_of(statement)
    return date.fromisoformat(told) if _FULL_DAY.match(told) else None


def _lasting(extent: Quantity | None, words: str, start: date | None) -> When | None:
    """The days for which it holds, where the words say "for 30 days" or "a 30-day truce"."""
    if extent is None or extent.value is None or extent.unit not in _DAYS or start is None:
        return None
    number = re.escape(extent.text.split()[0].split("-")[0])
    lasts = (
        rf"\b(?:for|of)\b(?: \w+){{0,2}} {number}[ -]{extent.unit}s?\b|\b{number}-{extent.unit}\b"
    )
    if not re.search(lasts, words, re.IGNORECASE):
        return None
    end = start + timedelta(days=extent.value * _DAYS[extent.unit])
    return When(
        text=extent.text,
        edtf=f"{start.isoformat()}/{end.isoformat()}",
        relative_to="document",
        relation="during",
        passage=extent.passage,
    )
