"""Shelf: the one snapshot that all pages are made from, kept in step with the dossier.

Pages never wait for the dossier: they are made from the snapshot at hand. Whatever changes the
file (this program, the command line, a colleague) changes its ``version``; the shelf notices, loads
a fresh snapshot in a thread, and tells the open pages. What is decided here is on the disk, and
laid over the snapshot, before the answer goes out.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from dragoman.dossier import Dossier, Hit, ServerPlace, Words, place_of
from dragoman.errors import DossierError, DossierLocked
from dragoman.model import Decision
from dragoman.pipeline import is_behind
from dragoman.pipeline.review import fields_for
from dragoman.workbench.collecting import kept_for_long, let_go
from dragoman.workbench.laying import laid
from dragoman.workbench.looks import Looks
from dragoman.workbench.rendering import compile_templates
from dragoman.workbench.snapshot import Snapshot
from dragoman.workbench.tidings import Tidings

LOOK_EVERY_S = 0.5
"""How often, at most, the file is asked whether it has changed."""

PATIENCE_S = 60.0
"""How long a decision waits while accounts are being put together, in seconds."""

HITS = 20_000
"""The most statements and paragraphs that full text looks at."""

T = TypeVar("T")


class Shelf:
    """The open dossier of a running workbench. Its coroutines belong to one event loop."""

    def __init__(self, place: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.place = place
        self.tidings = Tidings()
        self.looks = Looks()
        self.has_work: Callable[[], None] = _nothing
        self.warm_up: Callable[[Snapshot], None] = _no_warmth
        self._clock = clock
        self._reads = Dossier.open(place)
        self._writes = Dossier.open(place)
        self._file = _file_at(place)
        self._writing = asyncio.Lock()
        self._reloading = asyncio.Lock()
        self._swapping = asyncio.Lock()
        self._laid: list[Decision] = []
        self._loading: asyncio.Task[None] | None = None
        self._aside: set[asyncio.Task[None]] = set()
        self._looked_at = -LOOK_EVERY_S
        self._trouble = ""
        self._snapshot: Snapshot | None = None

    def close(self) -> None:
        """Let go of the dossier."""
        self._reads.close()
        self._writes.close()

    @property
    def name(self) -> str:
        """What the dossier is called: its file, or its database without any password."""
        return str(self._reads.path)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about the place that the dossier lies in."""
        return (*self._reads.notices, *([self._trouble] if self._trouble else []))

    def lags(self) -> bool:
        """Whether texts or decisions came that the entries do not rest on yet."""
        return not self._reads.is_current() or is_behind(self._reads)

    async def snapshot(self) -> Snapshot:
        """The snapshot at hand; the first one is waited for, a fresher one comes by itself."""
        if self._snapshot is None:
            await asyncio.shield(self._begin_loading())
        elif self._clock() - self._looked_at >= LOOK_EVERY_S:
            self._looked_at = self._clock()
            if await self._is_old():
                self._begin_loading()
        assert self._snapshot is not None  # noqa: S101 - reload sets it or raises
        return self._snapshot

    async def warm(self) -> None:
        """Load the first snapshot, the templates, and what forms import, before anybody asks."""
        snapshot = await self.snapshot()
        await asyncio.to_thread(compile_templates)
        await asyncio.to_thread(fields_for, "contact", snapshot.contents)

    async def _is_old(self) -> bool:
        """Whether the file has changed. One that cannot be asked now is no reason to show nothing:
        the pages say that they may be old."""
        known = self._snapshot.state if self._snapshot else None
        try:
            found = await asyncio.to_thread(self._version)
        except DossierError as error:
            self._trouble = f"What stands here may be old: {error}."
            return False
        self._trouble = ""
        return found != known

    def _version(self) -> str:
        self._see_to_the_file()
        return self._reads.version()

    def _see_to_the_file(self) -> None:
        """Refuse to go on in a file that no path leads to any more: what is signed there is lost.

        Raises:
            DossierError: the file was moved, deleted or replaced.
        """
        if _file_at(self.place) != self._file:
            reason = "the file that the workbench has open is not there any more"
            raise DossierError(self.name, f"{reason}; put it back, then start the workbench again")

    def _begin_loading(self) -> asyncio.Task[None]:
        if self._loading is None or self._loading.done():
            self._loading = asyncio.create_task(self._freshen())
            self._loading.add_done_callback(self._tell_failure)
        return self._loading

    def _tell_failure(self, loading: asyncio.Task[None]) -> None:
        if not loading.cancelled() and (error := loading.exception()) is not None:
            self._trouble = f"What stands here may be old: {error}."

    async def _freshen(self) -> None:
        """Lay over what others decided; load anew where more than that has changed."""
        if self._snapshot is None or not await self._catch_up():
            await self.reload()

    async def _catch_up(self, decisions: Sequence[Decision] = ()) -> bool:
        """Lay over the snapshot what the log holds beyond it, and these decisions; whether
        nothing else has changed in the dossier."""
        async with self._swapping:
            snapshot = self._snapshot
            assert snapshot is not None  # noqa: S101 - loaded before anybody decides
            version, waiting = await asyncio.to_thread(_waiting_in, self._reads)
            is_all = _but_decisions(snapshot.state) == _but_decisions(version)
            late = _unknown_to(snapshot, (*waiting, *decisions))
            state = version if is_all else snapshot.state
            if late:
                self._snapshot = await asyncio.to_thread(_laid_over, snapshot, late, state)
            elif is_all:
                snapshot.state = version
        if late:
            self._tell_changed(late)
        return is_all

    def _tell_changed(self, decisions: Iterable[Decision]) -> None:
        assert self._snapshot is not None  # noqa: S101 - something was laid over it
        touched = [d.target.entry for d in decisions]
        self.tidings.tell("changed", state=self._snapshot.state, entries=touched)

    async def reload(self) -> None:
        """Load a fresh snapshot and tell the open pages.

        What was decided while it was loading is laid over it: a page never loses a decision that
        it has shown.
        """
        async with self._reloading:
            before, begun = self._snapshot, len(self._laid)
            fresh = await asyncio.to_thread(load, self._reads)
            async with self._swapping:
                late = _unknown_to(fresh, self._laid[begun:])
                if late:
                    fresh = await asyncio.to_thread(_laid_over, fresh, late, fresh.state)
                older, self._snapshot = self._snapshot, fresh
            del self._laid[:begun]
        if before is not None and before.state != fresh.state:
            self.tidings.tell("changed", state=fresh.state)
        self._do_aside(self._finish, fresh, [older] if older else [])
        del before, older

    def _finish(self, fresh: Snapshot, older: list[Snapshot]) -> None:
        """Let the older snapshot go; make of the fresh one what pages ask that take long."""
        let_go(older)
        with contextlib.suppress(DossierError):  # it is read again by whoever asks
            self.warm_up(fresh)

    def _do_aside(self, do: Callable[..., None], *arguments: Any) -> None:
        """Have something done in a thread that nobody waits for."""
        task = asyncio.create_task(asyncio.to_thread(do, *arguments))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def read(self, ask: Callable[[Dossier], T]) -> T:
        """What ``ask`` finds in the dossier, in a thread; it must not write."""
        return await asyncio.to_thread(ask, self._reads)

    def search(self, words: Words) -> Sequence[Hit]:
        """What holds the words in the dossier's index, best first; to be asked from a thread."""
        return self._reads.search(words, HITS)

    async def write(self, act: Callable[[Dossier], T]) -> T:
        """What ``act`` returns after writing, in a thread, one at a time.

        It is tried again while another program writes, for :data:`PATIENCE_S`.

        Raises:
            DossierLocked: the other program did not stop.
        """
        async with self._writing:
            until = self._clock() + PATIENCE_S
            while True:
                try:
                    await asyncio.to_thread(self._see_to_the_file)
                    return await asyncio.to_thread(act, self._writes)
                except DossierLocked:
                    if self._clock() > until:
                        raise

    async def decide(
        self,
        decisions: Sequence[Decision],
        seen: Mapping[str, Collection[str]] | None = None,
    ) -> Snapshot:
        """Sign decisions into the log, all or none, and lay them over the snapshot.

        ``seen`` are by entry the ids of the decisions that stood before the user's eyes.

        Raises:
            DecisionOvertaken: somebody else decided on one of the entries since ``seen``.
            BadRequest: one cannot be used.
        """
        await self.write(lambda dossier: dossier.decide_all(decisions, seen=seen))
        return await self.lay(decisions)

    async def lay(self, decisions: Sequence[Decision]) -> Snapshot:
        """Lay decisions that are in the log over the snapshot, and tell the open pages."""
        self._laid += decisions
        await self.snapshot()
        await self._catch_up(decisions)
        self.has_work()
        return await self.snapshot()


