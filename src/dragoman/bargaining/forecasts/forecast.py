"""Every forecast model on every issue of one case, side by side, with how far they disagree.

The line-up of Thomson et al. 2006 (*The European Union Decides*), baselines first. No model is
preferred: one that gives no forecast says why, and a forecast that rests on an assumption names it.
"""

from collections.abc import Iterable
from enum import StrEnum

import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.forecasts.challenge import Ending, run_challenges
from dragoman.bargaining.forecasts.exchange import run_exchanges
from dragoman.bargaining.forecasts.means import (
    mean,
    median,
    midpoint,
    weighted_mean,
    weighted_median,
)
from dragoman.bargaining.forecasts.nash import Loss, bargain, utilities, worst_utilities
from dragoman.bargaining.forecasts.table import Floats, PositionTable
from dragoman.errors import BadIssueSpace

ROUNDS = 10
"""Rounds of challenges played, unless asked otherwise: as many as the public replication shows."""
NOBODY = "nobody has a position on this issue"
NO_WEIGHT = "nobody with a position on this issue has both power and salience"


class Model(StrEnum):
    """The models, in the order in which they are listed; the first three are the baselines."""

    MIDPOINT = "midpoint"
    MEAN = "mean"
    MEDIAN = "median"
    WEIGHTED_MEAN = "weighted mean"
    WEIGHTED_MEDIAN = "weighted median"
    NASH_LINEAR = "Nash, linear loss"
    NASH_QUADRATIC = "Nash, quadratic loss"
    CHALLENGE = "challenge"
    EXCHANGE = "exchange"


BASELINES = (Model.MIDPOINT, Model.MEAN, Model.MEDIAN)


@frozen(kw_only=True)
class Forecast:
    """What one model says of one issue: ``value`` in the scale's own unit, or None and why not.

    ``note`` is the reason where there is no value, else what the value rests on or "". ``low`` and
    ``high`` are the ends of an interval where one was drawn (``forecast_over``), else None.
    """

    model: Model
    value: float | None
    note: str = ""
    low: float | None = None
    high: float | None = None


@frozen(kw_only=True)
class IssueForecasts:
    """All models on one issue, in the order of ``Model``.

    ``lowest``, ``highest`` and ``deviation`` (population standard deviation) are over the models
    that gave a value, the midpoint left out, since it knows no position; None where none did.
    """

    issue: str
    forecasts: tuple[Forecast, ...]
    lowest: float | None
    highest: float | None
    deviation: float | None

    @property
    def spread(self) -> float | None:
        """Distance between the lowest and the highest forecast, in the scale's unit."""
        if self.lowest is None or self.highest is None:
            return None
        return self.highest - self.lowest

    def of(self, model: Model) -> Forecast:
        """The forecast of one model."""
        return next(one for one in self.forecasts if one.model is model)


def forecast(
    table: PositionTable, *, reversions: Floats | None = None, rounds: int = ROUNDS
) -> tuple[IssueForecasts, ...]:
    """Run all models on all issues, in the table's order of issues.

    ``reversions`` is ``(n_issues,)``: where each issue ends without agreement, NaN or None where
    that is unknown; it enters the Nash solutions alone. The challenge model's forecast is the
    winning position after its last round; the exchange model's the weighted mean after the last
    deal, all scales being stretched to 0..100 for it first. Cost: mainly the exchange model's,
    ``O(n_issues^2 n_actors^2)`` a deal at worst, and ``O(rounds n_actors^3)`` an issue.

    Raises:
        BadIssueSpace: ``reversions`` has another length or lies off a scale; or a salience above 1
            (the challenge model reads salience as the chance that an actor resists).
    """
    ends = _reversions(table, reversions)
    plain = _plain(table)
    exchanged = _exchange(table)
    answer = []
    for k, issue in enumerate(table.issues):
        found = [
            *(line[k] for line in plain),
            *(_nash(table, k, float(ends[k]), loss) for loss in (Loss.LINEAR, Loss.QUADRATIC)),
            _challenge(table, k, rounds),
            exchanged[k],
        ]
        answer.append(_together(issue, found))
    return tuple(answer)


def forecast_over(
    table: PositionTable,
    draws: Iterable[PositionTable],
    *,
    reversions: Floats | None = None,
    rounds: int = ROUNDS,
    share: float = 0.9,
) -> tuple[IssueForecasts, ...]:
    """As ``forecast``, with the interval that holds the middle ``share`` of each model's draws.

    ``draws`` are tables with other values for the same actors and issues (from intervals or
    distributions of the inputs); the values stay those of ``table``. A model that gave no value in
    some draws says in how many. Cost: one ``forecast`` a draw.

    Raises:
        BadIssueSpace: a draw with other issues; or as ``forecast``.
    """
    drawn = [forecast(one, reversions=reversions, rounds=rounds) for one in draws]
    if any(tuple(one.issue for one in each) != table.issues for each in drawn):
        raise BadIssueSpace("a draw has other issues than the table; draw values, not issues")
    answer = []
    for k, issue in enumerate(forecast(table, reversions=reversions, rounds=rounds)):
        lines = tuple(
            _with_interval(one, [d[k].of(one.model) for d in drawn], share)
            for one in issue.forecasts
        )
        answer.append(evolve(issue, forecasts=lines))
    return tuple(answer)


