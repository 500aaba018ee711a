"""Conditions: which measure hangs on which, by which word, and who set it.

``data/conditions.toml`` lists the words. A condition is read where its main measure is still
open; "after the call, X did" tells what happened and is none.
"""

from dragoman.extraction.conditions.building import conditions_of
from dragoman.extraction.conditions.hinges import find_hinges, hinges_in, holes_of

__all__ = ["conditions_of", "find_hinges", "hinges_in", "holes_of"]
