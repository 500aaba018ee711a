"""Workman: has the worker put accounts together when there is something new, and says how far.

Decisions come in bursts, so the work waits for a pause; on a large dossier, where it takes minutes,
for a longer one. It is the same work as ``dragoman read``.
"""

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable
from typing import Any

import msgspec

from dragoman.workbench.shelf import Shelf

PAUSE_S = 0.6
"""How long nothing new must come before work begins."""

LONGEST_PAUSE_S = 30.0
_QUICK_S = 3.0
_LINE_BYTES = 1 << 20


class Workman:
    """Keeps a shelf's dossier put together. Its coroutines belong to the shelf's event loop."""

    def __init__(self, shelf: Shelf, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._shelf = shelf
        self._clock = clock
        self._wanted = asyncio.Event()
        self._last_s = 0.0
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self.doing: dict[str, Any] = {}

    def begin(self) -> None:
        """Wait for work from now on; what the dossier already lacks is work."""
        self._task = asyncio.create_task(self._live())
        self._shelf.has_work = self._wanted.set
        if self._shelf.lags():
            self._wanted.set()

    async def end(self) -> None:
        """Stop; what is under way is left to whoever opens the dossier next."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._stop_worker()

    async def _live(self) -> None:
        while True:
            await self._wanted.wait()
            while self._wanted.is_set():
                self._wanted.clear()
                await asyncio.sleep(self._pause())
            began = self._clock()
            await self._work()
            self._last_s = self._clock() - began

    def _pause(self) -> float:
        """How long to wait: a moment where the work is quick, a quarter of it where it is not."""
        if self._last_s < _QUICK_S:
            return PAUSE_S
        return min(self._last_s / 4, LONGEST_PAUSE_S)

    async def _work(self) -> None:
        self._tell({"what": "putting accounts together"})
        try:
            told = await self._ordered()
        except (OSError, ValueError, ConnectionError) as error:
            await self._stop_worker()
            told = {
                "failed": f"the reading process stopped ({error}); it is started anew next time"
            }
        await self._shelf.reload()
        self._tell({})
        if "failed" in told:
            self._shelf.tidings.tell("trouble", words=told["failed"])
        elif (done := told.get("finished")) and (done["read"] or done["skipped"]):
            self._shelf.tidings.tell("read", **done)

    async def _ordered(self) -> dict[str, Any]:
        """Give the order and follow what the worker tells until it is done."""
        process = await self._worker()
        assert process.stdin  # noqa: S101 - piped
        assert process.stdout  # noqa: S101 - piped
        process.stdin.write(b'{"do":"go_on"}\n')
        await process.stdin.drain()
        while line := await process.stdout.readline():
            told: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
            if "what" not in told:
                return told
            self._tell(told)
        raise ConnectionError(f"exit code {await process.wait()}")

    async def _worker(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "dragoman.workbench.live.worker",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=_LINE_BYTES,
            )
            place = msgspec.json.encode({"place": self._shelf.place})
            assert self._process.stdin is not None  # noqa: S101 - piped
            self._process.stdin.write(place + b"\n")
        return self._process

    async def _stop_worker(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _tell(self, doing: dict[str, Any]) -> None:
        self.doing = doing
        self._shelf.tidings.tell("work", **doing)
