"""Add: documents by drag and drop, paste, address or feed."""

from attrs import frozen

from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page, Plain


@frozen(kw_only=True)
class SkipRow:
    """A file or address that gave no document: what, why, what to do."""

    path: str
    reason: str
    advice: str


@frozen(kw_only=True)
class AddPage:
    """How much there is, and what could not be taken in or read."""

    documents: int
    skips: tuple[SkipRow, ...]


def make(desk: Desk, _query: Plain) -> AddPage:
    """Compose the page."""
    skips = desk.contents.skips
    return AddPage(
        documents=len(desk.contents.documents),
        skips=tuple(SkipRow(path=s.path, reason=s.reason, advice=s.advice) for s in skips[:200]),
    )


PAGE = Page(name="add", path="/add", label="Add", make=make, action="add")
