"""When an undertaking is due: "by the end of April", or "for 30 days" from the day it was made."""

import re
from datetime import date, timedelta

from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import statement_words
from dragoman.calendar import anchor, is_edtf, number_of, scan
from dragoman.model import Contact, Measure, Quantity, Statement, When

_DUE = frozenset({"by", "before", "until", "on", "during"})
_DEADLINE = frozenset({"by", "before", "until"})
_DAYS = {"day": 1, "week": 7}
_LASTS = re.compile(
    r"\b(?:for|of)(?: the next| another| at least| up to)? (?P<number>\d+|[a-z]+(?:-[a-z]+)?) "
    r"(?P<unit>days?|weeks?)\b|\b(?P<hyphened>\d+|[a-z]+)-(?P<hyphened_unit>day|week)\b",
    re.IGNORECASE,
)
_MOST = 1000
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
    words = statement_words(statement)
    return _lasting(measure.extent, words, start) or lasting_in(words, start)


def _named_day(statement: Statement, witnesses: Witnesses) -> When | None:
    """The deadline that the words name, where the reader tied none to the measure."""
    return due_in(statement_words(statement), witnesses.day_of(statement))


def due_in(text: str, told: str) -> When | None:
    """The deadline that some words name; ``told`` is the day (EDTF) on which they were said."""
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


def lasting_in(words: str, start: date | None) -> When | None:
    """The days for which it holds, in words: "a pause of 14 days", "for three weeks"."""
    found = _LASTS.search(words)
    if found is None or start is None:
        return None
    number = found["number"] or found["hyphened"]
    value = int(number) if number.isdigit() else number_of(number)
    unit = (found["unit"] or found["hyphened_unit"]).lower().removesuffix("s")
    if value is None or not 0 < value < _MOST:
        return None
    days = int(value * _DAYS[unit])
    return When(
        text=found[0],
        edtf=f"{start.isoformat()}/{(start + timedelta(days=days)).isoformat()}",
        relative_to="document",
        relation="during",
    )


def starting_in(text: str, told: str) -> When | None:
    """The day from which something is to be done: "from 1 September", "on Monday"."""
    for expression in scan(text):
        before = text[: expression.start].split()
        from_ = expression.relation in ("since", "after") or (before and before[-1] == "from")
        if from_ or expression.relation == "on":
            when = When(
                text=text[expression.start : expression.end],
                form=expression.form,
                relation=expression.relation,
                relative_to="document",
                vague=expression.vague,
            )
            dated = anchor(when, told if is_edtf(told) else None)
            if dated.edtf and _FULL_DAY.match(dated.edtf.split("/")[0]):
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
