"""Reckoning the deal space of one negotiation: from preferences to one record for every face."""

from collections.abc import Sequence
from math import prod

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.drawing_up import draw_up, has_preferences
from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Indices
from dragoman.bargaining.two_levels import TwoLevels, compare_levels
from dragoman.bargaining.uncertainty import Chance, ZoneChance, draw, find_zone_chance
from dragoman.bargaining.uncertainty.rooms import MOST_LISTED
from dragoman.bargaining.what_if import suppose
from dragoman.errors import BadIssueSpace
from dragoman.model import (
    Body,
    Contents,
    DealPackage,
    DealSpace,
    Draws,
    JudgementSheet,
    Negotiation,
    Sensitivity,
    WinSet,
    Zone,
)
from dragoman.pipeline.deals.desk import Desk
from dragoman.pipeline.deals.drafts import Draft, drafts_of
from dragoman.pipeline.deals.later import sequences, votes
from dragoman.pipeline.deals.obstacles import clashes, red_lines
from dragoman.pipeline.deals.outlook import forecasts
from dragoman.pipeline.deals.parcels import (
    as_record,
    as_solution,
    chance_without_lines,
    cloud,
    figure_of,
    frontier_note,
    frontier_records,
)
from dragoman.pipeline.deals.picks import picks
from dragoman.pipeline.deals.ways import (
    improvements,
    links,
    negotiating_text,
    openings,
    trades,
)
from dragoman.pipeline.deals.weights import weigh
from dragoman.pipeline.progress import Progress, silent

BRIEF_DRAWS = 1024
MOST_DRAWS, FEWEST_DRAWS = 4096, 256
"""Draws unless more are asked for; and where a draw is much work."""
CELLS = 6e8
"""Draws times packages times players from which on fewer draws are taken, where all are listed."""
FRONTIER_AT_MOST = 60
"""Packages of the frontier that are set out."""


@frozen(kw_only=True)
class DealRequest:
    """What is asked: changes ("RUS.territory=60..80"), drafts ("quota=half"), draws, their seed."""

    changes: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    n_draws: int = MOST_DRAWS
    seed: int = 0


def reckon_deals(
    contents: Contents, request: DealRequest | None = None, *, progress: Progress = silent
) -> DealSpace:
    """Everything that the preferences of a dossier say about the deals that are possible.

    Deterministic for one seed. Cost: seconds for a dozen issues; most of it goes into draws.

    Raises:
        BadIssueSpace: no preferences, or numbers that cannot be reckoned with; names issue and
            party.
        BadRequest: a number of draws that is no power of two, or too few.
    """
    asked = request or DealRequest()
    desk, notes = _desk(contents, asked)
    progress("reckoning packages", 0, None)
    drafts = drafts_of(desk, asked.drafts)
    chance = _chance(desk, drafts, progress)
    progress("counting the packages of the zone", 0, None)
    levels = compare_levels(desk.space)
    found = _of_packages(desk, drafts, chance, levels)
    found = _with_blocks(desk, drafts, found, progress)
    progress("running the forecast models", 0, None)
    scales, remarks = forecasts(desk)
    progress("weighing judgements", 0, None)
    weights: tuple[Sensitivity, ...] = ()
    weight_note = weighed = ""
    if chance is not None:
        weights, weight_note, weighed = weigh(desk, asked.seed, chance.exists.probability, progress)
    return evolve(
        found,
        over_draws=picks(desk, progress),
        cloud=cloud(desk, asked.seed),
        forecasts=scales,
        sensitivities=weights,
        sensitivity_note=weight_note,
        sensitivity_of=weighed,
        draws=_draws(chance),
        what_if=asked.changes,
        notes=(*desk.sheet.notes, *notes, *found.notes, *remarks),
    )


def deals_for_brief(contents: Contents, *, progress: Progress = silent) -> DealSpace | None:
    """The deal space with fewer draws; None where there are no preferences.

    Raises:
        BadIssueSpace: preferences that cannot be reckoned with.
    """
    if not has_preferences(contents.negotiation):
        return None
    return reckon_deals(contents, DealRequest(n_draws=BRIEF_DRAWS), progress=progress)


def require_preferences(negotiation: Negotiation) -> None:
    """Refuse to reckon where there is nothing to reckon with.

    Raises:
        BadIssueSpace: there are no preferences.
    """
    if not has_preferences(negotiation):
        raise BadIssueSpace(
            "negotiation.toml has no [preference]; run `dragoman deals --draft --out FILE` to "
            "begin them from what the parties said"
        )


def _desk(contents: Contents, asked: DealRequest) -> tuple[Desk, tuple[str, ...]]:
    negotiation = contents.negotiation
    notes: tuple[str, ...] = ()
    require_preferences(negotiation)
    if asked.changes:
        changed = suppose(negotiation, asked.changes)
        negotiation, notes = changed.negotiation, changed.notes
    sheet = draw_up(negotiation)
    n_draws = _affordable(sheet, asked.n_draws)
    if n_draws < asked.n_draws:
        notes += (
            f"Drawn {n_draws:,} times and not {asked.n_draws:,}, since {len(sheet.players)} "
            "parties and factions are tried on every package in each.",
        )
    drawing = draw(sheet, n_draws=n_draws, seed=asked.seed) if n_draws else None
    desk = Desk(
        contents=evolve(contents, negotiation=negotiation),
        negotiation=negotiation,
        sheet=sheet,
        drawing=drawing,
    )
    return desk, notes


def _affordable(sheet: Sheet, n_draws: int) -> int:
    """Fewer draws where all packages are listed in each, for many players; no more than asked."""
    n_packages = prod(map(len, sheet.options))
    if n_packages > MOST_LISTED or n_draws > MOST_DRAWS:
        return n_draws
    while n_draws > FEWEST_DRAWS and n_draws * n_packages * len(sheet.players) > CELLS:
        n_draws //= 2
    return n_draws


