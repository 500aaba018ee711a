"""The engine on Ray: a cluster that is there, or one that is started on this machine for a while.

Each worker is an actor that opens the work once. Batches go out and answers come back as Arrow
record batches. A lost actor (killed, out of memory, its machine gone) is not restarted by Ray but
replaced by us, so that what it had in hand is counted once and goes to workers that are ready.
"""

import logging
import pickle
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from importlib.metadata import version
from itertools import count
from types import TracebackType
from typing import Any, Self

from attrs import define, field

from dragoman.errors import BadRequest, DragomanError
from dragoman.pipeline.engines.arrow import answers_of, batch_of_answers, batch_of_items
from dragoman.pipeline.engines.crew import Crew
from dragoman.pipeline.engines.hands import Answered, Event, Lost, Ready, Refused
from dragoman.pipeline.engines.performing import ONE_THREAD, performed
from dragoman.pipeline.engines.ray_cluster import cluster
from dragoman.pipeline.engines.work import Done, Item, Perform, Work

_LOG = logging.getLogger(__name__)
PATIENCE_S = 60.0
"""After so long without a worker the user is told that the cluster has no room."""
MOST_TOLD = 240


class Bench:
    """A worker on Ray; runs in a process of its own, anywhere in the cluster."""

    def __init__(self, drivers_version: str) -> None:
        self._version = drivers_version
        self._opened: dict[int, tuple[Work, Perform]] = {}

    def open(self, number: int, pickled: bytes) -> str | None:
        """Open the work; returns why it cannot be done here, None when it can."""
        logging.getLogger("dragoman").setLevel(logging.ERROR)
        own = version("dragoman")
        if self._version != own:
            return (
                f"a worker of the cluster has dragoman {own} and this is dragoman "
                f"{self._version}; install the same version everywhere"
            )
        if number in self._opened:
            return None
        try:
            self._opened.clear()
            work: Work = pickle.loads(pickled)  # noqa: S301 - our own driver's
            self._opened[number] = (work, work.open())
        except MemoryError:
            raise
        except DragomanError as error:
            return str(error)
        except Exception as error:  # told to the driver, who ends the run with it
            return f"the work cannot be begun: {type(error).__name__}: {error}"
        return None

    def perform(self, number: int, batch: Any) -> Any:
        """The answers to a record batch of items, as a record batch."""
        work, perform = self._opened[number]
        rows = zip(batch["key"].to_pylist(), batch["body"].to_pylist(), strict=True)
        return batch_of_answers([performed(perform, key, body) for key, body in rows], work)


@define(eq=False)
class _Worker:
    actor: Any
    number: int
    pending: deque[Any] = field(factory=deque)
    is_open: bool = False
    is_waiting: bool = False


