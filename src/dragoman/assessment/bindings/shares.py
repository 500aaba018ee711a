"""Majorities that are needed, and shares of those asked in a poll."""

import re

from dragoman.assessment.bindings.bound import has_body
from dragoman.assessment.bindings.passages import Told
from dragoman.assessment.bindings.vocabulary import expression, majorities
from dragoman.calendar import number_of
from dragoman.model import Bound, ConstraintKind, Quantity, Ratification

AFTER = 45
"""Code points behind a rule's words in which a majority or a day still belongs to them."""
_PERCENT = re.compile(r"(?P<number>[\w.-]+?) ?(?:%|per ?cent|percent)", re.IGNORECASE)
_SHARES = {"a majority": Bound.MORE_THAN, "most": Bound.MORE_THAN, "nearly half": Bound.LESS_THAN}


def quantity_of(told: Told, match: re.Match[str], kind: ConstraintKind) -> Quantity | None:
    """The majority needed, or the share of those asked, in per cent."""
    if kind is ConstraintKind.OPINION:
        return _share(told, match) if "share" in match.re.groupindex else None
    if kind not in (ConstraintKind.RATIFICATION, ConstraintKind.CONSTITUTION):
        return None
    stretch = told.text[match.start() : match.end() + AFTER]
    for words, percent in majorities():
        found = words.search(stretch)
        if found:
            start = match.start() + found.start()
            bound = Bound.MORE_THAN if percent == 50 else Bound.AT_LEAST
            return Quantity(
                text=found[0],
                value=percent,
                unit="%",
                bound=bound,
                of=" ".join(match["body"].split()) if has_body(match) else "",
                passage=told.span(start, start + len(found[0]), "quantity"),
            )
    return None


def _share(told: Told, match: re.Match[str]) -> Quantity | None:
    words = match["share"]
    number = _PERCENT.match(words)
    value = number_of(number["number"]) if number else None
    if number and value is None:
        return None
    passage = told.span(*match.span("share"), "quantity")
    bound = _SHARES.get(words.casefold(), Bound.EXACTLY)
    of = " ".join(match["people"].split())
    return Quantity(
        text=" ".join(words.split()), value=value, unit="%", bound=bound, of=of, passage=passage
    )


_POLL = (
    r"\b(?:(?:poll|survey)s? (?:by|of|for|from|conducted by|commissioned by) (?P<by>[^,.;]{3,40}?)"
    r"(?= (?:found|showed|shows|suggests|published|in|said)\b|[,.;])|(?P<whose>(?:[A-Z]\w+ ){1,3})"
    r"(?:poll|survey))"
)


def asked_by(told: Told) -> str:
    """Who asked: "a poll by the Quay Institute found"; empty where the sentence does not say."""
    found = expression(_POLL).search(told.text)
    return " ".join((found["by"] or found["whose"] or "").split()) if found else ""


def laid_down_majority(row: Ratification) -> Quantity | None:
    """The majority that a row of ``negotiation.toml`` asks for."""
    for words, percent in majorities():
        if words.search(row.rule):
            bound = Bound.MORE_THAN if percent == 50 else Bound.AT_LEAST
            return Quantity(text=row.rule, value=percent, unit="%", bound=bound, of=row.body)
    return None
