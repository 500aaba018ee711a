"""Rival judgements, and the hypotheses that they and the discrepancies suggest.

Two judgements are rivals where different authors speak of one issue in the same words and come
down on opposite sides. Hypotheses stand side by side (Heuer 1999, chapter 8); a suggested one
says so until an analyst signs for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from attrs import evolve

from dragoman.assessment.wording import content_words
from dragoman.gazetteer import likelihoods, probability_pattern
from dragoman.model import Assessment, Discrepancy, Hypothesis, digest

_SHARED = 3
"""So many telling words two judgements of one question share at least."""
_SHARE = 0.5
"""And so much of the words of the shorter one."""
_WIDE = frozenset({"process", "settlement", "bilateral-relations"})
_DOUBT = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|n['’]t|nobody|nothing|hardly|little|slim|doubt\w*|"
    r"fail\w*|collapse\w*|impossible|unrealistic|unthinkable)\b|n['’]t\b",
    re.IGNORECASE,
)
_EVEN = 50.0


def mark_rivals(assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """The assessments with the ids of their rivals, in the order given."""
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in _on_one_issue(assessments):
        if are_rivals(one, other):
            rivals[one.id].add(other.id)
            rivals[other.id].add(one.id)
    return tuple(
        evolve(one, rivals=tuple(sorted(rivals[one.id] | set(one.rivals))))
        if one.id in rivals
        else one
        for one in assessments
    )


def _on_one_issue(assessments: Iterable[Assessment]) -> Iterator[tuple[Assessment, Assessment]]:
    """Pairs that share a narrow issue, each once."""
    by_issue: defaultdict[str, list[Assessment]] = defaultdict(list)
    for one in sorted(assessments, key=lambda a: a.id):
        for issue in one.issues:
            if issue not in _WIDE:
                by_issue[issue].append(one)
    seen: set[tuple[str, str]] = set()
    for issue in sorted(by_issue):
        for one, other in combinations(by_issue[issue], 2):
            if (one.id, other.id) not in seen:
                seen.add((one.id, other.id))
                yield one, other


def are_rivals(one: Assessment, other: Assessment) -> bool:
    """Whether two judgements answer one question in opposite ways."""
    if _author(one) == _author(other) or is_doubtful(one) == is_doubtful(other):
        return False
    first, second = _telling(one), _telling(other)
    shared = len(first & second)
    return shared >= _SHARED and shared >= _SHARE * min(len(first), len(second))


def _author(assessment: Assessment) -> str:
    """Who judges: the author, else the document, whose narrator it then is."""
    if assessment.author is not None:
        return assessment.author.id or assessment.author.name.casefold()
    return assessment.passages[0].document if assessment.passages else assessment.id


def is_doubtful(assessment: Assessment) -> bool:
    """Whether a judgement comes down against its claim: by its odds, else by a negation.

    >>> is_doubtful(Assessment(id="a", claim="a deal is unlikely", probability="unlikely"))
    True
    """
    ranges = likelihoods(assessment.probability or "")
    negated = len(_DOUBT.findall(_bare(assessment))) % 2 == 1
    if not ranges:
        return negated
    low = sum(one.low + one.high for one in ranges) / (2 * len(ranges)) < _EVEN
    return low != negated


def _bare(assessment: Assessment) -> str:
    """The claim without its words of probability."""
    return probability_pattern().sub(" ", assessment.claim)


def _telling(assessment: Assessment) -> frozenset[str]:
    return content_words(_DOUBT.sub(" ", _bare(assessment)))


def suggest_hypotheses(
    assessments: Iterable[Assessment], discrepancies: Iterable[Discrepancy]
) -> tuple[Hypothesis, ...]:
    """A hypothesis for each rival judgement and each side of a discrepancy, sorted by id."""
    found = [
        _suggested(one.claim, next(iter(one.issues), None), (one.id,))
        for one in assessments
        if one.rivals
    ]
    for discrepancy in discrepancies:
        found.extend(
            _suggested(f"{discrepancy.matter}: {account.says}", None, (discrepancy.id,))
            for account in discrepancy.accounts
            if account.says.strip()
        )
    unique = {one.id: one for one in found}
    return tuple(unique[id_] for id_ in sorted(unique))


def _suggested(claim: str, issue: str | None, rests_on: tuple[str, ...]) -> Hypothesis:
    claim = " ".join(claim.split()).strip(' ,“”"')
    return Hypothesis(
        id=hypothesis_id(claim), claim=claim, issue=issue, suggested=True, rests_on=rests_on
    )


def hypothesis_id(claim: str) -> str:
    """The id of a hypothesis: of its words, so that signing for a suggested one keeps it."""
    return digest("hypothesis", " ".join(claim.casefold().split()))
