"""Who must move: the smallest groups whose moves open a zone, and how the cost can be shared."""

import heapq
from itertools import count

from attrs import frozen

from dragoman.bargaining.blocks.moves import Aim, MoveSearch, Opening, Openings
from dragoman.bargaining.blocks.prices import Prices, price_moves
from dragoman.bargaining.programme.highs import Limits
from dragoman.bargaining.programme.rows import Row
from dragoman.bargaining.space import IssueSpace

LESS = 1e-6
"""By how much a player must pay less for an opening to count as another way to share."""

Box = dict[int, float]
"""What each player may pay at most; a player not in it may pay anything."""


def find_payers(
    space: IssueSpace,
    *,
    limit: int = 10,
    prices: Prices | None = None,
    limits: Limits | None = None,
) -> Openings:
    """The minimal groups of players whose moves alone open a zone, smallest group first.

    Each with the cheapest moves of that group, all of whose members must move. Cost: two runs of
    the solver a group.

    Raises:
        BadIssueSpace: the space has no numbers, or the solver gave up.
    """
    search = _search(space, prices, limits)
    pays = search.relaxation.programme.payers
    standing = [bar for bar in search.relaxation.bars if bar not in search.bars]
    found: list[Opening] = []
    rows: list[Row] = []
    while len(found) < limit:
        release = search.relaxation.release(standing, dict.fromkeys(pays.values(), 1.0), rows)
        if release.bars is None:
            return Openings(openings=tuple(found), is_complete=release.is_proved)
        group = {bar.player for bar in release.bars}
        opening = search.open(Aim.COST, movers=group)
        if opening is None:
            return Openings(openings=tuple(found), is_complete=False)
        found.append(opening)
        if not group:
            return Openings(openings=tuple(found), is_complete=True)
        rows.append(Row(terms={pays[player]: 1.0 for player in group}, high=len(group) - 1.0))
    return Openings(openings=tuple(found), is_complete=False)


@frozen(kw_only=True, order=True)
class _Way:
    """The cheapest opening of a box; ordered by its cost, then by when it was found."""

    cost: float
    number: int
    opening: Opening
    box: tuple[tuple[int, float], ...]


def share_costs(
    space: IssueSpace,
    *,
    limit: int = 5,
    prices: Prices | None = None,
    limits: Limits | None = None,
) -> Openings:
    """Ways to share the cost of opening a zone such that nobody can pay less unless another pays
    more: the Pareto set of costs by player, cheapest total first.

    Found by boxes: each way met splits its box into one a payer, in which that payer pays less.
    Cost: one run of the solver a box, a box a payer of every way.

    Raises:
        BadIssueSpace: the space has no numbers, or the solver gave up.
    """
    search = _search(space, prices, limits)
    order = count()
    waiting: list[_Way] = []
    seen: set[tuple[tuple[int, float], ...]] = set()
    found: list[Opening] = []

    def look_into(box: Box) -> None:
        key = tuple(sorted(box.items()))
        opening = None if key in seen else search.open(Aim.COST, _rows(search, box))
        seen.add(key)
        if opening is not None:
            way = _Way(cost=opening.cost, number=next(order), opening=opening, box=key)
            heapq.heappush(waiting, way)

    look_into({})
    while waiting and len(found) < limit:
        way = heapq.heappop(waiting)
        rival = next((other for other in found if _is_no_better(way.opening, other)), None)
        if rival is None:
            found.append(way.opening)
        split = rival or way.opening
        for player in split.payers:
            most = split.cost_to(player) - LESS
            if most >= 0.0:
                look_into({**dict(way.box), player: most})
    return Openings(openings=tuple(found), is_complete=not waiting)


def _search(space: IssueSpace, prices: Prices | None, limits: Limits | None) -> MoveSearch:
    return MoveSearch(space=space, prices=prices or price_moves(space), limits=limits or Limits())


def _rows(search: MoveSearch, box: Box) -> list[Row]:
    return [Row(terms=search.costs([player]), high=most) for player, most in box.items()]


def _is_no_better(opening: Opening, other: Opening) -> bool:
    """Whether every payer of the other pays as much here."""
    return all(opening.cost_to(p) >= other.cost_to(p) - LESS for p in other.payers)