def _with_interval(one: Forecast, drawn: list[Forecast], share: float) -> Forecast:
    values = [each.value for each in drawn if each.value is not None]
    if not values:
        return one
    low, high = np.quantile(values, [(1 - share) / 2, (1 + share) / 2])
    missing = f"no value in {len(drawn) - len(values)} of {len(drawn)} draws"
    note = "; ".join(filter(None, [one.note, missing if len(values) < len(drawn) else ""]))
    return evolve(one, low=float(low), high=float(high), note=note)


def _together(issue: str, forecasts: list[Forecast]) -> IssueForecasts:
    told = [
        one.value for one in forecasts if one.value is not None and one.model is not Model.MIDPOINT
    ]
    return IssueForecasts(
        issue=issue,
        forecasts=tuple(forecasts),
        lowest=min(told) if told else None,
        highest=max(told) if told else None,
        deviation=float(np.std(told)) if told else None,
    )


def _reversions(table: PositionTable, given: Floats | None) -> Floats:
    m = len(table.issues)
    ends = np.full(m, np.nan) if given is None else np.asarray(given, dtype=np.float64)
    if ends.shape != (m,):
        raise BadIssueSpace(f"reversions of the shape {ends.shape} for {m} issues; give one each")
    for k in np.flatnonzero((ends < table.lower) | (ends > table.upper)):
        raise BadIssueSpace(
            f"the reversion point {ends[k]:g} is off its scale; give one on it, or none",
            issue=table.issues[k],
        )
    return ends


def _plain(table: PositionTable) -> list[list[Forecast]]:
    x, w = table.positions, table.weights
    empty = ~table.is_contested
    columns = {
        Model.MIDPOINT: midpoint(table.lower, table.upper),
        Model.MEAN: mean(x),
        Model.MEDIAN: median(x),
        Model.WEIGHTED_MEAN: weighted_mean(x, w),
        Model.WEIGHTED_MEDIAN: weighted_median(x, w),
    }
    return [
        [_known(model, float(v), bool(none)) for v, none in zip(values, empty, strict=True)]
        for model, values in columns.items()
    ]


def _known(model: Model, value: float, is_empty: bool) -> Forecast:
    if np.isnan(value):
        return Forecast(model=model, value=None, note=NOBODY if is_empty else NO_WEIGHT)
    return Forecast(model=model, value=value)


def _nash(table: PositionTable, issue: int, reversion: float, loss: Loss) -> Forecast:
    model = Model.NASH_LINEAR if loss is Loss.LINEAR else Model.NASH_QUADRATIC
    held = table.has_position[:, issue]
    if not held.any():
        return Forecast(model=model, value=None, note=NOBODY)
    x, low, high = table.positions[held, issue], table.lower[issue], table.upper[issue]
    if np.isnan(reversion):
        floor = worst_utilities(x, low, high, loss)
        note = "no agreement taken to be as bad for each as its worst end of the scale"
    else:
        floor = utilities(x, reversion, high - low, loss)
        note = f"without agreement: {reversion:g}"
    found = bargain(
        x, table.weights[held, issue], floor, lower=float(low), upper=float(high), loss=loss
    )
    return Forecast(
        model=model, value=found.value, note=note if found.value is not None else found.reason
    )


def _challenge(table: PositionTable, issue: int, rounds: int) -> Forecast:
    held = table.has_position[:, issue]
    if not np.any(table.weights[:, issue] > 0):
        note = NO_WEIGHT if held.any() else NOBODY
        return Forecast(model=Model.CHALLENGE, value=None, note=note)
    if np.any(table.salience[held, issue] > 1):
        raise BadIssueSpace(
            f"salience {table.salience[held, issue].max():g} is above 1; the challenge model reads "
            "it as a chance: give 0 to 1",
            issue=table.issues[issue],
        )
    run = run_challenges(
        table.positions[held, issue],
        table.salience[held, issue],
        table.power[held, issue],
        rounds=rounds,
    )
    note = ""
    if run.ending is not Ending.SETTLED:
        how = f"goes in a circle of {run.period} rounds" if run.period else "has not settled"
        low, high = min(run.medians), max(run.medians)
        where = f"lay in {low:g}..{high:g}" if low < high else f"was {low:g} throughout"
        note = f"{how} after {len(run.rounds)} rounds; the winning position {where}"
    return Forecast(model=Model.CHALLENGE, value=run.medians[-1], note=note)


def _exchange(table: PositionTable) -> list[Forecast]:
    lengths = table.upper - table.lower
    run = run_exchanges(table.in_percent())
    counts = np.zeros(lengths.size, dtype=int)
    for deal in run.exchanges:
        counts[[deal.first.issue, deal.second.issue]] += 1
    empty = ~table.is_contested
    answer = []
    for k, outcome in enumerate(run.outcomes):
        one = _known(
            Model.EXCHANGE, float(table.lower[k] + outcome / 100 * lengths[k]), bool(empty[k])
        )
        note = one.note or (f"{counts[k]} deals touch it" if counts[k] else "no deal touches it")
        answer.append(evolve(one, note=note))
    return answer
