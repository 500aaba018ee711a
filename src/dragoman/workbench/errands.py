"""Errands: long pieces of work that pages ask for, done aside, and how far they are.

An errand in a thread shares its result with the pages; one in a process of its own (``apart``)
keeps the processor that pages need out of it, and gives back what can be pickled. Each is known by
a key, so that whoever asks for the same finds the same errand. Pages show how far it is.
"""

import contextlib
import multiprocessing
import time
from collections import OrderedDict
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Event, Lock, Thread
from typing import Any

from attrs import define, field

from dragoman.errors import BadRequest, DragomanError

KEPT = 32
"""Errands that are remembered; the oldest that are done give way."""

UNDER_WAY_AT_MOST = 12
"""Errands that wait or are carried out; more are refused until some are done."""

TELL_EVERY_S = 0.2
"""How often, at most, a process tells how far one piece of its work is."""

Tell = Callable[[str, int, int | None], None]
"""Takes what is being done, how much of it is done, and how much there is (None: not known)."""


@define(eq=False)
class Errand:
    """One piece of work. ``trouble`` says in words why there is no result; empty while well."""

    what: str = "waiting its turn"
    done: int = 0
    total: int | None = None
    result: Any = None
    trouble: str = ""
    finished: Event = field(factory=Event, repr=False)

    @property
    def is_done(self) -> bool:
        """Whether it came to an end, well or not."""
        return self.finished.is_set()

    def wait(self, patience_s: float) -> bool:
        """Whether it came to an end within so many seconds."""
        return self.finished.wait(patience_s)

    def tell(self, what: str, done: int, total: int | None) -> None:
        """Note how far it is."""
        self.what, self.done, self.total = what, done, total

    @property
    def progress(self) -> str:
        """How far it is, in words."""
        if self.total:
            return f"{self.what}: {self.done:,} of {self.total:,}"
        return f"{self.what}: {self.done:,}" if self.done else self.what


@define(eq=False)
class Errands:
    """The errands of a running workbench; safe to be asked from any thread."""

    _known: OrderedDict[Any, Errand] = field(factory=OrderedDict)
    _lock: Lock = field(factory=Lock)

    def get(self, key: Any) -> Errand | None:
        """The errand of a key; None where nobody asked for it, or it is forgotten."""
        with self._lock:
            return self._known.get(key)

    def begin(self, key: Any, do: Callable[[Tell], Any]) -> Errand:
        """Have ``do`` done in a thread; the errand that is known where there is one.

        Raises:
            BadRequest: too much is under way.
        """
        return self._begin(key, lambda errand: do(errand.tell))

    def begin_apart(self, key: Any, do: Callable[..., Any], *arguments: Any) -> Errand:
        """Have ``do(*arguments, tell)`` done in a process of its own, in its turn.

        ``do`` stands at the top of a module; arguments and result can be pickled.

        Raises:
            BadRequest: too much is under way.
        """
        return self._begin(key, lambda errand: self._apart(errand, do, arguments))

    def forget(self, key: Any) -> None:
        """Let the next one who asks begin anew."""
        with self._lock:
            self._known.pop(key, None)

    def _begin(self, key: Any, do: Callable[[Errand], Any]) -> Errand:
        with self._lock:
            known = self._known.get(key)
            if known is not None and not known.trouble:
                self._known.move_to_end(key)
                return known
            if sum(not one.is_done for one in self._known.values()) >= UNDER_WAY_AT_MOST:
                raise BadRequest("much is being reckoned already; wait until some of it is done")
            errand = self._known[key] = Errand()
            self._make_room()
        Thread(target=_carry_out, args=(errand, do), daemon=True, name="errand").start()
        return errand

    def _make_room(self) -> None:
        for key in [key for key, one in self._known.items() if one.is_done]:
            if len(self._known) <= KEPT:
                return
            del self._known[key]

    def _apart(self, errand: Errand, do: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        with _TURNS:
            errand.tell("starting", 0, None)
            ours, theirs = _PROCESSES.Pipe(duplex=False)
            process = _PROCESSES.Process(target=_work, args=(theirs, do, arguments), daemon=True)
            process.start()
            theirs.close()
            try:
                return _followed(errand, ours)
            finally:
                ours.close()
                process.join(1.0)
                if process.is_alive():
                    process.kill()


_PROCESSES = multiprocessing.get_context("spawn")
_TURNS = Lock()
"""One process works at a time: each may need a gigabyte and a processor."""


def _carry_out(errand: Errand, do: Callable[[Errand], Any]) -> None:
    try:
        errand.result = do(errand)
    except DragomanError as error:
        errand.trouble = str(error)
    except MemoryError:
        errand.trouble = "out of memory; close other programs and try again"
    except Exception as error:  # told, not lost: nobody waits for the thread
        errand.trouble = f"a fault in the program ({type(error).__name__}: {error})"
    finally:
        errand.finished.set()


def _followed(errand: Errand, told: Connection) -> Any:
    """What the process gives in the end; until then what it tells is noted."""
    while True:
        try:
            kind, *rest = told.recv()
        except EOFError as error:
            raise DragomanError("the process stopped before it was done; try again") from error
        if kind == "result":
            return rest[0]
        if kind == "trouble":
            raise DragomanError(rest[0])
        errand.tell(*rest)


def _work(told: Connection, do: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """In the process: do it, and tell how far it is, what came of it, or what went wrong."""
    aside, told_at = Errand(), dict[str, float]()

    def tell(what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - told_at.get(what, -TELL_EVERY_S) >= TELL_EVERY_S:
            told_at[what] = now
            told.send(("told", what, done, total))

    _carry_out(aside, lambda _errand: do(*arguments, tell))
    with contextlib.suppress(BrokenPipeError):
        told.send(("trouble", aside.trouble) if aside.trouble else ("result", aside.result))


ERRANDS = Errands()
"""Those of this process."""
