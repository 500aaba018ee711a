"""Writing a file whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, parts: Iterable[str]) -> None:
    """Write UTF-8 text to a file; until it is whole, what stood there before stays.

    The text goes into a hidden neighbour that takes the file's place at the end. A path that is
    no regular file (a pipe, ``/dev/stdout``) is written to as it is. Line ends are not changed.

    Raises:
        OSError: the folder takes no writes, the disk is full, or another program holds the file
            open (Windows); ``filename`` is ``path``.
    """
    try:
        _write(path, parts)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def write_whole_bytes(path: Path, content: bytes) -> None:
    """Write bytes to a file; until it is whole, what stood there before stays.

    Raises:
        OSError: as for :func:`write_whole`.
    """
    try:
        _write(path, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _write(path: Path, parts: Iterable[str] | bytes) -> None:
    if path.exists() and not path.is_file():
        _fill(path, parts)
        return
    place = path.resolve()  # a link stays a link
    neighbour = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        _fill(neighbour, parts)
        neighbour.replace(place)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise


def _fill(path: Path, parts: Iterable[str] | bytes) -> None:
    """Write the parts; a file is on the disk at the end, not only on its way there."""
    with path.open("wb") as file:
        if isinstance(parts, bytes):
            file.write(parts)
        else:
            file.writelines(part.encode("utf-8") for part in parts)
        file.flush()
        if path.is_file():
            os.fsync(file.fileno())
