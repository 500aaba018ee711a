"""How a position moved: its stages by day, each compared with the last on the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.assessment.positions.comparing import (
    Move,
    compare,
    condition_words,
    has_like_basis,
    is_on_like_object,
    said_outright,
    words_of_movement,
)
from dragoman.assessment.positions.joining import Turn
from dragoman.assessment.positions.voices import Voiced, voice_of
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import content_words, shorten, statement_words
from dragoman.model import (
    Act,
    Issue,
    Movement,
    Passage,
    PositionStage,
    Stance,
    Statement,
    Voice,
    When,
)

_NEW = Move(Movement.NEW, "the first stand on this that is on file")
_WORDS = 40
_QUIET = frozenset({Movement.NEW, Movement.RESTATED})
_BACK = 12
"""A stand is compared with at most so many before it."""
_NOT_NOW = re.compile(r"\b(?:in|since|back in) (?:19|20)\d\d\b|\bonce said\b|\byears? ago\b", re.I)


def stages(
    found: Sequence[Voiced], issue: Issue | None, rivals: Sequence[Voiced], witnesses: Witnesses
) -> tuple[PositionStage, ...]:
    """The stages of a position, oldest first; without a day none, since nothing orders them.

    ``found`` is one party's evidence on one issue, ``rivals`` what others said on it. A day is
    when it was said, or else published.
    """
    dated = sorted(
        (voice for voice in found if witnesses.day_of(voice.statement)),
        key=lambda v: (_first(v, witnesses), v.statement.passages[0], v.statement.id),
    )
    names = (issue.label, *issue.keywords) if issue else ()
    common = content_words(" ".join(names))
    told: list[tuple[Voiced, Move]] = []
    for voice in _one_each(dated):
        if not _is_of_old(voice, witnesses):
            told.append((voice, _move(voice, told, common, issue, rivals, witnesses)))
    return tuple(_runs(told, witnesses))


def _first(voice: Voiced, witnesses: Witnesses) -> str:
    return witnesses.day_of(voice.statement).split("/")[0]


def _is_of_old(voice: Voiced, witnesses: Witnesses) -> bool:
    """Whether a text only recalls it: a stand of another year is no stage of this series."""
    if _NOT_NOW.search(statement_words(voice.statement)):
        return True
    published = witnesses.published(witnesses.document_of(voice.statement))
    said = _first(voice, witnesses)
    known = said[:4].isdigit() and published[:4].isdigit()
    return known and int(said[:4]) < int(published[:4]) - 1


def told_moves(statement: Statement, witnesses: Witnesses) -> Voiced | None:
    """A stand by which a statement only says that its own party's position moved; else None.

    "We have dropped our demand" shows no stance by its act, but a stage of the series.
    """
    move = words_of_movement(statement)
    if move is None or move.movement is Movement.RESTATED or statement.hypothetical:
        return None
    if statement.act not in (Act.ASSERT, Act.ASSESS) or statement.voice is not Voice.SPEAKER:
        return None
    measure = next(iter(statement.measures), None)
    party = statement.party
    if measure is None or party is None or measure.agent != party or measure.negated:
        return None
    stance = Stance.OPEN if move.movement is Movement.SOFTENED else Stance.UNCLEAR
    return voice_of(party, statement, stance, measure, witnesses)


def _one_each(voices: Sequence[Voiced]) -> Iterator[Voiced]:
    """One stand for each statement and stance: several measures of one make one stage."""
    seen = set()
    for voice in voices:
        key = voice.statement.id, voice.stance
        if key not in seen:
            seen.add(key)
            yield voice


def _move(
    voice: Voiced,
    before: Sequence[tuple[Voiced, Move]],
    common: frozenset[str],
    issue: Issue | None,
    rivals: Sequence[Voiced],
    witnesses: Witnesses,
) -> Move:
    """The move from the last comparable stand of an earlier day; new where there is none."""
    outright = said_outright(voice)
    if outright is not None and outright.movement is not Movement.RESTATED:
        return outright
    day = _first(voice, witnesses)
    for other, _ in reversed(before[-_BACK:]):
        if not has_like_basis(other, voice) or not is_on_like_object(other, voice, common):
            continue
        if _first(other, witnesses) >= day:
            return (
                Move(Movement.RESTATED, "said on the same day")
                if other.stance is voice.stance
                else _NEW
            )
        rival = _rival_figure(voice, rivals, witnesses)
        return _by_options(other, voice, issue, rivals) or compare(other, voice, rival)
    return outright or _NEW


def _rival_figure(voice: Voiced, rivals: Sequence[Voiced], witnesses: Witnesses) -> float | None:
    """The figure in the same unit that another party last named by the day of a stand."""
    own = voice.measure.extent if voice.measure else None
    if own is None:
        return None
    named = [
        (_first(one, witnesses), one.statement.id, extent.value)
        for one in rivals
        if one.measure and (extent := one.measure.extent) and extent.value is not None
        and extent.unit == own.unit and "" < _first(one, witnesses) <= _first(voice, witnesses)
    ]  # fmt: skip
    return max(named)[2] if named else None


def option_named(voice: Voiced, issue: Issue | None) -> float | None:
    """The place on the issue's scale of the option that a stand names; None for none or several."""
    if issue is None or voice.stance is not Stance.FOR:
        return None
    words = _words(statement_words(voice.statement))
    named = {
        option.value
        for option in issue.options
        if option.value is not None and (own := _words(option.label)) and own <= words
    }
    return named.pop() if len(named) == 1 else None


