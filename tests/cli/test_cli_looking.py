"""Whoever looks at a dossier sees what was added, though nobody put it together before."""

from pathlib import Path

import pytest

from dragoman.cli.app import run

Capture = pytest.CaptureFixture[str]
TEXT = (
    "Castle Quay, 3 March 2031\n\nPresident Bertil Oskander of Ormark spoke by telephone with "
    "President Ilse Marn of Velland on Monday.\n"
)


@pytest.fixture
def behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAGOMAN_READER", "rules")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run(["add", "texts"]) == 0
    return tmp_path


def test_reading_may_leave_the_rest_to_the_next_look(behind: Path, capsys: Capture) -> None:
    assert run(["read", "--later"]) == 0
    assert "worked in at the next look" in capsys.readouterr().out
    assert run(["contacts", "--json"]) == 0
    assert "Oskander" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["export"], ["ask", "Oskander"]])
def test_every_look_works_in_what_came(behind: Path, capsys: Capture, command: list[str]) -> None:
    assert run(["read", "--later"]) == 0
    capsys.readouterr()
    assert run(command) == 0
    assert "Oskander" in capsys.readouterr().out
