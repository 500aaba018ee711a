"""Reading an archive: each file is proved to be the one that was written before it is used."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Table

from dragoman.dossier.archive.filling import Row
from dragoman.dossier.archive.layout import Sheet, Stored, sheet_of
from dragoman.dossier.archive.manifest import File, Manifest, Partition, no_link
from dragoman.dossier.copying import TABLES
from dragoman.dossier.schema import CONTENTS, DOCUMENTS, ENTRIES
from dragoman.errors import ArchiveDamaged

_BATCH = 500
_TEXTS = 20
"""Rows read at a time; of documents with their texts and bytes, fewer."""

_BLOCK = 2**20


def rows_of_table(folder: Path, manifest: Manifest, table: Table) -> Iterator[Row]:
    """The rows of one of the dossier's tables, as its columns have them.

    Raises:
        ArchiveDamaged: a file is missing, is not the one that was written, or cannot be read.
    """
    if table is CONTENTS:
        yield from _contents(folder, manifest)
        return
    for partition in manifest.partitions_of(table.name):
        stored = [one for one in sheet_of(table, partition.noun).stored if one.table is table]
        for row in rows_of_partition(folder, partition, stored):
            values = {one.column: row[one.name] for one in stored}
            yield {**values, "kind": partition.noun} if table is ENTRIES else values


def _contents(folder: Path, manifest: Manifest) -> Iterator[Row]:
    """The texts and bytes, which lie with the documents; a purged one has none."""
    wanted = [one for one in sheet_of(DOCUMENTS).stored if one.name in ("id", "text", "raw")]
    for partition in manifest.partitions_of(DOCUMENTS.name):
        for row in rows_of_partition(folder, partition, wanted):
            if row["text"] is not None:
                yield {"document": row["id"], "text": row["text"].encode(), "raw": row["raw"]}


def rows_of_partition(
    folder: Path, partition: Partition, stored: Sequence[Stored]
) -> Iterator[Row]:
    """The rows of a partition with these columns, in the order in which they were written.

    Raises:
        ArchiveDamaged: as ``rows_of_table``.
    """
    for file in partition.files:
        with opened(folder, file) as parquet:
            _require_columns(folder, file, parquet.schema_arrow, stored)
            at_once = _TEXTS if any(one.table is CONTENTS for one in stored) else _BATCH
            names = [one.name for one in stored]
            for batch in parquet.iter_batches(batch_size=at_once, columns=names):
                yield from batch.to_pylist()


@contextmanager
def opened(folder: Path, file: File) -> Iterator[pq.ParquetFile]:
    """A file of the archive, whose hash has been compared.

    Raises:
        ArchiveDamaged: as ``rows_of_table``.
    """
    _require_no_links(folder, file)
    try:
        with open(folder / file.path, "rb", opener=no_link) as stream:
            if hash_of(stream) != file.sha256:
                raise _damaged(folder, file, "is not as it was written")
            stream.seek(0)
            yield pq.ParquetFile(stream, buffer_size=_BLOCK)
    except ArchiveDamaged:
        raise
    except FileNotFoundError as error:
        raise _damaged(folder, file, "is missing") from error
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).partition("\n")[0]
        raise _damaged(folder, file, f"cannot be read ({reason})") from error


def hash_of(stream: BinaryIO) -> str:
    """The SHA-256 of what is left of a file."""
    found = hashlib.sha256()
    while block := stream.read(_BLOCK):
        found.update(block)
    return found.hexdigest()


def require_known_tables(folder: Path, manifest: Manifest) -> None:
    """Refuse an archive with tables of which this version knows nothing: they would be lost.

    Raises:
        ArchiveDamaged: it has some.
    """
    known = {table.name for table in TABLES}
    for name in sorted({one.name for one in manifest.tables} - known):
        raise ArchiveDamaged(
            str(folder), f"it holds {name!r}, which this version does not know; use a newer one"
        )


def _require_no_links(folder: Path, file: File) -> None:
    place = folder
    for part in Path(file.path).parts:
        place /= part
        if os.path.islink(place):
            raise _damaged(folder, file, "is a symbolic link, which is not followed")


def _require_columns(folder: Path, file: File, found: pa.Schema, stored: Sequence[Stored]) -> None:
    for one in stored:
        at = found.get_field_index(one.name)
        if at < 0 or found.field(at).type != one.type:
            raise _damaged(folder, file, f"has no column {one.name!r} of type {one.type}")


def _damaged(folder: Path, file: File, what: str) -> ArchiveDamaged:
    return ArchiveDamaged(str(folder), f"{file.path} {what}")


def sum_values(sheet: Sheet, row: Row) -> list[Any]:
    """The stored values of a row, in the order in which a partition's digest takes them."""
    return [row[one.name] for one in sheet.stored]
