"""How long the uncertainty of a deal space takes, on invented sheets of several sizes.

Run: ``PYTHONPATH=src python benchmarks/uncertainty.py``. CPU seconds of this process. The last
column is one draw reckoned by itself: the space drawn up and its zone asked of every package (only
where they can be listed), times the number of draws.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from dragoman.bargaining.judgements import Judgement, JudgementKind
from dragoman.bargaining.sheet import NONE, Sheet
from dragoman.bargaining.space import Chamber, Indices, Tie
from dragoman.bargaining.uncertainty import (
    draw,
    find_zone_chance,
    room_output,
    weigh_groups,
    zone_output,
)
from dragoman.bargaining.uncertainty.listing import list_packages
from dragoman.bargaining.uncertainty.rooms import find_room, find_zones
from dragoman.bargaining.uncertainty.tables import tables_of
from dragoman.model import Estimate

SIZES = (
    # parties, issues, options, factions, ties, reservation, draws
    (3, 6, 4, 0, 2, 0.62, 4096),
    (3, 6, 4, 3, 2, 0.62, 4096),
    (3, 8, 4, 0, 2, 0.62, 4096),
    (5, 12, 4, 0, 2, 0.60, 512),
    (5, 12, 4, 4, 2, 0.60, 512),
    (10, 15, 5, 5, 8, 0.56, 128),
    (2, 50, 10, 0, 2, 0.75, 128),
)
SPREAD = 0.15


class _Sheets:
    """A random sheet: scores ±0.15, weights ±20 %, red lines 70 % sure, a majority of seats."""

    def __init__(self, n_parties: int, n_issues: int, n_options: int, n_factions: int) -> None:
        self.rng = np.random.default_rng(0)
        self.n_parties, self.n_players = n_parties, n_parties + n_factions
        self.n_issues, self.n_options = n_issues, n_options
        self.judgements: list[Judgement] = []

    def add(self, label: str, group: str, kind: JudgementKind, low: float, high: float) -> int:
        given = Estimate(low=low, high=high)
        self.judgements.append(Judgement(label=label, group=group, kind=kind, estimate=given))
        return len(self.judgements) - 1

    def tie(self) -> Tie:
        one, other = self.rng.choice(self.n_issues, 2, replace=False)
        return Tie(
            player=int(self.rng.integers(self.n_parties)),
            issue=int(one),
            option=int(self.rng.integers(self.n_options)),
            other=int(other),
            allowed=frozenset(self.rng.choice(self.n_options, 2, replace=False).tolist()),
        )

    def sheet(self, n_ties: int, reservation: float) -> Sheet:
        shape = (self.n_players, self.n_issues)
        weights = np.full(shape, NONE)
        scores = [np.full((self.n_players, self.n_options), NONE) for _ in range(self.n_issues)]
        red_lines = [table.copy() for table in scores]
        for player in range(self.n_players):
            self._fill(player, weights, scores, red_lines)
        names = [f"P{player}" for player in range(self.n_players)]
        low, high = reservation - 0.05, reservation + 0.05
        held = [self.add(n, f"{n}.r", JudgementKind.RESERVATION, low, high) for n in names]
        ties = [self.tie() for _ in range(n_ties)]
        tie_of = [self.add("t", f"t{t}", JudgementKind.PROVISO, 0.8, 0.8) for t in range(n_ties)]
        seats = self.rng.integers(5, 40, self.n_players - self.n_parties).astype(float)
        chamber = Chamber(
            party=0,
            body="Assembly",
            factions=tuple(range(self.n_parties, self.n_players)),
            seats=tuple(seats.tolist()),
            needed=float(seats.sum() // 2 + 1),
        )
        return Sheet(
            players=tuple(names),
            n_parties=self.n_parties,
            issues=tuple(f"i{issue}" for issue in range(self.n_issues)),
            options=tuple(tuple(map(str, range(self.n_options))) for _ in range(self.n_issues)),
            values=tuple(np.linspace(0, 100, self.n_options) for _ in range(self.n_issues)),
            judgements=tuple(self.judgements),
            weights=weights,
            positions=np.full(shape, NONE),
            scores=tuple(scores),
            red_lines=tuple(red_lines),
            reservations=np.array(held),
            powers=np.full(self.n_players, NONE),
            ties=tuple(ties),
            tie_of=tuple(tie_of),
            chambers=(chamber,) if len(seats) else (),
        )

    def _fill(
        self, player: int, weights: Indices, scores: list[Indices], red_lines: list[Indices]
    ) -> None:
        kinds = JudgementKind
        drawn = self.rng.dirichlet(np.full(self.n_issues, 2.0))
        for issue, weight in enumerate(drawn):
            group = f"P{player}.i{issue}"
            weights[player, issue] = self.add(
                group, group, kinds.WEIGHT, weight / 1.2, weight * 1.2
            )
            for option, score in enumerate(self.rng.random(self.n_options)):
                low, high = max(0.0, score - SPREAD), min(1.0, score + SPREAD)
                scores[issue][player, option] = self.add(group, group, kinds.SCORE, low, high)
            if player < self.n_parties and self.rng.random() < 0.1:
                option = int(self.rng.integers(self.n_options))
                red_lines[issue][player, option] = self.add(group, group, kinds.RED_LINE, 0.7, 0.7)


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    found = run()
    return found, time.process_time() - start


def one_by_one(sheet: Sheet, n_draws: int) -> float | None:
    """CPU seconds that ``n_draws`` draws would take, each space listed by itself."""
    if sheet.space_at().n_packages > 1 << 17:
        return None
    packages = list_packages([np.arange(len(options)) for options in sheet.options])
    values = sheet.draw(draw(sheet, n_draws=128, n_replicates=8).shares)[:8]
    _, spent = timed(lambda: [sheet.space_at(row).is_in_zone(packages).any() for row in values])
    return spent / len(values) * n_draws


def main() -> None:
    print(
        "parties issues options factions | draws uncertain | P(zone) | zone s | room s | 1 by 1 s"
    )
    for n_parties, n_issues, n_options, n_factions, n_ties, reservation, n_draws in SIZES:
        maker = _Sheets(n_parties, n_issues, n_options, n_factions)
        sheet = maker.sheet(n_ties, reservation)
        drawing = draw(sheet, n_draws=n_draws, n_replicates=8)
        tables = tables_of(sheet, sheet.draw(drawing.shares))
        zones, zone_s = timed(partial(find_zones, tables))
        rooms, room_s = timed(partial(find_room, tables))
        if not np.array_equal(rooms >= 0, zones.has_zone):
            raise SystemExit("room and zone disagree")
        alone = one_by_one(sheet, n_draws)
        print(
            f"{n_parties:7} {n_issues:6} {n_options:7} {n_factions:8} | {n_draws:5} "
            f"{len(sheet.uncertain):9} | {zones.has_zone.mean():7.3f} | {zone_s:6.2f} | "
            f"{room_s:6.2f} | {'' if alone is None else f'{alone:8.1f}'}"
        )
    sheet = _Sheets(3, 6, 4, 0).sheet(2, 0.62)
    _, spent = timed(lambda: find_zone_chance(sheet, draw(sheet)))
    print(f"zone with robust packages, 3 × 6 × 4, 4,096 draws: {spent:.2f} s")
    for output in (zone_output(sheet), room_output(sheet)):
        found, spent = timed(partial(weigh_groups, sheet, output))
        print(f"Sobol and Morris of {output.label}: {found.n_runs:,} runs, {spent:.2f} s")


if __name__ == "__main__":
    main()
