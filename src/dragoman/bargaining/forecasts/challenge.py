"""The challenge (expected utility) model, round by round.

Bueno de Mesquita 1994 as replicated by Scholz, Calbert and Smith 2011. In a round every actor looks
at every rival, sees which challenges it would lose or bargain over, takes the one offer it minds
least, and all move at once. Nothing makes the rounds converge: they often go round in a circle. So
a run has a limit and says how it ended.
"""

from enum import StrEnum

import numpy as np
from attrs import frozen

from dragoman.bargaining.forecasts.challenge_utilities import (
    Field,
    challenge_gains,
    clout_mean,
    condorcet_position,
    risk_exponents,
)
from dragoman.bargaining.forecasts.table import Floats
from dragoman.errors import BadIssueSpace

SAME = 1e-9
"""Share of the span within which two positions count as the same when looking for a circle."""


class Offer(StrEnum):
    """What an actor does with the offer that it takes."""

    CONFRONTATION = "confrontation"
    COMPROMISE = "compromise"
    CAPITULATION = "capitulation"


class Rules(StrEnum):
    """Which of two readings of the choice of an offer is played.

    ``REPLICATION``: as in the public replications of Scholz et al. Of several compromises the one
    is taken at which the mean of both positions, weighted by the stakes, is lowest on the scale
    (not the nearest), and nobody ever capitulates. ``STATED``: as the papers say. The
    compromise that moves the actor least is taken, and an actor that has more to lose than the
    rival to win capitulates.
    """

    REPLICATION = "replication"
    STATED = "stated"


class Ending(StrEnum):
    """How a run ended."""

    SETTLED = "settled"
    CIRCLE = "circle"
    LIMIT = "limit"


@frozen(kw_only=True)
class Move:
    """What one actor does in a round: which offer of whom (indices) it takes, and where it goes."""

    actor: int
    rival: int
    offer: Offer
    position: float


@frozen(kw_only=True)
class Round:
    """The state after one round: ``risks`` are the exponents with which it was played."""

    median: float
    mean: float
    positions: tuple[float, ...]
    risks: tuple[float, ...]
    moves: tuple[Move, ...]


@frozen(kw_only=True)
class ChallengeRun:
    """All rounds. ``period`` is the circle's length in rounds, None where none was seen."""

    start_median: float
    start_mean: float
    rounds: tuple[Round, ...]
    ending: Ending
    period: int | None

    @property
    def medians(self) -> tuple[float, ...]:
        """The winning position at the start and after each round."""
        return (self.start_median, *(played.median for played in self.rounds))


def run_challenges(
    positions: Floats,
    salience: Floats,
    power: Floats,
    *,
    rounds: int = 10,
    status_quo: float = 1.0,
    rules: Rules = Rules.REPLICATION,
) -> ChallengeRun:
    """Play up to ``rounds`` rounds; stop where nobody moves any more or positions come back.

    The arrays are ``(n_actors,)``, without NaN: positions in any unit, salience in 0..1, power from
    zero up. A circle needs the same positions as after an earlier round (within ``SAME``); the
    run stops there, so ``rounds`` may hold fewer than the limit. Each round is ``O(n^3)``.

    Raises:
        BadIssueSpace: nobody has both power and salience, a salience is above 1, or no rounds.
    """
    if rounds < 1:
        raise BadIssueSpace(f"{rounds} rounds of challenges; give 1 or more")
    if not np.any(power * salience > 0):
        raise BadIssueSpace("nobody has both power and salience; give one actor both")
    if np.any(salience > 1) or np.any(salience < 0):
        raise BadIssueSpace(f"salience {salience.max():g} is no probability; give 0 to 1")
    span = float(np.ptp(positions))
    field = Field(
        positions=positions, salience=salience, power=power, span=span or 1.0, status_quo=status_quo
    )
    return _play(field, rounds, rules)


def _play(field: Field, limit: int, rules: Rules) -> ChallengeRun:
    median, mean = condorcet_position(field), clout_mean(field)
    played: list[Round] = []
    seen = [field.positions]
    ending, period = Ending.LIMIT, None
    for _ in range(limit):
        played.append(play_round(field, rules))
        now = np.array(played[-1].positions)
        field = _moved(field, now)
        back = [k for k, then in enumerate(seen) if np.abs(then - now).max() <= SAME * field.span]
        seen.append(now)
        if back:
            period = len(seen) - 1 - back[-1]
            ending = Ending.SETTLED if period == 1 else Ending.CIRCLE
            break
    return ChallengeRun(
        start_median=median,
        start_mean=mean,
        rounds=tuple(played),
        ending=ending,
        period=period if ending is Ending.CIRCLE else None,
    )


def play_round(field: Field, rules: Rules = Rules.REPLICATION) -> Round:
    """One round from ``field``: risks, expected utilities, offers, and everybody's move at once."""
    risks = risk_exponents(field)
    own, rival = challenge_gains(field, risks)
    moves = _choose(field, own, rival, rules)
    positions = field.positions.copy()
    for move in moves:
        positions[move.actor] = move.position
    after = _moved(field, positions)
    return Round(
        median=condorcet_position(after),
        mean=clout_mean(after),
        positions=tuple(positions.tolist()),
        risks=tuple(risks.tolist()),
        moves=moves,
    )


def _moved(field: Field, positions: Floats) -> Field:
    return Field(
        positions=positions,
        salience=field.salience,
        power=field.power,
        span=field.span,
        status_quo=field.status_quo,
    )


def _choose(field: Field, own: Floats, rival: Floats, rules: Rules) -> tuple[Move, ...]:
    """Each actor's best offer: a confrontation before a compromise before a capitulation.

    i faces a confrontation with j where E_i(j challenges i) > E_i(i challenges j) > 0, a compromise
    where E_i(ji) > 0 > E_i(ij) and |E_i(ji)| > |E_i(ij)|, a capitulation where that is the other
    way round. Of equally good offers the one of the earlier rival is taken.
    """
    x = field.positions
    apart = x[:, None] != x[None, :]
    loses = apart & (rival > own) & (own > 0)
    pressed = apart & (rival > 0) & (own < 0)
    meets = pressed & (rival > -own)
    yields = pressed & (rival < -own) & (rules is Rules.STATED)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(meets, np.abs(own / rival), 1.0)
        pull = (np.abs(own) * x[:, None] + np.abs(rival) * x[None, :]) / (
            np.abs(own) + np.abs(rival)
        )
    target = x[:, None] + (x[None, :] - x[:, None]) * share
    target = np.where(meets, target, x[None, :])
    moved = np.abs(x[:, None] - target)
    costs = {
        Offer.CONFRONTATION: np.where(loses, moved, np.inf),
        Offer.COMPROMISE: np.where(meets, pull if rules is Rules.REPLICATION else moved, np.inf),
        Offer.CAPITULATION: np.where(yields, moved, np.inf),
    }
    return tuple(move for i in range(x.size) if (move := _best(i, costs, target)) is not None)


def _best(actor: int, costs: dict[Offer, Floats], target: Floats) -> Move | None:
    for offer, cost in costs.items():
        rival = int(np.argmin(cost[actor]))
        if np.isfinite(cost[actor, rival]):
            place = float(target[actor, rival])
            return Move(actor=actor, rival=rival, offer=offer, position=place)
    return None
