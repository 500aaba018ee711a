"""The deal space that answers at once: sliders, what-ifs, and what they change."""

from dragoman.pipeline.deals.live.live import LiveDeals
from dragoman.pipeline.deals.live.records import (
    Differences,
    LiveAnswer,
    LiveChance,
    LiveZone,
    Missing,
    Shift,
    SingleMove,
    Slider,
    WinShare,
)
from dragoman.pipeline.deals.live.writing import ChangedLines, as_settings, changed_lines

__all__ = [
    "ChangedLines",
    "Differences",
    "LiveAnswer",
    "LiveChance",
    "LiveDeals",
    "LiveZone",
    "Missing",
    "Shift",
    "SingleMove",
    "Slider",
    "WinShare",
    "as_settings",
    "changed_lines",
]
