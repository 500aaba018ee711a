"""What a selection says, before any face sets it."""

from attrs import frozen

from dragoman.briefing.content import Dispute, DocumentSheet, Item, Note
from dragoman.model.handling import Marking


@frozen(kw_only=True)
class Group:
    """The chosen entries of one noun; ``id`` is a word that may stand in a page's address."""

    id: str
    title: str
    items: tuple[Item, ...]


@frozen(kw_only=True)
class Excerpt:
    """Chosen entries with their notes. ``as_of``, ``age`` and ``saying`` are sentences.

    ``saying`` says that it is a selection, and of how much. ``documents`` are those that are
    cited, under their numbers in the whole file.
    """

    name: str
    as_of: str
    age: str
    saying: str
    groups: tuple[Group, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    documents: tuple[DocumentSheet, ...] = ()
    notes: tuple[Note, ...] = ()
    marking: Marking | None = None
