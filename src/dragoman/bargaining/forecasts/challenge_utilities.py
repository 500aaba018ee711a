"""Votes, odds and expected utilities of a challenge between every two actors, as matrices.

Bueno de Mesquita 1994 ("Political forecasting: an expected utility method", in Bueno de Mesquita
and Stokman, *European Community Decision Making*, ch. 4) as replicated by Scholz, Calbert and Smith
2011 (*Journal of Theoretical Politics* 23(4)); the formulas are those of the public replications of
that paper. Row i, column j is always "i and j". Distances are divided by ``span``: the distance
between the outermost positions at the start.
"""

import numpy as np
from attrs import frozen

from dragoman.bargaining.forecasts.table import Floats


@frozen(kw_only=True, eq=False)
class Field:
    """Actors on one issue: ``positions``, ``salience`` (0..1) and ``power`` are ``(n_actors,)``.

    ``span`` is the distance between the outermost positions at the start, above zero.
    ``status_quo`` is Q, the chance that an unchallenged rival stays as it is (1 in Scholz et al.).
    """

    positions: Floats
    salience: Floats
    power: Floats
    span: float
    status_quo: float = 1.0

    @property
    def distances(self) -> Floats:
        """Share of the span between every two actors, ``(n_actors, n_actors)``, symmetric."""
        away: Floats = np.abs(self.positions[:, None] - self.positions[None, :]) / self.span
        return away


def odds(field: Field, risks: Floats) -> Floats:
    """The chance P_ij that i prevails over j, ``(n_actors, n_actors)``, in 0..1; 0 where equal.

    Third parties k vote with v_k(i over j) = c_k s_k (d_kj^r_k - d_ki^r_k); P_ij is the sum of the
    votes for i by the sum of all |votes| over all pairs of actors (all pairs, not these two, so
    that P_ij + P_ji is far below 1, as in the replications). ``O(n^3)``.
    """
    strength = field.power * field.salience
    held = strength[:, None] * field.distances ** risks[:, None]
    votes = np.empty_like(held)
    for i, own in enumerate(held.T):
        votes[i] = np.maximum(held - own[:, None], 0.0).sum(axis=0)
    total = 2 * votes.sum()
    answer: Floats = votes / total if total > 0 else np.zeros_like(votes)
    return answer


def challenge_gains(field: Field, risks: Floats) -> tuple[Floats, Floats]:
    """Expected utilities of challenging, as each row's actor sees them: ``(own, rival)``.

    ``own[i, j]`` is E_i(i challenges j), ``rival[i, j]`` E_i(j challenges i); both use the risk
    exponent of i (Scholz et al. 2011):
    E = s (P u+ + (1 - P) u-) + (1 - s) u+ - Q u0, with s the salience of the one challenged,
    u+ = 2 - 4 (1/2 - d/2)^r, u- = 2 - 4 (1/2 + d/2)^r, u0 = 2 - 4 (1/2)^r.
    """
    chances, away, r = odds(field, risks), field.distances, risks[:, None]
    won = 2 - 4 * (0.5 - 0.5 * away) ** r
    lost = 2 - 4 * (0.5 + 0.5 * away) ** r
    kept = field.status_quo * (2 - 4 * 0.5**r)

    def expected(chance: Floats, resolve: Floats) -> Floats:
        fought = chance * won + (1 - chance) * lost
        answer: Floats = resolve * fought + (1 - resolve) * won - kept
        return answer

    return (
        expected(chances, field.salience[None, :]),
        expected(chances.T, field.salience[:, None]),
    )


def risk_exponents(field: Field) -> Floats:
    """How each actor bends its utilities, ``(n_actors,)``, in 1/2 .. 2.

    The danger to i is the sum over j of E(j challenges i) with all exponents 1; R_i = (2 danger_i -
    max - min) / (max - min) over all actors, and r_i = (1 - R_i / 3) / (1 + R_i / 3) (Scholz et al.
    2011). Where all are in the same danger, everybody's exponent is 1.
    """
    neutral = np.ones(field.positions.size)
    _, rival = challenge_gains(field, neutral)
    danger = rival.sum(axis=1)  # nobody endangers itself: with exponent 1 that term is 0
    top, bottom = danger.max(), danger.min()
    if top == bottom:
        return neutral
    taken = (2 * danger - top - bottom) / (top - bottom) / 3
    answer: Floats = (1 - taken) / (1 + taken)
    return answer


def condorcet_position(field: Field) -> float:
    """The position held by somebody that wins every vote between two, everybody voting by distance.

    It is the one with the least sum of c_k s_k |x_k - x| (votes with exponent 1); of two that tie
    (within one part in 10^12) the lower.
    """
    held = np.unique(field.positions)
    strength = field.power * field.salience
    costs = (strength[:, None] * np.abs(field.positions[:, None] - held[None, :])).sum(axis=0)
    return float(
        held[np.flatnonzero(costs <= costs.min() + 1e-12 * strength.sum() * field.span)[0]]
    )


def clout_mean(field: Field) -> float:
    """The mean position weighted by power times salience."""
    strength = field.power * field.salience
    return float((strength * field.positions).sum() / strength.sum())
