"""The issue space in arrays: what every option is worth to whom, and what may not be."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]
ROUNDING = 1e-9
"""What sums of a few numbers may lose in their last digits, in units of the number (at least 1)."""


@frozen(kw_only=True)
class Tie:
    """A condition between issues: ``player`` takes ``option`` of ``issue`` only with ``allowed``.

    ``allowed`` are option indices of ``other``. All are indices into the space's tuples.
    """

    player: int
    issue: int
    option: int
    other: int
    allowed: frozenset[int]


@frozen(kw_only=True)
class Bonus:
    """``worth`` that ``player`` gains when a package holds every (issue, option) of ``pairs``."""

    player: int
    pairs: tuple[tuple[int, int], ...]
    worth: float


@frozen(kw_only=True)
class Chamber:
    """A body that must approve a package for ``party``: factions vote as one each.

    ``factions`` are player indices, ``seats`` their votes, shape ``(n_factions,)``. It approves
    when the seats of those that accept reach ``needed``.
    """

    party: int
    body: str
    factions: tuple[int, ...]
    seats: tuple[float, ...]
    needed: float


@frozen(kw_only=True, eq=False)
class IssueSpace:
    """Issues with options, and what each is worth to every player.

    Players are the ``n_parties`` parties that must agree, then the factions that must ratify.
    ``worth[i]`` has the shape ``(n_players, n_options_of_issue_i)``: what the option adds to the
    player's utility (weight times score). A package is an integer array ``(n_issues,)`` of option
    indices; its utility is the sum over issues plus the bonuses whose pairs it holds. A party
    accepts it when its utility is at least ``reservation`` (shape ``(n_players,)``), no option in
    it is ``forbidden`` to the party (bool, same shapes as ``worth``), and every tie of the party
    holds. Raiffa, *The Art and Science of Negotiation* (1982), chapters 10, 11 and 17.
    """

    players: tuple[str, ...]
    n_parties: int
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    worth: tuple[Floats, ...]
    reservation: Floats
    forbidden: tuple[Flags, ...]
    ties: tuple[Tie, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    chambers: tuple[Chamber, ...] = ()
    values: tuple[Floats, ...] = field(default=())
    """Scale value (0–100) of each option, one array ``(n_options,)`` an issue; NaN where none."""

    @property
    def parties(self) -> tuple[str, ...]:
        """The players that must agree themselves."""
        return self.players[: self.n_parties]

    @cached_property
    def n_packages(self) -> int:
        """How many packages there are: the product of the numbers of options."""
        total = 1
        for options in self.options:
            total *= len(options)
        return total

    @property
    def is_additive(self) -> bool:
        """Whether utilities are sums over issues alone."""
        return not self.bonuses

    def package(self, choices: Mapping[str, str]) -> Indices:
        """The package with these options, by issue and option id; -1 where an issue is left open.

        Raises:
            KeyError: an issue or option that the space does not have.
        """
        unknown = sorted(set(choices) - set(self.issues))
        if unknown:
            raise KeyError(unknown[0])
        return np.array(
            [
                _index(options, choices[issue]) if issue in choices else -1
                for issue, options in zip(self.issues, self.options, strict=True)
            ],
            dtype=np.int64,
        )

    def named(self, package: Indices) -> dict[str, str]:
        """Issue id -> option id of one package; issues left open (-1) are not in it."""
        rows = zip(self.issues, self.options, package.tolist(), strict=True)
        return {issue: options[index] for issue, options, index in rows if index >= 0}

    def utilities(self, packages: Indices) -> Floats:
        """What packages ``(n_packages, n_issues)`` are worth, shape ``(n_packages, n_players)``.

        Summed in the order of the issues, then the bonuses, so that equal packages have equal
        last bits however they were found.
        """
        total = np.zeros((len(packages), len(self.players)))
        for column, worth in enumerate(self.worth):
            total += worth[:, packages[:, column]].T
        for bonus in self.bonuses:
            holds = np.all([packages[:, i] == o for i, o in bonus.pairs], axis=0)
            total[holds, bonus.player] += bonus.worth
        return total

    def is_permitted(self, packages: Indices) -> Flags:
        """Whether no red line and no tie of a player is broken, ``(n_packages, n_players)``."""
        permitted = np.ones((len(packages), len(self.players)), dtype=np.bool_)
        for column, forbidden in enumerate(self.forbidden):
            permitted &= ~forbidden[:, packages[:, column]].T
        for tie in self.ties:
            kept = packages[:, tie.issue] != tie.option
            for option in tie.allowed:
                kept |= packages[:, tie.other] == option
            permitted[:, tie.player] &= kept
        return permitted

    def is_accepted(self, packages: Indices) -> Flags:
        """Whether each player accepts each package, shape ``(n_packages, n_players)``.

        A utility within ``ROUNDING`` of the reservation reaches it: .1 + .7 is enough for .8.
        """
        enough = self.utilities(packages) >= floor_of(self.reservation)
        return enough & self.is_permitted(packages)

    def is_ratified(self, packages: Indices) -> Flags:
        """Whether each chamber approves each package, shape ``(n_packages, n_chambers)``."""
        accepted = self.is_accepted(packages)
        votes = [
            accepted[:, list(chamber.factions)] @ np.asarray(chamber.seats) >= chamber.needed
            for chamber in self.chambers
        ]
        return np.stack(votes, axis=1) if votes else np.ones((len(packages), 0), dtype=np.bool_)

    def is_in_zone(self, packages: Indices) -> Flags:
        """Whether all parties accept and all chambers approve, shape ``(n_packages,)``."""
        agreed = self.is_accepted(packages)[:, : self.n_parties].all(axis=1)
        return np.asarray(agreed & self.is_ratified(packages).all(axis=1))


def floor_of(reservation: Floats) -> Floats:
    """What a sum must reach to be worth a reservation (any shape): less by its rounding."""
    floor = reservation - ROUNDING * np.maximum(1.0, np.abs(reservation))
    return np.where(np.isfinite(reservation), floor, reservation)


def additive_space(
    worth: Sequence[Floats], *, reservation: Floats | None = None, players: Sequence[str] = ()
) -> IssueSpace:
    """A space of arrays alone: no red lines, ties or chambers; names made from indices.

    ``worth`` holds one ``(n_parties, n_options)`` array an issue; ``reservation`` defaults to
    minus infinity (every package is acceptable).
    """
    tables = tuple(np.asarray(table, dtype=np.float64) for table in worth)
    n_parties = len(tables[0])
    return IssueSpace(
        players=tuple(players) or tuple(f"party {p}" for p in range(n_parties)),
        n_parties=n_parties,
        issues=tuple(f"issue {i}" for i in range(len(tables))),
        options=tuple(tuple(str(o) for o in range(t.shape[1])) for t in tables),
        worth=tables,
        reservation=np.full(n_parties, -np.inf) if reservation is None else reservation,
        forbidden=tuple(np.zeros(t.shape, dtype=np.bool_) for t in tables),
    )


def _index(options: tuple[str, ...], option: str) -> int:
    try:
        return options.index(option)
    except ValueError:
        raise KeyError(option) from None
