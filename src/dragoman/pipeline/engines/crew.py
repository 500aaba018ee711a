"""Who gets what next: the part of an engine that does not care where its workers are.

Batches are sized by how long they should take, by the pace measured in this run, so that quick
items travel together, slow ones alone, and all workers end at about the same time. The heaviest
item at hand goes first; what is left for the end is light. A worker gets its next batch shortly
before it is through with the one it has.

A worker may be lost at any time. What it had in hand goes to others; the item it was at when it
was lost is given alone, and after ``MOST_LOSSES`` such losses it is answered with a failure.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush

from attrs import define, field

from dragoman.errors import EngineFailed
from dragoman.pipeline.engines.hands import Answered, Event, Hands, Lost, Ready, Refused
from dragoman.pipeline.engines.work import Done, Item, Work

AHEAD = 32
FEW_AHEAD = 4
AHEAD_S = 8.0
"""Items taken ahead for each worker, beside those in its hands: a few, and more only as far as
they are quick. What lies here cannot be had by another program that shares the load."""
MOST_AHEAD_BYTES = 16_000_000
"""No more is taken ahead once so much lies ready."""
MOST_IN_BATCH = 32
MOST_BATCHES = 2
"""Batches in the hands of one worker: the one it works on, and the next."""
MOST_LOSSES = 3
MOST_FAILED_STARTS = 3
"""Workers lost in a row before any was ready, until the run is given up; the same again ten
times once one was, since then the work itself can be done."""
LOOK_EVERY_S = 0.005
"""While items are taken ahead, how often answers are looked for."""


@define(eq=False)
class _Task:
    """An item on its way. ``losses`` counts the workers that were lost while at it."""

    item: Item
    number: int
    losses: int = 0
    is_alone: bool = False

    def __lt__(self, other: "_Task") -> bool:
        """Heaviest first; of equals the one that came first."""
        return (-self.item.weight, self.number) < (-other.item.weight, other.number)


@define(eq=False)
class _Desk:
    """What one worker has in hand; ``since`` is when it came to the first of it."""

    is_ready: bool = False
    batches: deque[deque[_Task]] = field(factory=deque)
    since: float = 0.0

    @property
    def tasks(self) -> list[_Task]:
        """All in hand, in the order of working."""
        return [task for batch in self.batches for task in batch]


@define(eq=False)
class Crew:
    """One run of one kind of work over the hands of an engine."""

    hands: Hands
    work: Work
    clock: Callable[[], float] = time.monotonic
    _desks: dict[int, _Desk] = field(factory=dict, init=False)
    _ready: list[_Task] = field(factory=list, init=False)
    _again: deque[_Task] = field(factory=deque, init=False)
    _answers: list[Done] = field(factory=list, init=False)
    _bytes_ahead: int = field(default=0, init=False)
    _weight_ahead: int = field(default=0, init=False)
    _pace: float | None = field(default=None, init=False)
    _failed_starts: int = field(default=0, init=False)
    _was_ready: bool = field(default=False, init=False)

    def run(self, items: Iterable[Item]) -> Iterator[Done]:
        """Answer each item once. Workers that are still at something at an early end are let go."""
        numbered = enumerate(items)
        is_more = True
        try:
            while True:
                is_more = is_more and self._take_ahead(numbered)
                self._hire()
                self._hand_out()
                if not (is_more or self._ready or self._again or self._in_hand()):
                    return
                for event in self.hands.wait(0.0 if is_more and self._has_room() else None):
                    self._note(event)
                answers, self._answers = self._answers, []
                yield from answers
        finally:
            for worker, desk in self._desks.items():
                self.hands.let_go(worker, is_busy=bool(desk.batches) or not desk.is_ready)

    # --- taking ahead --------------------------------------------------------------------------

    def _has_room(self) -> bool:
        ahead, workers = len(self._ready), self.hands.workers
        if ahead < FEW_AHEAD * workers:
            return self._bytes_ahead < MOST_AHEAD_BYTES or not ahead
        return (
            ahead < AHEAD * workers
            and self._bytes_ahead < MOST_AHEAD_BYTES
            and self._pace is not None
            and self._weight_ahead < self._pace * workers * AHEAD_S
        )

    def _take_ahead(self, numbered: Iterator[tuple[int, Item]]) -> bool:
        """Take items until there are enough or answers should be looked for; False at the end."""
        until = self.clock() + LOOK_EVERY_S
        while self._has_room():
            number, item = next(numbered, (0, None))
            if item is None:
                return False
            self._push(_Task(item, number))
            if self.clock() >= until:
                break
        return True

    def _in_hand(self) -> int:
        return sum(len(batch) for desk in self._desks.values() for batch in desk.batches)

    # --- giving out ----------------------------------------------------------------------------

    def _hire(self) -> None:
        wanted = len(self._ready) + len(self._again) + self._in_hand()
        while len(self._desks) < min(self.hands.workers, wanted):
            self._desks[self.hands.hire(self.work)] = _Desk()

    def _hand_out(self) -> None:
        now = self.clock()
        for worker in sorted(self._desks, key=lambda one: len(self._desks[one].batches)):
            desk = self._desks[worker]
            if (self._ready or self._again) and self._can_take(desk, now):
                if not desk.batches:
                    desk.since = now
                batch = self._batch()
                desk.batches.append(deque(batch))
                self.hands.hand(worker, tuple(task.item for task in batch))

    def _can_take(self, desk: _Desk, now: float) -> bool:
        if not desk.is_ready or len(desk.batches) >= MOST_BATCHES:
            return False
        if not desk.batches:
            return True
        if self._pace is None or any(task.losses for task in desk.tasks):
            return False
        left_s = sum(task.item.weight for task in desk.tasks) / self._pace
        return left_s - (now - desk.since) < self.hands.lead_s

    def _batch(self) -> list[_Task]:
        """The next batch: an item that must go alone, else as many as fill the time of one."""
        if self._again:
            return [self._again.popleft()]
        fair = -(-len(self._ready) // self.hands.workers)
        room = 0.0 if self._pace is None else self._pace * self.hands.batch_s
        batch = [self._pop()]
        room -= batch[0].item.weight
        while self._ready and len(batch) < min(fair, MOST_IN_BATCH):
            room -= self._ready[0].item.weight
            if room < 0:
                break
            batch.append(self._pop())
        return batch

    def _push(self, task: _Task) -> None:
        heappush(self._ready, task)
        self._bytes_ahead += len(task.item.body)
        self._weight_ahead += task.item.weight

    def _pop(self) -> _Task:
        task = heappop(self._ready)
        self._bytes_ahead -= len(task.item.body)
        self._weight_ahead -= task.item.weight
        return task

    # --- what comes back -----------------------------------------------------------------------

    def _note(self, event: Event) -> None:
        desk = self._desks[event.worker]
        if isinstance(event, Answered):
            self._note_answers(desk, event)
        elif isinstance(event, Ready):
            desk.is_ready = self._was_ready = True
            self._failed_starts = 0
        elif isinstance(event, Lost):
            del self._desks[event.worker]
            self._note_loss(desk, event.reason)
        elif isinstance(event, Refused):
            desk.is_ready = True  # for other work
            raise EngineFailed(event.reason)

    def _note_answers(self, desk: _Desk, event: Answered) -> None:
        weight, seconds = 0, 0.0
        for done in event.answers:
            batch = desk.batches[0]
            task = batch.popleft()
            if not batch:
                desk.batches.popleft()
            weight += task.item.weight
            seconds += done.seconds
            self._answers.append(done)
        desk.since = self.clock()
        found = max(weight, 1) / max(seconds, 1e-6)
        self._pace = found if self._pace is None else 0.8 * self._pace + 0.2 * found

    def _note_loss(self, desk: _Desk, reason: str) -> None:
        if not desk.is_ready:
            self._failed_starts += 1
            most = MOST_FAILED_STARTS * (10 if self._was_ready else 1)
            if self._failed_starts >= most:
                raise EngineFailed(
                    f"{self._failed_starts} workers ended before they could begin ({reason}); "
                    "see that there is memory for them, or use --engine inline"
                )
        if desk.batches:
            self._blame(desk.batches[0], reason)
        for batch in list(desk.batches)[1:]:
            for task in batch:
                self._give_back(task)

    def _blame(self, batch: deque[_Task], reason: str) -> None:
        """See to the batch that was being worked on when a worker was lost."""
        if self.hands.is_exact or len(batch) == 1:
            self._blame_one(batch.popleft(), reason)
            for task in batch:
                self._give_back(task)
        else:
            for task in batch:
                task.is_alone = True
                self._give_back(task)

    def _blame_one(self, task: _Task, reason: str) -> None:
        task.losses += 1
        task.is_alone = True
        if task.losses < MOST_LOSSES:
            self._give_back(task)
            return
        told = f"{MOST_LOSSES} workers in a row ended while at it, the last one {reason}"
        self._answers.append(Done(key=task.item.key, failure=told))

    def _give_back(self, task: _Task) -> None:
        if task.is_alone:
            self._again.append(task)
        else:
            self._push(task)
