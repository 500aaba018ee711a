"""Several processes on this machine, some of which are killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from engine_works import Echo

from dragoman.errors import BadRequest, EngineFailed
from dragoman.pipeline.engines import Engine, Item, engine_of
from dragoman.pipeline.engines.performing import ONE_THREAD

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals to processes")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with engine_of("processes", 2) as two:
        yield two


def items(*words: bytes) -> list[Item]:
    return [Item(key=f"{n}", body=word) for n, word in enumerate(words)]


def workers() -> list[psutil.Process]:
    """The workers of this process that live."""
    found = []
    for child in psutil.Process().children():
        with suppress(psutil.Error):
            if "spawn_main" in " ".join(child.cmdline()):
                found.append(child)
    return found


def test_each_item_is_answered_and_workers_stay_for_the_next_work(engine: Engine) -> None:
    words = [b"word %d" % n for n in range(300)]
    for work in (Echo(), Echo(seconds=0.0001)):
        answers = {one.key: one.body for one in engine.run(work, items(*words))}
        assert answers == {f"{n}": word.upper() for n, word in enumerate(words)}
        alive = {one.pid for one in workers()}
    list(engine.run(Echo(), items(b"again", b"again")))
    assert {one.pid for one in workers()} == alive


def test_a_failure_is_told_and_stops_nothing(engine: Engine) -> None:
    answers = {one.key: one for one in engine.run(Echo(), items(b"a", b"broken", b"c"))}
    assert (answers["1"].failure or "").startswith("ValueError: this one is broken")
    assert [answers[key].body for key in "02"] == [b"A", b"C"]


def test_an_item_that_kills_its_worker_is_tried_three_times(engine: Engine, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    words = [b"word %d" % n for n in range(20)]
    answers = list(engine.run(Echo(notes=notes), items(*words, b"poison", *words)))
    (failed,) = [one for one in answers if one.failure]
    assert failed.key == "20"
    assert "killed by signal 9 (SIGKILL; the system does so when memory runs out)" in (
        failed.failure or ""
    )
    assert len(answers) == 41
    begun = notes.read_bytes().splitlines()
    assert begun.count(b"poison") == 3
    assert all(begun.count(word) == 2 for word in words)


@pytest.mark.slow
def test_workers_killed_at_random_lose_nothing(engine: Engine) -> None:
    answered = []
    kills = 0
    for one in engine.run(Echo(seconds=0.005), items(*(b"w%d" % n for n in range(400)))):
        answered.append(one.key)
        if len(answered) % 120 == 60 and (alive := workers()):
            os.kill(alive[kills % len(alive)].pid, signal.SIGKILL)
            kills += 1
    assert kills >= 3
    assert sorted(answered, key=int) == [f"{n}" for n in range(400)]


def test_work_that_cannot_be_opened_says_why(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="OSError: the model is not here"):
        list(engine.run(Echo(refuses="the model is not here"), items(b"a", b"b")))
    assert next(iter(list(engine.run(Echo(), items(b"a"))))).body == b"A"


def test_a_run_left_early_leaves_nothing_behind_for_the_next(engine: Engine) -> None:
    going = engine.run(Echo(seconds=0.01), items(*(b"old %d" % n for n in range(50))))
    next(going)
    with pytest.raises(BadRequest, match="at other work"):
        next(engine.run(Echo(), items(b"a")))
    going.close()  # type: ignore[attr-defined]
    answers = list(engine.run(Echo(), items(*(b"new %d" % n for n in range(50)))))
    assert sorted(one.body or b"" for one in answers) == sorted(b"NEW %d" % n for n in range(50))


def test_workers_take_one_thread_each_and_the_driver_keeps_its_own(engine: Engine) -> None:
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    list(engine.run(Echo(), items(b"a", b"b")))
    for worker in workers():
        own = worker.environ()
        assert {name: own.get(name) for name in ONE_THREAD} == ONE_THREAD
    assert {name: os.environ.get(name) for name in ONE_THREAD} == before


def test_no_worker_outlives_the_engine() -> None:
    known = {one.pid for one in workers()}
    with engine_of("processes", 2) as two:
        list(two.run(Echo(), items(b"a", b"b")))
        own = [one for one in workers() if one.pid not in known]
        assert own
    assert not any(one.is_running() for one in own)


DRIVER = """
import sys
from engine_works import Echo
from dragoman.pipeline.engines import Item, engine_of

def main():
    with engine_of("processes", 2) as engine:
        endless = (Item(key=str(n), body=b"x") for n in range(10**9))
        for one in engine.run(Echo(seconds=0.01), endless):
            print(one.key, flush=True)

if __name__ == "__main__":
    main()
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_when_their_driver_does(tmp_path: Path, kind: signal.Signals) -> None:
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, "utf-8")
    driver = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        start_new_session=True,
    )
    assert driver.stdout is not None
    driver.stdout.readline()
    children = psutil.Process(driver.pid).children(recursive=True)
    assert len(children) >= 2
    if kind is signal.SIGINT:
        os.killpg(driver.pid, signal.SIGINT)  # as a terminal does: to all of them
    else:
        driver.kill()
    told = driver.communicate(timeout=20)[1]
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
    assert told.count("Traceback") == (kind is signal.SIGINT)  # the driver's own, no worker's


def test_memory_stays_flat_while_items_go_through(engine: Engine) -> None:
    body = b"x" * 10_000

    def many(number: int) -> Iterator[Item]:
        for n in range(number):
            yield Item(key=str(n), body=body + b"%d" % n)

    own = psutil.Process()
    for _ in engine.run(Echo(), many(500)):
        pass
    before = own.memory_info().rss
    began = time.monotonic()
    assert sum(1 for _ in engine.run(Echo(), many(5000))) == 5000
    assert own.memory_info().rss < before * 1.15
    assert time.monotonic() - began < 60
