"""Hypothesis and Evidence: rival explanations, and what an analyst weighs them by."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry


class Fit(StrEnum):
    """How an entry stands to a hypothesis (Heuer 1999, chapter 8, step 3).

    What nobody has judged yet is not applicable.
    """

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_APPLICABLE = "not applicable"


@frozen(kw_only=True)
class Hypothesis(Entry):
    """One of several explanations that cannot all hold.

    ``claim`` is a full sentence; ``issue`` an issue's id or None. ``rests_on`` are ids of the
    assessments or the discrepancy that suggested it. ``suggested`` is True until an analyst signs
    for it.
    """

    kind: ClassVar[str] = "hypothesis"

    claim: str
    issue: str | None = None
    suggested: bool = False
    rests_on: tuple[str, ...] = ()


@frozen(kw_only=True)
class Judged:
    """One cell: how an entry stands to a hypothesis (its id), by whom and when (UTC)."""

    hypothesis: str
    fit: Fit = Fit.NOT_APPLICABLE
    who: str = ""
    decided_at: str = ""
    why: str = ""


@frozen(kw_only=True)
class Evidence(Entry):
    """One row: an entry that an analyst picked, with a cell for each hypothesis it was held to.

    ``target`` is the entry's id and ``target_kind`` its noun. A hypothesis without a cell is not
    applicable. ``passages`` are the entry's.
    """

    kind: ClassVar[str] = "evidence"

    target: str
    target_kind: str
    cells: tuple[Judged, ...] = ()

    def fit(self, hypothesis: str) -> Fit:
        """How the entry stands to a hypothesis."""
        found = (cell.fit for cell in self.cells if cell.hypothesis == hypothesis)
        return next(found, Fit.NOT_APPLICABLE)

    def tells_apart(self, hypotheses: tuple[str, ...]) -> bool:
        """Whether it stands differently to any two hypotheses; else it tells nothing.

        Diagnosticity: what fits all alike is of no help in choosing (Heuer 1999, chapter 8).
        """
        return len({self.fit(one) for one in hypotheses}) > 1
