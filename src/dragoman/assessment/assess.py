"""The stage: entries in, judgements out."""

from attrs import frozen

from dragoman.assessment.commitments import find_commitments
from dragoman.assessment.corroborations import corroborate
from dragoman.assessment.discrepancies import find_discrepancies
from dragoman.assessment.positions import find_positions
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import (
    Commitment,
    Constraint,
    Contents,
    Corroboration,
    Discrepancy,
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


def assess(contents: Contents) -> Judgements:
    """Judge resolved entries: who stands where, what is agreed, what differs, how sure it is.

    Only entries and documents of ``contents`` are read, never its judgements, so that assessing
    twice changes nothing. The order of entries makes no difference.
    """
    witnesses = Witnesses(contents)
    held = find_positions(contents, witnesses)
    undertaken = find_commitments(contents, witnesses)
    differing = find_discrepancies(contents, witnesses)
    return Judgements(
        positions=tuple(sorted((one.position for one in held), key=lambda p: p.id)),
        commitments=tuple(one.commitment for one in undertaken),
        discrepancies=tuple(one.discrepancy for one in differing),
        corroborations=tuple(corroborate(contents, witnesses, held, undertaken, differing)),
    )
