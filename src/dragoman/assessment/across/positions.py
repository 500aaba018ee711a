"""One party on one issue, as several blocks find it: the strongest stand, and one series."""

from collections.abc import Sequence

from attrs import evolve

from dragoman.assessment.across.telling import Known
from dragoman.assessment.wording import content_words
from dragoman.model import Basis, Movement, Position, PositionStage, Stance

_RANK = tuple(Basis)
_OWN = frozenset({Basis.OWN_WORDS, Basis.SPOKESPERSON})
_YIELDING = {Stance.AGAINST: 0, Stance.OPEN: 1, Stance.FOR: 2}
_AGAIN = "said before, in texts of another part of the file"
_BACK = 12
"""A stage is compared with at most so many before it (as within a block)."""


def merge_positions(members: Sequence[Position], _known: Known) -> Position:
    """The position of a party on an issue out of those that its blocks hold.

    The strongest basis tells where the party stands, of equal ones the newest; the others add
    their statements behind it. The series is that of all blocks by day: a stand that is the first
    of its block and says what an earlier block's does is said again, and one that turns from it is
    a movement.
    """
    ordered = sorted(members, key=_strength)
    return evolve(
        ordered[0],
        passages=tuple(dict.fromkeys(p for one in ordered for p in one.passages)),
        statements=tuple(dict.fromkeys(s for one in ordered for s in one.statements)),
        documents=tuple(sorted({d for one in ordered for d in one.documents})),
        series=_series(members),
    )


def _strength(one: Position) -> tuple[object, ...]:
    newest = max((_day(stage) for stage in one.series), default="")
    return (
        not one.statements,
        _RANK.index(one.basis),
        tuple(-ord(letter) for letter in newest) or (0,),
        -(one.score or 0.0),
        one.statements,
        one.passages,
    )


def _series(members: Sequence[Position]) -> tuple[PositionStage, ...]:
    staged = [(number, stage) for number, one in enumerate(members) for stage in one.series]
    staged.sort(key=lambda pair: (_day(pair[1]) or "~", pair[1].passages, pair[0]))
    told: list[tuple[int, PositionStage]] = []
    for number, stage in staged:
        told.append((number, _in_line(number, stage, told)))
    return tuple(stage for _, stage in told)


def _day(stage: PositionStage) -> str:
    return ((stage.on.edtf if stage.on else None) or "").split("/")[0]


def _in_line(
    number: int, stage: PositionStage, before: Sequence[tuple[int, PositionStage]]
) -> PositionStage:
    """A stage that its own block took for the first on its matter, beside those of other blocks."""
    if stage.movement is not Movement.NEW:
        return stage
    for other_number, other in reversed(before[-_BACK:]):
        if other_number != number and _is_comparable(other, stage):
            return _moved(other, stage)
    return stage


def _is_comparable(other: PositionStage, stage: PositionStage) -> bool:
    like_basis = other.basis is stage.basis or {other.basis, stage.basis} <= _OWN
    shared = content_words(other.measure) & content_words(stage.measure)
    return like_basis and len(shared) >= _SHARED and _day(other) < _day(stage)


_SHARED = 2
"""So many telling words two stands on one thing have in common."""


def _moved(other: PositionStage, stage: PositionStage) -> PositionStage:
    if other.stance is stage.stance:
        return evolve(stage, movement=Movement.RESTATED, why=_AGAIN)
    if other.stance not in _YIELDING or stage.stance not in _YIELDING:
        return stage
    if stage.stance is Stance.AGAINST and other.stance is Stance.OPEN:
        return evolve(stage, movement=Movement.HARDENED, why="refuses now what it had left open")
    if other.stance is Stance.AGAINST:
        how = "is for" if stage.stance is Stance.FOR else "is open to"
        return evolve(stage, movement=Movement.SOFTENED, why=f"{how} what it had refused")
    return stage
