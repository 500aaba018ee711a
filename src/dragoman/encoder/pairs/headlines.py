"""How a headline stands to a claim, in figures that a reader can check."""

from math import log1p

from dragoman.encoder.pairs.figures import clashing, quantities, shared
from dragoman.encoder.pairs.opposites import opposed
from dragoman.encoder.pairs.wording import Wording

HEADLINES = (
    "claim's words", "headline's words", "first words of the claim", "refuting words",
    "refuting words in the claim", "hedged words", "hedged words in the claim", "question",
    "asks at the start", "negation", "negation in the claim", "negated shared word",
    "opposite words", "numbers clash", "numbers shared", "confirming words", "says", "colon",
    "quotation", "words of the headline", "question and refuting", "no at the start",
)  # fmt: skip
"""The features of :func:`compare_headline`, in order: shares, 0 or 1, or the log of a count."""

_ASKING = {
    "is", "are", "was", "were", "did", "does", "do", "has", "have", "can", "could", "will", "what",
    "who", "why", "how", "where", "should",
}  # fmt: skip
_FIRST = 4


def compare_headline(headline: str, claim: str) -> list[float]:
    """The features of :data:`HEADLINES`."""
    one, two = Wording(headline), Wording(claim)
    return [*_words(one, two), *_cues(one, two), *_facts(one, two), *_form(one)]


def _words(one: Wording, two: Wording) -> list[float]:
    both = one.content & two.content
    leading = [s for s in two.stems if s in two.content][:_FIRST]
    return [
        len(both) / max(1, len(two.content)),
        len(both) / max(1, len(one.content)),
        sum(s in one.content for s in leading) / max(1, len(leading)),
    ]


def _cues(one: Wording, two: Wording) -> list[float]:
    lists = ("refuting", "hedged")
    cues = [log1p(text.count(name)) for name in lists for text in (one, two)]
    asks = one.tokens[:1] and one.tokens[0] in _ASKING
    no = log1p(one.count("negating"))
    return [*cues, float("?" in one.tokens), float(bool(asks)), no, log1p(two.count("negating"))]


def _facts(one: Wording, two: Wording) -> list[float]:
    ours, theirs = quantities(one), quantities(two)
    moved = (one.negated ^ two.negated) & one.content & two.content
    return [
        log1p(len(moved)),
        log1p(opposed(one, two)[0]),
        float(clashing(ours, theirs) > 0),
        float(shared(ours, theirs) > 0),
    ]


def _form(one: Wording) -> list[float]:
    first = one.tokens[0] if one.tokens else ""
    return [
        log1p(one.count("confirming")),
        log1p(one.count("speaking")),
        float(":" in one.text),
        float(any(mark in one.text for mark in "\"“‘'")),
        log1p(len(one.tokens)),
        float("?" in one.tokens and one.count("refuting") > 0),
        float(first in {"no", "sorry", "nope"}),
    ]
