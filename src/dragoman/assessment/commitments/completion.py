"""Whether a sentence tells that what was undertaken has been done."""

import re

from dragoman.assessment.commitments.reports import tells_not_done
from dragoman.assessment.negations import stem
from dragoman.assessment.wording import content_words, is_listed, measure_words, statement_words
from dragoman.model import Commitment, Firmness, Measure, Polarity, Statement

_PAST = re.compile(
    r"\b(?:did|has|have|had|was|were)\b|\b\w+ed\b|\b(?:sent|gave|paid|withdrew|put)\b"
)
_TO_COME = re.compile(r"\b(?:will|would|shall|is to|are to|to be|should|if|planned|due)\b")


def is_done(measure: Measure, statement: Statement, commitment: Commitment) -> bool:
    """Whether a measure, told as done, is one that the commitment undertook to do.

    Only deeds that are done when they are done count (an exchange, a delivery), told flatly and
    in the past by a text that does not announce the commitment itself.
    """
    text = statement_words(statement)
    flat = statement.polarity is Polarity.AFFIRMED and statement.firmness is Firmness.FIRM
    if not flat or measure.negated or not is_listed(measure.action, "doing once"):
        return False
    if (
        tells_not_done(text)
        or _TO_COME.search(text)
        or not _PAST.search(text)
        or _is_account(statement, commitment)
    ):
        return False
    if measure.issue and commitment.issue and measure.issue != commitment.issue:
        return False
    return any(_is_like(measure, undertaken) for undertaken in commitment.measures)


def _is_account(statement: Statement, commitment: Commitment) -> bool:
    """Whether the statement is one of those that the commitment rests on."""
    return any(statement.id in stage.statements for stage in commitment.agreement)


def _is_like(told: Measure, undertaken: Measure) -> bool:
    """Whether action and object of a deed are those undertaken."""
    own = _stems(f"{measure_words(undertaken)} {undertaken.object or ''}")
    things = _stems(told.object or "")
    done = stem(told.action or "") in own or is_listed(measure_words(undertaken), "doing once")
    return done and bool(things) and 2 * len(things & own) >= len(things)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text) if not word.isdigit())