@define(eq=False)
class OnRay:
    """``workers`` actors, by default one for each core of the cluster."""

    address: str | None = None
    wanted: int | None = None
    is_exact: bool = field(default=False, init=False)
    batch_s: float = field(default=0.4, init=False)
    lead_s: float = field(default=0.2, init=False)
    workers: int = field(default=0, init=False)
    _open: ExitStack = field(factory=ExitStack, init=False)
    _staff: dict[int, _Worker] = field(factory=dict, init=False)
    _numbers: "count[int]" = field(factory=count, init=False)
    _works: "count[int]" = field(factory=count, init=False)
    _current: tuple[int, bytes] = field(default=(-1, b""), init=False)
    _opened: Work | None = field(default=None, init=False)
    _is_running: bool = field(default=False, init=False)
    _waits_since: float | None = field(default=None, init=False)

    def run(self, work: Work, items: Iterable[Item]) -> Iterator[Done]:
        """Answer each item exactly once, in any order; the cluster is sought when one is there.

        Raises:
            BadRequest: another run is not at its end yet.
            EngineFailed: no cluster is at the address, or no worker can do this work.
        """
        if self._is_running:
            raise BadRequest("this engine is at other work; let that end first")
        self._is_running = True
        try:
            queue = iter(items)
            first = next(queue, None)
            if first is not None:
                self._connect()
                yield from Crew(self, work).run(_with_first(first, queue))
        finally:
            self._is_running = False

    def _connect(self) -> None:
        if not self.workers:
            self.workers = self._open.enter_context(cluster(self.address, self.wanted))

    # --- hands ---------------------------------------------------------------------------------

    def hire(self, work: Work) -> int:
        """Let a waiting or a new actor open the work."""
        from ray import cloudpickle

        if self._opened is None or self._opened != work:
            pickled = cloudpickle.dumps(work)  # type: ignore[no-untyped-call]
            self._opened, self._current = work, (next(self._works), pickled)
        found = next((w for w in self._staff.values() if w.is_waiting), None) or self._start()
        found.is_waiting = found.is_open = False
        found.pending.append(found.actor.open.remote(*self._current))
        self._waits_since = self._waits_since or time.monotonic()
        return found.number

    def _start(self) -> _Worker:
        import ray

        actors = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Bench)
        actor = actors.options(runtime_env={"env_vars": ONE_THREAD}).remote(version("dragoman"))
        worker = _Worker(actor=actor, number=next(self._numbers))
        self._staff[worker.number] = worker
        return worker

    def hand(self, worker: int, batch: tuple[Item, ...]) -> None:
        """Send a batch."""
        found = self._staff[worker]
        load = batch_of_items(batch)
        found.pending.append(found.actor.perform.remote(self._current[0], load))

    def wait(self, timeout_s: float | None) -> list[Event]:
        """What the oldest call of each actor gave."""
        import ray

        by_call = {one.pending[0]: one for one in self._staff.values() if one.pending}
        calls: list[Any] = list(by_call)
        ready: list[Any] = []
        while calls and not ready:
            ready, calls = ray.wait(calls, timeout=PATIENCE_S if timeout_s is None else timeout_s)
            self._tell_patience()
            if timeout_s is not None:
                break
        if ready and calls:
            ready += ray.wait(calls, num_returns=len(calls), timeout=0)[0]
        return [self._received(by_call[call]) for call in ready]

    def _tell_patience(self) -> None:
        """Say once that no actor has found room yet."""
        since = self._waits_since
        if self.address is not None and since is not None and time.monotonic() - since > PATIENCE_S:
            self._waits_since = None
            if not any(one.is_open for one in self._staff.values()):
                _LOG.warning("dragoman: the Ray cluster has had no room for a worker for a minute")

    def _received(self, worker: _Worker) -> Event:
        import ray
        from ray.exceptions import RayError

        call = worker.pending.popleft()
        try:
            found = ray.get(call)
        except RayError as error:
            self._end(worker)
            return Lost(worker=worker.number, reason=_told(error))
        if worker.is_open and self._opened is not None:
            return Answered(worker=worker.number, answers=answers_of(found, self._opened))
        if found is not None:
            return Refused(worker=worker.number, reason=found)
        worker.is_open, self._waits_since = True, None
        return Ready(worker=worker.number)

    def let_go(self, worker: int, *, is_busy: bool) -> None:
        """End a busy actor; keep another for the next run."""
        found = self._staff.get(worker)
        if found is not None and is_busy:
            self._end(found)
        elif found is not None:
            found.is_waiting = True

    def _end(self, worker: _Worker) -> None:
        import ray

        del self._staff[worker.number]
        worker.pending.clear()
        ray.kill(worker.actor, no_restart=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the actors, and the cluster where it was started for this."""
        for worker in list(self._staff.values()):
            self._end(worker)
        self._open.close()
        self.workers = 0


def _with_first(first: Item, rest: Iterator[Item]) -> Iterator[Item]:
    yield first
    yield from rest


def _told(error: Exception) -> str:
    """Why an actor was lost, in one line: the last one that Ray has on it, without its advice."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    last = lines[-1] if lines else "no reason given"
    return f"by Ray's word: {last.partition(' Some common causes')[0][:MOST_TOLD]}"
