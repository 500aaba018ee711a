"""Predictions: forecast values of issues with intervals, over draws of what they rest on."""

from collections.abc import Callable

import numpy as np
from attrs import frozen

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Floats
from dragoman.bargaining.uncertainty.drawing import Drawing, DrawingMethod
from dragoman.bargaining.uncertainty.outcomes import Spread, spread_of
from dragoman.errors import BadRequest

Forecast = Callable[[Floats], Floats]
"""From values ``(n_judgements,)`` to a place on each scale ``(n_issues,)``, NaN where none."""


@frozen(kw_only=True)
class Prediction:
    """One model's forecast of one issue, on the issue's scale.

    ``central`` is what it gives at the middle of every judgement; ``spread`` is over draws, with
    the 5 % and 95 % points. Each is None where the model gives nothing. The interval holds what
    follows from the judgements being uncertain; not how far the model is wrong.
    """

    model: str
    issue: str
    central: float | None
    spread: Spread | None
    n_draws: int
    seed: int
    method: DrawingMethod


def find_predictions(
    sheet: Sheet, drawing: Drawing, forecast: Forecast, *, model: str
) -> tuple[Prediction, ...]:
    """The forecast of every issue with its interval, in the order of the issues.

    Cost: one call of ``forecast`` a draw.

    Raises:
        BadRequest: the forecast does not give one number an issue.
    """
    places = np.array([forecast(row) for row in sheet.draw(drawing.shares)], dtype=np.float64)
    central = np.asarray(forecast(sheet.central), dtype=np.float64)
    if central.shape != (len(sheet.issues),) or places.shape[1:] != central.shape:
        raise BadRequest(
            f"the model {model!r} gave {central.size} numbers; "
            f"give one for each of the {len(sheet.issues)} issues"
        )
    return tuple(
        Prediction(
            model=model,
            issue=issue,
            central=None if np.isnan(central[column]) else float(central[column]),
            spread=spread_of(places[:, column]),
            n_draws=drawing.n_draws,
            seed=drawing.seed,
            method=drawing.method,
        )
        for column, issue in enumerate(sheet.issues)
    )
