"""Brakes: how often something may be tried or done. In memory; instants come from the caller."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

S = TypeVar("S")

MOST_KEYS = 20_000
"""Keys that are remembered; beyond, the one unused for longest is forgotten."""


class _Remembered(Generic[S]):
    """A state a key, bounded."""

    def __init__(self) -> None:
        self._states: OrderedDict[str, S] = OrderedDict()
        self._lock = Lock()

    def _put(self, key: str, state: S) -> None:
        self._states[key] = state
        self._states.move_to_end(key)
        while len(self._states) > MOST_KEYS:
            self._states.popitem(last=False)


class Buckets(_Remembered[tuple[float, float]]):
    """A token bucket a key: ``burst`` at once, then ``per_s`` a second."""

    def __init__(self, *, burst: float, per_s: float) -> None:
        super().__init__()
        self._burst = burst
        self._per_s = per_s

    def take(self, key: str, now: float) -> float:
        """Take one; returns 0, or the seconds until there is one again (and takes none)."""
        with self._lock:
            left, at = self._states.get(key, (self._burst, now))
            left = min(self._burst, left + max(0.0, now - at) * self._per_s)
            taken = 1 if left >= 1 else 0
            self._put(key, (left - taken, max(at, now)))
        return 0.0 if taken else (1 - left) / self._per_s


FREE = 5
"""Failures in a row before one has to wait."""

LONGEST_S = 3600.0
"""The longest wait. At one try an hour a hundred in a row, the most that NIST SP 800-63B (3.2.2)
allows, take four days."""

FORGOTTEN_S = 86400.0
"""After so long without a try the row of failures is forgotten."""


class FailureBrake(_Remembered[tuple[int, float]]):
    """A wait a key that doubles with every failure in a row, from one second to an hour."""

    def begin(self, key: str, now: float) -> float:
        """Begin a try; returns 0, or the seconds to wait (and begins none).

        The try counts as failed until ``clear``, so that many at once do not slip through.
        """
        with self._lock:
            failures, at = self._states.get(key, (0, now))
            if now - at > FORGOTTEN_S:
                failures = 0
            due = at + min(2.0 ** min(failures - FREE, 30), LONGEST_S) if failures >= FREE else now
            if due > now:
                return due - now
            self._put(key, (failures + 1, now))
        return 0.0

    def clear(self, key: str) -> None:
        """Forget the failures: the try succeeded."""
        with self._lock:
            self._states.pop(key, None)
