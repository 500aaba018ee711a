"""Ratification: whether the bodies at home approve a package, on whose votes, and by how much.

Two-level games after Putnam, "Diplomacy and domestic politics", International Organization 42
(1988), 427–460; veto players after Tsebelis, *Veto Players* (2002). How the zone as a whole
shrinks is in ``two_levels``, the index of power in ``voting_power``.
"""

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from dragoman.bargaining.space import Chamber, Indices, IssueSpace, Tie
from dragoman.bargaining.voting_power import banzhaf, is_critical, veto_players
from dragoman.errors import BadIssueSpace


@frozen(kw_only=True)
class Vote:
    """How one faction stands to a package. ``faction`` is a player index.

    ``shortfall`` is what its utility lacks to its reservation, on its own scale (0: nothing).
    ``red_lines`` are the (issue, option) that it never accepts, ``ties`` the conditions broken.
    ``is_critical``: its change of mind alone would turn the outcome. ``is_veto_player``: nothing
    passes this chamber without it. ``banzhaf``: its share (0–1) of all swings, whatever the
    package.
    """

    faction: int
    seats: float
    accepts: bool
    shortfall: float
    red_lines: tuple[tuple[int, int], ...]
    ties: tuple[Tie, ...]
    is_critical: bool
    is_veto_player: bool
    banzhaf: float

    @property
    def n_refusals(self) -> int:
        """How many red lines and conditions stand in the way, whatever else it is given."""
        return len(self.red_lines) + len(self.ties)


@frozen(kw_only=True)
class ChamberVerdict:
    """What one chamber does with a package. ``chamber`` is an index into the space's chambers.

    ``to_win`` are player indices: the factions that would have to come round, chosen so that as
    few red lines and conditions as possible are in the way, then the summed shortfall is the
    smallest (each on its own scale), then the factions are few; empty where it approves; None
    where all of them together are not enough.
    """

    chamber: int
    seats_for: float
    needed: float
    is_approved: bool
    votes: tuple[Vote, ...]
    to_win: tuple[int, ...] | None

    @property
    def margin(self) -> float:
        """Seats above what is needed; below zero: seats missing."""
        return self.seats_for - self.needed

    @property
    def nearest(self) -> tuple[Vote, ...]:
        """Those that do not accept: fewest red lines and conditions first, then shortfall."""
        against = [vote for vote in self.votes if not vote.accepts]
        return tuple(sorted(against, key=lambda vote: (vote.n_refusals, vote.shortfall)))

    @property
    def critical(self) -> tuple[int, ...]:
        """The factions whose change of mind alone would turn the outcome, as player indices."""
        return tuple(vote.faction for vote in self.votes if vote.is_critical)


def judge_ratification(space: IssueSpace, package: Indices) -> tuple[ChamberVerdict, ...]:
    """What each chamber does with one package ``(n_issues,)``, in the order of the chambers.

    Raises:
        BadIssueSpace: an issue of the package is open (-1) or holds no option of the space.
    """
    refuse_open(space, package)
    return tuple(_verdict(space, package, number) for number in range(len(space.chambers)))


def refuse_open(space: IssueSpace, package: Indices) -> None:
    """Check that a package settles every issue.

    Raises:
        BadIssueSpace: an issue is open (-1) or holds no option of the space; named.
    """
    for issue, options, option in zip(space.issues, space.options, package.tolist(), strict=True):
        if not 0 <= option < len(options):
            said = "is left open" if option == -1 else f"has no option number {option}"
            raise BadIssueSpace(
                f"the issue {said} in the package; choose one of {', '.join(options)}", issue=issue
            )


def cheapest_cover(
    seats: Sequence[float], refusals: Sequence[int], shortfalls: Sequence[float], missing: float
) -> tuple[int, ...] | None:
    """The cheapest places whose seats together reach ``missing``; None where all do not.

    Cheapest: fewest refusals in all, then the smallest sum of shortfalls, then the fewest places,
    then the earliest. Exact: of two sets reached so far, one with no more seats and no lower
    cost is dropped; the number kept is at most the number of different sums of seats.
    """
    kept: list[tuple[float, tuple[int, float, int, tuple[int, ...]]]] = [(0.0, (0, 0.0, 0, ()))]
    for place, (seat, refused, short) in enumerate(zip(seats, refusals, shortfalls, strict=True)):
        with_it = [
            (min(held + seat, missing), (r + refused, s + short, n + 1, (*chosen, place)))
            for held, (r, s, n, chosen) in kept
        ]
        kept = _undominated(kept + with_it)
    found = [cost for held, cost in kept if held >= missing]
    return min(found)[3] if found else None


def _undominated(
    sets: list[tuple[float, tuple[int, float, int, tuple[int, ...]]]],
) -> list[tuple[float, tuple[int, float, int, tuple[int, ...]]]]:
    """Those for which no other has as many seats at no higher cost."""
    kept: list[tuple[float, tuple[int, float, int, tuple[int, ...]]]] = []
    for entry in sorted(sets, key=lambda entry: (-entry[0], entry[1])):
        if not kept or entry[1] < kept[-1][1]:
            kept.append(entry)
    return kept


def _verdict(space: IssueSpace, package: Indices, number: int) -> ChamberVerdict:
    chamber = space.chambers[number]
    accepted = space.is_accepted(package[None])[0, list(chamber.factions)].tolist()
    is_approved = bool(space.is_ratified(package[None])[0, number])
    votes = _votes(space, package, chamber, accepted)
    seats_for = sum(vote.seats for vote in votes if vote.accepts)
    against = [vote for vote in votes if not vote.accepts]
    places = cheapest_cover(
        [vote.seats for vote in against],
        [vote.n_refusals for vote in against],
        [vote.shortfall for vote in against],
        chamber.needed - seats_for,
    )
    to_win = None if places is None else tuple(against[place].faction for place in places)
    return ChamberVerdict(
        chamber=number,
        seats_for=seats_for,
        needed=chamber.needed,
        is_approved=is_approved,
        votes=votes,
        to_win=() if is_approved else to_win,
    )


def _votes(
    space: IssueSpace, package: Indices, chamber: Chamber, accepted: list[bool]
) -> tuple[Vote, ...]:
    lacking = np.maximum(space.reservation - space.utilities(package[None])[0], 0.0).tolist()
    rows = zip(
        chamber.factions,
        chamber.seats,
        accepted,
        is_critical(chamber.seats, accepted, chamber.needed),
        veto_players(chamber.seats, chamber.needed),
        banzhaf(chamber.seats, chamber.needed),
        strict=True,
    )
    return tuple(
        Vote(
            faction=faction,
            seats=seats,
            accepts=accepts,
            shortfall=lacking[faction],
            red_lines=_red_lines(space, package, faction),
            ties=tuple(tie for tie in space.ties if _is_broken(tie, package, faction)),
            is_critical=turns,
            is_veto_player=vetoes,
            banzhaf=power,
        )
        for faction, seats, accepts, turns, vetoes, power in rows
    )


def _red_lines(space: IssueSpace, package: Indices, player: int) -> tuple[tuple[int, int], ...]:
    pairs = enumerate(package.tolist())
    return tuple((i, option) for i, option in pairs if space.forbidden[i][player, option])


def _is_broken(tie: Tie, package: Indices, player: int) -> bool:
    holds = tie.player == player and package[tie.issue] == tie.option
    return bool(holds and int(package[tie.other]) not in tie.allowed)
