"""A server killed while two analysts decide: whatever was answered is in the log.

The reading process killed: the server goes on, and says what happened.
"""

import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from dragoman.dossier import Dossier
from dragoman.workbench.live.workman import Workman
from dragoman.workbench.shelf import Shelf
from workbench_talks import everything, write_talks

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")

ENTRIES = ("s1", "s2", "held", "first", "deed")
LONGEST_S = 0.4


class Fork:
    """Servers that are forked off one program."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("serving.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def serve(self, place: Path, *, has_workman: bool = False) -> tuple[int, str]:
        """The process and the link of a fresh server."""
        assert self._program.stdin
        assert self._program.stdout
        order = {"place": str(place), "has_workman": has_workman}
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()
        told = json.loads(self._program.stdout.readline())
        return told["pid"], told["url"]

    def end(self) -> None:
        """End the program, which ends the servers that it has forked off."""
        assert self._program.stdin
        self._program.stdin.close()
        self._program.wait(10)


@pytest.fixture(scope="module")
def fork() -> Iterator[Fork]:
    program = Fork()
    yield program
    program.end()


class Analyst(threading.Thread):
    """Decides without end with what the page shows, and keeps what was answered."""

    def __init__(self, origin: str, cookies: httpx.Cookies, csrf: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.acknowledged: list[tuple[str, str, frozenset[str]]] = []
        self.overtaken = 0
        self.fault: Exception | None = None
        self.began = threading.Event()
        self._chance = random.Random(seed)
        self._http = httpx.Client(base_url=origin, cookies=cookies, timeout=5)
        self._headers = {"accept": "application/json", "x-csrf-token": csrf, "origin": origin}

    def run(self) -> None:
        try:
            while True:
                self._decide()
        except httpx.HTTPError:
            self._http.close()
        except Exception as fault:  # told by the test's own thread
            self.fault = fault

    def _decide(self) -> None:
        entry = self._chance.choice(ENTRIES)
        seen = self._http.get(f"/entries/{entry}.json").json()["sheet"]["seen"]
        act = self._chance.choice(("review", "accept", "note", "handle"))
        fields = {"seen": " ".join(seen), "words": "w", "why": "y", "label": "TLP:AMBER"}
        path = f"/entries/{entry}/{act}"
        answer = self._http.post(path, data=fields, headers=self._headers)
        if answer.status_code == 200:
            signed = (answer.json()["decision"], entry, frozenset(seen))
            self.acknowledged.append(signed)
            self.began.set()
        else:
            assert answer.status_code == 409, answer.text
            self.overtaken += 1


def _entered(url: str) -> tuple[str, httpx.Cookies, str]:
    origin = url.split("/token/")[0]
    with httpx.Client(base_url=origin, follow_redirects=True, timeout=30) as http:
        http.get(url)
        found = re.search(r'name="csrf" content="([^"]+)"', http.get("/overview").text)
        assert found
        return origin, http.cookies, found[1]


def _round(
    fork: Fork, place: Path, seed: int, after_s: float
) -> list[tuple[str, str, frozenset[str]]]:
    pid, url = fork.serve(place)
    origin, cookies, csrf = _entered(url)
    analysts = [Analyst(origin, cookies, csrf, seed + n) for n in (1, 2)]
    for one in analysts:
        one.start()
    assert all(one.began.wait(60) for one in analysts)
    time.sleep(after_s)
    os.kill(pid, signal.SIGKILL)
    for one in analysts:
        one.join(10)
        assert one.fault is None, one.fault
    return [signed for one in analysts for signed in one.acknowledged]


def _survive(fork: Fork, place: Path, kills: int) -> int:
    chance, signed = random.Random(7), []
    for number in range(kills):
        signed += _round(fork, place, 100 * number, chance.uniform(0, LONGEST_S))
        with Dossier.open(place) as dossier:
            log = dossier.decisions()
            assert list(dossier.check()) == []
        ids = [one.id for one in log]
        assert {id for id, _, _ in signed} <= set(ids), "an acknowledged decision is lost"
        for id, entry, seen in signed:
            earlier = {d.id for d in log[: ids.index(id)] if d.target.entry == entry}
            assert earlier <= seen, "somebody's decision was overwritten unseen"
    return len(signed)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_talks(tmp_path / "made.dragoman", everything())


def test_ten_kills_lose_no_decision_that_was_answered(fork: Fork, place: Path) -> None:
    assert _survive(fork, place, 10) >= 20


@pytest.mark.slow
def test_two_hundred_kills_lose_no_decision_that_was_answered(fork: Fork, place: Path) -> None:
    assert _survive(fork, place, 200) >= 400


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(one) for one in found.stdout.split()]


def _until(is_so: Callable[[], Any], within_s: float = 30) -> Any:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if found := is_so():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def test_the_worker_ends_by_itself_when_the_server_is_killed(fork: Fork, place: Path) -> None:
    pid, url = fork.serve(place, has_workman=True)
    origin, cookies, csrf = _entered(url)
    headers = {"accept": "application/json", "x-csrf-token": csrf, "origin": origin}
    with httpx.Client(base_url=origin, cookies=cookies, timeout=20) as http:
        assert http.post("/entries/s1/review", headers=headers, data={}).status_code == 200
    (worker,) = _until(lambda: _children(pid))
    os.kill(pid, signal.SIGKILL)
    _until(lambda: not Path(f"/proc/{worker}").exists() or _is_dead(worker))


def _is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_a_killed_worker_is_told_and_the_next_work_is_done(place: Path) -> None:
    """Killed while it works: open pages hear of it, and the following decision is worked in."""

    async def run() -> None:
        shelf = Shelf(str(place))
        workman = Workman(shelf)
        try:
            with shelf.tidings.place() as heard:
                workman.begin()
                await _trouble(shelf, workman, heard)
                shelf.has_work()
                await asyncio.wait_for(_finished(workman, heard), 60)
            assert not shelf.lags()
        finally:
            await workman.end()
            shelf.close()

    asyncio.run(run())


async def _trouble(shelf: Shelf, workman: Workman, heard: Any) -> None:
    """Kill the worker as soon as there is one, and wait for the words."""
    await shelf.snapshot()
    shelf.has_work()
    while workman._process is None:
        await asyncio.sleep(0.01)
    workman._process.kill()
    while (tiding := await asyncio.wait_for(heard.get(), 60)).kind != "trouble":
        pass
    assert "stopped" in tiding.about["words"]
    assert "anew" in tiding.about["words"]


async def _finished(workman: Workman, heard: Any) -> None:
    """Wait until work has begun and come to its end without trouble."""
    has_begun = False
    while True:
        tiding = await heard.get()
        assert tiding.kind != "trouble", tiding
        has_begun = has_begun or bool(tiding.about.get("what"))
        if tiding.kind == "work" and has_begun and not tiding.about:
            return
