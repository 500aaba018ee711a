"""Commitments: accounts of one undertaking joined, how far agreed, how far kept, in which order."""

from dragoman.assessment.commitments.finding import Tie, Undertaken, find_commitments

__all__ = ["Tie", "Undertaken", "find_commitments"]
