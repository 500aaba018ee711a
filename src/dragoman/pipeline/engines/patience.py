"""Patience: work on a dossier goes on after its server came back, or its writer had finished."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from dragoman.errors import DossierLocked, DossierUnreachable
from dragoman.pipeline.progress import Progress, silent

T = TypeVar("T")

LONGEST_S = 300.0
"""How long a dossier may be away before the work ends, in seconds of waiting."""

_FIRST_S = 0.5
_MOST_S = 15.0


def patient(
    call: Callable[[], T],
    progress: Progress = silent,
    *,
    longest_s: float = LONGEST_S,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """What ``call`` returns, tried again while the dossier cannot be reached or is locked.

    ``call`` must be safe to repeat: it may have been done, and only its answer lost. The calls of
    a queue and the storing of reports and entries are; a decision would be signed twice. Each wait
    is longer than the one before (0.5 to 15 s) and is told to ``progress`` in a line of its own.

    Raises:
        DossierUnreachable, DossierLocked: the last error, after ``longest_s`` of waiting.
    """
    pauses = _pauses(longest_s)
    while True:
        try:
            return call()
        except (DossierUnreachable, DossierLocked) as error:
            pause_s = next(pauses, None)
            if pause_s is None:
                raise
            progress(f"waiting for the dossier ({_why(error)})", 0, None)
            sleep(pause_s)


def _pauses(longest_s: float) -> Iterator[float]:
    """Growing waits that are ``longest_s`` together."""
    pause_s, rest_s = _FIRST_S, longest_s
    while rest_s > 0:
        yield min(pause_s, rest_s)
        rest_s -= pause_s
        pause_s = min(2 * pause_s, _MOST_S)


def _why(error: DossierUnreachable | DossierLocked) -> str:
    """The reason alone: where it lies is known, and nothing is to be done yet."""
    said = str(error).removeprefix(f"{error.path}: ")
    return said.partition(";")[0]
