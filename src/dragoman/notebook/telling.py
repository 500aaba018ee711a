"""Progress below a notebook's cell: one line, after a second, gone when the work is done."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from importlib import import_module
from typing import Any

from dragoman.pipeline import Progress, silent

QUIET_S = 1.0
EVERY_S = 0.5


@contextmanager
def told_on_one_line() -> Iterator[Progress]:
    """A progress that shows itself in a notebook; outside of one nothing is printed."""
    if not _is_notebook():
        yield silent
        return
    line = _Line()
    try:
        yield line
    finally:
        line.clear()


def _is_notebook() -> bool:
    """Whether a kernel runs us; IPython is not imported to find out."""
    ipython = sys.modules.get("IPython")
    shell: Any = None if ipython is None else ipython.get_ipython()
    return shell is not None and hasattr(shell, "kernel")


class _Line:
    """What is being done, and how far it is."""

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()
        self._handle: Any = None

    def __call__(self, what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - self._began < QUIET_S or now - self._last < EVERY_S:
            return
        self._last = now
        of = f" {done:,} of {total:,}" if total else (f" {done:,}" if done else "")
        self._show(f"{what} …{of} ({now - self._began:.0f} s)")

    def _show(self, text: str) -> None:
        display: Any = import_module("IPython.display").display
        told = {"text/plain": text, "text/html": f'<p style="opacity:.75">{escape(text)}</p>'}
        if self._handle is None:
            self._handle = display(told, raw=True, display_id=True)
        else:
            self._handle.update(told, raw=True)

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._handle is not None:
            self._handle.update({"text/plain": "", "text/html": ""}, raw=True)
