"""Bearing: the few documents and entries that the reasons of the settings can name.

Looking up a reason goes through all documents and entries of a dossier; of a hundred thousand
entries that is seconds. What no reason can mean is left out once, before any is looked up.
"""

from collections.abc import Sequence
from typing import Any

from attrs import evolve, fields

from dragoman.model import Contents, Document, Entry, Negotiation

_STATEMENT = "statement:"
_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


def reasons_of(negotiation: Negotiation) -> tuple[str, ...]:
    """Every reason that a number of the deal space gives, each once."""
    rows: tuple[Any, ...] = (
        *negotiation.stakes,
        *negotiation.preferences,
        *negotiation.provisos,
        *negotiation.interactions,
        *negotiation.ratifications,
        *negotiation.packages,
        *negotiation.guarantees,
    )
    return tuple(dict.fromkeys(reason for row in rows for reason in row.because))


def bearing_on(contents: Contents, reasons: Sequence[str]) -> Contents:
    """The contents with those documents and entries alone that one of the reasons may mean."""
    wanted = tuple(
        told[len(_STATEMENT) :].strip().rstrip("….")
        for told in (reason.strip() for reason in reasons)
        if told.casefold().startswith(_STATEMENT)
    )
    wanted = tuple(beginning for beginning in wanted if beginning)
    kept: dict[str, Any] = {}
    for field in fields(Contents):
        rows = getattr(contents, field.name)
        if isinstance(rows, tuple) and rows and isinstance(rows[0], Entry):
            kept[field.name] = tuple(one for one in rows if wanted and one.id.startswith(wanted))
    meant = {document.id for document in kept.pop("documents", ())}
    meant |= {p.document for rows in kept.values() for entry in rows for p in entry.passages}
    told = _plain("\n".join(reasons))
    documents = tuple(d for d in contents.documents if d.id in meant or _may_be_named(d, told))
    return evolve(contents, documents=documents, **kept)


def _may_be_named(document: Document, told: str) -> bool:
    path = (document.path or "").replace("\\", "/")
    names = (path.rpartition("/")[2], document.title or "")
    return any(_plain(name) in told for name in names if name.strip())


def _plain(words: str) -> str:
    return " ".join(words.translate(_MARKS).casefold().split())
