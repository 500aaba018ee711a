"""The section on the deal space: zone, packages, blocks, trades, forecasts, judgements."""

from dragoman.briefing.deals.composing import compose_deals, deal_sheet
from dragoman.briefing.deals.content import DealSheet
from dragoman.briefing.deals.setting import print_deals, render_deals

__all__ = ["DealSheet", "compose_deals", "deal_sheet", "print_deals", "render_deals"]
