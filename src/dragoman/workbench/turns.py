"""Turns: how the threads of a running workbench share the one interpreter.

Whoever sends an answer lets go of the interpreter, and waits to get it back behind every thread
that is reckoning: five milliseconds each, as Python comes. Ten such waits in a request are what a
page may take as a whole. So turns are shorter here, few pages are made in threads at a time, and
those that only wait for the disk have threads of their own.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

TURN_S = 0.0005
"""How long a thread that reckons may keep the others waiting, in seconds."""

MAKERS = 4
"""Pages that are made in threads at a time; the next one waits. One may be waiting itself (for a
deal space that is being built), so it is not one."""

WAITERS = 32
"""Threads for all else, most of which wait for the disk."""

T = TypeVar("T")

_MAKING = ThreadPoolExecutor(MAKERS, thread_name_prefix="page")


@contextmanager
def short_turns() -> Iterator[None]:
    """Short turns for this process, and enough threads for the running event loop."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WAITERS))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


async def in_turn(make: Callable[..., T], *arguments: object) -> T:
    """What ``make`` makes, in a thread, when its turn has come."""
    return await asyncio.get_running_loop().run_in_executor(_MAKING, make, *arguments)
