"""Forecasts of where issues end, from positions, salience and power (Thomson et al. 2006)."""

from dragoman.bargaining.forecasts.challenge import (
    ChallengeRun,
    Ending,
    Move,
    Offer,
    Round,
    Rules,
    play_round,
    run_challenges,
)
from dragoman.bargaining.forecasts.exchange import Exchange, ExchangeRun, Side, run_exchanges
from dragoman.bargaining.forecasts.forecast import (
    BASELINES,
    Forecast,
    IssueForecasts,
    Model,
    forecast,
    forecast_over,
)
from dragoman.bargaining.forecasts.means import (
    mean,
    median,
    midpoint,
    weighted_mean,
    weighted_median,
)
from dragoman.bargaining.forecasts.nash import (
    Bargain,
    Loss,
    bargain,
    utilities,
    worst_utilities,
)
from dragoman.bargaining.forecasts.nash_issues import (
    PackageBargain,
    bargain_issues,
    package_utilities,
)
from dragoman.bargaining.forecasts.table import PositionTable, position_table

__all__ = [
    "BASELINES",
    "Bargain",
    "ChallengeRun",
    "Ending",
    "Exchange",
    "ExchangeRun",
    "Forecast",
    "IssueForecasts",
    "Loss",
    "Model",
    "Move",
    "Offer",
    "PackageBargain",
    "PositionTable",
    "Round",
    "Rules",
    "Side",
    "bargain",
    "bargain_issues",
    "forecast",
    "forecast_over",
    "mean",
    "median",
    "midpoint",
    "package_utilities",
    "play_round",
    "position_table",
    "run_challenges",
    "run_exchanges",
    "utilities",
    "weighted_mean",
    "weighted_median",
    "worst_utilities",
]
