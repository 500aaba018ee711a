"""A kill at any moment loses nothing that was reported as added.

A forked child adds documents, decisions, settings and entries in a loop and writes one line to a
pipe for each that the dossier has acknowledged; the parent kills it at a random moment (seeded)
and looks at what is left. A kill tells nothing about a loss of power: the system still writes
what it was handed. For that the dossier asks for a full flush at each commit
(``sqlite.ALWAYS``, looked at below); a server does the same (``postgresql``). There a purge, which
the rewriting of five tables makes slow, is left to other tests.
"""

import hashlib
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.dossier import Dossier, PlaceText, note, sqlite
from dragoman.model import Document, Person, document_id

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")

LONGEST_S = 0.06
"""The latest moment of a kill, in seconds."""


def _work(place: PlaceText, round_: int) -> Iterator[str]:
    """Add without end; yields a line for each thing that is safely stored."""
    with Dossier.open_or_create(place) as dossier:
        for number in range(1_000_000):
            text = f"Round {round_}, text {number}. " + "The quota talks go on. " * (number % 90)
            raw = text.encode()
            sha256 = hashlib.sha256(raw).hexdigest()
            place = f"{round_}-{number // 2}.txt"
            document = Document(id=document_id(sha256, place), path=place, sha256=sha256, text=text)
            yield f"document {dossier.add_document(document, raw).document_id}"
            decision = note(document, who="Tov", why=f"{round_}.{number}")
            dossier.decide(decision)
            yield f"decision {decision.id}"
            if number % 7 == 3:
                dossier.put_settings(f"name = '{round_}.{number}'", "Tov")
                yield f"settings {round_}.{number}"
            if number % 11 == 5:
                is_purge = number % 2 == 0 and isinstance(place, Path)
                dossier.remove_document(document.id, "Tov", "test", purge=is_purge)
                yield f"removed {document.id}"
            if number % 5 == 2:
                dossier.put_entries(Person(id=f"{n}", names=("Tov",)) for n in range(50))


def _killed(place: PlaceText, round_: int, after_s: float, *, is_at_work: bool = True) -> list[str]:
    """Let a child work and kill it; the lines that it got out.

    ``after_s`` counts from its first line, or from its birth when it need not be at work yet.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            for line in _work(place, round_):
                os.write(writer, f"{line}\n".encode())
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb", buffering=0) as lines:
        told = lines.read(1) if is_at_work else b""
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        told += lines.read()
    assert os.WIFSIGNALED(status), "the child ended by itself"
    return told[: told.rfind(b"\n") + 1].decode().split("\n")[:-1]


def _stored(dossier: Dossier) -> set[str]:
    """Everything in the dossier as lines like those of the child."""
    lines = {f"decision {decision.id}" for decision in dossier.decisions()}
    lines |= {f"document {head.id}" for head in dossier.document_heads()}
    for version in dossier.settings_versions():
        lines.add(f"settings {version.toml.split(chr(39))[1]}")
    for decision in dossier.decisions():
        if decision.verb == "remove":
            lines |= {f"removed {decision.target.entry}", f"document {decision.target.entry}"}
    return lines


def _survive(new_place: Callable[[], PlaceText], kills: int, seed: int) -> int:
    """Kill ``kills`` times; how many acknowledged lines were looked for.

    Each dossier is killed ten times: once at any moment from its birth, then amid work.
    """
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    looked_for = 0
    place = new_place()
    for round_ in range(kills):
        if round_ % 10 == 0:
            place, acknowledged = new_place(), set()
        after_s = chance.uniform(0, LONGEST_S)
        acknowledged |= set(_killed(place, round_, after_s, is_at_work=round_ % 10 != 0))
        with Dossier.open_or_create(place) as dossier:
            assert dossier.check() == []
            missing = acknowledged - _stored(dossier)
            assert missing == set()
            assert len(dossier.entries(Person)) in (0, 50)
        looked_for += len(acknowledged)
    return looked_for


def test_kills_lose_nothing(new_place: Callable[[], PlaceText], backend: str) -> None:
    kills, lines = {"sqlite": (100, 450), "postgresql": (16, 60)}[backend]
    assert _survive(new_place, kills, seed=20) >= lines


@pytest.mark.slow
def test_a_thousand_kills_lose_nothing(new_place: Callable[[], PlaceText]) -> None:
    assert _survive(new_place, 1000, seed=21) >= 4500


def test_every_commit_is_flushed_to_the_disk(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "d") as dossier:
        assert sqlite.pragma(dossier._engine, "synchronous") == 3
        assert sqlite.pragma(dossier._engine, "fullfsync") == 1


def test_the_next_run_goes_on_where_a_killed_one_stopped(tmp_path: Path) -> None:
    path = tmp_path / "d"
    first = _killed(path, 0, 0.05)
    with Dossier.open(path) as dossier:
        before = len(_stored(dossier))
        assert before >= len(first) > 0
        raw = b"The last text."
        sha256 = hashlib.sha256(raw).hexdigest()
        one = Document(
            id=document_id(sha256, "last"), path="last", sha256=sha256, text=raw.decode()
        )
        dossier.add_document(one, raw)
        assert len(_stored(dossier)) == before + 1


def test_a_kill_while_a_dossier_is_made_leaves_one_that_opens(tmp_path: Path) -> None:
    chance = random.Random(22)
    for number in range(25):
        path = tmp_path / str(number)
        child = os.fork()
        if child == 0:
            Dossier.create(path).close()
            os._exit(0)
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with Dossier.open_or_create(path) as dossier:
            assert dossier.check() == []
        with sqlite3.connect(path) as file:
            assert file.execute("PRAGMA application_id").fetchone() == (sqlite.APPLICATION,)
        file.close()
