"""Review: how far people have looked at an entry."""

from enum import StrEnum

from attrs import frozen


class ReviewState(StrEnum):
    """Nobody has looked yet; somebody has; somebody stands for it."""

    SUGGESTED = "suggested"
    REVIEWED = "reviewed"
    APPROVED = "approved"


@frozen(kw_only=True)
class Review:
    """The state of one entry: since which ``decision`` (its id), by whom, when (UTC, ISO 8601).

    ``changed`` says that an approved entry reads differently now than when it was approved, because
    documents came or a newer reader found more; somebody should look again.
    """

    state: ReviewState = ReviewState.SUGGESTED
    who: str | None = None
    decided_at: str | None = None
    decision: str | None = None
    changed: bool = False


UNREVIEWED = Review()
"""Of every entry that no person has decided on."""
