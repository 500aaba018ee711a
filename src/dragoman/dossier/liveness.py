"""Whether a process that left its mark still lives, told from its machine, number and start.

A number alone says little: the system gives it to another process later, a process in a container
cannot see those outside, and one that was killed keeps its number until its parent takes note.
"""

import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from socket import gethostname

from attrs import frozen

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_DEAD_STATES = "ZX"


@frozen(kw_only=True)
class Process:
    """A process: its machine's name, ``boot`` of it, the ``space`` in which ``number`` counts.

    ``started`` is the system's own measure; "" stands for what the system does not tell.
    """

    machine: str
    boot: str
    space: str
    number: int
    started: str


def this_process() -> Process:
    """The process that asks."""
    number = os.getpid()
    return Process(
        machine=gethostname(),
        boot=_read(_BOOT),
        space=_space(),
        number=number,
        started=_started(number) or "",
    )


def is_alive(process: Process) -> bool | None:
    """Whether it lives; None where that cannot be told from here."""
    here = this_process()
    if process.machine != here.machine:
        return None
    if process.boot != here.boot:
        return False if process.boot and here.boot else None
    if process.space != here.space:
        return None
    started = _started(process.number)
    if started is None:
        return False
    if started and process.started:
        return started == process.started
    return None


def _started(number: int) -> str | None:
    """When the process of this number started; None when there is none, "" when untold."""
    if sys.platform == "linux":
        return _started_on_linux(number)
    with suppress(ImportError):
        return _started_by_psutil(number)
    return _untold(number)


def _started_on_linux(number: int) -> str | None:
    text = _read(Path(f"/proc/{number}/stat"))
    if not text:
        return _untold(number)  # other users' processes may be hidden
    fields = text.rpartition(")")[2].split()
    return None if fields[0] in _DEAD_STATES else fields[19]


def _started_by_psutil(number: int) -> str | None:
    psutil = importlib.import_module("psutil")
    try:
        process = psutil.Process(number)
        is_dead = process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        return None if is_dead else f"{process.create_time():.2f}"
    except psutil.NoSuchProcess:
        return None
    except psutil.Error:
        return ""


def _untold(number: int) -> str | None:
    if os.name != "posix":  # there, signal 0 is no question but an interruption
        return ""
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except PermissionError:
        return ""
    return ""


def _space() -> str:
    try:
        return os.readlink("/proc/self/ns/pid")
    except OSError:
        return ""


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""
