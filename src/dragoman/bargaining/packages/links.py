"""What binds issues together, as links: a set of options of two or more issues, held at once."""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.packages.grid import bonus_units
from dragoman.bargaining.space import Bonus, Flags, Floats, Indices, IssueSpace, Tie

HOPELESS = -(2.0**50)
"""What a faction that can no longer accept is left with, on the fine grid."""
State = frozenset[int]
"""The open links, by index, that a part of a package has armed."""


@frozen(kw_only=True)
class Link:
    """What happens when a package holds one of the ``options`` of every issue at once.

    ``pairs`` holds one ``(issue, options)`` an issue. The package gains ``units`` (fine grid, one
    a player, may be negative); where ``units`` is None it must not be: a tie.
    """

    pairs: tuple[tuple[int, frozenset[int]], ...]
    units: tuple[float, ...] | None

    @property
    def issues(self) -> frozenset[int]:
        """The issues that the link is between."""
        return frozenset(issue for issue, _ in self.pairs)


@frozen(kw_only=True)
class Touch:
    """A link that one issue bears on: the options that keep it armed, where it begins and ends."""

    index: int
    link: Link
    options: frozenset[int]
    is_first: bool
    is_last: bool


@frozen(kw_only=True, eq=False)
class Turns:
    """Where each option leads from each state: shapes ``(n_states, n_options)``, and in units
    ``(n_states, n_options, n_players)``."""

    states: tuple[State, ...]
    following: Indices
    allowed: Flags
    units: Floats


def factions_of(space: IssueSpace) -> list[int]:
    """The players that sit in a chamber, in the order of the chambers; each time they sit."""
    return [faction for chamber in space.chambers for faction in chamber.factions]


def links_of(space: IssueSpace, per_unit: Floats, *, in_zone: bool) -> list[Link]:
    """Bonuses of the parties; in the zone those of factions too, and everybody's ties.

    Units stand in the columns of the parties, then of the seats (:func:`factions_of`). A faction
    that has a tie broken is left with :data:`HOPELESS`.
    """
    n_parties = space.n_parties
    factions = factions_of(space) if in_zone else []
    width = n_parties + len(factions)
    links = [
        bonus_link(bonus, per_unit, place, width)
        for bonus in space.bonuses
        for place in _places(bonus.player, n_parties, factions)
    ]
    for tie in space.ties if in_zone else ():
        for place in _places(tie.player, n_parties, factions):
            lost = tuple(HOPELESS if seat == place else 0.0 for seat in range(width))
            links.append(tie_link(tie, space, None if place < n_parties else lost))
    return [link for link in links if link is not None]


def _places(player: int, n_parties: int, factions: Sequence[int]) -> list[int]:
    """The columns in which a player stands."""
    seats = [n_parties + seat for seat, faction in enumerate(factions) if faction == player]
    return [player, *seats] if player < n_parties else seats


def bonus_link(bonus: Bonus, per_unit: Floats, place: int, n_players: int) -> Link | None:
    """The link of a bonus for the player in column ``place``; None where no package earns it."""
    units = [0.0] * n_players
    units[place] = bonus_units(bonus, per_unit)
    return _linked([(issue, frozenset((option,))) for issue, option in bonus.pairs], tuple(units))


def tie_link(tie: Tie, space: IssueSpace, units: tuple[float, ...] | None) -> Link | None:
    """The link that a package which breaks the tie holds; None where none can break it."""
    others = frozenset(range(len(space.options[tie.other]))) - tie.allowed
    return _linked([(tie.issue, frozenset((tie.option,))), (tie.other, others)], units)


def _linked(
    pairs: Sequence[tuple[int, frozenset[int]]], units: tuple[float, ...] | None
) -> Link | None:
    by_issue: dict[int, frozenset[int]] = {}
    for issue, options in pairs:
        by_issue[issue] = by_issue.get(issue, options) & options
    if not all(by_issue.values()):
        return None
    return Link(pairs=tuple(sorted(by_issue.items())), units=units)


def touches_of(links: Sequence[Link], order: Sequence[int], step: int) -> list[Touch]:
    """The links that the issue at ``step`` of ``order`` (issue indices) bears on."""
    done, ahead = set(order[:step]), set(order[step + 1 :])
    return [
        Touch(
            index=index,
            link=link,
            options=dict(link.pairs)[order[step]],
            is_first=not link.issues & done,
            is_last=not link.issues & ahead,
        )
        for index, link in enumerate(links)
        if order[step] in link.issues
    ]


def turns(
    states: Sequence[State], options: Sequence[int], touches: Sequence[Touch], n_players: int
) -> Turns:
    """Where each of ``options`` leads from each of ``states``. Cost: states × options × touches."""
    shape = (len(states), len(options))
    following = np.zeros(shape, dtype=np.int64)
    allowed = np.ones(shape, dtype=np.bool_)
    units = np.zeros((*shape, n_players))
    found: dict[State, int] = {}
    for row, state in enumerate(states):
        for column, option in enumerate(options):
            after, added = _turned(state, option, touches)
            if added is None:
                allowed[row, column] = False
                continue
            for one in added:
                units[row, column] += one
            following[row, column] = found.setdefault(after, len(found))
    return Turns(states=tuple(found), following=following, allowed=allowed, units=units)


def _turned(
    state: State, option: int, touches: Sequence[Touch]
) -> tuple[State, list[tuple[float, ...]] | None]:
    """The state after an option, and what it earns; None where a tie forbids it."""
    added: list[tuple[float, ...]] = []
    after = set(state)
    for touch in touches:
        is_armed = option in touch.options and (touch.is_first or touch.index in state)
        after.discard(touch.index)
        if not is_armed:
            continue
        if not touch.is_last:
            after.add(touch.index)
        elif touch.link.units is None:
            return state, None
        else:
            added.append(touch.link.units)
    return frozenset(after), added
