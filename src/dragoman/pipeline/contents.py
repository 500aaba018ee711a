"""Everything a dossier holds, as one frozen record."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from dragoman.dossier import Dossier
from dragoman.model import Contents, Document
from dragoman.pipeline.blocks import DERIVED
from dragoman.pipeline.knowable import known_by_settings
from dragoman.pipeline.lagging import catch_up
from dragoman.pipeline.rating import with_ratings
from dragoman.pipeline.reading import negotiation_of
from dragoman.pipeline.reuse import fold_near_copies

UNREAD_BY_BRIEFS = ("mentions",)
"""What no brief shows, and much of what a dossier holds."""

SINGULAR = {"parties": "party", "discrepancies": "discrepancy", "hypotheses": "hypothesis"}


def contents_of(
    dossier: Dossier, *, without: Collection[str] = (), may_lag: bool = False
) -> Contents:
    """Read the whole dossier; ``without`` names fields of entries that nobody will look at.

    Entries that lag behind what was read are put together first, unless they ``may_lag``.

    Raises:
        DossierError: the dossier cannot be read, or lags behind and cannot be written.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    if not may_lag:
        catch_up(dossier)
    negotiation = negotiation_of(dossier)
    decisions = tuple(dossier.decisions())
    known = known_by_settings(dossier.document_heads(), negotiation)
    links = {one.id: one for one in known.documents}
    documents = tuple(sorted(_linked(dossier.documents(), links), key=by_day))
    derived: dict[str, Any] = {
        name: tuple(dossier.entries(_noun(name))) for name in DERIVED if name not in without
    }
    return Contents(
        negotiation=with_ratings(negotiation, decisions),
        as_of=negotiation.as_of or _newest_day(documents),
        documents=tuple(fold_near_copies(documents, derived.get("reuses", ())).values()),
        decisions=decisions,
        skips=tuple(dossier.skips()),
        **derived,
    )


def _noun(field: str) -> str:
    """The noun of a field of :class:`Contents`: "statements" has "statement"s."""
    return SINGULAR.get(field, field.removesuffix("s"))


def _linked(documents: Iterable[Document], links: Mapping[str, Document]) -> Iterator[Document]:
    """The documents that count, each with the links to copies and versions that hold for them."""
    for document in documents:
        if (kept := links.get(document.id)) is not None:
            yield evolve(document, copy_of=kept.copy_of, supersedes=kept.supersedes)


def by_day(document: Document) -> tuple[str, str]:
    """Sorts documents by publication, unknown days first, then by id."""
    return (document.published_at or "", document.id)


def _newest_day(documents: tuple[Document, ...]) -> str | None:
    """The day of the newest document that has one (EDTF), None when none has."""
    days = [document.published_at[:10] for document in documents if document.published_at]
    return max(days, default=None)
