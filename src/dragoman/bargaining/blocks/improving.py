"""Improving a draft: packages that every party likes at least as well, and one better.

Raiffa's post-settlement settlement (1985, "Post-settlement settlements", Negotiation Journal 1):
the draft is the floor that nobody falls through.
"""

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.blocks.moves import MoveSearch
from dragoman.bargaining.blocks.prices import price_moves
from dragoman.bargaining.programme.bars import Package
from dragoman.bargaining.programme.highs import Limits
from dragoman.bargaining.programme.rows import Row
from dragoman.bargaining.programme.searching import ZoneSearch
from dragoman.bargaining.programme.solving import without_package
from dragoman.bargaining.space import Floats, IssueSpace

BETTER = 1e-7
"""By how much of its span a party must gain for a package to count as better."""


@frozen(kw_only=True)
class Improvement:
    """A package that no party likes less than the draft, and some party more.

    ``gains`` over the draft, one a party, each in its own utility; ``changed`` are the issues on
    which it differs.
    """

    package: Package
    gains: tuple[float, ...]
    changed: tuple[int, ...]

    @property
    def smallest_gain(self) -> float:
        """The gain of the party that gains least; improvements are ranked by it."""
        return min(self.gains)


@frozen(kw_only=True)
class Improvements:
    """What a draft leaves on the table.

    ``draft`` is the draft with its blanks filled, ``filled`` the issues that were blank;
    ``is_in_zone`` whether it lies in the zone so. ``improvements`` lie in the zone, best first,
    the first one efficient. ``is_efficient``: the draft is in the zone, and nothing in the zone is
    better for some without being worse for others; None where the search was not proved, or where
    the draft lies outside, which says nothing of the kind.
    """

    draft: Package
    filled: tuple[int, ...]
    is_in_zone: bool
    improvements: tuple[Improvement, ...]
    is_efficient: bool | None


def improve(
    space: IssueSpace,
    draft: Package,
    *,
    limit: int = 3,
    scale: Floats | None = None,
    limits: Limits | None = None,
) -> Improvements:
    """Packages of the zone that all parties prefer to the draft, best smallest gain first.

    Blanks (-1) are filled first: so that the smallest gain over the reservations is largest where
    the draft can be filled within the zone, else so that the moves needed cost least. Gains are in
    each party's own utility times ``scale``, ``(n_parties,)``, by default 1 each. Ties in the
    smallest gain go to the largest sum. Nothing better than the draft: no improvements. Cost: two
    runs of the solver an improvement.

    Raises:
        BadIssueSpace: the space has no numbers, or the solver gave up.
    """
    used = limits or Limits()
    full = fill(space, draft, limits=used)
    packages = np.array([full], dtype=np.int64)
    start = space.utilities(packages)[0]
    is_in_zone = bool(space.is_in_zone(packages)[0])
    floors = space.reservation.copy()
    floors[: space.n_parties] = np.maximum(floors, start)[: space.n_parties]
    search = ZoneSearch(space=evolve(space, reservation=floors), limits=used)
    scales = np.ones(space.n_parties) if scale is None else np.asarray(scale, dtype=float)
    rows = [_better_row(search, start), without_package(search.programme, full)]
    found: list[Improvement] = []
    is_proved = True
    while len(found) < limit:
        own = start[: space.n_parties].tolist()
        answer = search.best_smallest(rows, start=own, scale=scales.tolist())
        is_proved = is_proved and answer.is_proved
        if answer.package is None:
            break
        found.append(_improvement(space, full, answer.package))
        rows.append(without_package(search.programme, answer.package))
    return Improvements(
        draft=full,
        filled=tuple(issue for issue, option in enumerate(draft) if option < 0),
        is_in_zone=is_in_zone,
        improvements=tuple(found),
        is_efficient=(not found) if is_in_zone and (found or is_proved) else None,
    )


def fill(space: IssueSpace, draft: Package, *, limits: Limits | None = None) -> Package:
    """The draft with its blanks filled; see ``improve``. A draft without blanks as it is.

    Raises:
        BadIssueSpace: the space has no numbers, no filling can be approved by the bodies, or the
            solver gave up.
    """
    if min(draft) >= 0:
        return draft
    used = limits or Limits()
    search = ZoneSearch(space=space, limits=used)
    has_floors = bool(np.isfinite(space.reservation[: space.n_parties]).all())
    answer = search.maximise_smallest(draft=draft) if has_floors else search.find_package(draft)
    if answer.package is not None:
        return answer.package
    moves = MoveSearch(space=space, prices=price_moves(space), limits=used)
    return moves.fill(draft)


def _better_row(search: ZoneSearch, start: Floats) -> Row:
    """Some party gains: gains in spans add up to more than a rounding."""
    programme, n = search.programme, search.space.n_parties
    terms: dict[int, float] = {}
    for player in range(n):
        for column, worth in programme.worth[player].items():
            terms[column] = terms.get(column, 0.0) + worth / float(programme.spans[player])
    at_start = float((start[:n] / programme.spans[:n]).sum())
    return Row(terms=terms, low=at_start + BETTER)


def _improvement(space: IssueSpace, draft: Package, package: Package) -> Improvement:
    utilities = space.utilities(np.array([draft, package], dtype=np.int64))
    gains = (utilities[1] - utilities[0])[: space.n_parties]
    changed = [i for i, (one, two) in enumerate(zip(draft, package, strict=True)) if one != two]
    return Improvement(package=package, gains=tuple(gains.tolist()), changed=tuple(changed))
