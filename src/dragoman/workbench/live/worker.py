"""Worker: a process of its own that reads texts and puts accounts together.

Reading keeps a processor busy for minutes; in the server's own process no page would come
meanwhile. Orders come in as lines of JSON, what is told goes out as lines of JSON:
``{"place": …}`` first, then ``{"do": "go_on"}`` any number of times; out come ``{"what", "done",
"total"}`` while it works and ``{"finished": …}`` or ``{"failed": words}`` at the end of each. The
place comes by standard input, since a database's address may hold a password, and the arguments
of a process are for everybody to see.
"""

import sys
import time
from collections.abc import Callable
from typing import Any, TextIO

import msgspec

from dragoman.dossier import Dossier
from dragoman.errors import DragomanError
from dragoman.pipeline import go_on

TELL_EVERY_S = 0.2
"""How often, at most, progress of one kind is told."""


def work(orders: TextIO, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
    """Carry out orders until there are no more."""
    place = msgspec.json.decode(orders.readline(), type=dict[str, str])["place"]
    for line in orders:
        order = msgspec.json.decode(line, type=dict[str, str])
        if order.get("do") == "go_on":
            _tell(out, _gone_on(place, _Teller(out, clock)))


class _Teller:
    """Progress, told at most every ``TELL_EVERY_S``; each new piece of work at once."""

    def __init__(self, out: TextIO, clock: Callable[[], float]) -> None:
        self._out, self._clock = out, clock
        self._told: dict[str, float] = {}

    def __call__(self, what: str, done: int, total: int | None) -> None:
        now = self._clock()
        if now - self._told.get(what, -TELL_EVERY_S) < TELL_EVERY_S and done != total:
            return
        self._told[what] = now
        _tell(self._out, {"what": what, "done": done, "total": total})


def _gone_on(place: str, progress: _Teller) -> dict[str, Any]:
    try:
        with Dossier.open(place) as dossier:
            done = go_on(dossier, progress=progress)
    except DragomanError as error:
        return {"failed": str(error)}
    except MemoryError:
        return {"failed": "out of memory; close other programs, or read fewer texts at a time"}
    except Exception as error:  # told, not lost: the server has no other way to learn of it
        return {"failed": f"a fault in the program ({type(error).__name__}: {error})"}
    return {
        "finished": {
            "read": done.reading.read,
            "skipped": [str(skip) for skip in done.reading.skips],
            "orphans": len(done.orphans),
        }
    }


def _tell(out: TextIO, values: dict[str, Any]) -> None:
    out.write(msgspec.json.encode(values).decode() + "\n")
    out.flush()


if __name__ == "__main__":
    kept, sys.stdout = sys.stdout, sys.stderr  # what libraries print must not stand among answers
    work(sys.stdin, kept)
