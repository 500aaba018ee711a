"""The engine on Ray, with one small cluster of our own for all of these tests."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest
from engine_works import Echo, Noting, NotingReader

from dragoman.dossier import PackedReport
from dragoman.errors import EngineFailed
from dragoman.model import Document
from dragoman.pipeline.engines import Done, Engine, Item, engine_of
from dragoman.pipeline.engines.arrow import answers_of, batch_of_answers, batch_of_items
from dragoman.pipeline.engines.texts import ReadTexts, item_of

slow = pytest.mark.slow
pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with engine_of("ray", 2) as two:
        yield two


def items(*words: bytes) -> list[Item]:
    return [Item(key=f"{n}", body=word) for n, word in enumerate(words)]


def benches() -> list[psutil.Process]:
    """The workers of our cluster."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if child.cmdline()[:1] and child.cmdline()[0].startswith("ray::Bench"):
                found.append(child)
    return found


def test_reports_travel_as_columns_of_the_table_that_keeps_them() -> None:
    work = ReadTexts.by(Noting(), NotingReader())
    document = Document(id="d", text="Brun met Ødegård 🙂.", sha256="s")
    body = work.open()(item_of(document).body)
    failed = Done(key="e", failure="ValueError: no", seconds=0.5)
    batch = batch_of_answers([Done(key="d", body=body), failed], work)
    assert batch.schema.names[3:] == [
        "document", "reader_name", "reader_version", "gazetteer", "shape", "text_sha256", "body",
    ]  # fmt: skip
    assert batch["document"].to_pylist() == ["d", None]
    assert isinstance(batch["body"].to_pylist()[0], bytes)
    assert answers_of(batch, work) == (Done(key="d", body=body), failed)
    assert PackedReport.__name__ == work.row.__name__


def test_other_answers_travel_in_one_column() -> None:
    answers = (Done(key="a", body=b"\x00\xff"), Done(key="b", failure="no"))
    assert answers_of(batch_of_answers(answers, Echo()), Echo()) == answers
    assert batch_of_items(items(b"x", b"y"))["body"].to_pylist() == [b"x", b"y"]


@slow
def test_each_item_is_answered_and_nothing_is_printed(
    engine: Engine, capfd: pytest.CaptureFixture[str]
) -> None:
    words = [b"word %d" % n for n in range(300)]
    answers = {one.key: one.body for one in engine.run(Echo(), items(*words))}
    assert answers == {f"{n}": word.upper() for n, word in enumerate(words)}
    alive = {one.pid for one in benches()}
    (failed,) = engine.run(Echo(), items(b"broken"))
    assert (failed.failure or "").startswith("ValueError: this one is broken")
    assert {one.pid for one in benches()} == alive
    assert capfd.readouterr() == ("", "")


@slow
def test_an_item_that_kills_its_worker_is_given_up_and_killed_workers_are_replaced(
    engine: Engine, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes"
    words = [b"w%d" % n for n in range(200)]
    answers = []
    for one in engine.run(Echo(notes=notes, seconds=0.005), items(*words, b"poison")):
        answers.append(one)
        if len(answers) == 60 and (alive := benches()):
            os.kill(alive[0].pid, signal.SIGKILL)
    assert sorted(one.key for one in answers) == sorted(f"{n}" for n in range(201))
    (failed,) = [one for one in answers if one.failure]
    assert failed.key == "200"
    assert "by Ray's word" in (failed.failure or "")
    assert 3 <= notes.read_bytes().splitlines().count(b"poison") <= 5
    assert capfd.readouterr().out == ""


@slow
def test_work_that_cannot_be_opened_says_why(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="OSError: no model here"):
        list(engine.run(Echo(refuses="no model here"), items(b"a")))
    other = ReadTexts.by(Noting(version="9"), NotingReader())
    with pytest.raises(EngineFailed, match="would read otherwise: its reader is pattern 9"):
        list(engine.run(other, items(b"a")))


@slow
def test_our_own_cluster_listens_on_the_loopback_address_alone(engine: Engine) -> None:
    list(engine.run(Echo(), items(b"a")))
    addresses = set()
    for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
        with suppress(psutil.Error):
            found = process.net_connections(kind="inet")
            addresses |= {one.laddr.ip for one in found if one.status == psutil.CONN_LISTEN}
    assert addresses
    assert {one.removeprefix("::ffff:") for one in addresses} <= {"127.0.0.1", "::1"}


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    def refuse(**_more: object) -> None:
        raise ConnectionError("Could not find any running Ray instance.\nMore.")

    monkeypatch.setattr(ray, "init", refuse)
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    with (
        engine_of("ray=auto") as far,
        pytest.raises(EngineFailed, match=r"'auto' \(Could not find any .* `ray start --head`"),
    ):
        list(far.run(Echo(), items(b"a")))


OWN = """
import os
from engine_works import Echo
from dragoman.pipeline.engines import Item, engine_of

def main():
    for _ in range(2):
        with engine_of("ray", 1) as engine:
            (one,) = engine.run(Echo(), [Item(key="a", body=b"x")])
            print(one.body, len([n for n in os.listdir(os.environ["TMPDIR"])]))
        print(os.listdir(os.environ["TMPDIR"]))

if __name__ == "__main__":
    main()
"""


@slow
def test_our_own_cluster_leaves_nothing_behind_and_can_be_had_again(tmp_path: Path) -> None:
    script, place = tmp_path / "own.py", Path("/tmp") / f"d{os.getpid()}"
    script.write_text(OWN, "utf-8")
    place.mkdir()
    left = place / "dragoman-ray-999999999-x"
    left.mkdir()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        "TMPDIR": str(place),
    }
    try:
        told = subprocess.run(
            [sys.executable, str(script)], env=environment, capture_output=True, text=True
        )
        assert told.stdout == "b'X' 1\n[]\n" * 2, told.stderr
        assert told.stderr == ""
    finally:
        for one in place.iterdir():
            one.rmdir()
        place.rmdir()
