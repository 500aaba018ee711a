"""Readers that die, by ``kill -9``: what they had in hand is taken over, and nothing is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from dragoman.dossier import Dossier, PlaceText
from dragoman.model import Document, Reader, Report

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills a process")

Write = Callable[..., tuple[Document, bytes]]
RULES = Reader(name="rules", version="1")
READER = """
import sys, time
from dragoman.dossier import Dossier
from dragoman.model import Reader, Report

rules = Reader(name="rules", version="1")
place, at_most, pause_s = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
with Dossier.open(place) as dossier, dossier.queue(rules, "g") as queue:
    with dossier.alone("assembling"):
        while True:
            ids = queue.take(at_most)
            for one in ids:
                print("taken", one, flush=True)
            for one in dossier.documents(ids) if pause_s < 9 else ():
                time.sleep(pause_s)
                dossier.put_report(Report(id="r" + one.id, document=one.id, reader=rules,
                                          gazetteer="g", text_sha256=one.sha256))
                print("read", one.id, flush=True)
            if pause_s > 9:
                time.sleep(600)
            queue.done(ids)
            if not ids and not queue.wait():
                break
"""


def add(dossier: Dossier, document: Write, number: int) -> list[str]:
    with_bytes = [document(f"Quota round {n} ended.", f"{n}.txt") for n in range(number)]
    return sorted(dossier.add_document(*one).document_id for one in with_bytes)


@contextmanager
def reading(place: PlaceText, at_most: int, pause_s: float) -> Iterator[subprocess.Popen[str]]:
    """A reader in a process of its own; ``pause_s`` of more than 9 takes and reads nothing."""
    command = [sys.executable, "-c", READER, str(place), str(at_most), str(pause_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def taken_over(dossier: Dossier, at_most: int = 100) -> list[str]:
    with dossier.queue(RULES, "g") as queue:
        found: list[str] = []
        while True:
            share = queue.take(at_most)
            found += share
            for one in dossier.documents(share):
                dossier.put_report(
                    Report(
                        id=f"r{one.id}",
                        document=one.id,
                        reader=RULES,
                        gazetteer="g",
                        text_sha256=one.sha256,
                    )
                )
            queue.done(share)
            if not share and not queue.wait():
                return found


def test_the_share_of_a_killed_reader_is_taken_over(
    dossier: Dossier, place: PlaceText, document: Write
) -> None:
    ids = add(dossier, document, 8)
    with reading(place, 5, 10) as process, dossier.queue(RULES, "g") as queue:
        assert process.stdout is not None
        theirs = [process.stdout.readline().split()[1] for _ in range(5)]
        ours = queue.take(100)
        assert sorted(theirs + ours) == ids
        assert queue.take(100) == []
        with dossier.alone("assembling") as is_alone:
            assert not is_alone
        os.kill(process.pid, signal.SIGKILL)
        assert queue.wait(30)  # though the process is not even buried yet
        deadline = time.monotonic() + 10
        over: list[str] = []
        while not over and time.monotonic() < deadline:
            over = queue.take(100)
        assert sorted(over) == sorted(theirs)
        with dossier.alone("assembling", wait_s=10) as is_alone:
            assert is_alone


def test_a_reader_that_is_only_stopped_keeps_its_share(
    dossier: Dossier, place: PlaceText, document: Write
) -> None:
    add(dossier, document, 3)
    with reading(place, 2, 10) as process, dossier.queue(RULES, "g") as queue:
        assert process.stdout is not None
        theirs = {process.stdout.readline().split()[1] for _ in range(2)}
        os.kill(process.pid, signal.SIGSTOP)
        assert theirs.isdisjoint(queue.take(9))
        assert queue.take(9) == []
        assert queue.wait(0) is True


@pytest.mark.parametrize("rounds", [1, pytest.param(5, marks=pytest.mark.slow)])
def test_readers_killed_at_any_moment_lose_nothing_and_read_nothing_twice(
    dossier: Dossier, place: PlaceText, document: Write, rounds: int
) -> None:
    ids = add(dossier, document, 100 * rounds)
    chance = random.Random(8)
    told: list[str] = []
    for _ in range(rounds):
        with reading(place, 4, 0.002) as one, reading(place, 4, 0.002) as two:
            for process in (one, two):
                assert process.stdout is not None
                told.append(process.stdout.readline())
            time.sleep(chance.uniform(0, 0.1))
            for process in (one, two):
                os.kill(process.pid, signal.SIGKILL)
                assert process.stdout is not None
                told += process.stdout
    said = [line.split()[1] for line in told if line.startswith("read ") and line[-1] == "\n"]
    assert len(said) == len(set(said))
    unread = dossier.unread(RULES, "g")
    assert unread
    assert set(said).isdisjoint(unread)
    assert sorted(taken_over(dossier)) == sorted(unread)
    assert dossier.unread(RULES, "g") == []
    assert {one.document for one in dossier.reports(RULES, "g")} == set(ids)
    assert dossier.check() == []
