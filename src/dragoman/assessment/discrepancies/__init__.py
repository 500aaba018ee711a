"""Accounts of one matter that cannot all hold, by typed rules that can be read.

:func:`find_discrepancies` is all that the rest of the stage needs.
"""

from dragoman.assessment.discrepancies.find import Differing, find_discrepancies
from dragoman.assessment.discrepancies.proposing import Judge
from dragoman.assessment.discrepancies.seeking import Embeds

__all__ = ["Differing", "Embeds", "Judge", "find_discrepancies"]
