"""The engine of several processes on this machine, each with one pipe of its own.

No lock, queue or semaphore is shared between processes: one that is killed at any moment leaves
nothing behind that another could wait for. Why no pool of a library: see docs/decisions.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
from collections.abc import Iterable, Iterator
from itertools import count
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self

from attrs import define, field

from dragoman.errors import BadRequest
from dragoman.pipeline.engines.crew import Crew
from dragoman.pipeline.engines.hands import Answered, Event, Lost, Ready, Refused
from dragoman.pipeline.engines.performing import ONE_THREAD
from dragoman.pipeline.engines.work import Done, Item, Work
from dragoman.pipeline.engines.worker import OUT_OF_MEMORY, serve

GRACE_S = 2.0
"""How long a worker may take to end by itself."""
MOST_MESSAGES = 64
"""Taken from one worker before the others have their turn."""

_SPAWN = multiprocessing.get_context("spawn")


@define(eq=False)
class _Worker:
    process: multiprocessing.context.SpawnProcess
    connection: "Connection[Any, Any]"
    number: int
    is_waiting: bool = False


@define(eq=False)
class Processes:
    """``workers`` processes, by default one a core; begun when needed, replaced when lost."""

    wanted: int | None = None
    workers: int = field(init=False)
    is_exact: bool = field(default=True, init=False)
    batch_s: float = field(default=0.2, init=False)
    lead_s: float = field(default=0.1, init=False)
    _staff: dict[int, _Worker] = field(factory=dict, init=False)
    _numbers: "count[int]" = field(factory=count, init=False)
    _works: "count[int]" = field(factory=count, init=False)
    _current: tuple[int, bytes] = field(default=(-1, b""), init=False)
    _is_running: bool = field(default=False, init=False)
    _opened: Work | None = field(default=None, init=False)

    @workers.default
    def _by_cores(self) -> int:
        return self.wanted or cores()

    def run(self, work: Work, items: Iterable[Item]) -> Iterator[Done]:
        """Answer each item exactly once, in any order.

        Raises:
            BadRequest: another run is not at its end yet.
            EngineFailed: no worker can do this work.
        """
        if self._is_running:
            raise BadRequest("this engine is at other work; let that end first")
        self._is_running = True
        try:
            yield from Crew(self, work).run(items)
        finally:
            self._is_running = False

    # --- hands ---------------------------------------------------------------------------------

    def hire(self, work: Work) -> int:
        """Let a waiting or a new process open the work."""
        if self._opened is None or self._opened != work:
            self._opened, self._current = work, (next(self._works), pickle.dumps(work))
        found = next((w for w in self._staff.values() if w.is_waiting), None) or self._start()
        found.is_waiting = False
        self._send(found, ("open", *self._current))
        return found.number

    def hand(self, worker: int, batch: tuple[Item, ...]) -> None:
        """Send a batch; a process that is gone is told by the next ``wait``."""
        load = tuple((item.key, item.body) for item in batch)
        self._send(self._staff[worker], ("batch", self._current[0], load))

    def wait(self, timeout_s: float | None) -> list[Event]:
        """What the processes have sent, or that they are gone."""
        by_pipe = {one.connection: one for one in self._staff.values() if not one.is_waiting}
        events: list[Event] = []
        for pipe in wait(list(by_pipe), timeout_s):
            events += self._received(by_pipe[pipe])  # type: ignore[index] # pipes in, pipes out
        return events

    def let_go(self, worker: int, *, is_busy: bool) -> None:
        """End a busy process; keep another for the next run."""
        found = self._staff.get(worker)
        if found is not None and is_busy:
            self._end(found)
        elif found is not None:
            found.is_waiting = True

    # --- processes -----------------------------------------------------------------------------

    def _start(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        number = next(self._numbers)
        process = _SPAWN.Process(
            target=serve, args=(theirs,), daemon=True, name=f"dragoman-{number}"
        )
        with _one_thread(), _uninterrupted():
            process.start()
        theirs.close()
        self._staff[number] = _Worker(process=process, connection=ours, number=number)
        return self._staff[number]

    def _send(self, worker: _Worker, message: tuple[Any, ...]) -> None:
        with contextlib.suppress(OSError):  # it is gone: its pipe says so at the next wait
            worker.connection.send(message)

    def _received(self, worker: _Worker) -> list[Event]:
        answers: list[Done] = []
        events: list[Event] = []
        try:
            for _ in range(MOST_MESSAGES):
                message = worker.connection.recv()
                if message[0] == "done":
                    answers.append(message[1])
                elif message[0] == "ready":
                    events.append(Ready(worker=worker.number))
                else:
                    events.append(Refused(worker=worker.number, reason=message[2]))
                if not worker.connection.poll():
                    break
        except (EOFError, OSError):
            self._end(worker)
            events.append(Lost(worker=worker.number, reason=_ending(worker.process.exitcode)))
        if answers:
            events.insert(0, Answered(worker=worker.number, answers=tuple(answers)))
        return events

    def _end(self, worker: _Worker) -> None:
        """End a process now; one that has ended by itself keeps its own exit code."""
        del self._staff[worker.number]
        worker.process.join(0.1)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join(GRACE_S)
        worker.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes: they see their pipe close; one that does not is killed."""
        for worker in self._staff.values():
            worker.connection.close()
        for worker in self._staff.values():
            worker.process.join(GRACE_S)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join(GRACE_S)
        self._staff.clear()


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """An environment in which a process that is started takes one thread for reckoning."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process that is started here does not see Ctrl-C, not even while it wakes up."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code == OUT_OF_MEMORY:
        return "out of memory"
    if code is None or code >= 0:
        return f"with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = "unknown"
    killed = "; the system does so when memory runs out" if name == "SIGKILL" else ""
    return f"killed by signal {-code} ({name}{killed})"
