"""A copy that is killed leaves what was there, whole, and nothing that looks like an archive."""

import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.dossier import Dossier
from dragoman.dossier.archive import check_archive, folders, write_archive

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


MOMENTS = [
    ("telling", 1),
    ("telling", 9),
    ("settling", 1),
    ("settling", 20),
    ("renaming", 1),
    ("renaming", 2),
    ("renaming", 3),
    ("renamed", 1),
]
"""What the child does and how often it has done so when it dies; two renames change the places."""


def killed(place: Path, folder: Path, what: str, times: int) -> bool:
    """Archive in a child that dies at this moment; whether it did die."""
    child = os.fork()
    if child == 0:
        try:
            told = _die_at(what, times)
            with Dossier.open(place) as dossier:
                write_archive(dossier, folder, told)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _die_at(what: str, times: int) -> Callable[..., None]:
    """Lay the trap; what is to be told of the progress."""
    counts: Counter[str] = Counter()

    def reached(name: str) -> None:
        counts[name] += 1
        if (name, counts[name]) == (what, times):
            os.kill(os.getpid(), signal.SIGKILL)

    rename, settle = os.rename, folders._settle

    def renaming(*given: Any, **more: Any) -> None:
        reached("renaming")
        rename(*given, **more)
        if counts["renaming"] == 2:
            reached("renamed")

    def settling(path: Path, mode: int) -> None:
        reached("settling")
        settle(path, mode)

    os.rename = renaming
    folders._settle = settling
    return lambda *_: reached("telling")


def test_a_kill_at_any_moment_leaves_the_older_archive_or_the_new_one(
    filled: Dossier, folder: Path
) -> None:
    place = filled.path
    assert isinstance(place, Path)
    first = write_archive(filled, folder)
    filled.put_settings("name = 'later'", "Tov")
    filled.close()
    deaths = 0
    for what, times in MOMENTS:
        deaths += killed(place, folder, what, times)
        folders.clear_away(folder)
        assert list(check_archive(folder)) == [], what
    assert deaths == len(MOMENTS) - 1, "there is no third rename"
    with Dossier.open(place) as again:
        last = write_archive(again, folder)
    assert last.digest != first.digest
    assert list(check_archive(folder)) == []
    assert [one.name for one in folder.parent.glob(".talks*")] == []


def test_a_first_copy_that_is_killed_leaves_no_folder_and_the_next_clears_up(
    filled: Dossier, folder: Path
) -> None:
    place = filled.path
    assert isinstance(place, Path)
    filled.close()
    assert killed(place, folder, "telling", 4)
    assert not folder.exists()
    assert len(list(folder.parent.glob(".talks.archive.unfinished-*"))) == 2
    with Dossier.open(place) as again:
        write_archive(again, folder)
    assert [one.name for one in folder.parent.glob(".talks*")] == []
    assert list(check_archive(folder)) == []


def test_a_copy_that_is_broken_off_clears_up_itself(filled: Dossier, folder: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_archive(filled, folder, stop)
    assert [one.name for one in folder.parent.glob("*talks.archive*")] == []
