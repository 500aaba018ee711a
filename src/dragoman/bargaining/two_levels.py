"""Two levels: what the parties could agree among themselves, and what is left of it at home.

The zone of the parties is level I, what the chambers approve of it level II: Putnam,
"Diplomacy and domestic politics", International Organization 42 (1988), 427–460. A chamber that
approves whatever the others could agree on never binds: Tsebelis, *Veto Players* (2002), chapter 1
(the absorption rule).
"""

from collections.abc import Iterable

import numpy as np
from attrs import frozen

from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace
from dragoman.bargaining.win_sets import (
    LISTED,
    Share,
    all_packages,
    list_parties_zone,
    sample_packages,
)

KEPT = 100
SAMPLED = 200_000


@frozen(kw_only=True)
class ChamberToll:
    """What one chamber costs the parties. ``chamber`` is an index into the space's chambers.

    ``refused`` counts the packages of the parties' zone that it rejects, ``refused_alone`` those
    that only it rejects. ``is_absorbed`` says that it approves all of the parties' zone;
    ``is_absorbed_by_all`` that it approves all that the parties and the other chambers do. Each is
    None where there is no such package to judge by, or where a sample has none that it rejects.
    """

    chamber: int
    win_set: Share
    refused: int
    refused_alone: int
    is_absorbed: bool | None
    is_absorbed_by_all: bool | None


@frozen(kw_only=True, eq=False)
class TwoLevels:
    """The zone with and without ratification.

    ``win_sets`` has one share a player, of all packages (``n_packages``) or of a sample of them.
    ``parties`` is the zone of the parties alone, ``ratified`` what all chambers approve of it;
    ``is_exact`` holds for these two, each win set says it of itself. ``agreed`` and ``ratifiable``
    count how often each option stands in the one and in the other, an array ``(n_options,)`` an
    issue. ``lost`` holds up to ``KEPT`` packages ``(n_kept, n_issues)`` that the parties would
    agree on and a chamber rejects, nearest miss first; ``refused_by`` ``(n_kept, n_chambers)``
    says which, ``missing`` ``(n_kept, n_chambers)`` how many seats each lacks (0: approved).
    """

    n_packages: int
    is_exact: bool
    win_sets: tuple[Share, ...]
    parties: Share
    ratified: Share
    chambers: tuple[ChamberToll, ...]
    agreed: tuple[Indices, ...]
    ratifiable: tuple[Indices, ...]
    lost: Indices
    missing: Floats

    @property
    def n_lost(self) -> int:
        """How many packages of the parties' zone ratification costs, among those looked at."""
        return self.parties.count - self.ratified.count

    @property
    def refused_by(self) -> Flags:
        """Which chambers reject the packages of ``lost``."""
        return self.missing > 0

    @property
    def required(self) -> tuple[int | None, ...]:
        """For each issue the option that every ratifiable package holds, None where they differ.

        None everywhere where no package is ratifiable.
        """
        return tuple(
            int(counts.argmax()) if counts.max() == self.ratified.count > 0 else None
            for counts in self.ratifiable
        )


