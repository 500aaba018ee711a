"""Symbolic forms: what a time expression means before the document's day is known.

::

    date:2025-03-18            an EDTF time that stands by itself (also month, year, interval)
    date:2025:early            a part of it
    weekday:tue                a Tuesday; the nearest one up to the day
    weekday:tue:last           also :next, :this (week), :past, :future
    day:03-18                  a day without a year, the nearest; :past, :future
    month:04                   a month without a year; :past, :future, :last, :next, :this
    month:04:y-1               April of last year; also with day, season, quarter
    season:21                  a season without a year (EDTF codes 21-24)
    rel:week:+1                the unit so many units away; day, weekend, week, month, quarter,
                               year, decade, century
    ago:week:-3                a day about three weeks back (month and year: that month, year)
    ago:hour:-3                three hours back: that day or the one before
    span:day:-3                the three days up to the day; +3 from the day on; x: how many is open
    quarter:3                  a quarter without a year
    holiday:easter             a feast (``holidays.toml``), the nearest; :past, :future, :last …
    dur:P30D                   a length of time, which lies nowhere
    dur:P2W/P3W                two to three weeks
    set:P1W                    every week; set:thu@EV, set:07: Thursday evenings, each July
    ref:past                   recently; ref:now, ref:future
    weekend                    the nearest weekend up to the day; :past, :future
    clock:14:30                a time of day
    then:day:+1                reckoned from another time of the text, not from the document's day;
                               that time's form follows when it is known: then:day:+1<weekday:tue;
                               then:fri:-1: the Friday before it; +0: the same one
    range:A|B                  from form A to form B

``date``, ``month``, ``season`` and ``rel`` take a part: ``:early``, ``:mid``, ``:late``,
``:start`` or ``:end``.
A part of the day follows as ``@MO``, ``@MI``, ``@AF``, ``@EV``, ``@NI`` (TimeML) or ``@14:30``.
"""

import re
from datetime import date

import attrs

from dragoman.calendar.edtf import is_edtf, written
from dragoman.calendar.periods import DIRECTIONS, part_of, picked, resolve
from dragoman.model import When
from dragoman.model.edtf import interval

_ENDS_AT = ("by", "until", "before")
_RECURRING = ("weekday", "day", "month", "season", "weekend", "quarter", "holiday")
_LYING_NOWHERE = ("", "dur", "set", "clock")
_PART = re.compile(r":(early|mid|late|start|end)$")


def anchor(when: When, day: str | None) -> When:
    """Resolve ``when.form`` against the document's day (EDTF, or None while it is unknown).

    Text, relation and vagueness stay. A relative time stays without ``edtf`` when there is no
    day; when the day is only known to the month, the result spans every reading and is vague,
    and when it is known to lie after or before a day, the result is open at that end.
    A deadline ("by the end of April") is the last day of its period.

    Raises:
        BadRequest: ``day`` is not EDTF.
    """
    kind = when.form.partition(":")[0]
    if kind in _LYING_NOWHERE or (kind == "then" and "<" not in when.form):
        return when
    if kind == "date":
        return _dated(when, when.form.removeprefix("date:").partition("@")[0])
    low, high = interval(day) if day else (None, None)
    if kind == "then" and when.form.rpartition("<")[2].startswith("date:"):
        low = high = low or high or _ANY_DAY
    return _relative(when, low, high) if low or high else when


_ANY_DAY = date(2000, 1, 1)
"""A time reckoned from a dated one is the same whatever the document's day."""


def _dated(when: When, edtf: str) -> When:
    if part := _PART.search(edtf):
        whole = edtf[: part.start()]
        edtf = part_of(whole, part[1]) if is_edtf(whole) else ""
        if when.relation in _ENDS_AT and part[1] == "end":
            edtf = edtf.rpartition("/")[2]
    return attrs.evolve(when, edtf=edtf) if is_edtf(edtf) else when


def _relative(when: When, low: date | None, high: date | None) -> When:
    """``when`` for a document of some day from ``low`` to ``high``; None is no bound."""
    try:
        form = _directed(when)
        first = resolve(form, low) if low else (None, None)
        last = resolve(form, high) if high else (None, None)
    except (ValueError, OverflowError):
        return when
    if first is None or last is None:
        return when
    vague = when.vague or first != last
    start = None if first[0] is None or last[0] is None else min(first[0], last[0])
    end = None if first[1] is None or last[1] is None else max(first[1], last[1])
    if not low or not high:
        start, end = (first[0], None) if low else (None, last[1])
    edtf = _edtf(start, end, when)
    return attrs.evolve(when, edtf=edtf, vague=vague, relative_to="document") if edtf else when


def _directed(when: When) -> str:
    """The form with its direction: a deadline lies ahead unless the form says otherwise."""
    fields = when.form.partition("@")[0].split(":")
    if when.relation in ("by", "until") and not picked(fields, DIRECTIONS):
        return f"{':'.join(fields)}:future" if fields[0] in _RECURRING else when.form
    return when.form


def _edtf(start: date | None, end: date | None, when: When) -> str | None:
    if start is None or end is None:
        low, high = (day.isoformat() if day else ".." for day in (start, end))
        return f"{low}/{high}" if start or end else None
    if when.relation in _ENDS_AT and ":end" in when.form:
        return end.isoformat()
    edtf = written(start, end)
    return f"{edtf}~" if _is_rounded(when.form) else edtf


def _is_rounded(form: str) -> bool:
    """Whether the form counts in units longer than the day, so that its day is about right."""
    return form.startswith("ago:") and ":day:" not in form
