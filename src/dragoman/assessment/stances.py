"""Which stance an act takes on its measure."""

from dragoman.assessment.wording import is_listed
from dragoman.model import Act, Firmness, Measure, Polarity, Relation, Stance, Statement

UNDERTAKING_ACTS = frozenset({Act.ACCEPT, Act.PROMISE})
"""Acts that only the one who is bound can do."""
OWN_ACTS = frozenset({*UNDERTAKING_ACTS, Act.DEMAND, Act.PROPOSE, Act.REJECT})
"""Acts that show where somebody stands."""

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
        return Stance.AGAINST
    is_against = act is Act.REJECT or _is_negated(statement, measure)
    if not is_against and _is_soft(statement) and act is not Act.DEMAND:
        return Stance.OPEN
    if statement.firmness is Firmness.POSSIBLE:
        return Stance.UNCLEAR
    return Stance.AGAINST if is_against else Stance.FOR


def _act(statement: Statement, measure: Measure | None) -> Act | None:
    """The act, or what an assertion tells of it ("they insist on …")."""
    if statement.act in OWN_ACTS or statement.act is Act.THREATEN:
        return statement.act
    if statement.act is not Act.ASSERT or measure is None:
        return None
    told = (("wants", Act.DEMAND), ("offers", Act.ACCEPT), ("refuses", Act.REJECT))
    return next((act for name, act in told if is_listed(measure.action, name)), None)


def _is_negated(statement: Statement, measure: Measure | None) -> bool:
    """Whether a "not" stands in it; measure and statement may both carry the same one."""
    return statement.polarity is Polarity.NEGATED or (measure is not None and measure.negated)


def _is_soft(statement: Statement) -> bool:
    return statement.hypothetical or statement.firmness is not Firmness.FIRM


def answered(statement: Statement) -> tuple[Measure, Stance] | None:
    """What a threat answers: the measure it hangs on, and the stance on that.

    "We shall strike if they deliver" is against delivering; "unless they withdraw" is for
    withdrawing.
    """
    if statement.act is not Act.THREATEN or not statement.conditions:
        return None
    condition = statement.conditions[0]
    stance = Stance.FOR if condition.relation in _UNLESS else Stance.AGAINST
    return condition.on, _OPPOSITE[stance] if condition.on.negated else stance
