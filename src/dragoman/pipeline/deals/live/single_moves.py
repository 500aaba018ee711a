"""Single moves: the bars that, given up alone, open a zone."""

import numpy as np
from attrs import frozen

from dragoman.bargaining.programme.bars import Bar, BarKind, bars_of_player
from dragoman.bargaining.space import Floats, Indices, IssueSpace, floor_of
from dragoman.bargaining.uncertainty.margins import is_against
from dragoman.pipeline.deals.live.clashing import RunInto
from dragoman.pipeline.deals.live.dropping import bars_by_faction, decide, without
from dragoman.pipeline.deals.live.judging import COLD_STEPS, Judged
from dragoman.pipeline.deals.live.looking import Looked

SEARCHED = 4
"""Single moves that are searched, where neither bounds nor known packages decide."""


@frozen(kw_only=True, eq=False)
class FoundMove:
    """A bar whose giving up opens a zone; ``package`` ``(n_issues,)`` then lies in it.

    ``to`` is the highest reservation value that lets some package in, for a reservation of a
    listed space; else None.
    """

    bar: Bar
    package: Indices
    to: float | None = None


@frozen(kw_only=True, eq=False)
class FoundMoves:
    """The single moves found, by kind, then player; ``n_open`` bars could not be decided."""

    moves: tuple[FoundMove, ...]
    n_open: int = 0


def moves_listed(looked: Looked, ran: RunInto, smallest: tuple[int, ...]) -> FoundMoves:
    """All single moves of a listed space; a body is won by one faction that gives up one bar."""
    found: list[FoundMove] = []
    for bits in smallest:
        if bits.bit_count() == 1:
            [bar], rows = ran.named(bits), ran.packages_at(bits)
            if bar.kind is BarKind.RATIFICATION:
                found += _won(looked, bar, rows)
            else:
                found.append(_move(looked, bar, rows))
    return FoundMoves(moves=tuple(sorted(found, key=lambda move: move.bar)))


def moves_judged(space: IssueSpace, judged: Judged) -> FoundMoves:
    """The single moves of a space too large to list: each bar dropped by itself, all at once."""
    bars = bars_by_faction(space)
    if not bars:
        return FoundMoves(moves=())
    tables = without(space, judged.tables.part([0]), [[bar] for bar in bars])
    zones = decide(tables, judged.pool, steps=COLD_STEPS, searched=SEARCHED)
    moves = tuple(
        FoundMove(bar=bar, package=zones.witness[place])
        for place, bar in enumerate(bars)
        if zones.has_zone[place]
    )
    return FoundMoves(moves=moves, n_open=int(zones.is_undecided.sum()))


def _move(looked: Looked, bar: Bar, rows: Indices) -> FoundMove:
    """The move with the package that is best for its player, or for the worst-off of all."""
    worths = np.stack([_worth(looked, p)[rows] for p in range(looked.space.n_parties)])
    if bar.kind is BarKind.RESERVATION:
        own = _worth(looked, bar.player)[rows]
        best = int(own.argmax())
        return FoundMove(bar=bar, package=_package(looked, rows[best]), to=float(own[best]))
    held = looked.space.reservation[: looked.space.n_parties, None]
    least = np.where(np.isfinite(held), worths - np.where(np.isfinite(held), held, 0), np.inf)
    return FoundMove(bar=bar, package=_package(looked, rows[int(least.min(axis=0).argmax())]))


def _won(looked: Looked, body: Bar, rows: Indices) -> list[FoundMove]:
    """What a single faction could give up so that its body approves one of the packages."""
    space = looked.space
    chamber, found = space.chambers[body.chamber], []
    takes = np.stack([looked.columns[f].takes[rows] for f in chamber.factions], axis=1)
    votes = takes @ np.asarray(chamber.seats)
    for place, faction in enumerate(chamber.factions):
        is_enough = ~takes[:, place] & (votes + chamber.seats[place] >= chamber.needed)
        own = bars_of_player(space, faction)
        hits = np.array([_is_barred(looked, bar, rows) for bar in own]).reshape(len(own), len(rows))
        alone = is_enough & (hits.sum(axis=0) == 1)
        for bar, hit in zip(own, hits, strict=True):
            if (alone & hit).any():
                found.append(_move(looked, bar, rows[alone & hit]))
    return found


def _is_barred(looked: Looked, bar: Bar, rows: Indices) -> np.ndarray:
    packages = looked.packages[rows]
    if bar.kind is BarKind.RED_LINE:
        return np.asarray(packages[:, bar.issue] == bar.option)
    if bar.kind is BarKind.CONDITION:
        return is_against(looked.space.ties[bar.tie], packages)
    floor = floor_of(looked.space.reservation)[bar.player]
    return np.asarray(_worth(looked, bar.player)[rows] < floor)


def _worth(looked: Looked, player: int) -> Floats:
    worth = looked.columns[player].worth
    if worth is None:
        raise ValueError("a sample keeps no worths; look at all packages")
    return worth


def _package(looked: Looked, row: np.int64) -> Indices:
    return np.asarray(looked.packages[row], dtype=np.int64)
