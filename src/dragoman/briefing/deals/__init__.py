"""The section on the deal space: zone, packages, blocks, trades, forecasts, judgements."""

from dragoman.briefing.deals.composing import compose_deals
from dragoman.briefing.deals.content import DealSheet
from dragoman.briefing.deals.setting import print_deals

__all__ = ["DealSheet", "compose_deals", "print_deals"]
