"""The engine that works in the calling process: nothing to start, nothing to close."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from dragoman.pipeline.engines.performing import performed
from dragoman.pipeline.engines.work import Done, Item, Perform, Work


class Inline:
    """Works on one item after the other, in order; holds one at a time."""

    workers = 1

    def __init__(self) -> None:
        self._opened: tuple[Work, Perform] | None = None

    def run(self, work: Work, items: Iterable[Item]) -> Iterator[Done]:
        """Answer each item. Raises what opening the work raises."""
        for item in items:
            yield performed(self._perform(work), item.key, item.body)

    def _perform(self, work: Work) -> Perform:
        if self._opened is None or self._opened[0] != work:
            self._opened = (work, work.open())
        return self._opened[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened = None
