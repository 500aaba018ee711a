"""Folders: an archive is made beside its place and takes it whole, by being renamed."""

import glob
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

import msgspec

from dragoman.dossier.archive.manifest import is_archive
from dragoman.dossier.liveness import Process, is_alive, this_process
from dragoman.dossier.places import Place, ServerPlace
from dragoman.errors import BadRequest, DossierError, DossierReadOnly

_NOTE = ".json"
_MARK = "unfinished"
_BEFORE = "before"
_PRIVATE = 0o600


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """Run the body; an error of the disk becomes one about ``folder``.

    Raises:
        DossierReadOnly: the disk is full, or takes no writes here.
    """
    try:
        yield
    except DossierError:
        raise
    except OSError as error:
        reason = error.strerror or str(error).partition("\n")[0] or "it cannot be written"
        raise DossierReadOnly(str(folder), f"no archive can be written here ({reason})") from error


def require_free(folder: Path) -> None:
    """Refuse a place where something else lies than an archive or an empty folder.

    Raises:
        BadRequest: as said.
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise BadRequest(f"{folder} is a file; name a folder for the archive")
    if not is_archive(folder) and any(folder.iterdir()):
        raise BadRequest(
            f"{folder} is not empty and holds no archive; name another folder for the archive"
        )


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A new private folder beside ``folder``, which goes when the body fails.

    A note beside it says whose it is, for others to tell whether that program still lives.
    """
    beside = _named(folder, _MARK)
    note = beside.with_name(f"{beside.name}{_NOTE}")
    try:
        note.write_bytes(msgspec.json.encode(this_process()))
        beside.mkdir(mode=0o700)
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        note.unlink(missing_ok=True)


def clear_away(folder: Path) -> None:
    """Remove what killed programs left beside ``folder``; bring back what one had moved away."""
    for note in _beside(folder, _MARK, _NOTE):
        with suppress(OSError, msgspec.MsgspecError):
            if is_alive(msgspec.json.decode(note.read_bytes(), type=Process)) is False:
                shutil.rmtree(note.with_name(note.name.removesuffix(_NOTE)), ignore_errors=True)
                note.unlink()
    for before in _beside(folder, _BEFORE):
        if os.path.lexists(folder):
            shutil.rmtree(before, ignore_errors=True)
        else:
            before.rename(folder)


def _beside(folder: Path, mark: str, end: str = "") -> list[Path]:
    return sorted(folder.parent.glob(f".{glob.escape(folder.name)}.{mark}-*{end}"))


def _named(folder: Path, mark: str) -> Path:
    return folder.with_name(f".{folder.name}.{mark}-{token_hex(4)}")


def take_place(beside: Path, folder: Path, mode: int) -> None:
    """Let the finished folder take the place of ``folder``, with files of ``mode``.

    An archive that was there gives way by a rename, too, and is deleted last; between the two
    renames both lie there whole, under names that begin with a dot.
    """
    for place, folders, names in os.walk(beside, topdown=False):
        for name in names:
            _settle(Path(place, name), mode)
        for name in folders:
            _settle(Path(place, name), _for_folder(mode))
    _settle(beside, _for_folder(mode))
    if not os.path.lexists(folder):
        beside.rename(folder)
    elif not is_archive(folder):
        folder.rmdir()
        beside.rename(folder)
    else:
        _change_places(beside, folder)
    _sync(folder.parent)


def _change_places(beside: Path, folder: Path) -> None:
    before = _named(folder, _BEFORE)
    folder.rename(before)
    try:
        beside.rename(folder)
    except OSError:
        before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _settle(path: Path, mode: int) -> None:
    """Give a file or folder its mode, and put it on the disk for good."""
    if not path.is_dir() and path.stat().st_nlink > 1:
        return  # of the archive before, linked: as it was
    path.chmod(mode)
    _sync(path)


def _sync(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return  # Windows opens no folder as a file
    flags = os.O_RDONLY if os.name == "posix" else os.O_RDWR
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def mode_of(origin: Place) -> int:
    """The mode of the archive's files: as private as the dossier; of a server, the user's own."""
    if isinstance(origin, ServerPlace):
        return _PRIVATE
    return stat.S_IMODE(origin.stat().st_mode) & 0o666 | _PRIVATE


def _for_folder(mode: int) -> int:
    """The mode of a folder: who may read a file may enter its folder."""
    return mode | (mode & 0o444) >> 2
