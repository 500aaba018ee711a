"""Where a dossier lies: locked, newer, on a share, on a disk that takes no writes."""

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import attrs
import pytest

from dragoman.cli.app import run
from dragoman.dossier import opening

TEXT = "Velland and Ormark held talks in Sundholm on {day} June 2025.\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT.format(day=3), encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT.format(day=4), encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(place: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["add", "texts"]) == 0
    capsys.readouterr()
    return place / "dossier.dragoman"


def _one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on stderr: one line, of ours, with what to do."""
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("dragoman: ")
    assert "; " in line
    return line


@pytest.fixture
def locked(made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(opening, "open_file", partial(opening.open_file, timeout_s=0.1))
    other = sqlite3.connect(made, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield made
    other.close()


def test_a_locked_dossier_is_one_line_and_keeps_what_it_had(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["add", "b.txt"]) == 1
    assert "another program is writing" in _one_line(capsys)
    assert run(["check"]) == 0
    assert "1 documents" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["brief", "contacts", "check", "rebuild", "undo", "export"])
def test_a_newer_dossier_is_refused_by_every_command(
    made: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(made) as file:
        file.execute("PRAGMA user_version=99")
    file.close()
    before = made.read_bytes()
    assert run([command]) == 1
    assert "format 99" in _one_line(capsys)
    assert made.read_bytes() == before


def test_a_dossier_on_a_share_works_with_a_notice(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file system without shared memory, as SQLite's own dot-file locking has none."""
    for name in ("open_file", "create_file"):
        made_so = partial(getattr(opening, name), vfs="unix-dotfile")
        monkeypatch.setattr(opening, name, made_so)
    assert run(["brief", "texts", "--out", "b.html"]) == 0
    told = capsys.readouterr().err
    assert told.count("no write-ahead log on this file system") == 1
    assert (place / "b.html").read_text("utf-8").rstrip().endswith("</html>")
    assert run(["check"]) == 0


def test_a_dossier_that_takes_no_writes_is_still_briefed(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read"]) == 0
    usual = opening.open_file

    def for_reading(path: Path) -> opening.Opened:
        engine = usual(path).engine
        engine.dispose()
        return attrs.evolve(
            opening.Opened(engine=engine),
            notices=("opened for reading only: this place takes no writes",),
        )

    monkeypatch.setattr(opening, "open_file", for_reading)
    before = made.read_bytes()
    capsys.readouterr()
    assert run(["brief"]) == 0
    assert "for reading only" in capsys.readouterr().err
    assert made.read_bytes() == before
