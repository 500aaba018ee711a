"""Questions: what to find out next, and what it would change."""

import numpy as np
from attrs import frozen
from scipy.special import stdtrit

from dragoman.bargaining.judgements import Judgement, JudgementKind
from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Floats
from dragoman.bargaining.uncertainty.chance import LEVEL
from dragoman.bargaining.uncertainty.drawing import Drawing, DrawingMethod
from dragoman.bargaining.uncertainty.indices import Interval
from dragoman.bargaining.uncertainty.sensitivity import Output, Sensitivity

TAIL = 0.05
"""The ends of a normal are its 5 % and 95 % points; of anything else, its bounds."""


@frozen(kw_only=True)
class Question:
    """One judgement to find out more of, and the output at the ends of its range.

    ``low`` and ``high`` are the ends (0 and 1: a red line or condition does not hold, holds).
    ``at_low`` and ``at_high`` are the means of the output there, everything else as drawn; where
    the output is whether a zone exists, the probability that it does. ``swing`` is ``at_high`` less
    ``at_low`` with its interval. ``total`` is the group's total Sobol index, None where none was
    reckoned; ``is_given`` whether anybody gave a number at all.
    """

    label: str
    group: str
    kind: JudgementKind
    low: float
    high: float
    at_low: float
    at_high: float
    swing: Interval
    total: Interval | None
    is_given: bool
    because: tuple[str, ...]


@frozen(kw_only=True)
class NextQuestions:
    """What to find out next: groups by how much hangs on them, in each the widest swing first.

    ``overall`` is the mean of the output over all draws. ``n_left_out`` counts draws in which the
    output had no number at some end.
    """

    output: str
    overall: float
    questions: tuple[Question, ...]
    n_left_out: int
    n_draws: int
    seed: int
    method: DrawingMethod


def next_questions(
    sheet: Sheet,
    drawing: Drawing,
    output: Output,
    sensitivity: Sensitivity,
    *,
    most_groups: int = 5,
) -> NextQuestions:
    """The judgements of the groups that matter most, each moved to its ends (a tornado).

    One at a time, on the same draws of all others (Eschenbach 1992, *Interfaces* 22(6), on tornado
    diagrams). Cost: ``2 × n_draws`` runs a judgement of the ``most_groups`` first groups of
    ``sensitivity``. None where nothing matters.
    """
    values = sheet.draw(drawing.shares)
    asked, n_left_out = [], 0
    for weight in sensitivity.groups[:most_groups]:
        found = []
        for index in sheet.uncertain:
            judgement = sheet.judgements[index]
            if judgement.group == weight.group:
                low, high = ends_of(judgement)
                moved = [_at(output, values, index, end) for end in (low, high)]
                n_left_out += int(np.isnan(moved).any(axis=0).sum())
                found.append(_question(judgement, (low, high), moved, drawing, weight.total))
        asked += sorted(found, key=lambda question: -abs(question.swing.estimate))
    return NextQuestions(
        output=output.label,
        overall=_mean(output.evaluate(values)),
        questions=tuple(asked),
        n_left_out=n_left_out,
        n_draws=drawing.n_draws,
        seed=drawing.seed,
        method=drawing.method,
    )


def ends_of(judgement: Judgement) -> tuple[float, float]:
    """The values at which a judgement is tried: its bounds, 5 % and 95 % points, or no and yes."""
    if judgement.is_yes_or_no:
        return 0.0, 1.0
    is_normal = judgement.estimate.sd is not None
    shares = np.array([TAIL, 1 - TAIL] if is_normal else [0.0, 1.0])
    low, high = judgement.draw(shares).tolist()
    return low, high


def _at(output: Output, values: Floats, index: int, end: float) -> Floats:
    moved = values.copy()
    moved[:, index] = end
    return output.evaluate(moved)


def _question(
    judgement: Judgement,
    ends: tuple[float, float],
    moved: list[Floats],
    drawing: Drawing,
    total: Interval | None,
) -> Question:
    at_low, at_high = moved
    return Question(
        label=judgement.label,
        group=judgement.group,
        kind=judgement.kind,
        low=ends[0],
        high=ends[1],
        at_low=_mean(at_low),
        at_high=_mean(at_high),
        swing=_swing(at_high - at_low, drawing),
        total=total,
        is_given=judgement.is_given,
        because=judgement.because,
    )


def _swing(moves: Floats, drawing: Drawing) -> Interval:
    """The mean move with Student's t over replicates, or over draws where there is one."""
    means = moves if drawing.n_replicates == 1 else moves.reshape(drawing.n_replicates, -1)
    if means.ndim > 1:
        means = np.array([_mean(row) for row in means])
    means = means[~np.isnan(means)]
    middle = _mean(moves)
    if len(means) < 2:
        return Interval(estimate=middle, low=middle, high=middle)
    error = float(means.std(ddof=1)) / float(np.sqrt(len(means)))
    half = float(stdtrit(len(means) - 1, 0.5 + LEVEL / 2)) * error
    return Interval(estimate=middle, low=middle - half, high=middle + half)


def _mean(numbers: Floats) -> float:
    known = numbers[~np.isnan(numbers)]
    return float(known.mean()) if len(known) else float("nan")
