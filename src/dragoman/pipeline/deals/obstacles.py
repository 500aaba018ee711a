"""What stands in the way, with the sentences it rests on."""

import numpy as np

from dragoman.bargaining.blocks.clashes import find_clashes
from dragoman.bargaining.programme.bars import Bar, BarKind
from dragoman.bargaining.sheet import NONE
from dragoman.model import Blocker, BlockerKind, Clash
from dragoman.pipeline.deals.desk import Desk

MOST_CLASHES, FEW_CLASHES = 20, 8
"""Clashes of lines alone that are looked for, and as many of the others; few in large spaces."""
LARGE = 800
"""Options times players from which on a space is large: a clash then takes a second."""
_KINDS = {
    BarKind.RED_LINE: BlockerKind.RED_LINE,
    BarKind.CONDITION: BlockerKind.CONDITION,
    BarKind.RESERVATION: BlockerKind.RESERVATION,
    BarKind.RATIFICATION: BlockerKind.BODY,
}


def red_lines(desk: Desk) -> tuple[Blocker, ...]:
    """Every red line and condition put in, surest first within each party."""
    found = [
        line_blocker(desk, player, issue, option)
        for issue, table in enumerate(desk.sheet.red_lines)
        for player, option in np.argwhere(table != NONE).tolist()
    ]
    found += [_tie_blocker(desk, number) for number in range(len(desk.sheet.ties))]
    order = {player: place for place, player in enumerate(desk.sheet.players)}
    return tuple(sorted(found, key=lambda blocker: (order[blocker.party], -blocker.sure)))


def clashes(desk: Desk) -> tuple[tuple[Clash, ...], tuple[str, ...]]:
    """The smallest sets of blockers that cannot all stand, those of lines alone first.

    With a note where there may be others.
    """
    if desk.has_zone:
        return (), ()
    cells = sum(map(len, desk.space.options)) * len(desk.space.players)
    found = find_clashes(desk.space, limit=FEW_CLASHES if cells > LARGE else MOST_CLASHES)
    listed = tuple(
        Clash(
            blockers=tuple(blocker_of(desk, bar) for bar in clash.bars),
            probability=_holding(desk, clash.bars),
        )
        for clash in found.clashes
    )
    if found.is_complete:
        return listed, ()
    return listed, (
        f"{len(listed)} sets of blockers are listed that cannot all stand; there may be more.",
    )


def blocker_of(desk: Desk, bar: Bar) -> Blocker:
    """A bar as a record, with how sure it is and what it rests on."""
    if bar.kind is BarKind.RED_LINE:
        return line_blocker(desk, bar.player, bar.issue, bar.option)
    if bar.kind is BarKind.CONDITION:
        return _tie_blocker(desk, desk.sheet.ties.index(desk.space.ties[bar.tie]))
    party = desk.space.players[bar.player]
    if bar.kind is BarKind.RATIFICATION:
        body = desk.space.chambers[bar.chamber].body
        rows = [r for r in desk.negotiation.ratifications if (r.party, r.body) == (party, body)]
        grounds = desk.grounds(rows[0].because) if rows else ()
        return Blocker(kind=BlockerKind.BODY, party=party, body=body, grounds=grounds)
    index = int(desk.sheet.reservations[bar.player])
    because = desk.sheet.judgements[index].because
    return Blocker(
        kind=_KINDS[bar.kind], party=party, grounds=desk.grounds(because) if because else ()
    )


def line_blocker(desk: Desk, player: int, issue: int, option: int) -> Blocker:
    """The red line of a player at an option."""
    judgement = desk.sheet.judgements[int(desk.sheet.red_lines[issue][player, option])]
    return Blocker(
        kind=BlockerKind.RED_LINE,
        party=desk.sheet.players[player],
        choice=desk.choice(issue, option),
        sure=judgement.estimate.middle,
        grounds=desk.grounds(judgement.because),
    )


def _tie_blocker(desk: Desk, number: int) -> Blocker:
    tie = desk.sheet.ties[number]
    judgement = desk.sheet.judgements[desk.sheet.tie_of[number]]
    return Blocker(
        kind=BlockerKind.CONDITION,
        party=desk.sheet.players[tie.player],
        choice=desk.choice(tie.issue, tie.option),
        only_with=tuple(desk.choice(tie.other, option) for option in sorted(tie.allowed)),
        sure=judgement.estimate.middle,
        grounds=desk.grounds(judgement.because),
    )


def _holding(desk: Desk, bars: tuple[Bar, ...]) -> float | None:
    """In what share of the draws all lines of a clash hold; None where it rests on worths too."""
    if desk.drawing is None or not all(bar.is_of_lines for bar in bars):
        return None
    holds = np.ones(len(desk.values), dtype=np.bool_)
    for bar in bars:
        if bar.kind is BarKind.RED_LINE:
            index = int(desk.sheet.red_lines[bar.issue][bar.player, bar.option])
        else:
            index = desk.sheet.tie_of[desk.sheet.ties.index(desk.space.ties[bar.tie])]
        holds &= desk.values[:, index] >= 0.5
    return float(holds.mean())
