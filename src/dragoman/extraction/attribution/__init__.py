"""Who is said to have said, thought, felt or wanted what.

:class:`Attributor` is the interface; :class:`RuleAttributor` finds attributions by dependency
rules and a lexicon of cues.
"""

from typing import Protocol

from dragoman.extraction.attribution.rules import RuleAttributor
from dragoman.extraction.reading import Attributed, Reading


class Attributor(Protocol):
    """Finds the attributions of one text on the desk."""

    def attribute(self, reading: Reading) -> list[Attributed]:
        """The attributions in text order; ``parent`` is an index into the list itself."""
        ...


__all__ = ["Attributor", "RuleAttributor"]
