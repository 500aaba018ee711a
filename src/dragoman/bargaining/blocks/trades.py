"""Logrolling: who could give on which issue in return for what on another.

Raiffa 1982, chapter 11 (differences in relative weight are what joint gains come from); Froman and
Cohen 1970 for the trade itself.
"""

from itertools import combinations, permutations

import numpy as np
from attrs import frozen

from dragoman.bargaining.blocks.starting import middle_package
from dragoman.bargaining.programme.bars import Package
from dragoman.bargaining.space import Flags, Floats, Indices, IssueSpace
from dragoman.errors import BadIssueSpace


@frozen(kw_only=True)
class Trade:
    """``giver`` yields on ``issue`` and is paid by ``taker``, who yields on ``other_issue``.

    ``option`` and ``other_option`` are what the package then holds there. ``gains`` are the
    giver's and the taker's gains over the start, each in its own utility, bonuses included.
    ``leverage`` is the ratio of saliences that drives the trade: how much more the other issue
    weighs than the issue for the giver, over the same for the taker (weight: range of worths on
    the issue); above 1 each yields where it cares relatively less. ``others`` are the changes of
    every further player. ``is_agreed``: the package after the trade lies in the zone.
    """

    giver: int
    taker: int
    issue: int
    option: int
    other_issue: int
    other_option: int
    gains: tuple[float, float]
    leverage: float
    others: tuple[tuple[int, float], ...]
    is_agreed: bool

    @property
    def smaller_gain(self) -> float:
        """The gain of the party that gains less; the table is ranked by it."""
        return min(self.gains)


def find_trades(
    space: IssueSpace, start: Package | None = None, *, limit: int = 50
) -> tuple[Trade, ...]:
    """The best trade of each pair of parties over each pair of issues, by the smaller gain.

    A trade changes two issues of the start (default: ``middle_package``): on the one the giver
    loses and the taker gains, on the other it is the reverse, and both gain in sum. It puts no
    player below its reservation and over no red line or condition that was not there before, and
    loses no body. Equal ones in the order of the space. Cost: packages that differ from the start
    in two issues, times players; 50 issues of 10 options with two parties take 1.5 s.

    Raises:
        BadIssueSpace: the start leaves an issue open.
    """
    begin = np.array(middle_package(space) if start is None else start, dtype=np.int64)
    if (begin < 0).any():
        issue = space.issues[int(np.argmin(begin))]
        raise BadIssueSpace("the start leaves it open; fill it first", issue=issue)
    at_start = _Standing.of(space, begin[None, :])
    found: list[Trade] = []
    for pair in combinations(range(len(space.issues)), 2):
        found.extend(_trades_over(space, begin, pair, at_start))
    found.sort(key=lambda trade: -trade.smaller_gain)
    return tuple(found[:limit])


@frozen(kw_only=True, eq=False)
class _Standing:
    """Packages, their utilities, who accepts, who approves, and which lie in the zone."""

    packages: Indices
    utilities: Floats
    accepted: Flags
    ratified: Flags
    in_zone: Flags

    @classmethod
    def of(cls, space: IssueSpace, packages: Indices) -> "_Standing":
        return cls(
            packages=packages,
            utilities=space.utilities(packages),
            accepted=space.is_accepted(packages),
            ratified=space.is_ratified(packages),
            in_zone=space.is_in_zone(packages),
        )

    def keeps(self, start: "_Standing", n_parties: int) -> Flags:
        """Which packages lose neither a party's consent nor a body's that the start had."""
        agreed = (self.accepted | ~start.accepted)[:, :n_parties].all(axis=1)
        return np.asarray(agreed & (self.ratified | ~start.ratified).all(axis=1))


def _trades_over(
    space: IssueSpace, begin: Indices, pair: tuple[int, int], at_start: _Standing
) -> list[Trade]:
    """The best trade of each pair of parties over these two issues."""
    first, second = pair
    options = np.indices((len(space.options[first]), len(space.options[second]))).reshape(2, -1)
    packages = np.repeat(begin[None, :], options.shape[1], axis=0)
    packages[:, first], packages[:, second] = options
    after = _Standing.of(space, packages)
    fits = after.keeps(at_start, space.n_parties)
    gains = after.utilities - at_start.utilities
    steps = {
        issue: (space.worth[issue][:, packages[:, issue]].T - space.worth[issue][:, begin[issue]])
        for issue in pair
    }
    found = []
    for giver, taker in permutations(range(space.n_parties), 2):
        issue, other = steps[first], steps[second]
        rows = fits & (gains[:, giver] > 0) & (gains[:, taker] > 0)
        rows &= (issue[:, giver] < 0) & (issue[:, taker] > 0)
        rows &= (other[:, giver] > 0) & (other[:, taker] < 0)
        if rows.any():
            smaller = np.where(rows, np.minimum(gains[:, giver], gains[:, taker]), -np.inf)
            best = int(np.argmax(smaller))
            found.append(_trade(space, (giver, taker), pair, after, gains, best))
    return found


def _trade(
    space: IssueSpace,
    players: tuple[int, int],
    pair: tuple[int, int],
    after: _Standing,
    gains: Floats,
    row: int,
) -> Trade:
    giver, taker = players
    ranges = [np.ptp(space.worth[issue], axis=1) for issue in pair]
    relative = ranges[1] / np.where(ranges[0] > 0, ranges[0], np.nan)
    return Trade(
        giver=giver,
        taker=taker,
        issue=pair[0],
        option=int(after.packages[row, pair[0]]),
        other_issue=pair[1],
        other_option=int(after.packages[row, pair[1]]),
        gains=(float(gains[row, giver]), float(gains[row, taker])),
        leverage=float(relative[giver] / relative[taker]),
        others=tuple(
            (player, float(gains[row, player]))
            for player in range(len(space.players))
            if player not in players
        ),
        is_agreed=bool(after.in_zone[row]),
    )


@frozen(kw_only=True)
class Opposition:
    """How far two parties want opposite things, as Pearson correlations of their worths.

    ``by_issue`` has one number an issue: -1 distributive, what one gains the other loses; 1 both
    want the same; None where a party does not distinguish between the options. ``overall`` is the
    correlation of the two sums over all packages, each counted once, without bonuses: the nearer
    to -1, the less there is to win together.
    """

    parties: tuple[int, int]
    by_issue: tuple[float | None, ...]
    overall: float | None


def find_oppositions(space: IssueSpace) -> tuple[Opposition, ...]:
    """The opposition of every pair of parties, in order; cost: pairs times options."""
    return tuple(
        Opposition(
            parties=(one, two),
            by_issue=tuple(_correlation(_moments(w[one], w[two])) for w in space.worth),
            overall=_correlation(
                np.sum([_moments(w[one], w[two]) for w in space.worth], axis=0, dtype=float)
            ),
        )
        for one, two in combinations(range(space.n_parties), 2)
    )


def _moments(one: Floats, two: Floats) -> Floats:
    """Variance of one, of two, and covariance, over equally likely options."""
    return np.array([one.var(), two.var(), float(np.mean((one - one.mean()) * (two - two.mean())))])


def _correlation(moments: Floats) -> float | None:
    spread = float(moments[0] * moments[1])
    if spread <= 0.0:
        return None
    return float(np.clip(moments[2] / np.sqrt(spread), -1.0, 1.0))
