"""One answer reckoned: the zone, its chance, solutions and obstructions of one set of numbers."""

from collections.abc import Mapping
from math import sqrt

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.drawing_up import draw_up
from dragoman.bargaining.packages import Concept
from dragoman.bargaining.programme import Limits, ZoneSearch
from dragoman.bargaining.space import Flags, Indices, IssueSpace
from dragoman.bargaining.two_levels import compare_levels
from dragoman.bargaining.uncertainty.chance import Chance, chance_of
from dragoman.bargaining.uncertainty.drawing import DrawingMethod
from dragoman.bargaining.uncertainty.margins import package_margins
from dragoman.bargaining.win_sets import Share
from dragoman.model import Contents, DealPackage, Ground, Negotiation
from dragoman.model.deal import Figure
from dragoman.pipeline.deals.live.drawing import SameDraws
from dragoman.pipeline.deals.live.judging import DEEP, LIVE, Effort, Judged, judge
from dragoman.pipeline.deals.live.live_desk import LiveDesk
from dragoman.pipeline.deals.live.looking import Looked, look
from dragoman.pipeline.deals.live.obstructing import Obstructions, obstructions
from dragoman.pipeline.deals.live.records import LiveChance, LiveZone, Missing, WinShare
from dragoman.pipeline.deals.parcels import as_solution

LIVE_NODES = 500
"""Nodes of the search for any package of the zone while somebody waits."""


@frozen(kw_only=True, eq=False)
class Reckoned:
    """Everything reckoned for one set of numbers, with what the next answer can go on from."""

    negotiation: Negotiation
    looked: Looked
    judged: Judged
    zone: LiveZone
    chance: LiveChance
    solutions: tuple[DealPackage, ...]
    obstructions: Obstructions
    missing: tuple[Missing, ...]


@frozen(kw_only=True, eq=False)
class Start:
    """What a reckoning starts from: the contents, the draws, the reasons looked up before.

    ``known`` is what was reckoned of much the same numbers, None at first.
    """

    contents: Contents
    draws: SameDraws
    grounds: Mapping[tuple[str, ...], tuple[Ground, ...]]
    known: Reckoned | None = None
    effort: Effort = LIVE

    @property
    def is_deep(self) -> bool:
        """Whether to reckon everything, however long it takes."""
        return self.effort is DEEP


def reckon(negotiation: Negotiation, start: Start) -> Reckoned:
    """The answer for one set of numbers.

    Raises:
        BadIssueSpace: they cannot be reckoned with; names issue and party.
    """
    sheet, known = draw_up(negotiation), start.known
    judged = judge(sheet, start.draws, start.effort, None if known is None else known.judged)
    space = sheet.space_at()
    looked = look(space, None if known is None else known.looked)
    desk = LiveDesk(
        contents=evolve(start.contents, negotiation=negotiation),
        negotiation=negotiation,
        sheet=sheet,
        drawing=None,
        known_grounds=start.grounds,
        looked=looked,
        exists=_exists(space, looked, judged, is_deep=start.is_deep),
        is_deep=start.is_deep,
    )
    found = obstructions(desk, looked, judged)
    solutions, missing = _solutions(desk, judged)
    return Reckoned(
        negotiation=negotiation,
        looked=looked,
        judged=judged,
        zone=_zone(desk, looked),
        chance=_chance(judged),
        solutions=solutions,
        obstructions=found,
        missing=(*missing, *found.missing),
    )


def _exists(space: IssueSpace, looked: Looked, judged: Judged, *, is_deep: bool) -> bool | None:
    """Whether there is a zone at the middle; None where that was not decided in time."""
    if looked.is_all:
        return bool(looked.ratified.any())
    if not judged.is_open[0]:
        return bool(judged.has_zone[0])
    limits = Limits() if is_deep else Limits(nodes=LIVE_NODES)
    answer = ZoneSearch(space=space, limits=limits).find_package()
    if answer.package is not None:
        return True
    return False if answer.is_proved else None


