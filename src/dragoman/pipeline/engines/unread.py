"""One round over the unread documents of a dossier: taken from its queue, read, kept.

Nothing is held of all documents at once: ids are claimed a few at a time, their texts go to the
engine, and reports are stored packed as they come, several in one transaction when they come
quickly. A driver that is killed leaves the reports of its last tenth of a second to be made again.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TypeVar

from attrs import define, field

from dragoman.dossier import Dossier, PackedReport, Queue
from dragoman.errors import DossierError, UnknownEntry
from dragoman.model import Document, Skip
from dragoman.pipeline.engines.patience import patient
from dragoman.pipeline.engines.texts import ReadTexts, item_of, report_of
from dragoman.pipeline.engines.work import Done, Engine, Item
from dragoman.pipeline.progress import Progress

T = TypeVar("T")

TAKEN = 16
"""Documents claimed at a time."""
MOST_WAITING = 64
LONGEST_WAITING_S = 0.1
"""A report is stored at once, unless so many come within so many seconds."""
COUNTED_EVERY_S = 60.0
"""How often it is looked up how many are left, since others may read too."""
WAITING = "waiting for another reader"


@define(eq=False)
class UnreadRound:
    """``read`` counts the documents whose report was stored; ``skips`` are those without one."""

    dossier: Dossier
    queue: Queue
    progress: Progress
    clock: Callable[[], float] = time.monotonic
    read: int = field(default=0, init=False)
    skips: list[Skip] = field(factory=list, init=False)
    _seen: int = field(default=0, init=False)
    _total: int = field(default=0, init=False)
    _counted_at: float = field(default=0.0, init=False)
    _packed: list[PackedReport] = field(factory=list, init=False)
    _through: list[str] = field(factory=list, init=False)
    _noted: int = field(default=0, init=False)
    _stored_at: float = field(default=0.0, init=False)

    def read_with(self, engine: Engine, work: ReadTexts) -> None:
        """Read until nothing is left that this or a dead reader could read.

        Raises:
            DossierError: the dossier cannot be written.
            EngineFailed: no worker can read.
        """
        try:
            self._count()
            self._read_what_is_free(engine, work)
            while self._is_more():
                self._read_what_is_free(engine, work)
        except BaseException:
            with suppress(DossierError):
                self._store()
            raise
        self.progress("reading", self._seen, self._seen)

    def _read_what_is_free(self, engine: Engine, work: ReadTexts) -> None:
        for done in engine.run(work, self._items()):
            self._take(done)
        self._patiently(self._store)

    def _patiently(self, call: Callable[[], T]) -> T:
        return patient(call, self.progress)

    def _is_more(self) -> bool:
        """Wait for what others read; whether something may be free then."""
        if not self._patiently(lambda: self.queue.wait(0.0)):
            return False
        self.progress(WAITING, 0, None)
        return self._patiently(self.queue.wait)

    def _count(self) -> None:
        self._total = self._seen + self._patiently(self.queue.left)
        self._counted_at = self.clock()
        self.progress("reading", self._seen, self._total)

    def _items(self) -> Iterator[Item]:
        """The unread documents that can be read, as they are asked for."""
        from dragoman.extraction import can_read

        while ids := self._patiently(lambda: self.queue.take(TAKEN)):
            gone = set(ids)
            for document in self._patiently(partial(self._documents, ids)):
                gone.discard(document.id)
                if can_read(document):
                    yield item_of(document)
                else:
                    self._skip(document.id, _unreadable_language(document))
            self._through += gone  # removed since they were claimed

    def _documents(self, ids: list[str]) -> list[Document]:
        return list(self.dossier.documents(ids))

    def _take(self, done: Done) -> None:
        if done.body is None:
            self._skip(done.key, self._failed(done))
            return
        self._packed.append(report_of(done))
        self._step(done.key)

    def _skip(self, document_id: str, skip: Skip) -> None:
        self.skips.append(skip)
        self._step(document_id)

    def _step(self, document_id: str) -> None:
        """One more is through; keep what came unless more is coming right away."""
        self._through.append(document_id)
        self._seen += 1
        now = self.clock()
        if len(self._packed) >= MOST_WAITING or now - self._stored_at >= LONGEST_WAITING_S:
            self._patiently(self._store)
        if now - self._counted_at >= COUNTED_EVERY_S:
            self._count()
        self.progress("reading", self._seen, max(self._total, self._seen))

    def _store(self) -> None:
        """Keep what came, then let go of it: in this order nothing is lost and nothing twice.

        It may be called again after an error, and goes on with what is not done yet.
        """
        if self._packed:
            self.dossier.put_reports(self._packed)
            self.read += len(self._packed)
            self._packed = []
        if self._noted < len(self.skips):
            self.dossier.put_skips(self.skips[self._noted :])
            self._noted = len(self.skips)
        if self._through:
            self.queue.done(self._through)
            self._through = []
        self._stored_at = self.clock()

    def _failed(self, done: Done) -> Skip:
        try:
            document = self.dossier.document(done.key)
        except UnknownEntry:
            document = Document(id=done.key)
        return Skip(
            path=_name(document),
            reason=f"it could not be read: {done.failure}",
            advice="it is stored and will be tried again at the next reading; please report it",
        )


def _unreadable_language(document: Document) -> Skip:
    return Skip(
        path=_name(document),
        reason=f"language {document.language!r} cannot be read yet",
        advice="it is stored and will be read once a reader for it exists; or add a translation",
    )


def _name(document: Document) -> str:
    return document.path or document.url or document.id
