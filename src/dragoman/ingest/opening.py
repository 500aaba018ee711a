"""Read a file's bytes: regular files only, within a limit, and only when it holds still."""

import os
import stat
from pathlib import Path

from dragoman.errors import UnreadableDocument

MAX_TEXT_BYTES = 20_000_000
"""The most bytes that one text may have (a long novel has one million)."""

MAX_PAGE_BYTES = 10_000_000
"""The most bytes that one web page may have; the extractor's time grows with the page."""

MAX_CONTAINER_BYTES = 100_000_000
"""The most bytes that a mail, a Word, PDF or JSON file may have: it carries pictures, or many
articles."""


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, read in one go.

    A pipe or a device is refused before it is opened, so that it cannot block the run; a file
    over the limit is refused before it is read.

    Raises:
        UnreadableDocument: missing, not a regular file, empty, longer than ``limit`` bytes, or
            changed while it was read.
    """
    try:
        check_regular(path, limit)
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            raw = file.read(limit + 1)
            after = os.fstat(file.fileno())
    except UnreadableDocument:
        raise
    except (OSError, ValueError) as fault:
        raise unreadable(path, fault) from fault
    if not held_still(before, after):
        raise changed(path)
    check_size(path.as_posix(), len(raw), limit)
    return raw


def check_regular(path: Path, limit: int) -> None:
    """Refuse what is no regular file, is empty or has more than ``limit`` bytes.

    Raises:
        OSError, ValueError: the file system does not know the path.
        UnreadableDocument: the file must not be read.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocument(
            path.as_posix(), "is not a regular file", "give a file, a folder or a pattern"
        )
    check_size(path.as_posix(), status.st_size, limit)


def check_size(where: str, size: int, limit: int) -> None:
    """Refuse an empty file and one of more than ``limit`` bytes; ``where`` names it.

    Raises:
        UnreadableDocument: it is.
    """
    if size == 0:
        raise UnreadableDocument(where, "is empty", "save the article again, or delete the file")
    if size > limit:
        raise UnreadableDocument(
            where,
            f"has {size / 1e6:,.1f} MB, more than the {limit / 1e6:,.0f} MB that are read",
            "split it into single articles and add those",
        )


def held_still(before: os.stat_result, after: os.stat_result) -> bool:
    """Whether size and time of change are the same before and after reading."""
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def changed(path: Path) -> UnreadableDocument:
    """The error for a file that another program is still writing."""
    return UnreadableDocument(
        path.as_posix(),
        "changed while it was being read",
        "wait until the other program has finished, then add it again",
    )


def unreadable(path: Path, fault: Exception) -> UnreadableDocument:
    """The file system's refusal, in words that a user can act on."""
    where = path.as_posix()
    if isinstance(fault, FileNotFoundError):
        return UnreadableDocument(where, "is not there", "check the path and add it again")
    if isinstance(fault, PermissionError):
        return UnreadableDocument(
            where, "may not be read by you", "give yourself the right to read it, then add it again"
        )
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return UnreadableDocument(
        where, f"cannot be opened ({reason.lower()})", "check the path or copy the file elsewhere"
    )
