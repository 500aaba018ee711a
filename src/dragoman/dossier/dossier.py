"""Dossier: the file on a negotiation, and the one door to it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import overload

from sqlalchemy import Connection

from dragoman.dossier import (
    canonical,
    checking,
    deciding,
    decisions,
    describing,
    documents,
    entries,
    notes,
    queue,
    removal,
    reports,
    searching,
    settings,
    skips,
    upkeep,
)
from dragoman.dossier.claims import Wanted
from dragoman.dossier.documents import Added
from dragoman.dossier.faults import translated
from dragoman.dossier.handle import Handle
from dragoman.dossier.records import E, unpack
from dragoman.dossier.reports import PackedReport
from dragoman.dossier.settings import Settings
from dragoman.dossier.signing import now, require_name
from dragoman.errors import BadRequest, DossierLocked
from dragoman.model import KINDS, Decision, Document, Entry, Reader, Report, Skip


class Dossier(Handle):
    """An open dossier. Every method that writes is one transaction, safe on disk at its return.

    Every method may raise ``DossierLocked`` (another program has been writing for longer than
    ``opening.TIMEOUT_S``), ``DossierReadOnly`` (full disk, no right to write),
    ``DossierUnreachable`` (no server, or it broke off) and ``DossierDamaged``; only what comes on
    top is named below. Iterators hold nothing open
    between two items, so that one may write while they run.
    """

    # --- documents -----------------------------------------------------------------------------

    def add_document(self, document: Document, raw: bytes) -> Added:
        """Store a document with its bytes.

        Raises:
            BadRequest: the bytes do not have the document's hash.
            UnreadableDocument: its text cannot be stored (half a character).
        """
        with self._writing() as connection:
            return documents.add(connection, document, raw)

    def document_heads(self) -> list[Document]:
        """All documents as analysts describe them (``describing``), without their texts, by
        publication (unknown last), then id."""
        with self._reading() as connection:
            found = documents.heads(connection)
            said = describing.corrections(connection)
        if not said:
            return found
        return describing.by_publication(
            describing.described(one, said.get(one.id, ())) for one in found
        )

    def documents(self, of: Iterable[str] | None = None) -> Iterator[Document]:
        """All documents with their texts, in the order of ``document_heads``, a page at a time.

        ``of`` names those that are wanted, in the order wanted; what is not there is left out.
        """
        with self._reading() as connection:
            said = describing.corrections(connection)
            ids = documents.ids(connection) if of is None and not said else of
        if ids is None:  # a correction may have moved a document to another day
            ids = [head.id for head in self.document_heads()]
        for page in documents.pages(ids):
            with self._reading() as connection:
                found = documents.fetch(connection, page)
            yield from (describing.described(one, said.get(one.id, ())) for one in found)

    def document(self, document_id: str) -> Document:
        """One document. Raises ``UnknownEntry`` when it is not there or was removed."""
        with self._reading() as connection:
            found = documents.one(connection, document_id)
            said = describing.corrections(connection)
        return describing.described(found, said.get(document_id, ()))

    def raw(self, document_id: str) -> bytes:
        """Its bytes. Raises ``UnknownEntry`` when it is not there or was removed."""
        with self._reading() as connection:
            return documents.raw(connection, document_id)

    def remove_document(
        self,
        document_id: str,
        who: str,
        why: str,
        *,
        purge: bool = False,
        decided_at: str | None = None,
    ) -> Decision:
        """Take a document out by a signed decision; ``purge`` deletes its bytes for good.

        Raises:
            UnknownEntry: no such document.
            BadRequest: nobody signs.
            DossierLocked: with ``purge``, also when the document is out but another program
                keeps its words in the file; the same call again finishes the work.
        """
        return self._decide(
            lambda connection: [
                removal.removal(
                    connection, document_id, who=who, decided_at=decided_at, why=why, purge=purge
                )
            ]
        )[0]

    # --- settings and skips --------------------------------------------------------------------

    def settings(self) -> str | None:
        """The text of ``negotiation.toml`` as last put; None when there is none."""
        with self._reading() as connection:
            return settings.current(connection)

    def settings_versions(self) -> list[Settings]:
        """Every signed version, oldest first."""
        with self._reading() as connection:
            return settings.every(connection)

    def put_settings(self, toml_text: str, who: str, *, put_at: str | None = None) -> None:
        """Keep a signed version. Raises ``BadRequest`` when nobody signs."""
        version = Settings(toml=toml_text, who=require_name(who), put_at=put_at or now())
        with self._writing() as connection:
            settings.put(connection, version)

    def replace_settings(
        self,
        toml_text: str,
        who: str,
        *,
        note: Decision,
        put_at: str,
        is_seen: Callable[[str | None], bool],
    ) -> None:
        """Keep a signed version and the note on why, both or neither.

        ``is_seen`` is asked under the write lock whether what stands now was before the eyes.

        Raises:
            BadRequest: nobody signs.
            SettingsOvertaken: it was not.
        """
        version = Settings(toml=toml_text, who=require_name(who), put_at=put_at)
        with self._writing() as connection:
            settings.require_seen(connection, is_seen)
            settings.put(connection, version)
            deciding.append(connection, [note])

    def skips(self) -> list[Skip]:
        """The latest word on each file that could not be taken in or read, by path."""
        with self._reading() as connection:
            return skips.every(connection)

    def put_skips(self, noted: Iterable[Skip]) -> None:
        """Note files that could not be taken in or read."""
        with self._writing() as connection:
            skips.put(connection, noted)

    # --- reports -------------------------------------------------------------------------------

    def report(self, document_id: str, reader: Reader, gazetteer_digest: str) -> Report | None:
        """The cached report of this reader with this gazetteer; None when there is none."""
        with self._reading() as connection:
            return reports.one(connection, document_id, reader, gazetteer_digest)

    def reports(
        self, reader: Reader, gazetteer_digest: str, of: Sequence[str] | None = None
    ) -> Iterator[Report]:
        """The cached reports on all documents that count, by publication; one unpacked.

        ``of`` names the documents that count, in the order wanted, where others than now do.
        """
        for body in self.packed_reports(reader, gazetteer_digest, of):
            with translated(self.path):
                report = unpack(body)
            yield report

    def packed_reports(
        self, reader: Reader, gazetteer_digest: str, of: Sequence[str] | None = None
    ) -> Iterator[bytes]:
        """The same as they are stored (``pack_report``), for a program that passes them on."""
        with self._reading() as connection:
            ids = reports.to_read(connection) if of is None else list(of)
        for page in documents.pages(ids):
            with self._reading() as connection:
                packed = reports.bodies(connection, page, reader, gazetteer_digest)
            yield from packed

    def put_report(self, report: Report) -> None:
        """Cache a report.

        Raises:
            BadRequest: it names no reader or was made from another text.
            UnknownEntry: its document is not there.
        """
        self.put_reports((PackedReport.of(report),))

    def put_reports(self, packed: Sequence[PackedReport]) -> None:
        """Cache packed reports in one transaction, all or none; one on a document that was purged
        meanwhile is left out.

        Raises:
            BadRequest: one was made from another text, or by another version of the program.
            UnknownEntry: its document is not there.
        """
        with self._writing() as connection:
            reports.put(connection, packed)

    def unread(self, reader: Reader, gazetteer_digest: str) -> list[str]:
        """The ids of documents still to be read; no copies, superseded or removed ones."""
        with self._reading() as connection:
            return reports.unread(connection, reader, gazetteer_digest)

    def queue(self, reader: Reader, gazetteer_digest: str) -> AbstractContextManager[queue.Queue]:
        """The unread documents, divided among all programs that read with this reader at the same
        time. Raises ``DossierReadOnly``."""
        return queue.opened(self, Wanted(reader=reader, gazetteer=gazetteer_digest))

    def alone(self, name: str, wait_s: float = 0.0) -> AbstractContextManager[bool]:
        """Try for ``wait_s`` to be the only program that does what is called ``name``; whether
        it is, until the body ends or the program dies. Raises ``DossierReadOnly``."""
        return queue.alone(self, name, wait_s)

    # --- derived entries -----------------------------------------------------------------------

    def put_entries(self, all_entries: Iterable[Entry]) -> int:
        """Replace all derived entries; how many there are. Raises ``BadRequest`` on a bad one.

        ``all_entries`` is taken a page at a time and may read from this dossier, though not the
        entries that are being replaced.
        """
        with self._writing() as connection:
            return entries.replace(connection, all_entries)

    @overload
    def entries(self, kind: str) -> list[Entry]: ...
    @overload
    def entries(self, kind: type[E]) -> list[E]: ...
    def entries(self, kind: str | type[E]) -> list[Entry] | list[E]:
        """The derived entries of one noun (its name or its class), by id.

        Raises:
            BadRequest: no such noun.
        """
        noun = KINDS.get(kind) if isinstance(kind, str) else kind
        if noun is None:
            raise BadRequest(f"no entries of kind {kind!r}; choose from {', '.join(KINDS)}")
        with self._reading() as connection:
            return list(entries.every(connection, noun))

    def entry(self, entry_id: str) -> Entry:
        """One derived entry, or one document. Raises ``UnknownEntry``."""
        with self._reading() as connection:
            found = entries.find(connection, entry_id)
        return found or self.document(entry_id)

    def search(self, words: searching.Words, limit: int = 1000) -> list[searching.Hit]:
        """The statements and segments that hold the words, best first.

        Raises:
            BadRequest: there is no index, or no word to look for.
        """
        with self._reading() as connection:
            return searching.search(connection, words, limit)

    def is_current(self) -> bool:
        """Whether no document, decision or setting came since the entries were put."""
        with self._reading() as connection:
            return entries.is_current(connection)

    def version(self) -> str:
        """A short text that changes with every change of truth and of the entries."""
        with self._reading() as connection:
            return entries.version(connection)

    def not_worked_in(self) -> list[Decision]:
        """The decisions that came since the entries were put, in the order of appending."""
        with self._reading() as connection:
            return decisions.after(connection, entries.worked_in_up_to(connection))

    def remember(self, name: str, value: str) -> None:
        """Keep a short text about the file under a name; it may be lost without harm."""
        with self._writing() as connection:
            notes.remember(connection, name, value)

    def remembered(self, name: str) -> str | None:
        """The text kept under a name; None when there is none."""
        with self._reading() as connection:
            return notes.remembered(connection, name)

    def counting(self) -> list[str]:
        """Ids of the documents that count as witnesses, by publication: no copies, superseded or
        removed ones."""
        with self._reading() as connection:
            return reports.to_read(connection)

    def discard_derived(self, *, reports: bool = True) -> None:
        """Delete derived entries and, with ``reports``, the cached reports; truth stays."""
        with self._writing() as connection:
            entries.discard(connection, reports=reports)

    # --- decisions -----------------------------------------------------------------------------

    def decide(self, decision: Decision, seen: Collection[str] | None = None) -> None:
        """Append a signed decision to the log; a removal or withdrawal takes effect at once.

        ``seen`` are ids of the decisions on its target that the one who decides had before the
        eyes (those of ``decisions_on``); None asks for no look at what others did meanwhile.

        Raises:
            BadRequest: it is not signed, or what it carries cannot be used.
            UnknownEntry: the document or decision it is about is not there.
            DecisionOvertaken: as ``deciding.unovertaken`` finds under the write lock.
        """
        self.decide_all((decision,), None if seen is None else {decision.target.entry or "": seen})

    def decide_all(self, made: Sequence[Decision], seen: deciding.Seen | None = None) -> None:
        """Append several decisions in one transaction, all or none; ``seen`` is by the id of the
        target, and targets without one are not looked at. Raises as ``decide``."""
        self._decide(lambda connection: deciding.unovertaken(connection, made, seen))

    def _decide(self, made: Callable[[Connection], Sequence[Decision]]) -> Sequence[Decision]:
        """Append what ``made`` makes under the write lock, and see to its effect."""
        with self._writing() as connection:
            signed = made(connection)
            is_purged = deciding.append(connection, signed)
        if is_purged:
            self._shrink()
        return signed

    def decisions_on(self, about: Entry) -> list[Decision]:
        """All on an entry, document or decision, in order: also what was taken back, edges that
        name it second, and replies. Found by index."""
        with self._reading() as connection:
            return deciding.on(connection, about)

    def withdraw(
        self, decision_id: str, who: str, decided_at: str | None = None, *, why: str = ""
    ) -> Decision:
        """Take back one decision; taking back a withdrawal makes what it withdrew stand again.
        Raises ``UnknownEntry`` and, where it does not stand any more, ``BadRequest``."""
        return self._decide(
            lambda connection: [deciding.withdrawal(connection, decision_id, who, decided_at, why)]
        )[0]

    def _shrink(self) -> None:
        with translated(self.path):
            is_done = upkeep.shrink(self._engine)
        if not is_done:
            raise DossierLocked(str(self.path))

    def decisions(self) -> list[Decision]:
        """The whole log, withdrawn ones included, by the instant of signing."""
        with self._reading() as connection:
            return decisions.every(connection)

    def undo(self, who: str, decided_at: str | None = None, *, own: bool = False) -> Decision:
        """Withdraw the last decision that stands (``own``: that ``who`` signed); returns the
        withdrawal, whose ``withdraws`` names it. Again takes back the one before. Raises
        ``NothingToUndo``."""
        return self._decide(lambda one: [decisions.undo(one, who, decided_at, own=own)])[0]

    def redo(self, who: str, decided_at: str | None = None) -> Decision:
        """Withdraw the last undo. Raises ``BadRequest`` when something was decided since."""
        return self._decide(lambda connection: [decisions.redo(connection, who, decided_at)])[0]

    # --- the whole -----------------------------------------------------------------------------

    def check(self) -> list[checking.Problem]:
        """Prove that the file is sound and each passage at its offsets; empty when it is."""
        with self._reading() as connection:
            return list(checking.problems(connection))

    def canonical(self) -> Iterator[bytes]:
        """Truth and derived entries as sorted JSON lines, whatever the order of adding."""
        return canonical.lines(self._reading)
