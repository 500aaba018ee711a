"""Fetching: pages and feeds from the web, only on request, and never from inside the house.

The network is touched by :meth:`Fetcher.fetch` and :func:`fetch_feed` alone. What is asked for may
be written by an enemy, and so may every answer: see ``guard`` (which hosts), ``places`` (how an
address is read), ``network`` (connections and time), ``unpacking`` (sizes).
"""

from dragoman.fetching.answers import Fetched, Validators
from dragoman.fetching.feeds import Feed, FeedEntry, fetch_feed
from dragoman.fetching.fetcher import Fetcher, Limits
from dragoman.fetching.guard import USUAL_PORTS, Guard
from dragoman.fetching.places import Place, place_of, shown

__all__ = [
    "USUAL_PORTS",
    "Feed",
    "FeedEntry",
    "Fetched",
    "Fetcher",
    "Guard",
    "Limits",
    "Place",
    "Validators",
    "fetch_feed",
    "place_of",
    "shown",
]
