"""What is in the way: clashes, single moves and openings, as far as the time goes."""

import numpy as np
from attrs import field, frozen

from dragoman.bargaining.blocks.clashes import Clash as FoundClash
from dragoman.bargaining.blocks.clashes import Clashes, find_clashes
from dragoman.bargaining.programme.bars import Bar, BarKind
from dragoman.model import Clash, Opening
from dragoman.pipeline.deals.live.cheapest import openings_listed
from dragoman.pipeline.deals.live.clashing import clashes_of, minimal_sets, run_into
from dragoman.pipeline.deals.live.judging import Judged
from dragoman.pipeline.deals.live.live_desk import LiveDesk
from dragoman.pipeline.deals.live.looking import Looked
from dragoman.pipeline.deals.live.one_clash import find_one_clash
from dragoman.pipeline.deals.live.records import Missing, SingleMove
from dragoman.pipeline.deals.live.single_moves import FoundMoves, moves_judged, moves_listed
from dragoman.pipeline.deals.obstacles import FEW_CLASHES, LARGE, MOST_CLASHES, blocker_of
from dragoman.pipeline.deals.ways import OPENINGS_AT_MOST, opening_record, openings


@frozen(kw_only=True)
class Obstructions:
    """What is in the way; a part is None where it is ``missing``."""

    clashes: tuple[Clash, ...] | None = ()
    has_all_clashes: bool = True
    single_moves: tuple[SingleMove, ...] | None = ()
    openings: tuple[Opening, ...] | None = ()
    missing: tuple[Missing, ...] = field(factory=tuple)


def obstructions(desk: LiveDesk, looked: Looked, judged: Judged) -> Obstructions:
    """What is in the way of a zone; nothing where there is one, or where that is not known."""
    if desk.exists is None:
        reason = "it was not decided in time whether there is a zone"
        names = ("clashes", "single_moves", "openings")
        return Obstructions(
            clashes=None,
            single_moves=None,
            openings=None,
            has_all_clashes=False,
            missing=tuple(Missing(what=name, reason=reason) for name in names),
        )
    if desk.exists:
        return Obstructions()
    missing: list[Missing] = []
    moves: FoundMoves | None
    if looked.is_all:
        clashes, moves = _listed(looked)
    else:
        clashes, moves = None, moves_judged(desk.space, judged)
    if clashes is None and desk.is_deep:
        cells = sum(map(len, desk.space.options)) * len(desk.space.players)
        clashes = find_clashes(desk.space, limit=FEW_CLASHES if cells > LARGE else MOST_CLASHES)
    elif clashes is None:
        clashes = _one(desk, judged)
    if clashes is None:
        missing.append(_no_clash())
    if moves is None or moves.n_open:
        missing.append(_open_moves(moves))
    cheapest = _openings(desk, looked)
    if cheapest is None:
        missing.append(_no_openings())
    elif desk.space.chambers and not desk.is_deep:
        missing.append(Missing(what="openings", reason="only the cheapest moves were looked for"))
    return Obstructions(
        clashes=None
        if clashes is None
        else tuple(_clash(desk, judged, c) for c in clashes.clashes),
        has_all_clashes=clashes is not None and clashes.is_complete,
        single_moves=None if moves is None else _moves(desk, moves),
        openings=cheapest,
        missing=tuple(missing),
    )


def _openings(desk: LiveDesk, looked: Looked) -> tuple[Opening, ...] | None:
    """The cheapest moves; None where they take too long."""
    if desk.is_deep:
        return openings(desk)
    found = openings_listed(looked, limit=OPENINGS_AT_MOST) if looked.is_all else None
    return None if found is None else tuple(opening_record(desk, one) for one in found)


def _listed(looked: Looked) -> tuple[Clashes | None, FoundMoves | None]:
    ran = run_into(looked)
    smallest = minimal_sets(ran)
    if smallest is None:
        return None, None
    clashes = clashes_of(ran, smallest, limit=MOST_CLASHES)
    return clashes, moves_listed(looked, ran, smallest)


def _one(desk: LiveDesk, judged: Judged) -> Clashes | None:
    bars = find_one_clash(desk.space, judged)
    if bars is None:
        return None
    is_of_lines = all(bar.is_of_lines for bar in bars)
    return Clashes(clashes=(FoundClash(bars=bars, is_of_lines=is_of_lines),), is_complete=False)


def _no_clash() -> Missing:
    return Missing(
        what="clashes", reason="no set of blockers that cannot all stand was proved in time"
    )


def _open_moves(moves: FoundMoves | None) -> Missing:
    if moves is None:
        reason = "packages run into blockers in too many ways to tell in time"
    else:
        reason = f"of {moves.n_open} more blockers it was not decided in time whether each is one"
    return Missing(what="single_moves", reason=reason)


def _no_openings() -> Missing:
    return Missing(what="openings", reason="the cheapest moves take seconds in a space so large")


def _moves(desk: LiveDesk, moves: FoundMoves) -> tuple[SingleMove, ...]:
    return tuple(
        SingleMove(
            blocker=blocker_of(desk, move.bar), choices=desk.choices(move.package), to=move.to
        )
        for move in moves.moves
    )


def _clash(desk: LiveDesk, judged: Judged, clash: FoundClash) -> Clash:
    return Clash(
        blockers=tuple(blocker_of(desk, bar) for bar in clash.bars),
        probability=_holding(desk, judged, clash.bars),
    )


def _holding(desk: LiveDesk, judged: Judged, bars: tuple[Bar, ...]) -> float | None:
    """In what share of the draws all lines of a clash hold; None where it rests on worths too."""
    if not all(bar.is_of_lines for bar in bars):
        return None
    holds = np.ones(judged.tables.n_draws, dtype=np.bool_)
    for bar in bars:
        if bar.kind is BarKind.RED_LINE:
            holds &= judged.tables.forbidden[bar.issue][bar.player, bar.option]
        else:
            place = desk.sheet.ties.index(desk.space.ties[bar.tie])
            holds &= judged.tables.tie_holds[place]
    return float(holds[1:].mean())
