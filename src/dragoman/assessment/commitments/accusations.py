"""Charges that an agreement was broken, and to which agreement they belong."""

import re
from collections.abc import Iterable, Sequence

from dragoman.assessment.embedding import content_of
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import content_words, is_listed, measure_words, statement_words
from dragoman.model import Act, Commitment, Measure, Polarity, Statement, Voice

_TELLING = frozenset({Act.ASSERT, Act.ACCUSE, Act.ASSESS})
_BREACH = re.compile(
    r"\b(?:brok(?:e|en)|breaking|breach\w*|violat\w*|infring\w*|reneg\w*|disregard\w*|in breach|"
    r"torn up|flouted)\b",
    re.IGNORECASE,
)
_AGREED_THING = re.compile(
    r"^(?!.{0,20}\b(?:earlier|previous|past|every|all)\b).{0,40}?\b(?:undertaking|arrangement|agreement|accord|cease-?fire|truce|pledge|promise|deal|moratorium|"
    r"halt|pause|pact|commitment|its word)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|would|if|could|may|might|should)\b", re.IGNORECASE)


def find_accusations(
    commitments: Sequence[Commitment], statements: Iterable[Statement], witnesses: Witnesses
) -> dict[str, list[Statement]]:
    """The charges of breach, by the id of the commitment that is said to be broken.

    A charge names who broke it, or what else it is about; one that fits several commitments
    belongs to none of them.
    """
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        accused = accused_of_breach(statement, witnesses)
        if not accused:
            continue
        fits = list(_fitting(statement, accused, commitments, witnesses))
        if len(fits) == 1:
            found.setdefault(fits[0].id, []).append(statement)
    return found


def accused_of_breach(statement: Statement, witnesses: Witnesses) -> frozenset[str]:
    """The parties that a statement charges with breaking something agreed; empty for none."""
    if statement.act not in _TELLING or statement.hypothetical:
        return frozenset()
    if statement.voice not in (Voice.SPEAKER, Voice.NARRATOR):
        return frozenset()
    text = statement_words(statement)
    breach = _BREACH.search(text)
    if breach is None or statement.polarity is Polarity.NEGATED:
        return frozenset()
    if _AGREED_THING.search(text[breach.end() :]) is None or _FUTURE.search(text[: breach.start()]):
        return frozenset()
    named = [party for _, party in witnesses.roster.named_in(text[: breach.start()])]
    return frozenset(named[-1:]) - {statement.party}


def _fitting(
    statement: Statement,
    accused: frozenset[str],
    commitments: Iterable[Commitment],
    witnesses: Witnesses,
) -> Iterable[Commitment]:
    bound = [
        c for c in commitments if accused & set(c.parties) and _is_before(c, statement, witnesses)
    ]
    words = content_words(statement_words(statement)) - _names(accused, witnesses)
    ranked = sorted(bound, key=lambda c: -_shared(c, words))
    if ranked and (most := _shared(ranked[0], words)):
        return [c for c in ranked if _shared(c, words) == most]
    issues = frozenset(statement.issues)
    close = [c for c in bound if c.issue in issues] or bound
    documents = {p.document for p in content_of(statement)}
    return [c for c in close if documents & set(c.documents)] or close


def _names(accused: frozenset[str], witnesses: Witnesses) -> frozenset[str]:
    return content_words(" ".join(witnesses.roster.called(party) for party in accused))


def _shared(commitment: Commitment, words: frozenset[str]) -> int:
    """How many telling words a charge shares with what was undertaken."""
    own = {w for m in commitment.measures for w in content_words(_told(m))}
    return len({w for w in own & words if not is_listed(w, "agreeing")})


def _told(measure: Measure) -> str:
    return f"{measure_words(measure)} {measure.passage.exact if measure.passage else ''}"


def _is_before(commitment: Commitment, statement: Statement, witnesses: Witnesses) -> bool:
    """Whether the commitment was made by the day of the charge, as far as days are known."""
    told = (s.on.edtf for s in commitment.agreement if s.on and s.on.edtf)
    made = next(told, "") or witnesses.first_day(commitment.documents)
    charged = witnesses.day_of(statement)
    return not made or not charged or made.split("/")[0] <= charged
