"""Words of estimative probability, and what published scales make of them."""

import re
from functools import cache

from attrs import frozen

from dragoman.gazetteer.tables import rows


@frozen(kw_only=True)
class Likelihood:
    """What one scale makes of some words: a range in per cent, both ends closed."""

    low: float
    high: float
    scale: str


def likelihoods(words: str) -> tuple[Likelihood, ...]:
    """The ranges that published scales give words of probability; empty where none does.

    >>> [(one.low, one.high, one.scale) for one in likelihoods("Unlikely")][1]
    (20.0, 45.0, 'ICD 203')
    """
    return _ranges().get(" ".join(words.casefold().split()), ())


@cache
def _ranges() -> dict[str, tuple[Likelihood, ...]]:
    found: dict[str, tuple[Likelihood, ...]] = {}
    for row in rows("probability"):
        if row["low"]:
            one = Likelihood(low=float(row["low"]), high=float(row["high"]), scale=row["scale"])
            found[row["words"]] = (*found.get(row["words"], ()), one)
    return found


@cache
def probability_pattern() -> re.Pattern[str]:
    """Finds words of probability, the longest first, and chances told in numbers."""
    words = sorted({row["words"] for row in rows("probability")}, key=lambda w: (-len(w), w))
    spelled = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in words)
    return re.compile(rf"(?<![\w-])(?:{_NUMBERS}|{spelled})(?![\w-])", re.IGNORECASE)


_NUMBERS = (
    r"\d{1,3}(?:\.\d+)?(?:\s*(?:%|per\s?cent|percent))\s+(?:chance|probability|likelihood|odds)|"
    r"(?:one|two|three|four|\d)\s+(?:chances?\s+)?in\s+(?:two|three|four|five|ten|\d+)(?!\s+\w+s\b)|"
    r"(?:chance|probability|likelihood|odds)\s+of\s+\d{1,3}\s*(?:%|per\s?cent|percent)"
)
