"""Which stance an act takes on its measure, and which an assertion's words show."""

import re
from functools import cache

from attrs import frozen

from dragoman.assessment.lookahead import main_verb
from dragoman.assessment.wording import is_hollow, is_listed, listed, rows, statement_words
from dragoman.model import Act, Firmness, Measure, Polarity, Relation, Stance, Statement

UNDERTAKING_ACTS = frozenset({Act.ACCEPT, Act.PROMISE})
"""Acts that only the one who is bound can do."""
OWN_ACTS = frozenset({*UNDERTAKING_ACTS, Act.DEMAND, Act.PROPOSE, Act.REJECT})
"""Acts that show where somebody stands."""

_TELLING = frozenset({Act.ASSERT, Act.ASSESS})
_TALKS_ABOUT = re.compile(
    r"\b(?:ready|willing|prepared|open) to (?:talk|discuss|consider|look|examine|study|negotiate)",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"(?:\bnot|n['’]t|\bnever|\bno longer)(?: \w+){0,2} $", re.IGNORECASE)
"""A "not" close before a phrase turns it."""
_CEASING = re.compile(
    r"^(?:that )?(?:an?|the)?\s*(?:\w+ ){0,2}(?:end|halt|stop|cessation|lifting|suspension|freeze|"
    r"termination) (?:of|to|in)\b|\b(?:to|must|should|would|will) (?:end|cease|stop)\W*$|"
    r"\bbe (?:ended|halted|stopped|lifted|suspended|frozen)\W*$|\bcease\W*$|"
    r"\b(?:have|has) been (?:lifted|ended|stopped|eased|removed|suspended)\b",
    re.IGNORECASE,
)
"""A clause whose whole point is that something end."""
_OPPOSITE = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}
_UNLESS = frozenset({Relation.UNLESS, Relation.UNTIL})


def stance_of(statement: Statement, measure: Measure | None) -> Stance | None:
    """The stance of the one who acts on the measure; None where the act shows none.

    A denial shows none, and neither does a supposition without a condition. A refusal is against
    whatever its polarity: that only repeats the "not" in which it is put. A hedged offer is open.
    A threat is against what it answers.
    """
    act = _act(statement, measure)
    if act is None or (statement.hypothetical and not statement.conditions):
        return None
    if act is Act.THREATEN:
        return Stance.AGAINST if answered(statement) is not None else None
    verb = main_verb(statement_words(statement)) if act is not Act.DEMAND else ""
    if is_listed(verb, "vague"):
        return None
    is_against = act is Act.REJECT or _is_negated(statement, measure)
    if not is_against and _is_soft(statement) and act is not Act.DEMAND:
        return Stance.OPEN
    if statement.firmness is Firmness.POSSIBLE:
        return Stance.UNCLEAR
    return Stance.AGAINST if is_against else Stance.FOR


@frozen
class Phrase:
    """Words of an assertion that show a stance.

    ``start`` is where they stand in the statement's words (code points); ``is_subjects`` says
    that the stance is that of the clause's subject, otherwise it is the speaker's.
    """

    stance: Stance
    start: int
    is_subjects: bool


@cache
def _phrases() -> tuple[tuple[Stance, bool, re.Pattern[str]], ...]:
    return tuple(
        (
            Stance(row["stance"]),
            row["holder"] == "subject",
            re.compile(rf"\b(?:{row['pattern']})", re.IGNORECASE),
        )
        for row in rows("stance")
    )


def find_phrase(statement: Statement) -> Phrase | None:
    """The words of an assertion that show where somebody stands; None where none do.

    >>> from dragoman.model import Act, Passage
    >>> said = Passage(document="d", start=0, end=14, exact="open to a deal", role="content")
    >>> find_phrase(Statement(id="s", act=Act.ASSERT, passages=(said,))).stance
    <Stance.OPEN: 'open'>
    """
    if statement.act not in _TELLING or statement.hypothetical:
        return None
    text = statement_words(statement)
    for stance, is_subjects, pattern in _phrases():
        found = pattern.search(text)
        if found is None:
            continue
        if not _NEGATION.search(text[: found.start()]):
            return Phrase(stance, found.start(), is_subjects)
        if stance is Stance.AGAINST:
            return None
        return Phrase(Stance.AGAINST, found.start(), is_subjects)
    return None


def _act(statement: Statement, measure: Measure | None) -> Act | None:
    """The act, or what an assertion tells of it ("they insist on …")."""
    if statement.act in OWN_ACTS or statement.act is Act.THREATEN:
        return statement.act
    if statement.act is not Act.ASSERT or measure is None or is_hollow(measure.object or ""):
        return None
    told = (("wants", Act.DEMAND), ("offers", Act.ACCEPT), ("refuses", Act.REJECT))
    return next((act for name, act in told if is_listed(measure.action, name)), None)


def _is_negated(statement: Statement, measure: Measure | None) -> bool:
    """Whether a "not" stands in it; measure and statement may both carry the same one."""
    return statement.polarity is Polarity.NEGATED or (measure is not None and measure.negated)


def _is_soft(statement: Statement) -> bool:
    """Whether it is put as a possibility, "in principle", or as something to be weighed."""
    words = statement_words(statement)
    weighed = (
        _TALKS_ABOUT.search(words)
        or "in principle" in words
        or is_listed(main_verb(words), "weighing")
    )
    return bool(weighed) or statement.hypothetical or statement.firmness is not Firmness.FIRM


def is_turned(statement: Statement, measure: Measure | None, issue: str) -> bool:
    """Whether being for a measure is being against what its issue is named after.

    "An end to all military aid" is against military aid; "a halt to strikes" is for a ceasefire.
    ``issue`` is a generic one.
    """
    if measure is None or not measure.object or measure.negated:
        return False
    if issue not in listed("given things"):
        return False
    ends = is_listed(measure.action, "ceasing") and not is_listed(measure.object, "ceasing")
    return ends or _CEASING.search(statement_words(statement)) is not None


def ended_thing(statement: Statement, measure: Measure, issue: str) -> str:
    """What is to end, in the statement's words: the measure's object, or the issue's own word."""
    named = "|".join(map(re.escape, issue.split("-")))
    own = measure.object or ""
    if re.search(rf"\b(?:{named})", own, re.IGNORECASE):
        return own
    found = re.search(rf"\b\w*(?:{named})\w*", statement_words(statement), re.IGNORECASE)
    return found[0] if found else own


def turned(stance: Stance) -> Stance:
    """The opposite stance; open and unclear have none."""
    return _OPPOSITE.get(stance, stance)


def answered(statement: Statement) -> tuple[Measure, Stance] | None:
    """What a threat answers: the measure it hangs on, and the stance on that.

    "We shall strike if they deliver" is against delivering; "unless they withdraw" is for
    withdrawing.
    """
    if statement.act is not Act.THREATEN or not statement.conditions:
        return None
    condition = statement.conditions[0]
    if is_hollow(condition.on.object or ""):
        return None
    stance = Stance.FOR if condition.relation in _UNLESS else Stance.AGAINST
    return condition.on, _OPPOSITE[stance] if condition.on.negated else stance
