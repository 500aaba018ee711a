"""Who gets what next: with workers that are only pretended, so that every order can be tried."""

import random
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import EngineFailed
from dragoman.pipeline.engines import Item, Work
from dragoman.pipeline.engines.crew import AHEAD, MOST_BATCHES, MOST_IN_BATCH, MOST_LOSSES, Crew
from dragoman.pipeline.engines.hands import Answered, Event, Lost, Ready, Refused
from dragoman.pipeline.engines.work import Done


class NoWork:
    def open(self) -> Callable[[bytes], bytes]:
        return bytes.upper


class Pretended:
    """Workers that answer, or are lost, as ``chance`` has it; each item takes ``item_s``."""

    batch_s, lead_s, item_s = 4.0, 2.0, 1.0

    def __init__(
        self, workers: int, *, is_exact: bool = True, losing: float = 0.0, seed: int = 0
    ) -> None:
        self.workers, self.is_exact, self.losing = workers, is_exact, losing
        self.chance = random.Random(seed)
        self.now = 0.0
        self.hired = 0
        self.hands: dict[int, deque[list[Item]]] = {}
        self.told: deque[Event] = deque()
        self.begun: list[str] = []
        self.batches: list[list[str]] = []
        self.let_go_busy: list[int] = []
        self.refusal = ""

    def clock(self) -> float:
        self.now += 0.00001
        return self.now

    def hire(self, work: Work) -> int:
        self.hired += 1
        self.hands[self.hired] = deque()
        refused = Refused(worker=self.hired, reason=self.refusal)
        self.told.append(refused if self.refusal else Ready(worker=self.hired))
        return self.hired

    def hand(self, worker: int, batch: tuple[Item, ...]) -> None:
        self.hands[worker].append(list(batch))
        self.batches.append([item.key for item in batch])

    def wait(self, timeout_s: float | None) -> list[Event]:
        if self.told:
            return [self.told.popleft()]
        busy = [worker for worker, batches in self.hands.items() if batches]
        assert busy or timeout_s is not None, "waits for ever"
        if not busy:
            return []
        self.now += self.item_s
        worker = self.chance.choice(busy)
        if self.chance.random() < self.losing or self.hands[worker][0][0].body == b"poison":
            self.begun.append(self.hands[worker][0][0].key)
            del self.hands[worker]
            return [Lost(worker=worker, reason="pretended")]
        return [Answered(worker=worker, answers=tuple(self._answers(worker)))]

    def _answers(self, worker: int) -> Iterator[Done]:
        batch = self.hands[worker][0]
        for item in batch[:1] if self.is_exact else list(batch):
            batch.remove(item)
            self.begun.append(item.key)
            yield Done(key=item.key, body=item.body.upper(), seconds=self.item_s)
        if not batch:
            self.hands[worker].popleft()

    def let_go(self, worker: int, *, is_busy: bool) -> None:
        if is_busy:
            self.let_go_busy.append(worker)


def items(number: int, weight: int = 10) -> list[Item]:
    return [Item(key=str(n), body=b"x", weight=weight + n % 7) for n in range(number)]


def run(hands: Pretended, wanted: list[Item]) -> list[Done]:
    return list(Crew(hands, NoWork(), clock=hands.clock).run(wanted))


@given(
    number=st.integers(0, 80),
    workers=st.integers(1, 5),
    is_exact=st.booleans(),
    losing=st.sampled_from([0.0, 0.05, 0.2]),
    seed=st.integers(0, 99),
)
def test_every_item_is_answered_once_whatever_is_lost(
    number: int, workers: int, is_exact: bool, losing: float, seed: int
) -> None:
    hands = Pretended(workers, is_exact=is_exact, losing=losing, seed=seed)
    answers = run(hands, items(number))
    assert sorted(answer.key for answer in answers) == sorted(str(n) for n in range(number))
    assert hands.hired >= min(workers, number)
    assert losing or all(answer.body == b"X" for answer in answers)


@pytest.mark.parametrize("is_exact", [True, False])
def test_an_item_that_ends_its_worker_is_given_up_and_the_others_are_done(is_exact: bool) -> None:
    hands = Pretended(2, is_exact=is_exact)
    poison = Item(key="bad", body=b"poison", weight=1)
    answers = {one.key: one for one in run(hands, [*items(40, weight=1), poison])}
    assert len(answers) == 41
    assert "pretended" in (answers.pop("bad").failure or "")
    assert all(answer.failure is None for answer in answers.values())
    assert hands.begun.count("bad") in (MOST_LOSSES, MOST_LOSSES + (not is_exact))


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        while True:
            taken += 1
            yield Item(key=str(taken), body=b"x", weight=1)

    hands = Pretended(3)
    most = 3 * (AHEAD + MOST_BATCHES * MOST_IN_BATCH)
    going = Crew(hands, NoWork(), clock=hands.clock).run(endless())
    for answered, _ in enumerate(going, start=1):
        assert taken - answered <= most
        if answered == 5000:
            break
    assert taken < 5000 + most


def test_nothing_is_taken_before_the_first_answer_is_asked_for() -> None:
    def never() -> Iterator[Item]:
        raise AssertionError("taken")
        yield

    Crew(Pretended(2), NoWork()).run(never())


def test_no_more_workers_are_hired_than_there_are_items() -> None:
    hands = Pretended(8)
    run(hands, items(2))
    assert hands.hired == 2
    assert run(Pretended(8), []) == []


def test_the_heaviest_at_hand_goes_first_and_slow_ones_go_alone() -> None:
    hands = Pretended(1)
    slow = [Item(key=str(n), body=b"x", weight=1 + n) for n in range(4)]
    run(hands, slow)
    assert hands.begun == ["3", "2", "1", "0"]
    long = Pretended(1)
    long.batch_s = 0.5
    run(long, items(30))
    assert {len(batch) for batch in long.batches} == {1}


def test_quick_items_travel_together() -> None:
    hands = Pretended(1, is_exact=False)
    hands.item_s = 0.01
    run(hands, items(200))
    assert len(hands.batches) < 20
    assert max(len(batch) for batch in hands.batches) <= MOST_IN_BATCH


def test_a_run_that_is_left_early_lets_busy_workers_go() -> None:
    hands = Pretended(2)
    going = Crew(hands, NoWork(), clock=hands.clock).run(items(50))
    next(going)
    going.close()  # type: ignore[attr-defined]
    assert hands.let_go_busy


def test_work_that_cannot_be_opened_ends_the_run_with_its_reason() -> None:
    hands = Pretended(2)
    hands.refusal = "another version"
    with pytest.raises(EngineFailed, match="another version"):
        run(hands, items(3))


def test_workers_that_never_begin_end_the_run() -> None:
    class Dying(Pretended):
        def hire(self, work: Work) -> int:
            worker = super().hire(work)
            self.told[-1] = Lost(worker=worker, reason="no room")
            return worker

    hands = Dying(2)
    with pytest.raises(EngineFailed, match="no room"):
        run(hands, items(3))
    assert hands.hired < 10


def test_an_error_in_the_items_comes_through() -> None:
    def broken() -> Iterator[Item]:
        yield from items(3)
        raise OSError("the disk is gone")

    hands = Pretended(2)
    with pytest.raises(OSError, match="the disk is gone"):
        list(Crew(hands, NoWork(), clock=hands.clock).run(broken()))
