"""Live: reading and putting together in the background, and what open pages are told of it."""

from dragoman.workbench.live.stream import LIVE
from dragoman.workbench.live.workman import Workman

__all__ = ["LIVE", "Workman"]
