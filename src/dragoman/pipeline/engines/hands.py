"""What an engine of several workers must be able to do, and what it tells of them."""

from typing import Protocol

from attrs import frozen

from dragoman.pipeline.engines.work import Done, Item, Work


@frozen(kw_only=True)
class Ready:
    """A worker has opened the work and waits for items."""

    worker: int


@frozen(kw_only=True)
class Answered:
    """A worker has answered items, the oldest that it had in hand, in their order."""

    worker: int
    answers: tuple[Done, ...]


@frozen(kw_only=True)
class Lost:
    """A worker is no more; what it had in hand is not answered."""

    worker: int
    reason: str


@frozen(kw_only=True)
class Refused:
    """A worker cannot open the work; no other one could."""

    worker: int
    reason: str


Event = Ready | Answered | Lost | Refused


class Hands(Protocol):
    """Workers, wherever they are. Each is known by a number that is never used again."""

    @property
    def workers(self) -> int:
        """How many there may be at the same time."""

    @property
    def is_exact(self) -> bool:
        """Whether each item is answered as soon as it is done, so that a loss has one culprit."""

    @property
    def batch_s(self) -> float:
        """How long one batch should take."""

    @property
    def lead_s(self) -> float:
        """How long before its end the next batch should be on its way."""

    def hire(self, work: Work) -> int:
        """Let a worker open the work, a waiting one or a new one; ``Ready`` is told later."""

    def hand(self, worker: int, batch: tuple[Item, ...]) -> None:
        """Give a worker a batch, behind what it has in hand. Does not wait for the worker."""

    def wait(self, timeout_s: float | None) -> list[Event]:
        """What happened; waits for something to happen, at most so long (None: for ever)."""

    def let_go(self, worker: int, *, is_busy: bool) -> None:
        """A run is through with a worker. A busy one is ended, another waits for the next run."""
