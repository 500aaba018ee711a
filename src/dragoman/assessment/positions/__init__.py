"""Positions: where each party stands on each issue, and how that moved."""

from dragoman.assessment.positions.holding import Held, find_positions

__all__ = ["Held", "find_positions"]
