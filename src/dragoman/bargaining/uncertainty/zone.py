"""Zone: how probable a zone of possible agreement is, and given packages in it."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from attrs import frozen

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Flags, Indices
from dragoman.bargaining.uncertainty.bounding import must_accept
from dragoman.bargaining.uncertainty.chance import Chance, chance_of, interval_rule
from dragoman.bargaining.uncertainty.drawing import Drawing, DrawingMethod
from dragoman.bargaining.uncertainty.margins import (
    breaks_condition,
    breaks_red_line,
    chamber_margin,
    gains,
    package_margins,
)
from dragoman.bargaining.uncertainty.rooms import MOST_LISTED, Zones, find_zones
from dragoman.bargaining.uncertainty.tables import SpaceTables, tables_of

MOST_ROBUST = 5
"""How many of the packages that are most often in the zone are named."""
PART = 1024
"""Draws judged at once."""


class Ground(StrEnum):
    """Why a player refuses a package."""

    RESERVATION = "reservation"
    RED_LINE = "red line"
    CONDITION = "condition"


@frozen(kw_only=True)
class Refusal:
    """A ground on which a player refuses a package, and how often; grounds may hold together.

    ``at`` names options: ``quota.full`` for a red line, ``quota.half`` for the option a condition
    is on; empty for the reservation. ``shortfall`` is, for the reservation, how much the player
    lacks in the middle of the draws in which it refuses, on its own scale.
    """

    ground: Ground
    at: str
    chance: Chance
    shortfall: float | None = None


@frozen(kw_only=True)
class Verdict:
    """How often a player accepts a package, and the grounds on which it refuses, most first.

    ``is_needed``: nothing is agreed without it, as a party or as a faction with a veto.
    """

    player: str
    is_party: bool
    is_needed: bool
    accepts: Chance
    refusals: tuple[Refusal, ...]


@frozen(kw_only=True)
class Approval:
    """How often a chamber approves a package."""

    party: str
    body: str
    approves: Chance


@frozen(kw_only=True)
class PackageChance:
    """How often a package is in the zone, and who keeps it out.

    ``choices`` holds (issue, option) pairs. Where issues are ``open_issues``, ``in_zone`` says how
    often *some* way of settling them is in the zone, and there are no verdicts. ``verdicts`` run
    from the player that refuses most often: those that are needed first, then other factions.
    """

    label: str
    choices: tuple[tuple[str, str], ...]
    open_issues: tuple[str, ...]
    in_zone: Chance
    verdicts: tuple[Verdict, ...] = ()
    approvals: tuple[Approval, ...] = ()


@frozen(kw_only=True)
class ZoneChance:
    """How probable it is that a zone exists, over draws of everything uncertain.

    ``robust`` are packages most often in the zone, best first: of all packages where ``is_listed``,
    else of those that the search met; picked on the same draws, their chances are a little
    flattered. ``interval`` says how the intervals are made, ``n_searched``
    how many draws took a search (none where all packages were listed).
    """

    exists: Chance
    packages: tuple[PackageChance, ...]
    robust: tuple[PackageChance, ...]
    is_listed: bool
    n_searched: int
    n_draws: int
    seed: int
    method: DrawingMethod
    interval: str


def find_zone_chance(
    sheet: Sheet,
    drawing: Drawing,
    *,
    packages: Mapping[str, Indices] | None = None,
    most_listed: int = MOST_LISTED,
) -> ZoneChance:
    """The chance that a zone exists, and that each of ``packages`` is in it.

    ``packages`` maps a label to ``(n_issues,)`` option indices, -1 where an issue is open (as
    ``IssueSpace.package`` gives). ``drawing`` must come from :func:`~.drawing.draw` for this sheet.
    Cost: see :func:`~.rooms.find_zones`.
    """
    tables = tables_of(sheet, sheet.draw(drawing.shares))
    zones = find_zones(tables, most_listed=most_listed)
    named = packages or {}
    return ZoneChance(
        exists=chance_of(zones.has_zone, drawing, undecided=zones.is_undecided),
        packages=tuple(
            judge_package(tables, drawing, package, label=label) for label, package in named.items()
        ),
        robust=tuple(
            judge_package(tables, drawing, package, label=f"robust {rank}")
            for rank, package in enumerate(_robust(tables, zones), start=1)
        ),
        is_listed=zones.listed is not None,
        n_searched=zones.n_searched,
        n_draws=drawing.n_draws,
        seed=drawing.seed,
        method=drawing.method,
        interval=interval_rule(drawing),
    )


def judge_package(
    tables: SpaceTables, drawing: Drawing, package: Indices, *, label: str
) -> PackageChance:
    """How often a package ``(n_issues,)`` is in the zone, and who refuses it why.

    With open issues (-1): how often it can be completed to a package in the zone.
    """
    sheet = tables.sheet
    rows = list(zip(sheet.issues, sheet.options, package.tolist(), strict=True))
    choices = tuple((issue, options[at]) for issue, options, at in rows if at >= 0)
    open_issues = tuple(issue for issue, _, at in rows if at < 0)
    if open_issues:
        zones = find_zones(tables, fixed=package)
        chance = chance_of(zones.has_zone, drawing, undecided=zones.is_undecided)
        return PackageChance(label=label, choices=choices, open_issues=open_issues, in_zone=chance)
    judged = _Judged(tables, drawing, package)
    return PackageChance(
        label=label,
        choices=choices,
        open_issues=(),
        in_zone=judged.in_zone(),
        verdicts=judged.verdicts(),
        approvals=judged.approvals(),
    )


def _robust(tables: SpaceTables, zones: Zones) -> Indices:
    """The packages most often in the zone, ``(n, n_issues)``, most first."""
    if zones.listed is not None:
        packages, counts = zones.listed.packages, zones.listed.in_zone
    elif zones.has_zone.any():
        packages = np.unique(zones.witness[zones.has_zone], axis=0)
        counts = _counts(tables, packages)
    else:
        return np.empty((0, tables.n_issues), dtype=np.int64)
    order = np.argsort(-counts, kind="stable")[:MOST_ROBUST]
    return packages[order[counts[order] > 0]]


def _counts(tables: SpaceTables, packages: Indices) -> Indices:
    counts = np.zeros(len(packages), dtype=np.int64)
    for start in range(0, tables.n_draws, PART):
        part = tables.part(slice(start, start + PART))
        counts += np.count_nonzero(package_margins(part, packages) >= 0, axis=1)
    return counts


class _Judged:
    """One package in all draws; tables run ``(n_players, n_draws)``."""

    def __init__(self, tables: SpaceTables, drawing: Drawing, package: Indices) -> None:
        self.tables, self.drawing, self.package = tables, drawing, package
        row = package[None]
        self.gains = gains(tables, row)[:, 0]
        self.red_lines = breaks_red_line(tables, row)[:, 0]
        self.conditions = breaks_condition(tables, row)[:, 0]
        broken = self.red_lines | self.conditions
        self.margins = np.where(broken, -np.inf, self.gains)

    def in_zone(self) -> Chance:
        n_parties = self.tables.sheet.n_parties
        agreed: Flags = np.all(self.margins[:n_parties] >= 0, axis=0)
        for chamber in self.tables.sheet.chambers:
            agreed &= chamber_margin(chamber, self.margins) >= 0
        return self._chance(agreed)

    def approvals(self) -> tuple[Approval, ...]:
        sheet = self.tables.sheet
        return tuple(
            Approval(
                party=sheet.players[chamber.party],
                body=chamber.body,
                approves=self._chance(chamber_margin(chamber, self.margins) >= 0),
            )
            for chamber in sheet.chambers
        )

    def verdicts(self) -> tuple[Verdict, ...]:
        sheet, needed = self.tables.sheet, must_accept(self.tables)
        found = [
            Verdict(
                player=player,
                is_party=place < sheet.n_parties,
                is_needed=place in needed,
                accepts=self._chance(self.margins[place] >= 0),
                refusals=self._refusals(place),
            )
            for place, player in enumerate(sheet.players)
        ]
        return tuple(sorted(found, key=lambda v: (not v.is_needed, v.accepts.probability)))

    def _refusals(self, player: int) -> tuple[Refusal, ...]:
        found = [*self._short(player), *self._crossed(player), *self._broken(player)]
        return tuple(sorted(found, key=lambda refusal: -refusal.chance.probability))

    def _short(self, player: int) -> list[Refusal]:
        short = self.gains[player] < 0
        if not short.any():
            return []
        lack = float(-np.median(self.gains[player][short]))
        return [self._refusal(Ground.RESERVATION, "", short, lack)]

    def _crossed(self, player: int) -> list[Refusal]:
        sheet, found = self.tables.sheet, []
        for column, option in enumerate(self.package.tolist()):
            crossed = self.tables.forbidden[column][player, option]
            if crossed.any():
                at = f"{sheet.issues[column]}.{sheet.options[column][option]}"
                found.append(self._refusal(Ground.RED_LINE, at, crossed))
        return found

    def _broken(self, player: int) -> list[Refusal]:
        sheet, found = self.tables.sheet, []
        for tie, holds in zip(sheet.ties, self.tables.tie_holds, strict=True):
            is_kept = int(self.package[tie.other]) in tie.allowed
            if tie.player == player and self.package[tie.issue] == tie.option and not is_kept:
                at = f"{sheet.issues[tie.issue]}.{sheet.options[tie.issue][tie.option]}"
                found.append(self._refusal(Ground.CONDITION, at, holds))
        return [refusal for refusal in found if refusal.chance.probability > 0]

    def _refusal(
        self, ground: Ground, at: str, holds: Flags, shortfall: float | None = None
    ) -> Refusal:
        return Refusal(ground=ground, at=at, chance=self._chance(holds), shortfall=shortfall)

    def _chance(self, holds: Flags) -> Chance:
        return chance_of(holds, self.drawing)
