"""Moving: positions as they had been said up to a day, and the days on which they moved."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from dragoman.briefing import Lookup, span
from dragoman.model import Movement, Position, PositionStage


def said_on(stage: PositionStage) -> date | None:
    """The last day on which a stage can have been said; None where no day is known."""
    return span(stage.on.edtf if stage.on else None)[1]


def as_said_by(position: Position, day: date, lookup: Lookup) -> Position | None:
    """The position by the stages that had been said up to the end of ``day``; None before all.

    It stands where its last stage stands then. This is by the day on which things were said; what
    one could have known on a day is another matter (``dragoman positions --as-of``).
    """
    kept = tuple(stage for stage in position.series if (on := said_on(stage)) and on <= day)
    if not kept:
        return None
    last = kept[-1]
    statements = tuple(dict.fromkeys(id for stage in reversed(kept) for id in stage.statements))
    said = lookup.said(statements)
    passages = tuple(dict.fromkeys(p for stage in kept for p in stage.passages))
    documents = lookup.originals(
        dict.fromkeys(p.document for p in (*passages, *(p for s in said for p in s.passages)))
    )
    return evolve(
        position,
        series=kept,
        stance=last.stance,
        conditional=bool(last.conditions),
        basis=last.basis,
        measure=last.measure or position.measure,
        act=_act(last, position, lookup),
        statements=statements,
        passages=passages,
        documents=tuple(documents),
    )


def _act(stage: PositionStage, position: Position, lookup: Lookup) -> str:
    """What the party did in a stage, from its statements; else what the position's own says."""
    said = lookup.said(stage.statements)
    return said[0].act.value if said else position.act


def moved_on(position: Position, day: date) -> list[PositionStage]:
    """The stages said on a day that are more than the same again."""
    return [s for s in position.series if said_on(s) == day and _is_news(s)]


def moving_days(positions: Iterable[Position]) -> tuple[date, ...]:
    """The days on which something new was said or a position moved, in order."""
    days = {day for p in positions for s in p.series if _is_news(s) and (day := said_on(s))}
    return tuple(sorted(days))


def _is_news(stage: PositionStage) -> bool:
    return stage.movement is not Movement.RESTATED
