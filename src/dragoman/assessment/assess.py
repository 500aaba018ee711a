"""The stage: entries in, judgements out."""

from attrs import frozen

from dragoman.assessment.bindings import find_bindings
from dragoman.assessment.commitments import Tie, find_commitments
from dragoman.assessment.corroborations import corroborate
from dragoman.assessment.discrepancies import Embeds, Judge, find_discrepancies
from dragoman.assessment.hypotheses import mark_rivals, suggest_hypotheses
from dragoman.assessment.positions import find_positions
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import (
    Assessment,
    Commitment,
    Constraint,
    Contents,
    Corroboration,
    Discrepancy,
    Hypothesis,
    Leverage,
    Linkage,
    Position,
)


@frozen(kw_only=True)
class Judgements:
    """What follows from the entries, each tuple sorted by id."""

    positions: tuple[Position, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    corroborations: tuple[Corroboration, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    leverages: tuple[Leverage, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()


def assess(
    contents: Contents,
    judge: Judge | None = None,
    model: Embeds | None = None,
    tie: Tie | None = None,
) -> Judgements:
    """Judge resolved entries: who stands where, what is agreed, what differs, how sure it is.

    Only entries and documents of ``contents`` are read, never its judgements, so that assessing
    twice changes nothing. The order of entries makes no difference. ``judge`` proposes
    contradictions that no rule reaches; without one only the rules speak. ``model`` tells
    which sentences are alike; without one the words in common do. ``tie`` gives what analysts
    signed about the accounts that a commitment is made of.
    """
    witnesses = Witnesses(contents)
    held = find_positions(contents, witnesses)
    undertaken = find_commitments(contents, witnesses, tie)
    differing = find_discrepancies(contents, witnesses, judge, model)
    bound = find_bindings(contents, witnesses)
    judged = mark_rivals(contents.assessments)
    marks = [*corroborate(contents, witnesses, held, undertaken, differing), *bound.corroborations]
    return Judgements(
        positions=tuple(sorted((one.position for one in held), key=lambda p: p.id)),
        commitments=tuple(one.commitment for one in undertaken),
        discrepancies=tuple(one.discrepancy for one in differing),
        corroborations=tuple(sorted(marks, key=lambda one: one.id)),
        constraints=bound.constraints,
        leverages=bound.leverages,
        linkages=bound.linkages,
        assessments=judged,
        hypotheses=suggest_hypotheses(judged, (one.discrepancy for one in differing)),
    )
