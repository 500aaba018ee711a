"""Assessments: judgements and forecasts by those who speak for nobody, or by the narrator."""

from collections.abc import Sequence

from dragoman.extraction.acts_words import terms
from dragoman.extraction.reading import Reading
from dragoman.extraction.whose import FOR_NOBODY
from dragoman.model import Act, Assessment, Statement, Voice, When, entry_id

_FEWEST = 5
"""Words that a claim must have."""

_JUDGING = frozenset({Act.ASSESS, Act.PREDICT})


def assess_statements(reading: Reading, statements: Sequence[Statement]) -> list[Assessment]:
    """The assessments among the statements of one text, in their order."""
    return [_assessment(reading, one) for one in statements if _is_assessment(one)]


def _is_assessment(statement: Statement) -> bool:
    """Whether a statement judges or forecasts and nobody's interest speaks in it."""
    return (
        statement.act in _JUDGING
        and _is_claim(statement)
        and (statement.voice is Voice.NARRATOR or FOR_NOBODY in statement.because)
    )


def _is_claim(statement: Statement) -> bool:
    """Whether the content is long enough to be held against what comes."""
    words = sum(len(p.exact.split()) for p in statement.passages if p.role == "content")
    return words >= _FEWEST


def _assessment(reading: Reading, statement: Statement) -> Assessment:
    contents = tuple(p for p in statement.passages if p.role == "content")
    claim = " ".join(" ".join(p.exact.split()) for p in contents)
    return Assessment(
        id=entry_id("assessment", contents),
        passages=contents,
        score=statement.score,
        because=statement.because,
        author=statement.speakers[0] if statement.speakers else None,
        claim=claim,
        horizon=_horizon(reading, statement),
        probability=_probability(claim),
        issues=statement.issues,
        statement=statement.id,
    )


def _horizon(reading: Reading, statement: Statement) -> When | None:
    """The first time inside the claim, for a forecast."""
    if statement.act is not Act.PREDICT:
        return None
    contents = [p for p in statement.passages if p.role == "content"]
    for timed in reading.times:
        passage = timed.when.passage
        if passage is not None and any(p.covers(passage) for p in contents):
            return timed.when
    return None


def _probability(claim: str) -> str | None:
    """The longest words of probability in a claim, as written."""
    lowered = f" {claim.lower()} "
    for words in sorted(terms("probability"), key=lambda w: (-len(w), w)):
        place = lowered.find(f" {words} ")
        if place >= 0:
            return claim[place : place + len(words)]
    return None
