"""Everything a dossier holds, as one frozen record."""

from collections.abc import Collection
from typing import Any

from dragoman.dossier import Dossier
from dragoman.model import Contents, Document
from dragoman.pipeline.assembling import DERIVED
from dragoman.pipeline.reading import negotiation_of

UNREAD_BY_BRIEFS = ("mentions",)
"""What no brief shows, and much of what a dossier holds."""

SINGULAR = {"parties": "party", "discrepancies": "discrepancy"}


def contents_of(dossier: Dossier, *, without: Collection[str] = ()) -> Contents:
    """Read the whole dossier; ``without`` names fields of entries that nobody will look at.

    Raises:
        DossierError: the dossier cannot be read.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    negotiation = negotiation_of(dossier)
    documents = tuple(sorted(dossier.documents(), key=_by_day))
    derived: dict[str, Any] = {
        name: tuple(dossier.entries(_noun(name))) for name in DERIVED if name not in without
    }
    return Contents(
        negotiation=negotiation,
        as_of=negotiation.as_of or _newest_day(documents),
        documents=documents,
        decisions=tuple(dossier.decisions()),
        skips=tuple(dossier.skips()),
        **derived,
    )


def _noun(field: str) -> str:
    """The noun of a field of :class:`Contents`: "statements" has "statement"s."""
    return SINGULAR.get(field, field.removesuffix("s"))


def _by_day(document: Document) -> tuple[str, str]:
    return (document.published_at or "", document.id)


def _newest_day(documents: tuple[Document, ...]) -> str | None:
    """The day of the newest document that has one (EDTF), None when none has."""
    days = [document.published_at[:10] for document in documents if document.published_at]
    return max(days, default=None)
