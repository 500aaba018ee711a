"""Packages as records: what each gives whom, and who refuses it why."""

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from dragoman.bargaining.packages import Solution
from dragoman.bargaining.space import Floats, Indices
from dragoman.bargaining.uncertainty import acceptance_output
from dragoman.bargaining.uncertainty.chance import Chance, chance_of
from dragoman.bargaining.win_sets import all_packages, sample_packages
from dragoman.model import DealPackage, Figure, Ground, PartyShare
from dragoman.pipeline.deals.desk import Desk

CLOUD = 1500
"""Packages drawn behind the frontier of two parties."""


def figure_of(chance: Chance) -> Figure:
    """A probability with its interval."""
    return Figure(value=chance.probability, low=chance.low, high=chance.high)


def as_record(
    desk: Desk,
    package: Indices,
    *,
    kind: str,
    label: str,
    chance: Chance | None = None,
    open_issues: Sequence[str] = (),
    grounds: tuple[Ground, ...] = (),
) -> DealPackage:
    """A package without blanks ``(n_issues,)``; ``open_issues`` were blanks that are filled in."""
    row = package[None, :]
    utilities = desk.space.utilities(row)[0]
    return DealPackage(
        kind=kind,
        label=label,
        choices=desk.choices(package),
        shares=tuple(
            _share(desk, package, player, utilities) for player in range(desk.space.n_parties)
        ),
        in_zone=bool(desk.space.is_in_zone(row)[0]),
        open_issues=tuple(open_issues),
        probability=figure_of(chance) if chance else None,
        grounds=grounds,
    )


def as_solution(desk: Desk, solution: Solution, chance: Chance | None) -> DealPackage:
    """A solution with the words that say what was compared."""
    name = str(solution.concept)
    label = f"{name[0].upper()}{name[1:]} solution"
    record = as_record(desk, solution.package, kind=name, label=label, chance=chance)
    return evolve(record, normalisation=solution.normalisation, ties=solution.ties or 1)


def _share(desk: Desk, package: Indices, player: int, utilities: Floats) -> PartyShare:
    utility = float(utilities[player])
    gain = utility - float(desk.space.reservation[player])
    best = desk.best_gains
    accepted = bool(desk.space.is_accepted(package[None, :])[0, player])
    return PartyShare(
        party=desk.space.players[player],
        utility=utility,
        gain=gain,
        accepts=accepted,
        normalised=gain / float(best[player]) if best is not None and best[player] > 0 else None,
        refuses_because=() if accepted else refusals(desk, package, player, utility),
        worths=tuple(
            (issue, float(worth[player, option]), float(worth[player].max()))
            for issue, worth, option in zip(
                desk.space.issues, desk.space.worth, package.tolist(), strict=True
            )
        ),
    )


def refusals(desk: Desk, package: Indices, player: int, utility: float) -> tuple[str, ...]:
    """What stands in a player's way, in words that follow "refuses it:"."""
    space, reasons = desk.space, []
    for issue, forbidden in enumerate(space.forbidden):
        if forbidden[player, package[issue]]:
            label = desk.option_label(desk.choice(issue, int(package[issue])))
            reasons.append(f"its red line at {label}")
    for tie in space.ties:
        is_broken = package[tie.issue] == tie.option and package[tie.other] not in tie.allowed
        if tie.player == player and is_broken:
            label = desk.option_label(desk.choice(tie.issue, tie.option))
            reasons.append(f"its condition on {label} is not met")
    reservation = float(space.reservation[player])
    if utility < reservation:
        reasons.append(
            f"it would get {utility:.2f}, and no agreement is worth {reservation:.2f} to it"
        )
    return tuple(reasons)


def chance_without_lines(desk: Desk, package: Indices) -> Figure | None:
    """How often a package is in the zone if the lines that bar it at the middle were given up.

    None where none bars it, or without draws. Only lines of parties count, not of factions.
    """
    lines = _barring(desk, package)
    if not lines or desk.drawing is None:
        return None
    values = desk.values.copy()
    values[:, lines] = 0.0
    holds = acceptance_output(desk.sheet, package).evaluate(values) > 0.5
    return figure_of(chance_of(holds, desk.drawing))


def _barring(desk: Desk, package: Indices) -> list[int]:
    """The judgements behind the parties' lines that bar a package at the middle."""
    sheet = desk.sheet
    found = [
        int(sheet.red_lines[issue][player, option])
        for issue, option in enumerate(package.tolist())
        for player in np.flatnonzero(desk.space.forbidden[issue][: sheet.n_parties, option])
    ]
    for tie, index in zip(sheet.ties, sheet.tie_of, strict=True):
        is_broken = package[tie.issue] == tie.option and package[tie.other] not in tie.allowed
        if tie in desk.space.ties and tie.player < sheet.n_parties and is_broken:
            found.append(index)
    return found


def frontier_records(desk: Desk, at_most: int) -> tuple[DealPackage, ...]:
    """Packages on the frontier of the zone, evenly picked along the first party where many."""
    frontier = desk.zone_frontier
    if frontier is None:
        return ()
    order = np.lexsort(frontier.packages.T[::-1])
    order = order[np.argsort(-frontier.utilities[order, 0], kind="stable")]
    if len(order) > at_most:
        order = order[np.unique(np.linspace(0, len(order) - 1, at_most).round().astype(int))]
    return tuple(
        as_record(desk, frontier.packages[index], kind="frontier", label="") for index in order
    )


def cloud(desk: Desk, seed: int) -> tuple[tuple[float, float], ...]:
    """What packages give two parties: all, or an even sample; none for three parties or more."""
    if desk.space.n_parties != 2:
        return ()
    if desk.space.n_packages <= CLOUD:
        parts = list(all_packages(desk.space))
    else:
        parts = list(sample_packages(desk.space, CLOUD, seed=seed))
    utilities = desk.space.utilities(np.concatenate(parts))[:, :2].round(4)
    return tuple((first, second) for first, second in utilities.tolist())


def frontier_note(desk: Desk) -> str:
    """What was computed of the frontier and what was not."""
    if desk.zone_frontier is not None:
        return desk.zone_frontier.note
    return (
        f"With {desk.space.n_parties} parties the frontier is not listed: the solutions are "
        "searched for directly, and proved."
    )
