"""Gathering: the files to take in, from files, folders and patterns."""

import glob
import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from attrs import define, field

from dragoman.ingest.opening import unreadable
from dragoman.ingest.readers import ENDINGS, ending_of, unknown_ending
from dragoman.ingest.sidecar import SUFFIX
from dragoman.model import Skip

OWN_FILES = ("negotiation.toml", "*.dragoman*", f"*{SUFFIX}")
"""Names of the files that belong to a dossier and are no articles."""

LITTER = ("Thumbs.db", "desktop.ini", "~$*", "*.tmp", "__MACOSX")
"""Names that operating systems and word processors leave behind."""

Key = tuple[int, int | str]
"""Device, and file number; some Windows and network file systems give no number."""


def gather(paths: Iterable[str | Path]) -> Iterator[Path | Skip]:
    """The files to take in, and a line for whatever is not.

    Folders are walked through, sorted by name, links followed but no folder or file visited
    twice. A path that does not exist is taken as a pattern (``reports/**/*.txt``). Hidden files,
    sidecars, dossiers, ``negotiation.toml`` and the folders of pictures that browsers save beside
    a page are left out without a word; a file of another ending gets a line.
    """
    walk = _Walk()
    for path in paths:
        yield from walk.start(path)


@define
class _Walk:
    """One gathering: remembers what it has seen, by device and file number."""

    _seen: set[Key] = field(factory=set)

    def start(self, given: str | Path) -> Iterator[Path | Skip]:
        """The files at a path that a user gave."""
        path = Path(given)
        if os.path.lexists(path) and "\x00" not in str(path):
            yield from self._visit(path, ())
            return
        matches = sorted(glob.glob(str(given), recursive=True)) if _is_pattern(str(given)) else []
        if not matches:
            yield _nothing_there(given)
        for match in map(Path, matches):
            if not _is_left_out(match):
                yield from self._visit(match, ())

    def _visit(self, path: Path, above: tuple[Key, ...]) -> Iterator[Path | Skip]:
        """A file, or all files below a folder; ``above`` are the folders that it lies in."""
        try:
            status = path.stat()
        except (OSError, ValueError) as fault:
            yield _unreachable(path, fault)
            return
        key = _key(path, status)
        if key in above:
            yield Skip(
                path=path.as_posix(),
                reason="is a link to a folder that it lies in",
                advice="nothing is lost; remove the link",
            )
        elif key not in self._seen:
            self._seen.add(key)
            yield from self._folder(path, (*above, key)) if path.is_dir() else _file(path)

    def _folder(self, folder: Path, above: tuple[Key, ...]) -> Iterator[Path | Skip]:
        """All files below a folder, sorted by name."""
        try:
            names = sorted(os.listdir(folder))
        except OSError as fault:
            yield _unreachable(folder, fault)
            return
        for name in names:
            if not _is_left_out(folder / name) and not _is_beside_a_page(name, names):
                yield from self._visit(folder / name, above)


def _key(path: Path, status: os.stat_result) -> Key:
    """What tells a file from every other: its number, or its real path where it has none."""
    return (status.st_dev, status.st_ino or os.path.realpath(path))


def _file(path: Path) -> Iterator[Path | Skip]:
    """The file when its ending is read, else the line about it."""
    if ending_of(path) in ENDINGS:
        yield path
        return
    fault = unknown_ending(path)
    yield Skip(path=fault.path, reason=fault.reason, advice=fault.advice)


def _is_left_out(path: Path) -> bool:
    """Whether a name is hidden, a dossier's own, or litter."""
    hidden = path.name.startswith(".") and path.name not in (".", "..")
    return hidden or any(fnmatch(path.name, pattern) for pattern in (*OWN_FILES, *LITTER))


def _is_beside_a_page(name: str, names: list[str]) -> bool:
    """Whether a folder holds the pictures of a page that a browser saved beside it."""
    stem, mark, end = name.rpartition("_files")
    return bool(mark) and not end and (f"{stem}.html" in names or f"{stem}.htm" in names)


def _is_pattern(path: str) -> bool:
    """Whether a path has wildcards in it."""
    return glob.has_magic(path) and "\x00" not in path


def _nothing_there(given: str | Path) -> Skip:
    """The line about a path or pattern that leads to nothing."""
    where = Path(given).as_posix()
    if _is_pattern(str(given)):
        return Skip(path=where, reason="no file matches this pattern", advice="check the pattern")
    return Skip(path=where, reason="is not there", advice="check the path and add it again")


def _unreachable(path: Path, fault: Exception) -> Skip:
    """The line about a file or folder that cannot be looked at."""
    if path.is_symlink():
        return Skip(
            path=path.as_posix(),
            reason="is a link that leads nowhere",
            advice="remove the link or put the file in its place",
        )
    error = unreadable(path, fault if isinstance(fault, Exception) else OSError())
    return Skip(path=error.path, reason=error.reason, advice=error.advice)
