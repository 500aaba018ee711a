"""Outcomes: what a solution concept picks, and what it is worth, over draws."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace
from dragoman.bargaining.uncertainty.chance import Chance, chance_of, interval_rule, wilson
from dragoman.bargaining.uncertainty.drawing import Drawing, DrawingMethod

Pick = Callable[[IssueSpace], Mapping[str, Indices]]
"""From a space to the package ``(n_issues,)`` that each solution picks; left out where none does.

One call for all solutions, since they share a frontier.
"""


@frozen(kw_only=True)
class Spread:
    """How a number is spread over draws: mean, median, and the 5 % and 95 % points.

    ``n_draws`` counts the draws in which there was a number.
    """

    mean: float
    median: float
    low: float
    high: float
    n_draws: int


@frozen(kw_only=True)
class OptionChance:
    """How often an option is in what was picked, of the draws in which something was."""

    issue: str
    option: str
    chance: Chance


@frozen(kw_only=True)
class PickedPackage:
    """A whole package that was picked, and its share of the draws that picked one."""

    choices: tuple[tuple[str, str], ...]
    share: float


@frozen(kw_only=True)
class Outcomes:
    """What one solution picks over draws.

    ``exists`` is how often it picks anything. ``options`` has a row for every option of every
    issue in order; ``utilities`` one for each player; ``packages`` those picked most often, first.
    All of these are of the draws in which something is picked: empty where there are none.
    """

    solution: str
    exists: Chance
    options: tuple[OptionChance, ...]
    utilities: tuple[tuple[str, Spread], ...]
    packages: tuple[PickedPackage, ...]
    n_draws: int
    seed: int
    method: DrawingMethod
    interval: str


def spread_of(numbers: Floats) -> Spread | None:
    """The spread of numbers ``(n_draws,)``; NaN do not count, None where all are."""
    known = numbers[~np.isnan(numbers)]
    if not len(known):
        return None
    low, median, high = (float(q) for q in np.quantile(known, (0.05, 0.5, 0.95)))
    return Spread(mean=float(known.mean()), median=median, low=low, high=high, n_draws=len(known))


def find_outcomes(
    sheet: Sheet,
    drawing: Drawing,
    pick: Pick,
    solutions: Sequence[str],
    *,
    most_packages: int = 5,
) -> tuple[Outcomes, ...]:
    """What each of ``solutions``, by name, picks in each draw; one row a solution, in their order.

    Cost: ``n_draws`` calls of ``pick``; take fewer draws (256 to 1,024) than for the zone. Where
    something is picked in some draws alone, intervals of options are Wilson's over those, as if
    independent.
    """
    values = sheet.draw(drawing.shares)
    picked = {name: np.full((len(values), len(sheet.issues)), -1) for name in solutions}
    worth = {name: np.full((len(values), len(sheet.players)), np.nan) for name in solutions}
    for draw, row in enumerate(values):
        space = sheet.space_at(row)
        for name, package in pick(space).items():
            if name in picked:
                picked[name][draw] = package
                worth[name][draw] = space.utilities(package[None])[0]
    return tuple(
        _outcomes(sheet, drawing, name, picked[name], worth[name], most_packages)
        for name in solutions
    )


def _outcomes(
    sheet: Sheet, drawing: Drawing, name: str, picked: Indices, worth: Floats, most: int
) -> Outcomes:
    is_picked = picked[:, 0] >= 0
    columns = zip(sheet.players, worth.T, strict=True)
    spreads = [(player, spread_of(column)) for player, column in columns]
    return Outcomes(
        solution=name,
        exists=chance_of(is_picked, drawing),
        options=_options(sheet, drawing, picked[is_picked]),
        utilities=tuple((player, spread) for player, spread in spreads if spread is not None),
        packages=_packages(sheet, picked[is_picked], most),
        n_draws=drawing.n_draws,
        seed=drawing.seed,
        method=drawing.method,
        interval=interval_rule(drawing),
    )


def _options(sheet: Sheet, drawing: Drawing, picked: Indices) -> tuple[OptionChance, ...]:
    if not len(picked):
        return ()
    return tuple(
        OptionChance(issue=issue, option=name, chance=_share(drawing, picked[:, column] == option))
        for column, issue in enumerate(sheet.issues)
        for option, name in enumerate(sheet.options[column])
    )


def _share(drawing: Drawing, holds: Flags) -> Chance:
    if len(holds) == drawing.n_draws:
        return chance_of(holds, drawing)
    low, high = wilson(int(holds.sum()), len(holds))
    return Chance(probability=float(holds.mean()), low=low, high=high)


def _packages(sheet: Sheet, picked: Indices, most: int) -> tuple[PickedPackage, ...]:
    packages, counts = np.unique(picked, axis=0, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:most]
    return tuple(
        PickedPackage(choices=_named(sheet, packages[at]), share=float(counts[at] / len(picked)))
        for at in order
    )


def _named(sheet: Sheet, package: Indices) -> tuple[tuple[str, str], ...]:
    rows = zip(sheet.issues, sheet.options, package.tolist(), strict=True)
    return tuple((issue, options[at]) for issue, options, at in rows)
