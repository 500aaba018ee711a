"""The line between what may go out and what may not."""

from attrs import frozen

from dragoman.model.handling import Handling
from dragoman.pipeline.handling import Handlings


@frozen(kw_only=True)
class Limit:
    """What may be seen by those who may see ``at_most``; whatever is not known to be, may not."""

    at_most: Handling
    marks: Handlings

    def lets(self, id: str) -> bool:
        """Whether a document, entry or decision may be seen."""
        mark = self.marks.of(id)
        return mark is not None and mark.is_within(self.at_most) and not self.marks.is_unsure(id)

    @property
    def lets_unmarked(self) -> bool:
        """Whether that may be seen which nobody has marked and which rests on nothing."""
        default = self.marks.default
        return default is not None and default.is_within(self.at_most)

    def is_too_strict(self, mark: Handling | None) -> bool:
        """Whether a mark that somebody put on a thing keeps it in."""
        return mark is not None and not mark.is_within(self.at_most)