def _file_at(place: str) -> tuple[int, int] | None:
    """Which file lies at a place, whatever it is called; None for none, and for a server's."""
    found = place_of(place)
    if isinstance(found, ServerPlace):
        return None
    try:
        status = os.stat(found)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _unknown_to(snapshot: Snapshot, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those decisions that a snapshot does not hold yet, each once."""
    known = {decision.id for decision in snapshot.contents.decisions}
    return tuple({d.id: d for d in decisions if d.id not in known}.values())


def _waiting_in(dossier: Dossier) -> tuple[str, list[Decision]]:
    """The dossier's version, and what was decided since its entries were put."""
    version = dossier.version()
    return version, dossier.not_worked_in()


def _but_decisions(version: str) -> tuple[str, ...]:
    """A version without its count of decisions: what remains changes with documents, settings
    and entries, which a decision laid over a snapshot does not bring."""
    head, _, rest = version.partition("/")
    parts = head.split(":")
    return (*parts[:3], *parts[4:], rest)


def _nothing() -> None:
    """Nobody puts accounts together here: decisions wait for whoever looks next."""


def _no_warmth(_snapshot: Snapshot) -> None:
    """Nothing is made before somebody asks."""


def load(dossier: Dossier) -> Snapshot:
    """The dossier as it stands, with what was decided since its entries were put laid over."""
    with kept_for_long():
        snapshot = laid(dossier, without=("mentions",))
        snapshot.prepare()
    return snapshot


def _laid_over(snapshot: Snapshot, decisions: Sequence[Decision], state: str) -> Snapshot:
    """The snapshot with decisions laid over it, ready for pages that are made in the loop."""
    laid = snapshot.with_decisions(decisions, state)
    laid.prepare_laid()
    return laid
