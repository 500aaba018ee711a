"""revisions, readouts and rebuild's estimate, as a user calls them."""

import json
from pathlib import Path

import pytest

from dragoman.cli.app import run

Capture = pytest.CaptureFixture[str]
VERSION = "---\nurl: https://x.example.org/a\noutlet: X\npublished_at: {}\n---\nTalks\n\n{}\n"
READOUT = "---\noutlet: {}\npublished_at: 2025-06-04\ngenre: readout\n---\n{}\n\n{}\n"


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_READER", "rules")
    for name, day, words in (
        ("v1.txt", "2025-05-20", "Tomas Vey said that the harbour was open to all boats."),
        ("v2.txt", "2025-05-21", "Tomas Vey said that the harbour was shut to all boats."),
    ):
        Path(name).write_text(VERSION.format(day, words), encoding="utf-8")
    assert run(["add", "v1.txt", "v2.txt"]) == 0
    return tmp_path


def shown(capsys: Capture, *arguments: str) -> str:
    capsys.readouterr()
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


def test_a_changed_word_is_shown(versions: Path, capsys: Capture) -> None:
    (line,) = shown(capsys, "revisions").splitlines()
    id = line.split()[0]
    told = " ".join(shown(capsys, "revisions", id).split())
    assert "[−open]" in told
    assert "[+shut]" in told
    assert run(["revisions", id, "--out", "page.html"]) == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "<del>open</del>" in page
    assert "<ins>shut</ins>" in page
    assert json.loads(shown(capsys, "revisions", id, "--json"))["rows"]


def test_documents_without_versions_are_said_so(talks: Path, capsys: Capture) -> None:
    assert "no document is on file in two versions" in shown(capsys, "revisions")
    assert run(["revisions", "nowhere"]) == 1


def test_readouts_stand_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, outlet, first, second in (
        ("a.txt", "Office of Velland", "Readout of the call", "The envoys agreed to meet in July."),
        ("b.txt", "Office of Ormark", "On the conversation", "In July the envoys agreed to meet. "
         "Nothing was said about <lighthouses>."),
    ):  # fmt: skip
        Path(name).write_text(READOUT.format(outlet, first, second), encoding="utf-8")
    assert run(["add", "a.txt", "b.txt"]) == 0
    assert run(["read", "--reader", "rules"]) == 0
    ids = [
        json.loads(line)["id"]
        for line in shown(capsys, "export", "--kind", "document").split("\n")
        if line
    ]
    rows = json.loads(shown(capsys, "readouts", *ids, "--json"))["rows"]
    both = next(row for row in rows if all(row))
    assert all("envoys agreed to meet" in column[0]["text"] for column in both)
    alone = [s["text"] for row in rows for c in row if c for s in c if s["tone"] == "only"]
    assert [words.strip() for words in alone] == ["Nothing was said about <lighthouses>."]
    assert run(["readouts", *ids, "--out", "page.html"]) == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "&lt;lighthouses&gt;" in page
    assert run(["readouts", ids[0]]) == 1


def test_a_rebuild_says_first_what_it_will_take(talks: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert run(["rebuild"]) == 0
    told = capsys.readouterr().err
    assert "5 documents: 5 reports cached, 0 texts to read; about" in told
    assert "a short trial" in told
    assert run(["rebuild"]) == 0
    assert "the last rebuild's pace" in capsys.readouterr().err


def test_a_rebuild_keeps_the_reports_unless_asked(talks: Path, capsys: Capture) -> None:
    before = shown(capsys, "export", "--format", "canonical")
    capsys.readouterr()
    assert run(["rebuild", "--reread"]) == 0
    assert "5 texts to read" in capsys.readouterr().err
    assert shown(capsys, "export", "--format", "canonical") == before
