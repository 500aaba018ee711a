"""Progress on stderr for anything longer than a second."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.pipeline import Progress as Tell

QUIET_S = 1.0
LINE_EVERY_S = 10.0


@contextmanager
def shown() -> Iterator[Tell]:
    """A progress that appears after a second: a bar in a terminal, now and then a line else."""
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _Lines()


@contextmanager
def _bar() -> Iterator[Tell]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    began = time.monotonic()
    task = None
    started = False

    def tell(what: str, done: int, total: int | None) -> None:
        nonlocal task, started
        if not started and time.monotonic() - began < QUIET_S:
            return
        if not started:
            bar.start()
            started = True
        if task is None:
            task = bar.add_task(what, total=total)
        bar.update(task, description=what, completed=done, total=total)

    try:
        yield tell
    finally:
        if started:
            bar.stop()


class _Lines:
    """A line for each piece of work that takes more than a second, and again every ten."""

    def __init__(self) -> None:
        self._what = ""
        self._since = self._last = time.monotonic()

    def __call__(self, what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if what != self._what:
            self._what, self._since, self._last = what, now, now + QUIET_S - LINE_EVERY_S
            return
        if now - self._last >= LINE_EVERY_S:
            self._last = now
            of = f" {done} of {total}" if total else (f" {done}" if done else "")
            click.echo(f"{what} …{of} ({now - self._since:.0f} s)", err=True)
