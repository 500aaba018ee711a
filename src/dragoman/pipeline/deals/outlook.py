"""Forecasts on the scales with their intervals, and which judgements decide."""

import numpy as np

from dragoman.bargaining.forecasts import (
    BASELINES,
    IssueForecasts,
    PositionTable,
    forecast_over,
    position_table,
)
from dragoman.bargaining.forecasts import Forecast as ModelForecast
from dragoman.bargaining.space import Floats
from dragoman.model import Figure, Forecast, IssueForecast, ScalePlace
from dragoman.pipeline.deals.desk import Desk

WORK = 20_000
"""Cells (parties times issues, squared) times draws that forecasts may cost."""
FEWEST, MOST = 16, 128
"""Draws behind the intervals of forecasts."""


def forecasts(desk: Desk) -> tuple[tuple[IssueForecast, ...], tuple[str, ...]]:
    """All models on every issue whose options have values, and notes on what they rest on."""
    scaled = [column for column, scale in enumerate(desk.sheet.values) if not np.isnan(scale).any()]
    notes = _notes(desk, scaled)
    if not scaled:
        return (), notes
    rows = desk.values[: _n_draws(desk, scaled)]
    central = _table(desk, None, scaled)
    if not central.is_contested.any():
        return (), notes
    found = forecast_over(
        central, [_table(desk, row, scaled) for row in rows], reversions=_reversions(desk, scaled)
    )
    return tuple(_record(desk, central, column, one) for column, one in enumerate(found)), notes


def _n_draws(desk: Desk, scaled: list[int]) -> int:
    cells = (desk.space.n_parties * len(scaled)) ** 2
    return int(min(MOST, max(FEWEST, WORK / cells * 10), len(desk.values)))


def _notes(desk: Desk, scaled: list[int]) -> tuple[str, ...]:
    notes = []
    missing = [issue for k, issue in enumerate(desk.space.issues) if k not in scaled]
    if missing:
        notes.append(
            f"No forecast on {', '.join(missing)}: not every option has a value on the scale."
        )
    powers = desk.sheet.powers_at()
    unknown = [p for p, power in zip(desk.space.parties, powers, strict=True) if np.isnan(power)]
    if unknown:
        whose = ", ".join(desk.party_label(p) for p in unknown)
        notes.append(
            f"No power was put in for {whose}: in the forecasts every party counts the same."
        )
    largest = desk.sheet.saliences().max(initial=0.0)
    if largest > 1:
        notes.append(
            f"Weights reach {largest:.2f}: as saliences of the forecast models they are divided "
            "by that, since those run from 0 to 1."
        )
    return tuple(notes)


def _table(desk: Desk, row: Floats | None, scaled: list[int]) -> PositionTable:
    """Positions, saliences and powers at these values of the judgements."""
    places = desk.sheet.places(row)[:, scaled]
    saliences = desk.sheet.saliences(row)[:, scaled]
    largest = max(1.0, float(desk.sheet.saliences(row).max(initial=0.0)))
    powers = desk.sheet.powers_at(row)
    if np.isnan(powers).any():
        powers = np.ones_like(powers)
    saliences = np.where(np.isnan(places), np.nan, saliences / largest)
    values = [desk.sheet.values[column] for column in scaled]
    return position_table(
        places,
        saliences,
        powers,
        lower=np.array([min(0.0, float(scale.min())) for scale in values]),
        upper=np.array([max(100.0, float(scale.max())) for scale in values]),
        actors=desk.space.parties,
        issues=[desk.space.issues[column] for column in scaled],
    )


def _reversions(desk: Desk, scaled: list[int]) -> Floats:
    """The value of the status quo on each scale, NaN where nobody gave one."""
    given = {issue.id: issue for issue in desk.negotiation.issues}
    found = []
    for column in scaled:
        issue = given[desk.space.issues[column]]
        values = {option.id: option.value for option in issue.options}
        value = values.get(issue.status_quo or "")
        found.append(np.nan if value is None else float(value))
    return np.array(found)


def _record(desk: Desk, table: PositionTable, column: int, one: IssueForecasts) -> IssueForecast:
    powers = desk.sheet.powers_at()
    places = tuple(
        ScalePlace(
            party=party,
            place=Figure(value=float(table.positions[row, column])),
            salience=float(table.salience[row, column]),
            power=None if np.isnan(powers[row]) else float(powers[row]),
        )
        for row, party in enumerate(table.actors)
        if not np.isnan(table.positions[row, column])
    )
    return IssueForecast(
        issue=one.issue,
        places=places,
        forecasts=tuple(_model(forecast) for forecast in one.forecasts),
        spread=one.spread,
    )


def _model(forecast: ModelForecast) -> Forecast:
    value = forecast.value
    return Forecast(
        model=str(forecast.model),
        is_baseline=forecast.model in BASELINES,
        value=None if value is None else Figure(value=value, low=forecast.low, high=forecast.high),
        reason=forecast.note if value is None else "",
    )
