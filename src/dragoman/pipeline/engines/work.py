"""What is to be done, piece by piece, and what comes back: the interface of all engines."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from attrs import field, frozen

from dragoman.errors import EngineFailed

Perform = Callable[[bytes], bytes]
"""Does one piece of work. It may raise: then the item is answered with a failure."""


@frozen(kw_only=True)
class Item:
    """One piece of work. ``key`` names it in its answer; ``body`` is all that it needs.

    ``weight`` says how long it takes against others (any unit); by default the bytes of its body.
    """

    key: str
    body: bytes
    weight: int = field()

    @weight.default
    def _by_size(self) -> int:
        return len(self.body)


@frozen(kw_only=True)
class Done:
    """The answer to one item: its ``body``, or why there is none.

    ``seconds`` is what the work on it took, by the clock of its worker.
    """

    key: str
    body: bytes | None = None
    failure: str | None = None
    seconds: float = 0.0

    def answer(self) -> bytes:
        """The body.

        Raises:
            EngineFailed: there is none.
        """
        if self.body is None:
            raise EngineFailed(f"no answer to {self.key}: {self.failure or 'no reason known'}")
        return self.body


class Work(Protocol):
    """A kind of work. It is pickled and sent to each worker; frozen records of plain values do.

    The same item must give the same answer, whoever works on it and however often. Works that are
    equal are opened once in a worker; a worker holds one at a time.
    """

    def open(self) -> Perform:
        """Load what the work needs, once in each worker, and give what does one piece.

        Raises:
            DragomanError: it cannot be done there; the whole run ends with this message.
        """


class Engine(Protocol):
    """Who works, and where. Its workers stay ready from one ``run`` to the next until it closes."""

    @property
    def workers(self) -> int:
        """How many work at the same time."""

    def run(self, work: Work, items: Iterable[Item]) -> Iterator[Done]:
        """Answer each item exactly once, in any order.

        Items are taken as they are needed: never more than a bounded number is in flight, so
        memory does not grow with their number. Nothing is begun before the first answer is asked
        for. One run at a time.

        Raises:
            EngineFailed: no worker can do this work.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
