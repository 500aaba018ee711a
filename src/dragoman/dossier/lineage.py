"""Which document is a copy of which, and which version takes the place of which.

Both follow from the documents' own fields and never from the order of adding:

* Documents with equal bytes or an equal fingerprint fold to one original: the one that is still
  current (not superseded), then the earliest published (unknown last), then the smallest id.
* Documents at one address are versions of one another: in the order of their latest day
  (modified, else published), then of retrieval, then of id.

Removed documents take no part.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from attrs import evolve
from sqlalchemy import Connection, select, update

from dragoman.dossier.records import read
from dragoman.dossier.schema import DOCUMENTS
from dragoman.model import Document

KEPT = "kept"
_UNKNOWN = "~"
"""Sorts after every year."""


def time_key(edtf: str | None) -> str:
    """A text that sorts like the beginning of ``edtf``; instants are brought to UTC.

    A day without a time sorts before the instants of that day. An unknown time, or an interval
    with an open beginning, sorts last.

    >>> time_key("2025-03-18T01:00:00+03:00")
    '2025-03-17T22:00:00+00:00'
    """
    first = (edtf or "").split("/")[0].rstrip("?~%")
    if not first or first == "..":
        return _UNKNOWN
    try:
        instant = datetime.fromisoformat(first) if "T" in first else None
    except ValueError:
        return first
    return instant.astimezone(UTC).isoformat() if instant and instant.tzinfo else first


def version_key(document: Document) -> tuple[str, str, str]:
    """Sorts the versions at one address, oldest first."""
    latest = document.modified_at or document.published_at
    return (time_key(latest), time_key(document.retrieved_at), document.id)


def address_of(document: Document) -> str | None:
    """Where the document stands: its url, or its path when it has none."""
    return document.url or document.path


def fold_of(connection: Connection, document: Document) -> str:
    """The group of copies that a new document joins; groups that it connects become one."""
    alike = DOCUMENTS.c.sha256 == document.sha256
    if document.fingerprint:
        alike |= DOCUMENTS.c.fingerprint == document.fingerprint
    folds = sorted(connection.scalars(select(DOCUMENTS.c.fold).where(alike).distinct()))
    for other in folds[1:]:
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.fold == other).values(fold=folds[0]))
    return folds[0] if folds else document.id


def settled(documents: Iterable[Document]) -> list[Document]:
    """The documents with copies and versions as they are among these alone, in their order.

    A function of the documents, for a file as it stood on an earlier day; the rules are those
    above.
    """
    known = list(documents)
    chains: dict[str, list[Document]] = defaultdict(list)
    for one in known:
        chains[address_of(one) or one.id].append(one)
    older: dict[str, str] = {}
    for chain in chains.values():
        ordered = sorted(chain, key=version_key)
        older.update((new.id, old.id) for old, new in pairwise(ordered))
    superseded = set(older.values())
    original: dict[str, str] = {}
    for group in _alike(known):
        first = min(group, key=lambda d: (d.id in superseded, time_key(d.published_at), d.id))
        original.update((d.id, first.id) for d in group if d is not first)
    return [evolve(d, copy_of=original.get(d.id), supersedes=older.get(d.id)) for d in known]


def _alike(documents: Sequence[Document]) -> list[list[Document]]:
    """Groups of documents with equal bytes or an equal fingerprint, also by way of a third."""
    group_of: dict[str, list[Document]] = {}
    groups: list[list[Document]] = []
    for one in documents:
        keys = [key for key in (f"bytes {one.sha256}", one.fingerprint) if key]
        joined = [one]
        for group in {id(g): g for key in keys if (g := group_of.get(key))}.values():
            joined += group
            group.clear()
        groups.append(joined)
        for member in joined:
            for key in (f"bytes {member.sha256}", member.fingerprint):
                if key:
                    group_of[key] = joined
    return [group for group in groups if group]


def regroup(connection: Connection, document_id: str) -> None:
    """Settle copies and versions around a document that came, left or came back."""
    row = connection.execute(
        select(DOCUMENTS.c.address, DOCUMENTS.c.fold, DOCUMENTS.c.state).where(
            DOCUMENTS.c.id == document_id
        )
    ).one()
    if row.state != KEPT:
        alone = {"copy_of": None, "supersedes": None, "superseded_by": None}
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document_id).values(alone))
    folds = {row.fold}
    if row.address is not None:
        folds |= _chain(connection, row.address)
    for fold in sorted(folds):
        _elect(connection, fold)


def chain_as_told(connection: Connection, older: Mapping[str, str]) -> None:
    """Link versions as somebody else found them: ``older`` has by id the version before each.

    For documents whose addresses were cut short, so that nothing follows from them.
    """
    ids = DOCUMENTS.c.id
    there = {one for pair in older.items() for one in pair}
    there &= set(connection.scalars(select(ids).where(DOCUMENTS.c.state == KEPT)))
    for new, old in older.items():
        if {new, old} <= there:
            connection.execute(update(DOCUMENTS).where(ids == new).values(supersedes=old))
            connection.execute(update(DOCUMENTS).where(ids == old).values(superseded_by=new))
    rows = connection.execute(select(ids, DOCUMENTS.c.fold)).all() if there else []
    for fold in sorted({row.fold for row in rows if row.id in there}):
        _elect(connection, fold)


def _chain(connection: Connection, address: str) -> set[str]:
    """Link the versions at one address; the folds of those whose place has changed."""
    rows = connection.execute(
        select(
            DOCUMENTS.c.id,
            DOCUMENTS.c.body,
            DOCUMENTS.c.supersedes,
            DOCUMENTS.c.superseded_by,
            DOCUMENTS.c.fold,
        ).where(DOCUMENTS.c.address == address, DOCUMENTS.c.state == KEPT)
    ).all()
    ordered = sorted(rows, key=lambda row: version_key(read(row.body, Document)))
    ids = [None, *(row.id for row in ordered), None]
    changed = set()
    for row, older, newer in zip(ordered, ids, ids[2:], strict=False):
        if (row.supersedes, row.superseded_by) != (older, newer):
            changed.add(row.fold)
            values = {"supersedes": older, "superseded_by": newer}
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == row.id).values(values))
    return changed


def _elect(connection: Connection, fold: str) -> None:
    """Choose the original of a group of copies and point the others to it."""
    kept = (DOCUMENTS.c.fold == fold, DOCUMENTS.c.state == KEPT)
    original = connection.scalar(
        select(DOCUMENTS.c.id)
        .where(*kept)
        .order_by(DOCUMENTS.c.superseded_by.is_not(None), DOCUMENTS.c.published_key, DOCUMENTS.c.id)
        .limit(1)
    )
    if original is None:
        return
    copies = (*kept, DOCUMENTS.c.id != original, DOCUMENTS.c.copy_of.is_distinct_from(original))
    connection.execute(update(DOCUMENTS).where(*copies).values(copy_of=original))
    chosen = (DOCUMENTS.c.id == original, DOCUMENTS.c.copy_of.is_not(None))
    connection.execute(update(DOCUMENTS).where(*chosen).values(copy_of=None))
