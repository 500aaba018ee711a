"""Which files are taken in."""

import os
from pathlib import Path

import pytest

from dragoman.ingest import gather
from dragoman.model import Skip


def lay(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The talks ended on Tuesday.")


def found(*paths: str | Path) -> list[str]:
    return [p.name for p in gather(paths) if isinstance(p, Path)]


def lines(*paths: str | Path) -> list[Skip]:
    return [p for p in gather(paths) if isinstance(p, Skip)]


def test_a_folder_is_walked_in_order_of_names(tmp_path: Path) -> None:
    lay(tmp_path, "b.txt", "a/z.md", "a/c.html", "d/e/f.JSONL", "A.txt")
    assert found(tmp_path) == ["A.txt", "c.html", "z.md", "b.txt", "f.JSONL"]
    assert lines(tmp_path) == []


def test_a_dossiers_own_files_hidden_files_and_litter_are_left_out(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "a.txt",
        "a.meta.toml",
        "a.txt.meta.toml",
        "negotiation.toml",
        "dossier.dragoman",
        "dossier.dragoman-wal",
        ".hidden.txt",
        ".git/b.txt",
        ".DS_Store",
        "Thumbs.db",
        "page.html",
        "page_files/style.css",
    )
    assert found(tmp_path) == ["a.txt", "page.html"]
    assert lines(tmp_path) == []


def test_an_unknown_ending_gets_a_line(tmp_path: Path) -> None:
    lay(tmp_path, "a.xyz", "README")
    assert [line.reason for line in lines(tmp_path)] == [
        "its name has no ending",
        "files that end in .xyz are not read",
    ]


def test_a_pattern_finds_files_below(tmp_path: Path) -> None:
    lay(tmp_path, "x/a.txt", "x/y/b.txt", "x/c.md", "x/a.meta.toml")
    assert found(f"{tmp_path}/**/*.txt") == ["a.txt", "b.txt"]
    assert found(f"{tmp_path}/x/*") == ["a.txt", "c.md", "b.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    lay(tmp_path, "talks [draft].txt")
    assert found(tmp_path / "talks [draft].txt") == ["talks [draft].txt"]


def test_what_is_not_there_gets_a_line(tmp_path: Path) -> None:
    assert [line.reason for line in lines(tmp_path / "no.txt", f"{tmp_path}/*.txt", "a\x00b")] == [
        "is not there",
        "no file matches this pattern",
        "is not there",
    ]


def test_no_file_comes_twice(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert found(tmp_path / "a.txt", tmp_path, f"{tmp_path}/*.txt") == ["a.txt"]


def test_a_loop_of_links_ends_with_a_line(tmp_path: Path) -> None:
    lay(tmp_path, "x/a.txt")
    (tmp_path / "x" / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert found(tmp_path) == ["a.txt"]
    assert [line.reason for line in lines(tmp_path)] == [
        "is a link that leads nowhere",
        "is a link to a folder that it lies in",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_closed_folder_gets_a_line(tmp_path: Path) -> None:
    lay(tmp_path, "x/a.txt", "b.txt")
    (tmp_path / "x").chmod(0)
    try:
        assert found(tmp_path) == ["b.txt"]
        assert "may not be read" in lines(tmp_path)[0].reason
    finally:
        (tmp_path / "x").chmod(0o700)
