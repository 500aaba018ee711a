"""From preferences to the deal space: one record with everything that follows from them."""

from dragoman.pipeline.deals.reckoning import DealRequest, is_ready_for_deals, reckon_deals

__all__ = ["DealRequest", "is_ready_for_deals", "reckon_deals"]
