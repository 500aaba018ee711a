"""The grammar of English time expressions: from words to symbolic forms.

One rule is one named pattern and one builder. All patterns together are scanned in one pass;
at each place the first rule that fits wins, so the longer rules stand first. Month and short
weekday names need their capital: "may", "march" and "sat" are verbs otherwise.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from attrs import frozen

from dragoman.calendar.builders import BUILDERS, TODAY_WORDS
from dragoman.calendar.fragments import FRAGMENTS, any_of
from dragoman.calendar.holidays import HOLIDAYS
from dragoman.calendar.vocabulary import (
    DAY_PARTS,
    HEDGES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PLURALS,
    REFS,
    RELATIONS,
    SEASONS,
    UNITS,
    WEEKDAYS,
)


@frozen(kw_only=True)
class Expression:
    """One time expression: offsets into the scanned text, half open, and what it means.

    ``rule`` is the name of the rule that read it.
    """

    start: int
    end: int
    form: str
    relation: str = "on"
    vague: bool = False
    rule: str = ""


_OPENING_WORDS = (
    "the", "that", "a", "an", "another", "half", "several", "some", "few", "many", "dozens",
    "hundreds", "thousands", "scores", "every", "each", "last", "next", "this", "past", "coming",
    "current", "previous", "upcoming", "recent", "following", "preceding", "same", "comparable",
    "corresponding", "latest", "once", "twice", "opening", "closing", "fiscal", "financial",
    "tonight", "daily", "weekly", "monthly",
    "hourly", "yearly", "annually", "more", "twenties", "thirties", "forties", "fifties",
    "sixties", "seventies", "eighties", "nineties", "mondays", "tuesdays", "wednesdays",
    "thursdays", "fridays", "saturdays", "sundays",
)  # fmt: skip
"""With the words of the calendar, what an expression can begin with: elsewhere none is tried."""

_RULES: list[dict[str, str]] = tomllib.loads(
    files("dragoman.calendar").joinpath("rules.toml").read_text("utf-8")
)["rule"]
_NAMED = re.compile(r"\(\?P<\w+>")
_FRAGMENT = re.compile(r"\{([A-Z_]+)\}")


def _pattern(rule: dict[str, str]) -> str:
    """The rule's pattern with its fragments filled in."""
    return _FRAGMENT.sub(lambda name: FRAGMENTS[name[1]], rule["pattern"])


_OPENERS = any_of(
    {
        *MONTHS, *WEEKDAYS, *SEASONS, *DAY_PARTS, *UNITS, *PLURALS, *NUMBERS, *ORDINALS,
        *(f"{unit}s" for unit in UNITS),
        *(phrase.split()[0].casefold() for phrase in (*PARTS, *REFS, *HOLIDAYS, *TODAY_WORDS)),
        *_OPENING_WORDS,
    }
)  # fmt: skip
_SINGLE = [re.compile(_pattern(rule)) for rule in _RULES]
_SCANNER = re.compile(
    rf"(?<![\w$€£])(?=\d|['’]\d|(?i:{_OPENERS}|q[1-4])(?!\w))(?:"
    + "|".join(f"(?P<r{i}>{_NAMED.sub('(?:', _pattern(rule))})" for i, rule in enumerate(_RULES))
    + ")"
)
_RELATION = re.compile(rf"(?:^|\s)(?P<r>(?i:{any_of(RELATIONS)}))(?:\s+the)?\s*$")
_HEDGED = re.compile(rf"(?:^|[\s(–—])(?P<h>(?i:{any_of(HEDGES)})\s+)$")
_UNHEDGED = frozenset({"ref", "often", "season", "then day", "then unit", "that unit", "every"})
_ROUGH = frozenset({"week of month", "weekday of month"})
_BLURRED = (":early", ":mid", ":late", "x", "ref:", "set:")


def scan(text: str) -> Iterator[Expression]:
    """The time expressions in a text, from left to right, not overlapping.

    Only forms are found here; whether "May" is a verb is for the caller, who has syntax.
    """
    place = 0
    while found := _SCANNER.search(text, place):
        expression = _read(text, found)
        place = expression.end if expression else found.start() + 1
        if expression:
            yield expression


def _read(text: str, found: re.Match[str]) -> Expression | None:
    index = int((found.lastgroup or "r0")[1:])
    rule = _RULES[index]
    again = _SINGLE[index].match(text, found.start())
    if again is None:
        return None
    form = BUILDERS[rule["builder"]](again.groupdict(""))
    if form is None:
        return None
    start, end = again.span()
    hedge = None
    if rule["name"] not in _UNHEDGED:
        hedge = _HEDGED.search(text[max(0, start - 20) : start])
    start -= len(hedge["h"]) if hedge else 0
    relation = relation_before(text[max(0, start - 20) : start])
    blurred = hedge is not None and HEDGES[" ".join(hedge["h"].casefold().split())] == "about"
    blurred = blurred or rule["name"] in _ROUGH
    vague = blurred or any(mark in form for mark in _BLURRED)
    vague = vague and not form.startswith("dur:")
    return Expression(
        start=start, end=end, form=form, relation=relation, vague=vague, rule=rule["name"]
    )


def relation_before(text: str) -> str:
    """The relation that the words right before a time express; ``on`` where there are none."""
    found = _RELATION.search(text)
    return RELATIONS[" ".join(found["r"].casefold().split())] if found else "on"


def parse_expression(text: str) -> str | None:
    """The symbolic form of a text that is one time expression, None when it is none.

    A preposition before it and a full stop after it are allowed.

    >>> parse_expression("by the end of April"), parse_expression("two weeks ago")
    ('month:04:end', 'ago:week:-2')
    """
    expression = recognise(text)
    return expression.form if expression else None


def recognise(text: str) -> Expression | None:
    """The one expression that a whole text is; None when it is none."""
    found = next(scan(text), None)
    if found is None or text[found.end :].strip(" .,;"):
        return None
    before = _RELATION.sub("", text[: found.start]).strip().casefold()
    return found if before in ("", "the", "in the", "between", "around", "about") else None


def trigger_words() -> frozenset[str]:
    """Lower-case words of which at least one stands in every expression without a figure."""
    words = {*MONTHS, *WEEKDAYS, *SEASONS, *DAY_PARTS, *UNITS, *PLURALS, *TODAY_WORDS}
    words |= {f"{unit}s" for unit in UNITS} | {f"{name}." for name in MONTHS}
    words |= {word for phrase in REFS for word in phrase.split() if len(word) > 3 or word == "now"}
    words |= {word.casefold() for name in HOLIDAYS for word in name.split() if len(word) > 3}
    words |= {"eighteen", "nineteen"}
    often = {"daily", "weekly", "monthly", "hourly", "yearly", "annually", "annual"}
    return frozenset(words | often)
