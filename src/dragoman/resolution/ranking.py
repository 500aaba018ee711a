"""The order in which documents and entries stand, whatever the order of adding."""

from collections.abc import Mapping

from attrs import frozen

from dragoman.calendar import is_edtf
from dragoman.model import Document, Entry

Rank = tuple[str, str]
"""Published day or instant (undated ones last), then the document's id."""

_UNDATED = "~"


def rank(document: Document) -> Rank:
    """Where the document stands in the dossier."""
    return (document.published_at or _UNDATED, document.id)


def day_of(document: Document | None) -> str | None:
    """The day of publication as EDTF, or None; the clock of an instant is dropped."""
    if document is None or document.published_at is None:
        return None
    day = document.published_at.split("T")[0]
    return day if is_edtf(day) else None


@frozen
class Order:
    """Sorts entries by their earliest document, then by where they stand in it."""

    documents: Mapping[str, Document]

    def of_document(self, document: str) -> Rank:
        """The rank of a document's id; an unknown document stands last."""
        known = self.documents.get(document)
        return rank(known) if known is not None else (_UNDATED, document)

    def key(self, entry: Entry) -> tuple[Rank, int, str]:
        """The sort key of an entry; one without passages stands last."""
        first = min(
            ((self.of_document(p.document), p.start) for p in entry.passages),
            default=((_UNDATED, _UNDATED), 0),
        )
        return (*first, entry.id)
