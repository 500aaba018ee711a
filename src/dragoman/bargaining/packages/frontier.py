"""The frontier of a space: one door, which picks the way and says which it took."""

from enum import StrEnum
from math import isnan

import numpy as np
from attrs import frozen

from dragoman.bargaining.packages.dense import list_frontier
from dragoman.bargaining.packages.grid import FINE, in_ticks, stack_of, ticks_per_unit, units_of
from dragoman.bargaining.packages.linking import Approval, merge_linked
from dragoman.bargaining.packages.links import HOPELESS, factions_of, links_of
from dragoman.bargaining.packages.merging import Column, Merged, merge
from dragoman.bargaining.packages.thinning import Slack
from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace
from dragoman.errors import BadIssueSpace

LIMIT = 50_000
"""Points kept at most while merging, unless asked otherwise."""
_LEAST_LIMIT = 100
_LISTED_A_LINK = 500
_EXACT = "The frontier is exact: every package was reckoned with."


class Way(StrEnum):
    """How a frontier was found."""

    MERGED = "issue by issue"
    LINKED = "issue by issue, under links"
    LISTED = "every package listed"


@frozen(kw_only=True, eq=False)
class Frontier:
    """Packages that no other package dominates, one for each vector of utilities.

    ``packages`` has the shape ``(n, n_issues)``, ``utilities`` ``(n, n_parties)``, in no order but
    the same on every run. ``tick`` ``(n_parties,)`` is what utilities are compared to the nearest
    of. Where ``is_exact`` is False the frontier had grown past the limit and was thinned out: then
    for every package that could be agreed there is one here that is worth less to no party by more
    than ``slack`` ``(n_parties,)``, save that one so near to a reservation value may be missed.
    """

    packages: Indices
    utilities: Floats
    tick: Floats
    is_in_zone: bool
    way: Way
    is_exact: bool
    slack: Floats
    note: str


def find_frontier(space: IssueSpace, *, in_zone: bool = False, limit: int = LIMIT) -> Frontier:
    """The Pareto frontier for the parties, of all packages or of those ``in_zone``.

    In the zone are the packages that every party accepts (reservation value, red lines, ties) and
    every chamber approves. Additive utilities are merged issue by issue, which is exact; bonuses,
    ties and chambers go the same way with their states; where there are many links and few
    packages all are listed. Beyond ``limit`` points on the way the frontier is thinned out, which
    ``note`` says. Cost: at 10^12 packages and three parties some 10 ms (scores drawn at random).

    Raises:
        BadIssueSpace: a worth that is not a finite number, a reservation value that is NaN, a
            limit under 100.
    """
    if limit < _LEAST_LIMIT:
        raise BadIssueSpace(f"a limit of {limit} points is too low; give {_LEAST_LIMIT} or more")
    stacked = stack_of(space)
    per_unit = ticks_per_unit(space, stacked)
    floor = floor_of(space, per_unit) if in_zone else np.full(space.n_parties, -np.inf)
    links = links_of(space, per_unit, in_zone=in_zone) if space.bonuses or space.ties else []
    approval = approval_of(space, per_unit) if in_zone and space.chambers else None
    columns = columns_of(space, stacked, per_unit, in_zone=in_zone)
    way = _way(space, len(links), has_approval=approval is not None)
    if not all(len(column.options) for column in columns):
        merged = _nothing(space)
    elif way is Way.LISTED:
        merged = list_frontier(space, in_zone=in_zone)
    elif way is Way.MERGED:
        merged = merge(columns, floor=floor, limit=limit)
    else:
        merged = merge_linked(columns, links, floor=floor, limit=limit, approval=approval)
    return _told(space, merged, per_unit, limit, is_in_zone=in_zone, way=way)


def _way(space: IssueSpace, n_links: int, *, has_approval: bool) -> Way:
    """The quickest way, as measured: listing pays up to some 500 packages a link."""
    if space.n_packages <= _LISTED_A_LINK * n_links:
        return Way.LISTED
    return Way.LINKED if n_links or has_approval else Way.MERGED


def floor_of(space: IssueSpace, per_unit: Floats) -> Floats:
    """The reservation values of the parties in whole ticks, ``(n_parties,)``."""
    floor = in_ticks(space.reservation[: space.n_parties], per_unit[: space.n_parties])
    for player, least in zip(space.players, floor.tolist(), strict=False):
        if isnan(least):
            raise BadIssueSpace(
                "the reservation value is nan; give a number, or leave it out", party=player
            )
    return floor


def columns_of(
    space: IssueSpace, stacked: Floats, per_unit: Floats, *, in_zone: bool
) -> list[Column]:
    """What each issue's options add for parties and seats; in the zone, without red lines."""
    n_parties = space.n_parties
    forbidden = np.concatenate(space.forbidden, axis=1) if in_zone else None
    if forbidden is None or not (space.chambers or forbidden.any()):
        units, barred = units_of(stacked[:n_parties], per_unit[:n_parties]), None
    else:
        players = list(range(n_parties)) + factions_of(space)
        units = units_of(stacked[players], per_unit[players])
        units = np.where(forbidden[players].T, HOPELESS, units)
        barred = np.any(forbidden[:n_parties], axis=0)
    columns: list[Column] = []
    end = 0
    for issue, worth in enumerate(space.worth):
        start, end = end, end + worth.shape[1]
        options = np.arange(end - start)
        here = units[start:end]
        if barred is not None:
            options = np.flatnonzero(~barred[start:end])
            here = here[options]
        columns.append(Column(issue=issue, options=options, units=here))
    return columns


def approval_of(space: IssueSpace, per_unit: Floats) -> Approval:
    """What the chambers need, of the seats in the order of :func:`factions_of`."""
    factions = factions_of(space)
    needed = in_ticks(space.reservation[factions], per_unit[factions])

    def is_enough(accepted: Flags) -> Flags:
        approved = np.ones(len(accepted), dtype=np.bool_)
        first = 0
        for chamber in space.chambers:
            seats = np.asarray(chamber.seats)
            votes = accepted[:, first : first + len(seats)] @ seats
            approved &= votes >= chamber.needed
            first += len(seats)
        return approved

    return Approval(needed=needed, is_enough=is_enough)


def _nothing(space: IssueSpace) -> Merged:
    return Merged(
        packages=np.empty((0, len(space.issues)), dtype=np.int64),
        ticks=np.empty((0, space.n_parties)),
    )


def _told(
    space: IssueSpace,
    merged: Merged,
    per_unit: Floats,
    limit: int,
    *,
    is_in_zone: bool,
    way: Way,
) -> Frontier:
    tick = 1.0 / per_unit[: space.n_parties]
    slack = merged.slack
    return Frontier(
        packages=merged.packages,
        utilities=space.utilities(merged.packages)[:, : space.n_parties],
        tick=tick,
        is_in_zone=is_in_zone,
        way=way,
        is_exact=slack is None,
        slack=np.zeros(len(tick)) if slack is None else slack.units[: len(tick)] / FINE * tick,
        note=_EXACT if slack is None else _note(slack, limit),
    )


def _note(slack: Slack, limit: int) -> str:
    return (
        f"The frontier passed {limit:,} points and was thinned out {slack.times} times: what "
        "stands here is a sample whose distance from the whole is bounded by the slack."
    )