def _words(text: str) -> frozenset[str]:
    """The words of a label or a stand; "full" and "no" tell options apart, articles do not."""
    return frozenset(re.findall(r"[^\W_]+", text.casefold())) - {"the", "a", "an", "of", "to"}


def _by_options(
    before: Voiced, after: Voiced, issue: Issue | None, rivals: Sequence[Voiced]
) -> Move | None:
    """A step on the issue's scale, towards or away from where the others stand."""
    old, new = option_named(before, issue), option_named(after, issue)
    if old is None or new is None or old == new or issue is None:
        return None
    others = [value for one in rivals if (value := option_named(one, issue)) is not None]
    values = [o.value for o in issue.options if o.value is not None]
    # With nobody else on the scale, a party is taken to have started from its own end of it.
    middle = (min(values) + max(values)) / 2
    far = min(values) if old > middle else max(values)
    goal = sum(others) / len(others) if others else far
    nearer = abs(new - goal) < abs(old - goal)
    return Move(
        Movement.SOFTENED if nearer else Movement.HARDENED,
        f"from {_label(issue, old)} to {_label(issue, new)} on the scale",
    )


def _label(issue: Issue, value: float) -> str:
    return next((f"“{o.label}”" for o in issue.options if o.value == value), f"{value:g}")


def _runs(told: Sequence[tuple[Voiced, Move]], witnesses: Witnesses) -> Iterator[PositionStage]:
    """One stage for each stand; what is said again at once on the same basis joins the last."""
    run: list[Voiced] = []
    move = _NEW
    for voice, next_move in told:
        again = next_move.movement is Movement.RESTATED
        if run and again and move.movement is Movement.RESTATED and has_like_basis(run[-1], voice):
            run.append(voice)
            continue
        if run:
            yield _stage(run, move, witnesses)
        run, move = [voice], next_move
    if run:
        yield _stage(run, move, witnesses)


def _stage(run: Sequence[Voiced], move: Move, witnesses: Witnesses) -> PositionStage:
    first = run[0]
    statements = dict.fromkeys(voice.statement for voice in run)
    day = witnesses.day_of(first.statement)
    said = first.statement.stated_on
    return PositionStage(
        stance=first.stance,
        movement=move.movement,
        basis=first.basis,
        measure=shorten(statement_words(first.statement), _WORDS),
        conditions=condition_words(first),
        on=said if said and said.edtf else When(text=day, edtf=day, relative_to="document"),
        why=move.why,
        statements=tuple(statement.id for statement in statements),
        passages=tuple(dict.fromkeys(_content(voice) for voice in run)),
    )


def _content(voice: Voiced) -> Passage:
    return min(p for p in voice.statement.passages if p.role == "content")


def with_turns(
    series: tuple[PositionStage, ...],
    others: Sequence[Sequence[PositionStage]],
    turns: Sequence[Turn],
) -> tuple[PositionStage, ...]:
    """A series with the movements that sentences tell of; ``others`` are all of the party.

    What a statement of the same sentence shows as moved stands; what it shows as new or said
    again gives way to the sentence.
    """
    if not turns:
        return series
    named = {passage.document for turn in turns for passage in turn.passages}
    moved: defaultdict[str, list[PositionStage]] = defaultdict(list)
    for stage in (stage for one in others for stage in one if stage.movement not in _QUIET):
        for document in {p.document for p in stage.passages} & named:
            moved[document].append(stage)
    fresh = [
        turn
        for turn in turns
        if not any(_meets(stage, turn) for p in turn.passages for stage in moved[p.document])
    ]
    told: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in fresh:
        for document in {p.document for p in turn.passages}:
            told[document].append(turn)
    kept = [
        stage
        for stage in series
        if stage.movement not in _QUIET
        or not any(_meets(stage, turn) for p in stage.passages for turn in told[p.document])
    ]
    stages = [*kept, *map(_turned, fresh)]
    return tuple(sorted(stages, key=lambda stage: (_day(stage), stage.passages)))


def _day(stage: PositionStage) -> str:
    return ((stage.on.edtf if stage.on else None) or "~").split("/")[0]


def _meets(stage: PositionStage, turn: Turn) -> bool:
    """Whether a stage stands in a sentence that tells of a movement."""
    return any(p.covers(q) or q.covers(p) for p in stage.passages for q in turn.passages)


def _turned(turn: Turn) -> PositionStage:
    day = turn.day
    return PositionStage(
        stance=turn.stance,
        movement=turn.movement,
        basis=turn.basis,
        measure=shorten(" ".join(turn.passages[0].exact.split()), _WORDS),
        on=When(text=day, edtf=day, relative_to="document") if day else None,
        why=turn.why,
        passages=turn.passages,
    )
