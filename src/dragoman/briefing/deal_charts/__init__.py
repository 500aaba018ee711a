"""The charts of the deal space: each answers one question, with its table and its words behind it.

Rows come as the plain records here; each ``draw_…`` gives a :class:`Figure`. Nothing is reckoned
but what the title and the places on the paper need. Rows can be made at no cost: the drawing
library is imported when something is first drawn.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.briefing.deal_charts.figure import Figure, Reach
from dragoman.briefing.deal_charts.rows import (
    ChartRows,
    Citation,
    ForecastStrip,
    GainLine,
    Gains,
    MarkedDeal,
    RedLineCell,
    RedLines,
    Sensitivity,
    StripMark,
    Temptation,
    Temptations,
    Tornado,
    TwoParties,
)

if TYPE_CHECKING:
    from dragoman.briefing.deal_charts.forecasts import draw_forecasts
    from dragoman.briefing.deal_charts.gains import draw_gains
    from dragoman.briefing.deal_charts.red_lines import draw_red_lines
    from dragoman.briefing.deal_charts.scatter import draw_scatter
    from dragoman.briefing.deal_charts.temptations import draw_temptations
    from dragoman.briefing.deal_charts.tornado import draw_tornado

__all__ = [
    "ChartRows",
    "Citation",
    "Figure",
    "ForecastStrip",
    "GainLine",
    "Gains",
    "MarkedDeal",
    "Reach",
    "RedLineCell",
    "RedLines",
    "Sensitivity",
    "StripMark",
    "Temptation",
    "Temptations",
    "Tornado",
    "TwoParties",
    "draw",
    "draw_forecasts",
    "draw_gains",
    "draw_red_lines",
    "draw_scatter",
    "draw_temptations",
    "draw_tornado",
]

_DRAWERS: dict[type, str] = {
    TwoParties: "scatter",
    Gains: "gains",
    Tornado: "tornado",
    RedLines: "red_lines",
    ForecastStrip: "forecasts",
    Temptations: "temptations",
}
"""The rows of a chart -> the module that draws them; its function is ``draw_`` and that name."""


def draw(rows: ChartRows, name: str) -> Figure:
    """The chart of these rows; ``name`` must be the page's only one of its kind."""
    figure: Figure = __getattr__(f"draw_{_DRAWERS[type(rows)]}")(rows, name)
    return figure


def __getattr__(name: str) -> Any:
    module = name.removeprefix("draw_")
    if module == name or module not in _DRAWERS.values():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)
