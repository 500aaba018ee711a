"""The manifest: what an archive holds, file by file, with hashes; written last."""

import os
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec
from attrs import frozen

from dragoman.errors import ArchiveDamaged, DossierMissing, DossierTooNew

NAME = "manifest.json"
KIND = "dragoman archive"
FORMAT = 1
"""The number of the archive form that this version reads and writes."""

R = TypeVar("R")

_LARGEST = 256 * 2**20
"""Bytes of a manifest that is read; one of a million files has fewer."""


@frozen(kw_only=True)
class File:
    """One Parquet file: its path below the archive (with ``/``), rows, bytes and SHA-256."""

    path: str
    rows: int
    bytes: int
    sha256: str


@frozen(kw_only=True)
class Partition:
    """The rows of one table, of one noun and month: ``digest`` is of their stored values."""

    table: str
    noun: str | None = None
    month: str | None = None
    rows: int
    digest: str
    files: tuple[File, ...] = ()

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """Which partition it is."""
        return self.table, self.noun, self.month


@frozen(kw_only=True)
class Table:
    """All rows of a table of the dossier: how many, and their digest, whatever their order."""

    name: str
    rows: int
    digest: str


@frozen(kw_only=True)
class Manifest:
    """What an archive says of itself.

    ``program`` is the version that wrote it; ``shape`` a digest of the records' fields and
    ``columns`` one of the files' columns, as that version had them; ``canonical`` is the SHA-256
    of the canonical export of the dossier that was written.
    """

    kind: str = KIND
    format: int = FORMAT
    program: str
    shape: str
    columns: str
    canonical: str
    tables: tuple[Table, ...]
    partitions: tuple[Partition, ...]

    def rows(self, table: str) -> int:
        """How many rows of a table there are."""
        return sum(one.rows for one in self.tables if one.name == table)

    def partitions_of(self, table: str) -> tuple[Partition, ...]:
        """The partitions of one table, as they were written."""
        return tuple(one for one in self.partitions if one.table == table)


def is_archive(folder: Path) -> bool:
    """Whether a folder holds a manifest, sound or not."""
    return os.path.isfile(folder / NAME)


def write_manifest(folder: Path, manifest: Manifest) -> Path:
    """Write the manifest into the folder; the path of the file."""
    path = folder / NAME
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    path.write_bytes(text + b"\n")
    return path


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an archive.

    Raises:
        DossierMissing: there is nothing at this place.
        ArchiveDamaged: the folder is no archive, or its manifest cannot be used.
        DossierTooNew: a newer version of the program wrote it.
    """
    if not os.path.lexists(folder):
        raise DossierMissing(str(folder))
    text = _read(folder)
    head = _decoded(folder, text, _Head)
    if head.kind != KIND:
        raise _foreign(folder)
    if head.format > FORMAT:
        raise DossierTooNew(str(folder), head.format, FORMAT)
    manifest = _decoded(folder, text, Manifest)
    _require_paths(folder, manifest)
    return manifest


class _Head(msgspec.Struct):
    kind: str = ""
    format: int = 0


def _read(folder: Path) -> bytes:
    try:
        with open(folder / NAME, "rb", opener=no_link) as file:
            text = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise _foreign(folder) from error
    except NotADirectoryError as error:
        raise ArchiveDamaged(str(folder), "this is a file, not an archive") from error
    except OSError as error:
        raise ArchiveDamaged(str(folder), f"{NAME} cannot be read ({error.strerror})") from error
    if len(text) > _LARGEST:
        raise ArchiveDamaged(str(folder), f"{NAME} has more than {_LARGEST} bytes")
    return text


def _decoded(folder: Path, text: bytes, record: type[R]) -> R:
    try:
        return msgspec.json.decode(text, type=record)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ArchiveDamaged(str(folder), f"{NAME} cannot be read ({error})") from error


def no_link(path: str, flags: int) -> int:
    """Open a file unless it is a symbolic link: for ``open(..., opener=no_link)``."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))


def _foreign(folder: Path) -> ArchiveDamaged:
    return ArchiveDamaged(
        str(folder), f"this folder is no archive (it has no {NAME} of a dossier's archive)"
    )


def _require_paths(folder: Path, manifest: Manifest) -> None:
    """Refuse a manifest that names anything outside its folder, or one file twice."""
    names = [file.path for one in manifest.partitions for file in one.files]
    for name in names:
        path = PurePosixPath(name)
        is_inside = not path.is_absolute() and ".." not in path.parts and "\\" not in name
        if not is_inside or path.suffix != ".parquet" or ":" in name or "\0" in name:
            raise ArchiveDamaged(str(folder), f"{NAME} names {name!r}, which is none of its files")
    if len(set(names)) != len(names):
        raise ArchiveDamaged(str(folder), f"{NAME} names one file twice")
