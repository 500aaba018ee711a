"""Renewing an older archive: what did not change is kept, and nothing that is truth is lost."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path

from attrs import frozen
from sqlalchemy import Column, Connection, Table, select

from dragoman.dossier.archive.layout import SHEETS, sheet_of
from dragoman.dossier.archive.manifest import File, Manifest, Partition, is_archive, read_manifest
from dragoman.dossier.archive.reading import opened, rows_of_table, sum_values
from dragoman.dossier.archive.streaming import streams
from dragoman.dossier.copying import Work
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.schema import DECISIONS, DOCUMENTS, ENTRIES, SETTINGS
from dragoman.dossier.sums import Sum
from dragoman.errors import ArchiveDamaged, BadRequest
from dragoman.model import KINDS, Verb, digest

Key = tuple[str, str | None, str | None]
"""Table, noun and month of a partition."""

_PAGE = 500


@cache
def program() -> str:
    """The version of the program."""
    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "unknown"


@cache
def columns_digest() -> str:
    """A digest of all columns of all files and of the program that fills them."""
    sheets = [sheet_of(table) for table in SHEETS if table is not ENTRIES]
    sheets += [sheet_of(ENTRIES, noun) for noun in KINDS]
    return digest(program(), *(str(sheet.schema) for sheet in sheets))


@frozen(kw_only=True)
class Older:
    """The archive that is to give way, and its partitions in which nothing has changed."""

    folder: Path
    unchanged: dict[Key, Partition]

    def keep(self, key: Key, beside: Path) -> Partition | None:
        """Take the files of a partition over into the new folder; None if it is to be written.

        A file that is not as it was written is none to keep.
        """
        partition = self.unchanged.get(key)
        if partition is None:
            return None
        try:
            for file in partition.files:
                self._take_over(file, beside)
        except ArchiveDamaged:
            for file in partition.files:
                (beside / file.path).unlink(missing_ok=True)
            return None
        return partition

    def _take_over(self, file: File, beside: Path) -> None:
        target = beside / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with opened(self.folder, file):
            try:
                os.link(self.folder / file.path, target, follow_symlinks=False)
            except (OSError, NotImplementedError):
                shutil.copyfile(self.folder / file.path, target)


def older_at(origin: Dossier, connection: Connection, folder: Path, work: Work) -> Older:
    """What of the archive at ``folder`` can be kept; nothing where none is.

    Raises:
        BadRequest: it holds documents, decisions or settings that the dossier does not have, or
            is damaged so that this cannot be told.
        DossierTooNew: a newer version of the program wrote it.
    """
    if not is_archive(folder):
        return Older(folder=folder, unchanged={})
    try:
        manifest = read_manifest(folder)
        _require_same_dossier(connection, folder, manifest)
    except ArchiveDamaged as error:
        raise BadRequest(
            f"{folder} holds a damaged archive ({error.reason}); delete it or choose another "
            "folder, then copy again"
        ) from error
    if manifest.columns != columns_digest():
        work.total -= work.total // 3  # nothing can be kept, so nothing is compared
        return Older(folder=folder, unchanged={})
    found = _digests(origin, connection, work)
    unchanged = {
        one.key: one for one in manifest.partitions if found.get(one.key) == (one.rows, one.digest)
    }
    return Older(folder=folder, unchanged=unchanged)


def _digests(origin: Dossier, connection: Connection, work: Work) -> dict[Key, tuple[int, str]]:
    """The rows and digest of every partition, as the dossier stands now."""
    sums: dict[Key, Sum] = defaultdict(Sum)
    told = 0
    for sheet, rows in streams(origin, connection):
        for number, (month, row) in enumerate(rows, 1):
            sums[sheet.table.name, sheet.noun, month].add(sum_values(sheet, row))
            if number % _PAGE == 0:
                work.step("comparing with the older archive", _PAGE)
                told += _PAGE
    total = sum(one.rows for one in sums.values())
    work.step("comparing with the older archive", total - told)
    return {key: (one.rows, one.digest) for key, one in sums.items()}


def _require_same_dossier(connection: Connection, folder: Path, manifest: Manifest) -> None:
    """Refuse to renew an archive with truth in it that the dossier does not have."""
    gone = set(
        connection.scalars(select(DECISIONS.c.target).where(DECISIONS.c.verb == Verb.REMOVE.value))
    )
    none: set[str | None] = set()
    checked: tuple[tuple[str, Table, Column[str], set[str | None]], ...] = (
        ("document", DOCUMENTS, DOCUMENTS.c.id, gone),
        ("decision", DECISIONS, DECISIONS.c.id, none),
        ("settings of", SETTINGS, SETTINGS.c.put_at, none),
    )
    for noun, table, column, allowed in checked:
        ids = (str(row[column.name]) for row in rows_of_table(folder, manifest, table))
        for one in _missing(connection, column, ids):
            if one not in allowed:
                raise BadRequest(
                    f"{folder} holds {noun} {one}, which the dossier does not have; it is no "
                    "older archive of it, so choose another folder"
                )


def _missing(connection: Connection, column: Column[str], ids: Iterator[str]) -> Iterator[str]:
    while page := list(islice(ids, _PAGE)):
        known = set(connection.scalars(select(column).where(column.in_(page))))
        yield from (one for one in page if one not in known)