def _chance(desk: Desk, drafts: Sequence[Draft], progress: Progress) -> ZoneChance | None:
    if desk.drawing is None:
        return None
    progress("drawing the uncertain numbers", 0, None)
    named = {f"solution {s.concept}": s.package for s in desk.solutions}
    named |= {f"draft {number}": draft.given for number, draft in enumerate(drafts)}
    return find_zone_chance(desk.sheet, desk.drawing, packages=named)


def _of_packages(
    desk: Desk, drafts: Sequence[Draft], chance: ZoneChance | None, levels: TwoLevels
) -> DealSpace:
    found = {one.label: one.in_zone for one in chance.packages} if chance else {}
    solutions = tuple(
        as_solution(desk, one, found.get(f"solution {one.concept}")) for one in desk.solutions
    )
    return DealSpace(
        parties=desk.space.parties,
        factions=desk.space.players[desk.space.n_parties :],
        issues=desk.space.issues,
        judgements=_judgements(desk),
        zone=_zone(desk, chance, levels),
        solutions=solutions,
        frontier=frontier_records(desk, FRONTIER_AT_MOST),
        frontier_note=frontier_note(desk),
        drafts=tuple(
            _judged_draft(desk, draft, found.get(f"draft {number}"))
            for number, draft in enumerate(drafts)
        ),
        bodies=_bodies(desk, levels),
        questions=desk.sheet.questions,
    )


def _judged_draft(desk: Desk, draft: Draft, chance: Chance | None) -> DealPackage:
    record = as_record(
        desk,
        draft.filled,
        kind="draft",
        label=draft.label,
        chance=chance,
        open_issues=draft.open_issues,
        grounds=draft.grounds,
    )
    return evolve(record, without_lines=chance_without_lines(desk, draft.filled))


def _with_blocks(
    desk: Desk, drafts: Sequence[Draft], found: DealSpace, progress: Progress
) -> DealSpace:
    progress("finding what blocks", 0, None)
    clashing, remarks = clashes(desk)
    progress("finding what would move", 0, None)
    judged = _judged(desk, drafts, found.solutions)
    rolled, start = trades(desk)
    return evolve(
        found,
        red_lines=red_lines(desk),
        clashes=clashing,
        notes=remarks,
        openings=openings(desk),
        trades=rolled,
        trades_from=start,
        links=links(desk),
        improvements=improvements(desk, drafts),
        text=negotiating_text(desk),
        votes=votes(desk, judged),
        sequences=sequences(desk, judged),
    )


def _judged(
    desk: Desk, drafts: Sequence[Draft], solutions: Sequence[DealPackage]
) -> list[tuple[str, Indices]]:
    """The packages that bodies and stages are tried on: the drafts, else the first solution."""
    named = [(draft.label, draft.filled) for draft in drafts]
    if solutions and not named:
        named.append((solutions[0].label, desk.solutions[0].package))
    return named


def _zone(desk: Desk, chance: ZoneChance | None, levels: TwoLevels) -> Zone:
    exists = desk.has_zone
    return Zone(
        exists=exists,
        packages=levels.ratified.share * desk.space.n_packages
        if not levels.is_exact
        else levels.ratified.count,
        of=desk.space.n_packages,
        is_exact=levels.is_exact,
        probability=figure_of(chance.exists) if chance else None,
        win_sets=tuple(_win_set(desk, levels, player) for player in range(desk.space.n_parties)),
        parties_only=levels.parties.share * desk.space.n_packages
        if not levels.is_exact
        else levels.parties.count,
        note="" if chance is None else chance.interval,
    )


def _win_set(desk: Desk, levels: TwoLevels, player: int) -> WinSet:
    share = levels.win_sets[player]
    return WinSet(
        party=desk.space.players[player],
        packages=share.share * desk.space.n_packages,
        share=share.share,
        refuses_most=_refuses_most(desk, player),
    )


def _refuses_most(desk: Desk, player: int) -> str:
    """The red line that takes most packages from a player, else its reservation value."""
    shares = [
        (float(forbidden[player].mean()), issue)
        for issue, forbidden in enumerate(desk.space.forbidden)
    ]
    share, issue = max(shares, default=(0.0, 0))
    if share > 0:
        options = np.flatnonzero(desk.space.forbidden[issue][player])
        named = [desk.option_label(desk.choice(issue, int(option))) for option in options]
        return f"red line at {' and '.join(named)}"
    return "what no agreement is worth to it"


def _bodies(desk: Desk, levels: TwoLevels) -> tuple[Body, ...]:
    found = []
    for toll in levels.chambers:
        chamber = desk.space.chambers[toll.chamber]
        if levels.parties.count:
            scale = 1.0 if levels.is_exact else desk.space.n_packages / levels.parties.of
            found.append(
                Body(
                    party=desk.space.players[chamber.party],
                    body=chamber.body,
                    takes_out=toll.refused * scale,
                    share=toll.refused / levels.parties.count,
                    is_absorbed=bool(toll.is_absorbed),
                )
            )
    return tuple(found)


def _judgements(desk: Desk) -> tuple[JudgementSheet, ...]:
    return tuple(
        JudgementSheet(
            label=one.label,
            group=one.group,
            kind=str(one.kind),
            estimate=one.estimate,
            is_given=one.is_given,
            grounds=desk.grounds(one.because) if one.is_given else (),
        )
        for one in desk.sheet.judgements
    )


def _draws(chance: ZoneChance | None) -> Draws | None:
    if chance is None:
        return None
    return Draws(method=str(chance.method), n_draws=chance.n_draws, seed=chance.seed)
