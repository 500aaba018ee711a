"""Who is said to have said, thought, felt or wanted what.

:class:`Attributor` is the interface; :class:`RuleAttributor` finds attributions by dependency
rules and a lexicon of cues, :class:`TrainedAttributor` by nets learnt from annotated news.
"""

from typing import Protocol

from dragoman.extraction.attribution.rules import RuleAttributor
from dragoman.extraction.attribution.trained import TrainedAttributor
from dragoman.extraction.reading import Attributed, Reading
from dragoman.model import Reader


class Attributor(Protocol):
    """Finds the attributions of one text on the desk."""

    @property
    def identity(self) -> Reader:
        """Name and version; the version changes whenever other attributions would be found."""
        ...

    def attribute(self, reading: Reading) -> list[Attributed]:
        """The attributions in text order; ``parent`` is an index into the list itself."""
        ...


__all__ = ["Attributor", "RuleAttributor", "TrainedAttributor"]
