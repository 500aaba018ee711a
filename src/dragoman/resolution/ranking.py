"""The order in which documents and entries stand, whatever the order of adding."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from dragoman.calendar import is_edtf
from dragoman.model import Document, Entry, Passage

Rank = tuple[str, str, str]
"""Published day or instant (undated ones last), the digest of the bytes, then the document's id.

The digest comes before the id, which is a hash of the address too: where a file lies must not
decide what is told first."""

_UNDATED = "~"


def rank(document: Document) -> Rank:
    """Where the document stands in the dossier."""
    return (document.published_at or _UNDATED, document.sha256, document.id)


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
        return rank(known) if known is not None else (_UNDATED, _UNDATED, document)

    def key(self, entry: Entry) -> tuple[Rank, int, str]:
        """The sort key of an entry; one without passages stands last."""
        first = min(
            ((self.of_document(p.document), p.start) for p in entry.passages),
            default=((_UNDATED, _UNDATED, _UNDATED), 0),
        )
        return (*first, entry.id)

    def passages(self, entries: Iterable[Entry]) -> tuple[Passage, ...]:
        """The passages of several entries, each once: earliest document first."""
        return self.sorted_passages({p for entry in entries for p in entry.passages})

    def sorted_passages(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Passages by their documents, then by where they stand."""
        return tuple(sorted(passages, key=self._of_passage))

    def _of_passage(self, passage: Passage) -> tuple[Rank, Passage]:
        return self.of_document(passage.document), passage
