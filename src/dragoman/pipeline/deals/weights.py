"""Which judgements the zone hangs on: Sobol and Morris by groups, and a tornado."""

import numpy as np

from dragoman.bargaining.space import Floats
from dragoman.bargaining.uncertainty import (
    Output,
    next_questions,
    room_output,
    weigh_groups,
    zone_output,
)
from dragoman.bargaining.uncertainty.drawing import draw
from dragoman.bargaining.uncertainty.indices import Interval
from dragoman.bargaining.uncertainty.rooms import room_work
from dragoman.bargaining.uncertainty.sensitivity import GroupWeight
from dragoman.bargaining.uncertainty.tables import tables_of
from dragoman.model import Figure, Sensitivity
from dragoman.pipeline.deals.desk import Desk
from dragoman.pipeline.progress import Progress, silent, told

OPEN = 0.02
"""A zone that is rarer than this, or more certain, is weighed by its room."""
GROUPS_ASKED = 6
"""Groups whose ends are tried out."""
LISTED = 8192
"""Spaces of more packages are searched."""
RUNS = 1.5e8
"""What listing, or asking whether a zone exists, may cost: packages of three players."""
ROOM_RUNS = 3.5e8
"""The same for searching how much room there is: some five seconds."""
BOUND, PARTIAL = 40_000.0, 54.0
"""What bounding the room of a small space costs in packages listed, and one partial package."""
CELLS, TIES = 400, 10
"""Options times players, and conditions, from which on bounding costs more in proportion."""
SEARCHED = 20_000
"""Partial packages a run from which on the search is cut short."""
SHORT = 500
"""Partial packages a run where it is cut short."""
TRIED = 8
"""Draws in which the work of a run is tried out."""
LEAST_BASE, MOST_BASE = 32, 512
MOST_PATHS, LEAST_PATHS = 16, 4
TORNADO_DRAWS = 512
PART = 1024
"""Runs after which the progress is told."""


_TOO_MANY = (
    "{} judgements and groups of them are uncertain, over packages too many to weigh them one by "
    "one: give some as known, or settle issues with --what-if 'ISSUE=OPTION'."
)


def weigh(
    desk: Desk, seed: int, chance: float, progress: Progress = silent
) -> tuple[tuple[Sensitivity, ...], str, str]:
    """The groups of judgements, most first, a sentence on how, and what was weighed.

    Weighed is whether a zone exists where that is open (``chance`` is its probability), else how
    much room there is: where every draw has a zone, or none, its existence hangs on nothing.
    """
    if not desk.sheet.uncertain:
        return (), "Every number was put in as known, so that nothing hangs on a guess.", ""
    output, base, n_paths = _plan(desk, chance)
    if not n_paths:
        return (), _TOO_MANY.format(_n_groups(desk)), ""
    output = _told(output, progress)
    weighed = weigh_groups(desk.sheet, output, n_base=base, n_paths=n_paths, seed=seed)
    drawing = draw(
        desk.sheet,
        n_draws=min(TORNADO_DRAWS, 16 * max(base, LEAST_BASE // 2)),
        seed=seed,
        n_replicates=8,
    )
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


def _plan(desk: Desk, chance: float) -> tuple[Output, int, int]:
    """What is weighed, base draws for Sobol (0: none) and paths for Morris (0: none)."""
    n_packages, crowd = desk.space.n_packages, max(1.0, len(desk.space.players) / 3)
    if OPEN < chance < 1 - OPEN:
        output, runs = zone_output(desk.sheet), RUNS / crowd / min(n_packages, LISTED)
    elif n_packages <= LISTED:
        output, runs = room_output(desk.sheet), RUNS / crowd / n_packages
    else:
        output, cost = _searched(desk)
        runs = ROOM_RUNS / cost
    groups = _n_groups(desk)
    base = _within(runs / (groups + 2), MOST_BASE, LEAST_BASE)
    return output, base, _within(runs / (groups + 1), MOST_PATHS, LEAST_PATHS)


def _searched(desk: Desk) -> tuple[Output, float]:
    """The room of a large space, cut short where that is much work; the cost of a run."""
    space = desk.space
    cells = sum(len(options) for options in space.options) * len(space.players)
    bounding = BOUND * max(1.0, cells / CELLS) * max(1.0, len(space.ties) / TIES)
    work = room_work(tables_of(desk.sheet, desk.values[:TRIED]), most_partials=2 * SEARCHED)
    if work <= SEARCHED:
        return room_output(desk.sheet), bounding + PARTIAL * work
    return room_output(desk.sheet, most_partials=SHORT), bounding + PARTIAL * SHORT


def _told(output: Output, progress: Progress) -> Output:
    """The output, reckoned part by part, each told."""

    def evaluate(values: Floats) -> Floats:
        starts = range(0, len(values), PART)
        parts = told(starts, "weighing judgements", progress, len(starts))
        return np.concatenate([output.evaluate(values[at : at + PART]) for at in parts])

    return Output(label=output.label, evaluate=evaluate)


def _n_groups(desk: Desk) -> int:
    return len({desk.sheet.judgements[i].group for i in desk.sheet.uncertain})


def _within(most: float, start: int, least: int) -> int:
    """``start``, halved until it is at most ``most``; 0 below ``least``."""
    while start > most and start >= least:
        start //= 2
    return start if start >= least else 0


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
