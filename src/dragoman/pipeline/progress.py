"""Progress of long work, told to whoever shows it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how many are done, and how many there are (None: unknown)."""


def silent(_what: str, _done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


def told(
    items: Iterable[T], what: str, progress: Progress, total: int | None = None
) -> Iterator[T]:
    """Pass the items on, telling the progress after each one."""
    progress(what, 0, total)
    done = 0
    for done, item in enumerate(items, start=1):
        yield item
        progress(what, done, total)
    progress(what, done, done)
