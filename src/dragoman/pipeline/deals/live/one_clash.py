"""One clash of a space too large to list: what a bound rests on, thinned out to a minimal set.

Weights of the players whose weighted sum no package reaches prove that there is no zone
(:mod:`~dragoman.bargaining.uncertainty.bounding`). The proof needs the reservations of the players
that weigh something and the red lines on the options that would lift the sum too far. Of these,
bars are dropped while the proof still holds, until a package is known that fits the rest of them
without each one: as in ``find_clashes``, any one given up lets the others stand. Not all clashes,
and not always a smallest one.
"""

import numpy as np

from dragoman.bargaining.programme.bars import Bar, BarKind
from dragoman.bargaining.space import Floats, IssueSpace
from dragoman.bargaining.uncertainty.bounding import find_bounds, must_accept, slack_of
from dragoman.bargaining.uncertainty.tables import SpaceTables
from dragoman.pipeline.deals.live.dropping import bars_by_body, decide, without
from dragoman.pipeline.deals.live.judging import Judged

PROOF_STEPS, TRIAL_STEPS = 40, 25
"""Rounds of bounding for the first proof, and for trying to do without each bar."""
SEARCHED = 4
"""Bars that are searched for in each round, where bounds leave them open."""
ROUNDS = 12
"""Rounds of dropping, each of one bar at least."""


def find_one_clash(space: IssueSpace, judged: Judged) -> tuple[Bar, ...] | None:
    """A clash of a space that has no zone; None where no bound proves one in time."""
    tables = judged.tables.part([0])
    known = None if judged.weights is None else judged.weights[:, :1]
    bounds = find_bounds(tables, steps=PROOF_STEPS, start=known)
    if not bounds.most[0] < -slack_of(tables)[0]:
        return None
    return _thinned(space, tables, judged, _support(space, tables, bounds.weights[:, 0]))


def _support(space: IssueSpace, tables: SpaceTables, weights: Floats) -> list[Bar]:
    """The bars that the proof by these weights rests on, lightest first, lines thinned out."""
    bars = bars_by_body(space)
    shut = [i for i, f in enumerate(tables.forbidden) if _out(tables, f).all()]
    if shut:
        options = _out_by(space, bars, shut[0])
        return [options[option][0] for option in range(len(space.options[shut[0]]))]
    room = -_bound(tables, weights) - float(slack_of(tables)[0])
    lines: list[Bar] = []
    for issue, forbidden in enumerate(tables.forbidden):
        value = weights @ tables.worth[issue][:, :, 0]
        out = _out(tables, forbidden)
        most, by = value[~out].max(), _out_by(space, bars, issue)
        for option in [o for o in np.argsort(value).tolist() if out[o] and value[o] > most]:
            if value[option] - most <= room:
                room, most = room - (value[option] - most), value[option]
            else:
                lines.append(by[option][0])
    held = [b for b in bars if b.kind is BarKind.RESERVATION and weights[b.player] > 0]
    held.sort(key=lambda bar: float(weights[bar.player]))
    factions = {p for p in np.flatnonzero(weights).tolist() if p >= space.n_parties}
    bodies = [
        b
        for b in bars
        if b.kind is BarKind.RATIFICATION and factions & set(space.chambers[b.chamber].factions)
    ]
    return list(dict.fromkeys([*held, *bodies, *lines]))


def _out(tables: SpaceTables, forbidden: np.ndarray) -> np.ndarray:
    return np.asarray(forbidden[must_accept(tables), :, 0].any(axis=0))


def _out_by(space: IssueSpace, bars: tuple[Bar, ...], issue: int) -> dict[int, list[Bar]]:
    """Who rules out each option of an issue: red lines of parties, and bodies by a faction's."""
    found: dict[int, list[Bar]] = {}
    for bar in bars:
        if bar.kind is BarKind.RED_LINE and bar.issue == issue:
            found.setdefault(bar.option, []).append(bar)
        if bar.kind is BarKind.RATIFICATION:
            for faction in space.chambers[bar.chamber].factions:
                for option in np.flatnonzero(space.forbidden[issue][faction]).tolist():
                    found.setdefault(option, []).append(bar)
    return found


def _bound(tables: SpaceTables, weights: Floats) -> float:
    """The most that the weighted sum of gains can be; as in bounding, interactions that help."""
    held = np.where(weights > 0, tables.reservation[:, 0], 0.0)
    total = -float(weights @ held)
    for bonus, worth in zip(tables.sheet.bonuses, tables.bonus_worth, strict=True):
        total += float(weights[bonus.player]) * max(float(worth[0]), 0.0)
    for worth, forbidden in zip(tables.worth, tables.forbidden, strict=True):
        total += float((weights @ worth[:, :, 0])[~_out(tables, forbidden)].max())
    return total


def _thinned(
    space: IssueSpace, tables: SpaceTables, judged: Judged, held: list[Bar]
) -> tuple[Bar, ...] | None:
    """The bars that are left when none can be dropped; None where that was not decided.

    In each round every bar is dropped by itself and with all lighter ones.
    """
    bars, needed = bars_by_body(space), set[Bar]()
    for _ in range(ROUNDS):
        tried = [bar for bar in held if bar not in needed]
        if not tried:
            return tuple(sorted(held))
        groups = [[bar] for bar in tried] + [tried[:n] for n in range(2, len(tried) + 1)]
        dropped = [[b for b in bars if b not in held or b in group] for group in groups]
        zones = decide(
            without(space, tables, dropped), judged.pool, steps=TRIAL_STEPS, searched=SEARCHED
        )
        needed |= {bar for bar, fits in zip(tried, zones.has_zone, strict=False) if fits}
        is_idle = ~zones.has_zone & ~zones.is_undecided
        idle = [group for group, can_go in zip(groups, is_idle.tolist(), strict=True) if can_go]
        if idle:
            gone = max(idle, key=len)
            held = [bar for bar in held if bar not in gone]
        elif len(needed) < len(held):
            return None
    return None
