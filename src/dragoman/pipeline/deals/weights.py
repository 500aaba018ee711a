"""Which judgements the zone hangs on: Sobol and Morris by groups, and a tornado."""

from dragoman.bargaining.uncertainty import (
    next_questions,
    room_output,
    weigh_groups,
    zone_output,
)
from dragoman.bargaining.uncertainty.drawing import draw
from dragoman.bargaining.uncertainty.indices import Interval
from dragoman.bargaining.uncertainty.sensitivity import GroupWeight
from dragoman.model import Figure, Sensitivity
from dragoman.pipeline.deals.desk import Desk

OPEN = 0.02
"""A zone that is rarer than this, or more certain, is weighed by its room."""
GROUPS_ASKED = 6
"""Groups whose ends are tried out."""
RUNS = 1.5e8
"""Packages looked at in all, runs times packages, that the indices may cost."""
LISTED = 8192
"""Spaces that are larger are searched, at about this cost a run."""
LEAST_BASE, MOST_BASE = 32, 512
TORNADO_DRAWS = 512


def weigh(desk: Desk, seed: int, chance: float) -> tuple[tuple[Sensitivity, ...], str, str]:
    """The groups of judgements, most first, a sentence on how, and what was weighed.

    Weighed is whether a zone exists where that is open (``chance`` is its probability), else how
    much room there is: where every draw has a zone, or none, its existence hangs on nothing.
    """
    if not desk.sheet.uncertain:
        return (), "Every number was put in as known, so that nothing hangs on a guess.", ""
    base, is_open = _base(desk), OPEN < chance < 1 - OPEN
    output = zone_output(desk.sheet) if is_open else room_output(desk.sheet)
    weighed = weigh_groups(desk.sheet, output, n_base=base, n_paths=16, seed=seed)
    drawing = draw(desk.sheet, n_draws=min(TORNADO_DRAWS, 16 * base), seed=seed, n_replicates=8)
    asked = next_questions(
        desk.sheet, drawing, zone_output(desk.sheet), weighed, most_groups=GROUPS_ASKED
    )
    ends: dict[str, tuple[str, float, float]] = {}
    for question in asked.questions:
        ends.setdefault(question.group, (question.label, question.at_low, question.at_high))
    records = tuple(_record(group, ends.get(group.group)) for group in weighed.groups)
    findings = " ".join(weighed.findings)
    note = f"Reckoned with {weighed.n_runs:,} runs. {findings}".rstrip()
    return records, note, weighed.output


def _base(desk: Desk) -> int:
    """Base draws: a power of two that keeps the cost within bounds."""
    groups = len({desk.sheet.judgements[i].group for i in desk.sheet.uncertain})
    cost = (groups + 2) * min(desk.space.n_packages, LISTED)
    base = LEAST_BASE
    while base < MOST_BASE and 2 * base * cost <= RUNS:
        base *= 2
    return base


def _record(group: GroupWeight, ends: tuple[str, float, float] | None) -> Sensitivity:
    return Sensitivity(
        group=group.group,
        labels=(ends[0],) if ends else (),
        first=_figure(group.first),
        total=_figure(group.total),
        mean_effect=group.mu_star.estimate if group.mu_star else None,
        spread=group.sigma,
        at_low=ends[1] if ends else None,
        at_high=ends[2] if ends else None,
    )


def _figure(interval: Interval | None) -> Figure | None:
    if interval is None:
        return None
    return Figure(value=interval.estimate, low=interval.low, high=interval.high)
