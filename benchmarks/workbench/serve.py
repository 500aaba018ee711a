"""Serves a dossier as ``dragoman serve`` does, but reads and puts together nothing.

    python benchmarks/workbench/serve.py COPY.dragoman [--port 0 --late-ms 0]

A pile of ``pile.py`` has no cached reports, so the first decision would have ten thousand texts
read. The first line that is printed is the link that lets in once. What is decided is signed into
the dossier: give a copy. With ``--late-ms`` a line on standard error tells what the server was at
whenever it kept everybody waiting longer than that.
"""

import argparse
import asyncio
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.workbench.access import AlonePolicy
from dragoman.workbench.access.listening import bound, door
from dragoman.workbench.access.running import run, server_of
from dragoman.workbench.app import make_app

BEAT_S = 0.02
DEEP = 6
"""Calls of each thread that are told."""


class Heart:
    """Beats in the event loop; whoever watches it from a thread sees what stops it."""

    def __init__(self, app: ASGIApp, late_ms: float, tell: Callable[[str], None]) -> None:
        self._app, self._late_s, self._tell = app, late_ms / 1000, tell
        self._beaten = time.monotonic()
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the server's life."""
        if self._task is None:
            self._task = asyncio.create_task(self._beat())
            watched = threading.get_ident()
            threading.Thread(target=self._watch, args=(watched,), daemon=True).start()
        await self._app(scope, receive, send)

    async def _beat(self) -> None:
        while True:
            self._beaten = time.monotonic()
            await asyncio.sleep(BEAT_S)

    def _watch(self, watched: int) -> None:
        own = threading.get_ident()
        while True:
            time.sleep(self._late_s / 4)
            late_s = time.monotonic() - self._beaten - BEAT_S
            if late_s > self._late_s:
                frames = sys._current_frames()
                others = [f for id, f in frames.items() if id not in (watched, own)]
                told = " | ".join([_told(frames[watched]), *map(_told, others)])
                self._tell(f"late {late_s * 1000:.0f} ms: {told}")


def _told(frame: FrameType) -> str:
    """The innermost calls of a thread."""
    stack = reversed(traceback.extract_stack(frame)[-DEEP:])
    return " < ".join(f"{one.name}:{one.lineno}" for one in stack)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--port", type=int, default=0, help="0 for any")
    parser.add_argument("--late-ms", type=float, default=0.0, help="tell what takes longer")
    wanted = parser.parse_args()
    place = door("127.0.0.1", wanted.port, is_team=False)
    listening = bound(place)
    policy = AlonePolicy(port=listening.getsockname()[1])
    app = make_app(wanted.dossier, policy=policy, has_workman=False)
    server = server_of(app, place, has_log=False)
    if wanted.late_ms:
        server.config.app = Heart(
            app, wanted.late_ms, lambda told: print(told, file=sys.stderr, flush=True)
        )
    run(server, listening, ready=lambda: print(policy.url, flush=True))


if __name__ == "__main__":
    main()
