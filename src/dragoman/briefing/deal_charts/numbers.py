"""Numbers and labels as they stand in the charts and sentences of the deal space."""

from dragoman.briefing.deal_charts.figure import Reach
from dragoman.briefing.wording import tidy

_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'", "„": "‘", "«": "‹", "»": "›"})


def in_quotes(text: str) -> str:
    """A label in quotation marks that close where they should.

    >>> in_quotes('half of the "2019 catch"')
    "“half of the '2019 catch'”"
    """
    return f"“{tidy(text).translate(_INNER)}”"


def percent(share: float) -> str:
    """A probability in words that never say more than is known.

    >>> percent(0.614), percent(0.002), percent(0.998), percent(1.0)
    ('61%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < share < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < share < 1 else f"{share:.0%}"


def number(value: float) -> str:
    """Two places, as many whole digits as there are; a true minus sign."""
    text = f"{value:.2f}" if abs(value) < 1000 else f"{value:,.0f}"
    return text.replace("-", "−") if text.strip("-0.") else text.lstrip("-")


def reach_words(reach: Reach) -> str:
    """The number, or its two ends."""
    if reach.is_known:
        return number(reach.low)
    return f"{number(reach.low)} to {number(reach.high)}"
