"""A kill amid decisions loses none that was acknowledged, and leaves no half of several.

A forked child decides in a loop, alone and by twos and threes, takes back and answers, and writes a
line to a pipe for each act that the dossier has acknowledged; the parent kills it at a random
moment (seeded) and looks at what is left.
"""

import hashlib
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from dragoman.dossier import (
    Dossier,
    acceptance,
    correction,
    note,
    question,
    review,
    standing,
)
from dragoman.errors import BadRequest, DecisionOvertaken
from dragoman.model import Act, Decision, Document, Statement, cut, document_id

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")

LONGEST_S = 0.05
TEXT = "Ormark will halve the quota. " * 30
DOCUMENT = Document(id=document_id("", "a"), path="a", text=TEXT)


def _said(number: int) -> Statement:
    start = 29 * (number % 30)
    passage = cut(TEXT, start, start + 27, document=DOCUMENT.id, role="content")
    return Statement(id=f"s{number % 30}", passages=(passage,), act=Act.ASSERT)


def _work(path: Path, round_: int) -> Iterator[str]:
    """Decide without end; yields the ids of what is safely stored, those of one act on one line."""
    chance = random.Random(round_)
    with Dossier.open(path) as dossier:
        for number in range(1_000_000):
            entry, why = _said(number), f"{round_}.{number}"
            asked = question(entry, who="Tov", why=why)
            answer = note(asked, who="Marn", why=why)
            change = correction(entry, {"act": chance.choice(list(Act)).value}, who="Tov", why=why)
            seen = {entry.id: [one.id for one in dossier.decisions_on(entry)]}
            dossier.decide_all([asked, answer, change], seen)
            yield f"{asked.id} {answer.id} {change.id}"
            made = chance.choice((review, acceptance))(entry, who="Marn", why=why)
            try:
                dossier.decide(made, seen=seen[entry.id])
            except DecisionOvertaken:
                dossier.decide(made)
            yield made.id
            if number % 3 == 0:
                yield dossier.withdraw(change.id, "Marn").id
            if number % 5 == 0:
                yield dossier.undo("Tov").id


def _killed(path: Path, round_: int, after_s: float) -> list[str]:
    """Let a child work and kill it; the lines that it got out."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            for line in _work(path, round_):
                os.write(writer, f"{line}\n".encode())
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb", buffering=0) as lines:
        told = lines.read(1)
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        told += lines.read()
    assert os.WIFSIGNALED(status), "the child ended by itself"
    return told[: told.rfind(b"\n") + 1].decode().split("\n")[:-1]


def _survive(tmp_path: Path, kills: int, seed: int) -> int:
    """Kill so often, each dossier ten times; how many acknowledged decisions were looked for."""
    chance = random.Random(seed)
    looked_for = 0
    acknowledged: list[str] = []
    path = tmp_path / "0"
    for round_ in range(kills):
        if round_ % 10 == 0:
            path, acknowledged = tmp_path / str(round_), []
            with Dossier.create(path) as dossier:
                dossier.add_document(*_document())
        acknowledged += _killed(path, round_, chance.uniform(0, LONGEST_S))
        with Dossier.open(path) as dossier:
            assert dossier.check() == []
            log = dossier.decisions()
        found = {decision.id for decision in log}
        assert {one for line in acknowledged for one in line.split()} <= found
        _require_whole(log)
        looked_for += len(acknowledged)
    return looked_for


def _document() -> tuple[Document, bytes]:
    raw = TEXT.encode()
    return attrs.evolve(DOCUMENT, sha256=hashlib.sha256(raw).hexdigest()), raw


def _require_whole(log: list[Decision]) -> None:
    """Of the three that were decided in one go all are there, or none."""
    by_why: dict[str, set[str]] = {}
    for decision in log:
        if decision.verb in ("ask", "note", "correct"):
            by_why.setdefault(decision.why, set()).add(decision.verb)
    assert all(len(verbs) == 3 for verbs in by_why.values())
    assert all(one.withdraws for one in log if one.verb == "withdraw")
    standing(log)


def test_twenty_kills_lose_no_decision(tmp_path: Path) -> None:
    assert _survive(tmp_path, 20, seed=7) >= 100


@pytest.mark.slow
def test_a_thousand_kills_lose_no_decision(tmp_path: Path) -> None:
    assert _survive(tmp_path, 1000, seed=8) >= 5000


def test_a_decision_that_was_refused_leaves_nothing(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "d") as dossier:
        for _ in range(3):
            with pytest.raises(BadRequest):
                dossier.decide_all([review(_said(1), who="Tov"), review(_said(2), who=" ")])
        assert dossier.decisions() == []
        assert dossier.check() == []
