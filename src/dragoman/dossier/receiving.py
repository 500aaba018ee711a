"""Receiving: a dossier made of the records that another gave out, all or nothing.

One pass over the records, in one transaction; memory does not grow with their number. A document
comes before what stands in it. Every hash that can be computed is, and every passage is looked up
at its offsets. Derived entries are stored as they came and count as current.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import msgspec
from attrs import define, evolve, field, frozen
from sqlalchemy import Connection, select, update

from dragoman.dossier import (
    checking,
    decisions,
    describing,
    documents,
    entries,
    lineage,
    notes,
    removal,
    settings,
    skips,
    upkeep,
)
from dragoman.dossier.carrying import Carried
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.schema import DECISIONS, DOCUMENTS, ENTRIES, SETTINGS, SKIPS
from dragoman.dossier.signing import require_name
from dragoman.errors import BadRequest, DossierError, DragomanError
from dragoman.model import Decision, Document, Entry, Skip, Verb, document_id
from dragoman.model.carried import RawBytes, SettingsVersion, TakenIn, bytes_of_text, is_hash_of

Arriving = tuple[str, Entry | Carried]
"""Where a record stands ("line 7"), and the record."""

TEXTS_AT_HAND = 16_000_000
"""Code points of texts kept at hand while passages are looked up."""

_EMPTY = (DOCUMENTS, DECISIONS, SETTINGS, SKIPS, ENTRIES)


@frozen(kw_only=True)
class Received:
    """What was taken in; ``without_bytes`` counts documents that came as their text alone."""

    documents: int
    decisions: int
    entries: int
    without_bytes: int


def receive(target: Dossier, arriving: Iterable[Arriving], *, is_excerpt: bool = False) -> Received:
    """Fill the empty dossier ``target`` with records.

    ``is_excerpt`` says that they were made for sharing: their documents have lost the folders of
    their paths, so that nothing follows from equal names.

    Raises:
        BadRequest: ``target`` holds something, or a record cannot be taken in; the message says
            where it stands, and nothing is stored.
    """
    with target._writing() as connection:
        _require_empty(target, connection)
        desk = _Desk(connection=connection, is_excerpt=is_excerpt)
        try:
            stored = entries.replace(connection, desk.derived(arriving))
        except DossierError:
            raise
        except DragomanError as error:
            where = desk.where if desk.is_at_it else f"{desk.where} or before"
            raise BadRequest(f"{where}: {error}") from error
        upkeep.after_filling(connection)
    return Received(
        documents=desk.documents,
        decisions=desk.decisions,
        entries=stored,
        without_bytes=desk.without_bytes,
    )


def _require_empty(target: Dossier, connection: Connection) -> None:
    for table in _EMPTY:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise BadRequest(f"{target.path} is not empty; import to a place where no dossier is")


@define(kw_only=True)
class _Pending:
    """A document whose bytes may still come."""

    where: str
    document: Document
    raw: bytes | None = None
    taken_in: TakenIn | None = None


@define(kw_only=True)
class _Desk:
    """Where the records arrive, one after another.

    ``where`` is the place of the last; ``is_at_it`` says that it is being looked at, not stored.
    """

    connection: Connection
    is_excerpt: bool
    where: str = "the first record"
    documents: int = 0
    decisions: int = 0
    without_bytes: int = 0
    is_at_it: bool = True
    _last: dict[str, str] = field(factory=dict)
    _pending: _Pending | None = None
    _texts: "_Texts" = field(init=False)
    _older: dict[str, str] = field(factory=dict)
    _removed: dict[str, str] = field(factory=dict)
    _absent: set[str] = field(factory=set)
    _early: list[Decision] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self._texts = _Texts(connection=self.connection)

    def derived(self, arriving: Iterable[Arriving]) -> Iterator[Entry]:
        """The derived entries among what arrives; all else is stored on the way."""
        for self.where, record in arriving:
            if isinstance(record, (RawBytes, TakenIn)):
                self._goes_with(record)
                continue
            self._store_pending()
            if isinstance(record, Document):
                self._pending = _Pending(where=self.where, document=record)
            elif isinstance(record, Decision):
                self._decide(record)
            elif isinstance(record, Entry):
                self._require_new(record)
                self._require_passages(record)
                self.is_at_it = False
                yield record
                self.is_at_it = True
            else:
                self._keep(record)
        self._store_pending()
        self._finish()
        self.is_at_it = False

    def _require_new(self, entry: Entry) -> None:
        """Refuse one that stands there twice in a row; others are found as they are stored."""
        if self._last.get(entry.kind) == entry.id:
            raise BadRequest(f"{entry.kind} {entry.id} stands in it twice; keep one of them")
        self._last[entry.kind] = entry.id

    def _goes_with(self, record: RawBytes | TakenIn) -> None:
        pending = self._pending
        if pending is None or pending.document.id != record.document:
            raise BadRequest(
                f"it belongs to document {record.document}, which does not stand before it; "
                "keep the order of the export"
            )
        if isinstance(record, TakenIn):
            pending.taken_in = record
        elif is_hash_of(pending.document.sha256, record.raw):
            pending.raw = record.raw
        else:
            raise BadRequest(
                f"the bytes of document {record.document} do not have its sha-256; export it anew"
            )

    def _store_pending(self) -> None:
        if self._pending is None:
            return
        after, self.where = self.where, self._pending.where
        pending, self._pending = self._pending, None
        document = pending.document
        if not self.is_excerpt:
            _require_own_id(document)
        if document.supersedes is not None:
            self._older[document.id] = document.supersedes
        raw = pending.raw if pending.raw is not None else bytes_of_text(document)
        self._store(_as_taken_in(document, pending.taken_in), raw)
        self.documents += 1
        self.where = after

    def _store(self, document: Document, raw: bytes | None) -> None:
        is_there = DOCUMENTS.c.id == document.id
        if self.connection.scalar(select(DOCUMENTS.c.id).where(is_there)) is not None:
            raise BadRequest(f"document {document.id} stands in it twice; keep one of them")
        documents.insert_row(self.connection, document, raw or b"")
        self.without_bytes += raw is None
        if self.is_excerpt and document.url is None:
            self.connection.execute(update(DOCUMENTS).where(is_there).values(address=None))
        lineage.regroup(self.connection, document.id)

    def _require_passages(self, entry: Entry) -> None:
        for span in checking.spans(msgspec.to_builtins(entry)):
            if fault := self._texts.fault(span):
                raise BadRequest(f"{entry.kind} {entry.id}: {fault}")

    def _decide(self, decision: Decision) -> None:
        if decision.verb is Verb.REMOVE and decision.target.entry:
            sha256 = msgspec.json.decode(decision.after or "{}", type=dict[str, object])
            self._removed[decision.target.entry] = str(sha256.get("sha256", ""))
        if not removal.is_blanked(decision):
            decisions.require_usable(decision)
            describing.require(decision)
            for span in checking.spans(msgspec.to_builtins(decision.target)):
                if not self._texts.has(span["document"]):
                    self._absent.add(span["document"])
                elif fault := self._texts.fault(span):
                    raise BadRequest(f"decision {decision.id}: {fault}")
        self.decisions += 1
        if decision.withdraws is None or self._has_decision(decision.withdraws):
            decisions.insert_row(self.connection, decision)
        else:  # signed by a clock that was behind; what it takes back comes later
            self._early.append(decision)

    def _has_decision(self, decision_id: str) -> bool:
        found = select(DECISIONS.c.id).where(DECISIONS.c.id == decision_id)
        return self.connection.scalar(found) is not None

    def _decide_early_ones(self) -> None:
        """Put in the withdrawals that came before what they take back."""
        while ready := [d for d in self._early if self._has_decision(d.withdraws or "")]:
            for decision in ready:
                decisions.insert_row(self.connection, decision)
                self._early.remove(decision)
        for decision in self._early:
            raise BadRequest(
                f"decision {decision.id} takes back decision {decision.withdraws}, which is not "
                "among the records; export the whole dossier"
            )

    def _keep(self, record: Carried) -> None:
        if isinstance(record, Skip):
            skips.put(self.connection, [record])
        elif isinstance(record, SettingsVersion):
            version = settings.Settings(
                toml=record.toml, who=require_name(record.who), put_at=record.put_at
            )
            settings.put(self.connection, version)

    def _finish(self) -> None:
        """What follows from all records together: removals, versions, what did not come along."""
        self._decide_early_ones()
        log = decisions.every(self.connection)
        for removed in removal.states(log):
            if self._texts.has(removed):
                raise BadRequest(f"document {removed} is there, though a decision removes it")
            removal.put_tombstone(self.connection, removed, self._removed.get(removed, ""))
        if self.is_excerpt:
            lineage.chain_as_told(self.connection, self._older)
        if self._absent:
            absent = msgspec.json.encode(sorted(self._absent)).decode()
            notes.remember(self.connection, checking.ABSENT, absent)


def _require_own_id(document: Document) -> None:
    wanted = document_id(document.sha256, document.url or document.path or "")
    if document.id != wanted:
        raise BadRequest(
            f"document {document.id} does not have the id of its hash and address ({wanted}); "
            "it was changed since it was exported"
        )


def _as_taken_in(document: Document, said: TakenIn | None) -> Document:
    plain = evolve(document, copy_of=None, supersedes=None)
    if said is None:
        return plain
    return evolve(
        plain,
        title=said.title,
        outlet=said.outlet,
        published_at=said.published_at,
        modified_at=said.modified_at,
        known_by=said.known_by,
        genre=said.genre,
        because=said.because,
    )


@define(kw_only=True)
class _Texts:
    """Texts of stored documents, the latest of them kept at hand."""

    connection: Connection
    _latest: dict[str, str] = field(factory=dict)
    _size: int = 0

    def has(self, document: str) -> bool:
        """Whether the document is stored."""
        return self._of(document) is not None

    def fault(self, span: dict[str, Any]) -> str | None:
        """What is wrong with a passage; None where it stands at its offsets."""
        document, exact = span["document"], span["exact"]
        text = self._of(document)
        if text is None:
            return (
                f"it stands in document {document}, which does not come before it; export the "
                "whole dossier, without --kind"
            )
        start, end = span["start"], span["end"]
        if text[start:end] == exact:
            return None
        return f"document {document} does not read {exact[:40]!r} at {start}..{end}"

    def _of(self, document: str) -> str | None:
        if document not in self._latest:
            found = documents.fetch(self.connection, [document])
            if not found:
                return None
            self._latest[document] = found[0].text
            self._size += len(found[0].text)
            while self._size > TEXTS_AT_HAND and len(self._latest) > 1:
                with suppress(StopIteration):
                    self._size -= len(self._latest.pop(next(iter(self._latest))))
        return self._latest[document]
