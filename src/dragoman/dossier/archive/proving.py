"""Proving that an archive is as it was written."""

import os
from collections.abc import Iterator
from pathlib import Path

from dragoman.dossier.archive.layout import sheet_of
from dragoman.dossier.archive.manifest import NAME, Manifest, Partition, read_manifest
from dragoman.dossier.archive.reading import (
    require_known_tables,
    rows_of_partition,
    sum_values,
)
from dragoman.dossier.checking import Problem
from dragoman.dossier.copying import TABLES
from dragoman.dossier.sums import Sum
from dragoman.errors import ArchiveDamaged


def check_archive(folder: Path) -> Iterator[Problem]:
    """Everything that is not as it was written; nothing for a sound archive.

    Each file is held against its hash and each row read, as well as the folder searched for files
    that the manifest does not name: DuckDB and Polars would read those, too.

    Raises:
        DossierError: the folder is no archive, or its manifest cannot be used.
    """
    manifest = read_manifest(folder)
    for partition in manifest.partitions:
        yield from faults_of(folder, partition)
    for path in strangers(folder, manifest):
        yield Problem(where=path, what=f"{NAME} does not name this file")


def require_archive(folder: Path) -> None:
    """Refuse a folder that is no archive, or one that this version cannot read.

    Raises:
        DossierError: as said; no file but the manifest has been looked at.
    """
    require_known_tables(folder, read_manifest(folder))


def faults_of(folder: Path, partition: Partition) -> Iterator[Problem]:
    """What is wrong with the files of a partition."""
    table = next((one for one in TABLES if one.name == partition.table), None)
    if table is None:
        yield Problem(where=partition.table, what="this version does not know such a table")
        return
    sheet = sheet_of(table, partition.noun)
    found = Sum()
    try:
        for row in rows_of_partition(folder, partition, sheet.stored):
            found.add(sum_values(sheet, row))
    except ArchiveDamaged as error:
        yield Problem(where="archive", what=error.reason)
        return
    if (found.rows, found.digest) != (partition.rows, partition.digest):
        yield Problem(where=sheet.folder, what="its rows are not those that were written")


def strangers(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Parquet files below the folder that the manifest does not name."""
    known = {file.path for one in manifest.partitions for file in one.files}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name).relative_to(folder).as_posix()
            if name.endswith(".parquet") and path not in known:
                yield path
