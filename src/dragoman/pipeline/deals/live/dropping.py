"""Dropping bars side by side: one space in which in each "draw" other bars are given up.

So all the single moves of a large space are judged at once, by the machinery that judges draws.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from attrs import evolve

from dragoman.bargaining.programme.bars import (
    Bar,
    BarKind,
    bars_of_chambers,
    bars_of_factions,
    bars_of_parties,
    bars_of_player,
    in_order,
)
from dragoman.bargaining.sheet import NONE
from dragoman.bargaining.space import Indices, IssueSpace
from dragoman.bargaining.uncertainty.bounding import Bounds, find_bounds
from dragoman.bargaining.uncertainty.margins import package_margins
from dragoman.bargaining.uncertainty.rooms import Zones, decide_zones
from dragoman.bargaining.uncertainty.tables import SpaceTables


def bars_by_faction(space: IssueSpace) -> tuple[Bar, ...]:
    """What a single move can give up: the bars of the parties and of the factions."""
    return in_order({*bars_of_parties(space), *bars_of_factions(space)})


def bars_by_body(space: IssueSpace) -> tuple[Bar, ...]:
    """What may be in a clash: the bars of the parties, and each body as a whole."""
    return in_order({*bars_of_parties(space), *bars_of_chambers(space)})


def without(
    space: IssueSpace, tables: SpaceTables, dropped: Sequence[Collection[Bar]]
) -> SpaceTables:
    """The tables of one draw, once for each set of bars, which are then given up.

    ``space`` is that of the draw. To give up a body is to give up all bars of its factions.
    """
    n = len(dropped)
    reservation = np.repeat(tables.reservation, n, axis=1)
    forbidden = [np.repeat(table, n, axis=2) for table in tables.forbidden]
    tie_holds = np.repeat(tables.tie_holds, n, axis=1)
    least = _least(tables)
    places = _tie_places(space, tables)
    for column, bars in enumerate(dropped):
        for bar in _spelt_out(space, bars):
            if bar.kind is BarKind.RED_LINE:
                forbidden[bar.issue][bar.player, bar.option, column] = False
            elif bar.kind is BarKind.CONDITION:
                tie_holds[places[bar.tie], column] = False
            else:
                reservation[bar.player, column] = min(
                    least[bar.player], reservation[bar.player, column]
                )
    return evolve(
        tables,
        worth=tuple(np.repeat(table, n, axis=2) for table in tables.worth),
        forbidden=tuple(forbidden),
        reservation=reservation,
        tie_holds=tie_holds,
        bonus_worth=np.repeat(tables.bonus_worth, n, axis=1),
    )


def decide(tables: SpaceTables, pool: Indices, *, steps: int, searched: int) -> Zones:
    """Whether each set of dropped bars opens a zone: by packages known, bounds, some searching."""
    bounds = find_bounds(tables, steps=steps)
    if len(pool):
        margins = package_margins(tables, pool)
        better = margins.max(axis=0) > bounds.least
        bounds = Bounds(
            least=np.maximum(bounds.least, margins.max(axis=0)),
            package=np.where(better[:, None], pool[margins.argmax(axis=0)], bounds.package),
            most=bounds.most,
            weights=bounds.weights,
        )
    return decide_zones(tables, bounds, most_partials=6_000, most_searched=searched)


def _least(tables: SpaceTables) -> list[float]:
    """Less than any package is worth, a player."""
    total = -np.ones(len(tables.reservation))
    for worth in tables.worth:
        total += worth.min(axis=(1, 2))
    for bonus, amounts in zip(tables.sheet.bonuses, tables.bonus_worth, strict=True):
        total[bonus.player] -= np.abs(amounts).max()
    return [float(one) for one in total]


def _tie_places(space: IssueSpace, tables: SpaceTables) -> list[int]:
    """For each condition of the space its place among those of the sheet, which has more."""
    sheet = tables.sheet
    held = [
        number
        for number, index in enumerate(sheet.tie_of)
        if index == NONE or bool(tables.tie_holds[number, 0])
    ]
    return held[: len(space.ties)]


def _spelt_out(space: IssueSpace, bars: Iterable[Bar]) -> Iterable[Bar]:
    for bar in bars:
        if bar.kind is BarKind.RATIFICATION:
            for faction in space.chambers[bar.chamber].factions:
                yield from bars_of_player(space, faction)
        else:
            yield bar