def compare_levels(
    space: IssueSpace, *, listed: int = LISTED, sampled: int = SAMPLED, seed: int = 0
) -> TwoLevels:
    """Count the zone of the parties and what ratification leaves of it.

    Exact where the space has at most ``listed`` packages. In larger ones win sets are estimated
    from ``sampled`` packages drawn with ``seed``; the zone is still exact where it can be listed
    by growing packages issue by issue, and else estimated from the same sample.
    """
    is_listed = space.n_packages <= listed
    zone = None if is_listed else list_parties_zone(space, most=max(listed // 4, 1))
    looked = _Count(space)
    of_zone = looked if zone is None else _Count(space)
    looked.add_all(all_packages(space) if is_listed else sample_packages(space, sampled, seed=seed))
    if zone is not None:
        of_zone.add_all(np.split(zone, range(LISTED // 20, len(zone), LISTED // 20)))
    is_exact = is_listed or zone is not None
    return _levels(space, looked, of_zone, is_listed, is_exact)


def missing_seats(space: IssueSpace, packages: Indices) -> Floats:
    """How many seats each chamber lacks for each package, ``(n_packages, n_chambers)``; or 0."""
    approved = space.is_ratified(packages)
    return np.where(approved, 0.0, np.maximum(_needed(space) - seats_for(space, packages), 0.0))


def seats_for(space: IssueSpace, packages: Indices) -> Floats:
    """The seats that accept each package in each chamber, ``(n_packages, n_chambers)``."""
    accepted = space.is_accepted(packages)
    votes = [accepted[:, list(c.factions)] @ np.asarray(c.seats) for c in space.chambers]
    return np.stack(votes, axis=1) if votes else np.zeros((len(packages), 0))


class _Count:
    """Running counts over packages looked at; ``lost`` are the nearest misses so far."""

    def __init__(self, space: IssueSpace) -> None:
        self.space = space
        self.lost: Indices = np.zeros((0, len(space.issues)), dtype=np.int64)
        self._totals: dict[str, Indices] = {}

    def add_all(self, parts: Iterable[Indices]) -> None:
        """Count arrays of packages."""
        for packages in parts:
            self._add(packages)

    def total(self, name: str, shape: int) -> Indices:
        """One of the counts, zeros where nothing was counted."""
        return self._totals.get(name, np.zeros(shape, dtype=np.int64))

    def _add(self, packages: Indices) -> None:
        accepted, approved = self.space.is_accepted(packages), self.space.is_ratified(packages)
        agreed = np.logical_and.reduce(accepted[:, : self.space.n_parties], axis=1)
        refusals = (~approved).sum(axis=1)
        blocked = agreed[:, None] & ~approved
        alone = blocked & (refusals == 1)[:, None]
        self._sum("looked", np.array([len(packages)]))
        self._sum("accepted", accepted.sum(axis=0))
        self._sum("approved", approved.sum(axis=0))
        self._sum("agreed", np.array([agreed.sum()]))
        self._sum("ratified", np.array([(agreed & (refusals == 0)).sum()]))
        self._sum("refused", blocked.sum(axis=0))
        self._sum("alone", alone.sum(axis=0))
        self._count_options("agreed in", packages[agreed])
        self._count_options("ratified in", packages[agreed & (refusals == 0)])
        self._keep(packages[agreed & (refusals > 0)])

    def _count_options(self, name: str, packages: Indices) -> None:
        for issue, options in enumerate(self.space.options):
            counts = np.bincount(packages[:, issue], minlength=len(options))
            self._sum(f"{name} {issue}", counts)

    def _sum(self, name: str, counts: Indices) -> None:
        self._totals[name] = counts + self._totals.get(name, 0)

    def _keep(self, lost: Indices) -> None:
        """Keep the nearest misses: the fewest missing seats, as shares of each chamber's need."""
        together = np.concatenate([self.lost, lost])
        missing, needed = missing_seats(self.space, together), _needed(self.space)
        shares = np.divide(missing, needed, out=np.zeros_like(missing), where=missing > 0)
        nearest = np.argsort(shares.sum(axis=1), kind="stable")
        self.lost = _unique(together[nearest])[:KEPT]


def _levels(
    space: IssueSpace, looked: _Count, of_zone: _Count, is_listed: bool, is_exact: bool
) -> TwoLevels:
    n_looked = int(looked.total("looked", 1)[0])
    of = space.n_packages if is_exact else n_looked
    agreed, ratified = (int(of_zone.total(name, 1)[0]) for name in ("agreed", "ratified"))
    accepted = looked.total("accepted", len(space.players)).tolist()
    return TwoLevels(
        n_packages=space.n_packages,
        is_exact=is_exact,
        win_sets=tuple(Share(count=c, of=n_looked, is_exact=is_listed) for c in accepted),
        parties=Share(count=agreed, of=of, is_exact=is_exact),
        ratified=Share(count=ratified, of=of, is_exact=is_exact),
        chambers=tuple(
            _toll(chamber, looked, of_zone, is_listed, is_exact)
            for chamber in range(len(space.chambers))
        ),
        agreed=_options(space, of_zone, "agreed in"),
        ratifiable=_options(space, of_zone, "ratified in"),
        lost=of_zone.lost,
        missing=missing_seats(space, of_zone.lost),
    )


def _toll(
    chamber: int, looked: _Count, of_zone: _Count, is_listed: bool, is_exact: bool
) -> ChamberToll:
    count = len(looked.space.chambers)
    refused, alone = (int(of_zone.total(n, count)[chamber]) for n in ("refused", "alone"))
    agreed, ratified = (int(of_zone.total(name, 1)[0]) for name in ("agreed", "ratified"))
    return ChamberToll(
        chamber=chamber,
        win_set=Share(
            count=int(looked.total("approved", count)[chamber]),
            of=int(looked.total("looked", 1)[0]),
            is_exact=is_listed,
        ),
        refused=refused,
        refused_alone=alone,
        is_absorbed=_absorbs(refused, agreed, is_exact),
        is_absorbed_by_all=_absorbs(alone, ratified + alone, is_exact),
    )


def _absorbs(refused: int, of: int, is_exact: bool) -> bool | None:
    if refused:
        return False
    return True if of and is_exact else None


def _options(space: IssueSpace, count: _Count, name: str) -> tuple[Indices, ...]:
    sizes = [len(options) for options in space.options]
    return tuple(count.total(f"{name} {issue}", size) for issue, size in enumerate(sizes))


def _needed(space: IssueSpace) -> Floats:
    return np.array([chamber.needed for chamber in space.chambers])


def _unique(packages: Indices) -> Indices:
    """Each package once, in the order of its first place (a sample may draw one twice)."""
    _, first = np.unique(packages, axis=0, return_index=True)
    return packages[np.sort(first)]
