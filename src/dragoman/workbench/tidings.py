"""Tidings: what every open page is told while it stands open (server-sent events)."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import field, frozen

AT_MOST = 100
"""Tidings that wait for one slow reader before the oldest give way."""


@frozen(kw_only=True)
class Tiding:
    """One thing to tell: ``kind`` is "state", "changed", "work", "read", "trouble" or "end".

    ``about`` is plain JSON.
    """

    kind: str
    about: dict[str, Any] = field(factory=dict)


class Tidings:
    """Everybody who listens hears what is told from then on. Used from the event loop alone."""

    def __init__(self) -> None:
        self._listening: set[asyncio.Queue[Tiding]] = set()
        self.is_over = False

    def tell(self, kind: str, **about: Any) -> None:
        """Tell all who listen now; a listener that does not keep up loses the oldest."""
        for queue in self._listening:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(Tiding(kind=kind, about=about))

    def end(self) -> None:
        """Tell all who listen that nothing more comes; may be called again."""
        self.is_over = True
        self.tell("end")

    @contextmanager
    def place(self) -> Iterator["asyncio.Queue[Tiding]"]:
        """A queue in which everything lands that is told while the context lasts."""
        queue: asyncio.Queue[Tiding] = asyncio.Queue(AT_MOST)
        self._listening.add(queue)
        try:
            yield queue
        finally:
            self._listening.discard(queue)
