"""From preferences to the deal space: one record with everything that follows from them."""

from dragoman.pipeline.deals.reckoning import DealRequest, deals_for_brief, reckon_deals

__all__ = ["DealRequest", "deals_for_brief", "reckon_deals"]
