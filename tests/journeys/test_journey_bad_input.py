"""What users really have in their folders: one clear line each, the rest goes on."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from dragoman.cli.app import run

GOOD = (
    "Envoys meet at Sundholm\n\nVelland and Ormark held talks in Sundholm on 3 June 2025. "
    "Velland demanded that Ormark withdraw its patrol boats from the strait.\n"
)
GERMAN = (
    "Die Unterhändler trafen sich am Dienstag in der Hauptstadt und sprachen über die Fischerei. "
    "Die Regierung forderte den Rückzug aller Boote aus der Meerenge und lehnte neue Quoten ab.\n"
)


def _fill(folder: Path) -> None:
    """A folder with every kind of bad input that the issue names, and one good text."""
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "again.txt").write_text(GOOD, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\t\n", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (folder / "nav.html").write_text("<html><nav><a href='/'>Home</a></nav></html>", "utf-8")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    (folder / "german.txt").write_text(GERMAN * 3, encoding="utf-8")
    (folder / "nul.txt").write_text(GOOD.replace("patrol", "fishing\x00"), encoding="utf-8")
    (folder / "bidi.txt").write_text(GOOD.replace("3 June", "4 June\u202e"), encoding="utf-8")
    (folder / "long.txt").write_text("Velland said that " + "it and " * 3000 + "won.", "utf-8")
    (folder / "lines.jsonl").write_text(
        json.dumps({"title": "A", "text": GOOD.replace("talks", "a meeting")}) + "\n{broken\n",
        encoding="utf-8",
    )
    (folder / "future.md").write_text(
        f"---\npublished_at: 2199-01-01\n---\n{GOOD.replace('patrol', 'coastguard')}", "utf-8"
    )
    (folder / "odd.txt").write_text(GOOD.replace("Sundholm", "Lyrholm"), encoding="utf-8")
    (folder / "odd.txt.meta.toml").write_text("outlet = ", encoding="utf-8")
    (folder / "notes.xyz").write_text("?", encoding="utf-8")
    (folder / "loop").symlink_to(folder, target_is_directory=True)


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.chdir(tmp_path)
    _fill(tmp_path / "texts")
    assert run(["brief", "texts"]) == 3
    return capsys.readouterr().err


@pytest.mark.parametrize(
    "name",
    [
        "empty.txt",
        "blank.txt",
        "binary.txt",
        "picture.html",
        "nav.html",
        "scan.pdf",
        "broken.docx",
        "german.txt",
        "lines.jsonl",
        "odd.txt.meta.toml",
        "notes.xyz",
    ],
)
def test_a_bad_file_gets_one_line_with_what_to_do(told: str, name: str) -> None:
    lines = [line for line in told.splitlines() if name in line]
    assert len(lines) == 1
    assert lines[0].startswith("skipped ")
    assert ";" in lines[0], "what happened; what to do"


@pytest.mark.parametrize("name", ["good.txt", "nul.txt", "bidi.txt", "long.txt", "future.md"])
def test_an_odd_but_readable_file_is_taken_in(told: str, name: str) -> None:
    assert f"/{name}" not in told


def test_nothing_is_lost_and_no_traceback_is_shown(
    told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Traceback" not in told
    assert run(["check"]) == 0
    capsys.readouterr()
    assert run(["export", "--kind", "document"]) == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by_name = {Path(d["path"]).name: d for d in documents}
    assert {"good.txt", "again.txt", "german.txt", "nul.txt", "bidi.txt"} <= set(by_name)
    copies = [d["copy_of"] for d in documents if d["path"].endswith(("good.txt", "again.txt"))]
    # One is the other's copy; further files of the folder are light edits of both.
    assert any(copy is not None for copy in copies)
    assert by_name["nul.txt"]["text"].count("\x00") == 1


def test_the_page_shows_what_was_skipped(told: str) -> None:
    page = Path("brief.html").read_text(encoding="utf-8")
    for name in ("empty.txt", "german.txt", "scan.pdf"):
        assert name in page


def test_a_zip_bomb_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b"0" * 300_000_000)
    assert run(["add", "bomb.docx"]) == 3
    assert "bomb.docx" in capsys.readouterr().err


def test_a_large_text_is_refused_quickly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with Path("large.txt").open("wb") as large:
        for _ in range(50):
            large.write(b"Velland said no. " * 61_681)
    assert run(["add", "large.txt"]) == 3
    assert "split" in capsys.readouterr().err


def test_a_corrected_article_at_the_same_address_supersedes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "---\nurl: https://example.org/a\npublished_at: 2025-06-0{}\n---\n"
    Path("a.md").write_text(head.format(4) + GOOD, encoding="utf-8")
    Path("b.md").write_text(head.format(5) + GOOD.replace("3 June", "2 June"), encoding="utf-8")
    assert run(["add", "a.md", "b.md"]) == 0
    assert "1 newer versions" in capsys.readouterr().out
    assert run(["read"]) == 0
    assert "1 read" in capsys.readouterr().out


def test_thousands_of_files_of_which_some_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1000):
        text = GOOD.replace("3 June", f"{number % 28 + 1} June") + f"Paper number {number}.\n"
        (folder / f"{number:04}.txt").write_text(text if number % 50 else "", encoding="utf-8")
    assert run(["add", "many"]) == 3
    captured = capsys.readouterr()
    assert "980 added; 20 skipped" in captured.out
    assert len([line for line in captured.err.splitlines() if line.startswith("skipped")]) == 20


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a disk always full")
def test_a_full_disk_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    assert run(["add", "good.txt"]) == 0
    capsys.readouterr()
    assert run(["export", "--out", "/dev/full"]) == 1
    told = capsys.readouterr().err
    assert "disk is full" in told
    assert "Traceback" not in told
