"""Assessments: judgements and forecasts by those who speak for nobody, or by the narrator."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from dragoman.extraction.reading import Reading
from dragoman.extraction.whose import FOR_NOBODY
from dragoman.gazetteer import likelihoods, probability_pattern
from dragoman.model import Act, Assessment, Statement, Voice, When, entry_id

_FEWEST = 5
"""Words that a claim must have."""

_JUDGING = frozenset({Act.ASSESS, Act.PREDICT})
_BY_NET = "act: model of acts"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SOME = frozenset({"certain", "sure to", "possible"})
"""Words of probability that before a noun, or between "as" and "as", are none."""


def assess_statements(reading: Reading, statements: Sequence[Statement]) -> list[Assessment]:
    """The assessments among the statements of one text, in their order."""
    judging = [statement for statement in statements if statement.act in _JUDGING]
    places = [reading.view.stored(t.idx, t.idx + 1)[0] for t in reading.doc] if judging else []
    claims = [(statement, _claim(reading, places, statement)) for statement in judging]
    return [_assessment(reading, s, claim) for s, claim in claims if _is_assessment(s, claim)]


def _is_assessment(statement: Statement, claim: "_Claim") -> bool:
    """Whether a statement judges or forecasts and nobody's interest speaks in it.

    Of the narrator's own words a net alone makes no judgement; a claim is a clause, long enough
    to be held against what comes.
    """
    if claim.words < _FEWEST or not (claim.is_clause or claim.probability):
        return False
    if statement.voice is not Voice.NARRATOR:
        return FOR_NOBODY in statement.because
    by_net = any(reason.startswith(_BY_NET) for reason in statement.because)
    return not by_net or (claim.probability is not None and claim.is_clause)


class _Claim:
    """The words of a claim, with what of them tells how likely it is held to be."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.words = len(text.split())
        self.is_clause = any(token.tag_ in _FINITE for span in spans for token in span)
        odds = [words for span in spans for words in _likely(span)]
        self.probability = max(odds, key=_weight, default=None)


def _claim(reading: Reading, places: Sequence[int], statement: Statement) -> _Claim:
    """The claim of a statement; ``places`` is where each token stands in the stored text."""
    contents = [p for p in statement.passages if p.role == "content"]
    ranges = [(bisect_left(places, p.start), bisect_left(places, p.end)) for p in contents]
    spans = [reading.doc[first:last] for first, last in ranges if first < last]
    return _Claim(" ".join(" ".join(p.exact.split()) for p in contents), spans)


def _likely(span: Span) -> Iterator[str]:
    """The words of probability in a claim, as written; what only looks like them left out."""
    for found in probability_pattern().finditer(span.text):
        token = _token_at(span, found.start())
        if token is not None and not _is_no_odds(token, found[0]):
            yield " ".join(found[0].split())


def _weight(words: str) -> int:
    """Numbers say most, words that a scale knows more than others; of equals the first counts."""
    if any(char.isdigit() for char in words) or " in " in words:
        return 2
    return 1 if likelihoods(words) else 0


def _token_at(span: Span, place: int) -> Token | None:
    at = span.start_char + place
    return next((token for token in span if token.idx <= at < token.idx + len(token)), None)


def _is_no_odds(token: Token, words: str) -> bool:
    """Read "certain concessions" as some, "as soon as possible" as haste, "in May" as a month."""
    if words.casefold() == "may":
        return token.tag_ != "MD"
    if words.casefold() not in _SOME:
        return False
    before = token.doc[token.i - 1].lower_ if token.i > token.sent.start else ""
    return token.dep_ == "amod" or before in {"as", "if", "where", "wherever", "whenever"}


def _assessment(reading: Reading, statement: Statement, claim: _Claim) -> Assessment:
    contents = tuple(p for p in statement.passages if p.role == "content")
    return Assessment(
        id=entry_id("assessment", contents),
        passages=contents,
        score=statement.score,
        because=statement.because,
        author=statement.speakers[0] if statement.speakers else None,
        claim=claim.text,
        horizon=_horizon(reading, statement, claim),
        probability=claim.probability,
        issues=statement.issues,
        statement=statement.id,
    )


_PAST = re.compile(r"\b(?:past|last|ago|previous|since|yesterday)\b", re.IGNORECASE)


def _horizon(reading: Reading, statement: Statement, claim: _Claim) -> When | None:
    """The first time ahead inside the claim, for a forecast or where odds are given."""
    if statement.act is not Act.PREDICT and claim.probability is None:
        return None
    contents = [p for p in statement.passages if p.role == "content"]
    for timed in reading.times:
        passage = timed.when.passage
        if passage is None or _PAST.search(passage.exact):
            continue
        if any(p.covers(passage) for p in contents):
            return timed.when
    return None
