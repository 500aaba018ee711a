"""A worker process: opens work, does what it is handed, and ends when its driver does.

Messages are tuples over one pipe that nobody else holds. To the worker: ``("open", number,
pickled work)`` and ``("batch", number, ((key, body), …))``; from it: ``("ready", number)``,
``("refused", number, reason)`` and ``("done", Done)``, one for each item as soon as it is done.
"""

import logging
import os
import pickle
import signal
import threading
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from dragoman.errors import DragomanError
from dragoman.pipeline.engines.performing import performed
from dragoman.pipeline.engines.work import Perform

OUT_OF_MEMORY = 71
"""The exit code of a worker that had no room left."""


def serve(connection: "Connection[Any, Any]") -> None:
    """Work until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, who closes the pipe
    logging.getLogger("dragoman").setLevel(logging.ERROR)  # the driver has given the warnings
    inbox: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    opened: dict[int, Perform] = {}
    try:
        while True:
            _act(connection, inbox.get(), opened)
    except OSError:  # nobody listens any more
        os._exit(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _receive(connection: "Connection[Any, Any]", inbox: "SimpleQueue[tuple[Any, ...]]") -> None:
    """Take messages off the pipe at once, so that the driver never waits; end when it is gone."""
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)


def _act(
    connection: "Connection[Any, Any]", message: tuple[Any, ...], opened: dict[int, Perform]
) -> None:
    what, number, load = message
    if what == "open":
        connection.send(_open(number, load, opened))
        return
    for key, body in load:
        connection.send(("done", performed(opened[number], key, body)))


def _open(number: int, pickled: bytes, opened: dict[int, Perform]) -> tuple[Any, ...]:
    if number not in opened:
        opened.clear()
        try:
            opened[number] = pickle.loads(pickled).open()  # noqa: S301 - our own driver's
        except MemoryError:
            raise
        except DragomanError as error:
            return ("refused", number, str(error))
        except Exception as error:  # told to the driver, who ends the run with it
            return ("refused", number, f"the work cannot be begun: {type(error).__name__}: {error}")
    return ("ready", number)