def _zone(desk: LiveDesk, looked: Looked) -> LiveZone:
    of = float(desk.space.n_packages)
    ratified, is_exact = looked.share(looked.ratified), looked.is_all
    if desk.exists is False:
        ratified, is_exact = Share(count=0, of=1), True
    elif desk.is_deep and not is_exact:
        levels = compare_levels(desk.space)
        ratified, is_exact = levels.ratified, levels.is_exact
    return LiveZone(
        exists=desk.exists,
        packages=_figure(ratified, of, is_exact=is_exact),
        of=of,
        is_exact=is_exact,
        win_sets=tuple(
            WinShare(
                party=party,
                share=_figure(share, 1.0, is_exact=looked.is_all),
                is_exact=looked.is_all,
            )
            for party, share in zip(desk.space.parties, looked.win_sets, strict=True)
        ),
    )


def _figure(share: Share, scale: float, *, is_exact: bool) -> Figure:
    """A share times a scale; where exact the count itself, with no interval."""
    if is_exact:
        value = float(share.count) if share.of == scale else share.share * scale
        return Figure(value=value)
    return Figure(value=share.share * scale, low=share.low * scale, high=share.high * scale)


def _solutions(
    desk: LiveDesk, judged: Judged
) -> tuple[tuple[DealPackage, ...], tuple[Missing, ...]]:
    """The solutions found, and which are missing."""
    found = tuple(
        as_solution(desk, one, chance_in_draws(judged, one.package)) for one in desk.solutions
    )
    if desk.exists is False:
        return (), ()
    left = [str(c) for c in Concept if str(c) not in {one.kind for one in found}]
    if not left:
        return found, ()
    reason = (
        "it was not decided in time whether there is a zone"
        if desk.exists is None
        else f"{', '.join(left)}: each takes dozens of searches in a space so large"
    )
    return found, (Missing(what="solutions", reason=reason),)


def chance_in_draws(judged: Judged, package: Indices) -> Chance:
    """How often a package ``(n_issues,)`` is in the zone, over the draws."""
    holds = package_margins(judged.tables, package[None])[0, 1:] >= 0
    return chance_of(holds, judged.drawing)


def _chance(judged: Judged) -> LiveChance:
    has_zone, is_open = judged.has_zone[1:], judged.is_open[1:]
    chance = chance_of(has_zone, judged.drawing, undecided=is_open)
    return LiveChance(
        probability=chance.probability,
        low=chance.low,
        high=chance.high,
        standard_error=standard_error(
            has_zone[~is_open].astype(float) if is_open.any() else has_zone.astype(float),
            1 if is_open.any() else judged.drawing.n_replicates,
            is_certain=judged.drawing.method is DrawingMethod.CERTAIN,
        ),
        n_draws=judged.drawing.n_draws,
        seed=judged.drawing.seed,
        n_undecided=chance.n_undecided,
    )


def standard_error(held: np.ndarray, n_replicates: int, *, is_certain: bool = False) -> float:
    """The standard error of the mean of draws ``(n,)``, from the spread between replicates.

    With a single replicate as if all draws were independent, which they are at worst.
    """
    if is_certain or not len(held):
        return 0.0
    means = held.reshape(n_replicates, -1).mean(axis=1) if n_replicates > 1 else held
    return float(means.std(ddof=1)) / sqrt(len(means)) if len(means) > 1 else 0.0


def agreed_draws(one: Judged, other: Judged) -> tuple[Flags, Flags] | None:
    """Whether each had a zone, draw by draw; None where the draws differ or are not all decided."""
    rows = [judged.has_zone[1:] for judged in (one, other)]
    if one.is_open[1:].any() or other.is_open[1:].any():
        return None
    n = max(map(len, rows))
    if any(len(row) not in (1, n) for row in rows):
        return None
    first, second = (np.broadcast_to(row, n) for row in rows)
    return first, second
