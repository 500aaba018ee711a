"""Collecting: what the collector of cyclic garbage need not look through.

A dossier's records are trees without cycles: they go by their reference counts alone. A full
collection looks through millions of them all the same, and every page waits half a second for it.
So the collector rests while many records come to be, and passes them over from then on
(``gc.freeze``). What is garbage by then is collected first: frozen it would stay for ever.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from dragoman.workbench.snapshot import Snapshot

AT_A_TIME = 500
"""Records that go at a time; between them others have their turn."""

TURN_S = 0.001

_LOCK = Lock()
_resting = 0
_was_on = False


@contextmanager
def kept_for_long() -> Iterator[None]:
    """While records come to be that stay for long. May be entered by several threads at once.

    The collector works afterwards as it did before, over whatever comes later.
    """
    _rest()
    try:
        yield
    finally:
        _go_on()


def _rest() -> None:
    global _resting, _was_on
    with _LOCK:
        if _resting == 0:
            _was_on = gc.isenabled()
            gc.collect()  # quick: what is large has been frozen before
            gc.disable()
        _resting += 1


def _go_on() -> None:
    global _resting
    with _LOCK:
        _resting -= 1
        if _resting == 0:
            gc.freeze()
            if _was_on:
                gc.enable()


def let_go(snapshots: "list[Snapshot]") -> None:
    """Empty the list, and let the records of the snapshots in it go little by little.

    A hundred thousand records that go at once would stop every page for a tenth of a second. To be
    called in a thread, by one who holds no snapshot otherwise; records that somebody else still
    holds stay.
    """
    rows: list[Any] = []
    for snapshot in snapshots:
        fields = attrs.asdict(snapshot.contents, recurse=False).values()
        rows += [row for values in fields if isinstance(values, tuple) for row in values]
        fields = snapshot = None  # type: ignore[assignment]
    snapshots.clear()
    while rows:
        del rows[-AT_A_TIME:]
        time.sleep(TURN_S)
