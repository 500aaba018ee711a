"""Of several programs that read one dossier, one puts the accounts together."""

import threading
from pathlib import Path

import pytest

from dragoman.dossier import Dossier
from dragoman.pipeline import RULES, ReaderChoice, add_paths, assemble, go_on, make_reader
from dragoman.pipeline import whole as pipeline_whole
from dragoman.pipeline.reading import negotiation_of

CHOICE = ReaderChoice(name=RULES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Velland said on Monday that it would halt the strikes.")
    with Dossier.create(tmp_path / "t.dragoman") as dossier:
        add_paths(dossier, [str(tmp_path / "a.txt")])
    return tmp_path / "t.dragoman"


def test_one_who_finds_the_work_done_by_another_leaves_it_at_that(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(pipeline_whole, "_WAIT_S", 0.05)
    with Dossier.open(path) as mine, Dossier.open(path) as theirs:
        reader = make_reader(negotiation_of(theirs), CHOICE)
        holds, is_waiting = threading.Event(), threading.Event()

        def other() -> None:
            with theirs.alone("putting together") as is_alone:
                assert is_alone
                holds.set()
                is_waiting.wait(30)
                assemble(theirs, reader, negotiation_of(theirs))

        thread = threading.Thread(target=other)
        thread.start()
        holds.wait(30)
        monkeypatch.setattr(
            pipeline_whole, "assemble", lambda *_a, **_k: pytest.fail("it was done twice")
        )

        def progress(what: str, _done: int, _total: int | None) -> None:
            told.append(what)
            if "another program" in what:
                is_waiting.set()

        done = go_on(mine, choice=CHOICE, progress=progress)
        thread.join()
        assert done.reading.read == 1
        assert done.orphans == ()
        assert mine.is_current()
    assert any("another program" in what for what in told)


def test_one_alone_puts_together_each_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Dossier] = []

    def counted(dossier: Dossier, *_arguments: object, **_more: object) -> tuple[()]:
        calls.append(dossier)
        return ()

    monkeypatch.setattr(pipeline_whole, "assemble", counted)
    with Dossier.open(path) as dossier:
        go_on(dossier, choice=CHOICE)
        go_on(dossier, choice=CHOICE)
    assert len(calls) == 2
