"""Progress on stderr for anything longer than a second."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dragoman.pipeline import Progress as Tell
from dragoman.pipeline.progress import Pace, left_in_words, pace_in_words

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
        TextColumn("{task.fields[left]}"),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    began = time.monotonic()
    task = None
    started = False
    clock = _Clock()

    def tell(what: str, done: int, total: int | None) -> None:
        nonlocal task, started
        left = clock.left(what, done, total, time.monotonic())
        if not started and time.monotonic() - began < QUIET_S:
            return
        if not started:
            bar.start()
            started = True
        if task is None:
            task = bar.add_task(what, total=total, left=left)
        bar.update(task, description=what, completed=done, total=total, left=left)

    try:
        yield tell
    finally:
        if started:
            bar.stop()


class _Clock:
    """Says how quick a piece of work is and how long it will take, once there is a basis."""

    def __init__(self) -> None:
        self._what = ""
        self._pace = Pace()

    def left(self, what: str, done: int, total: int | None, now: float) -> str:
        """Such as "12 a second, about 3 min left"; empty as long as too little is known."""
        if what != self._what:
            self._what, self._pace = what, Pace()
        self._pace.note(done, now)
        pace, left_s = self._pace.per_s(now), self._pace.left_s(total, now)
        if pace is None or left_s is None:
            return ""
        return f"{pace_in_words(pace)}, {left_in_words(left_s)}"


class _Lines:
    """A line for each piece of work that takes more than a second, and again every ten."""

    def __init__(self) -> None:
        self._what = ""
        self._since = self._last = time.monotonic()
        self._clock = _Clock()

    def __call__(self, what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        left = self._clock.left(what, done, total, now)
        if what != self._what:
            self._what, self._since, self._last = what, now, now + QUIET_S - LINE_EVERY_S
            return
        if now - self._last >= LINE_EVERY_S:
            self._last = now
            of = f" {done} of {total}" if total else (f" {done}" if done else "")
            click.echo(f"{what} …{of} ({now - self._since:.0f} s{left and '; ' + left})", err=True)
