"""Progress of long work, told to whoever shows it, and how long it will take."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from attrs import define, field

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


BASIS_S = 3.0
"""So long must have been measured before anything is said of the time left."""
BASIS_STEPS = 3
WINDOW_S = 300.0
"""What counts for the pace: the last five minutes."""
MOST_MARKS = 120


@define
class Pace:
    """How quick a piece of work is, measured from its first result: loading does not count.

    Times are seconds of one clock that never goes back.
    """

    _marks: deque[tuple[float, int]] = field(factory=deque)

    def note(self, done: int, now: float) -> None:
        """So many are done by ``now``."""
        marks = self._marks
        if done <= 0:
            return
        if marks and done < marks[-1][1]:
            marks.clear()  # other work
        is_fresh = len(marks) > 1 and now - marks[-2][0] < WINDOW_S / MOST_MARKS
        if is_fresh:
            marks.pop()
        marks.append((now, done))
        while len(marks) > 2 and now - marks[1][0] > WINDOW_S:
            marks.popleft()

    def per_s(self, now: float) -> float | None:
        """How many are done in a second; None as long as too little has been measured."""
        if not self._marks:
            return None
        (began, first), (_, last) = self._marks[0], self._marks[-1]
        if now - began < BASIS_S or last - first < BASIS_STEPS:
            return None
        return (last - first) / (now - began)

    def left_s(self, total: int | None, now: float) -> float | None:
        """Seconds until ``total`` are done; None while there is no basis for saying so."""
        pace = self.per_s(now)
        if pace is None or total is None:
            return None
        return max(total - self._marks[-1][1], 0) / pace


def left_in_words(seconds: float) -> str:
    """The time left as it is said: no finer than it can be known."""
    minutes = seconds / 60
    if seconds < 10:
        return "a few seconds left"
    if minutes < 1.5:
        return f"about {round(seconds, -1):.0f} s left"
    if minutes < 90:
        return f"about {minutes:.0f} min left"
    hours = minutes / 60
    return f"about {hours:.0f} h left" if hours < 36 else f"about {hours / 24:.0f} days left"


def pace_in_words(per_s: float) -> str:
    """The pace as it is said, in the unit that gives a number above one."""
    units = (("a second", 1.0), ("a minute", 60.0), ("an hour", 3600.0))
    unit, factor = next((one for one in units if per_s * one[1] >= 1.5), units[-1])
    number = per_s * factor
    return f"{number:,.0f} {unit}" if number >= 10 else f"{number:.1f} {unit}"
