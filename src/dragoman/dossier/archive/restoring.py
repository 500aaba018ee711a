"""Restoring: a dossier made of an archive, row for row, proved before it is kept."""

from pathlib import Path

from dragoman.dossier import upkeep
from dragoman.dossier.archive.manifest import Manifest, read_manifest
from dragoman.dossier.archive.reading import require_known_tables, rows_of_table
from dragoman.dossier.copying import (
    TABLES,
    Copied,
    Tell,
    Work,
    compare_tables,
    copied,
    differs,
    export_digest,
    fill_table,
    require_empty,
)
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.reports import shape
from dragoman.errors import ArchiveDamaged


def restore_archive(folder: Path, target: Dossier, tell: Tell = lambda *_: None) -> Copied:
    """Put everything that an archive holds into the empty dossier ``target``, in one transaction.

    Before it is kept, every row of it is read back and compared, and its canonical export with
    that of the dossier that was archived (unless records have other fields by now).

    Raises:
        BadRequest: ``target`` holds something.
        DossierError: the archive is damaged or no archive, or the dossier cannot be written;
            nothing is kept then.
    """
    manifest = read_manifest(folder)
    require_known_tables(folder, manifest)
    work = Work(tell=tell, total=2 * sum(one.rows for one in manifest.tables))
    with target._writing() as connection:
        require_empty(target, connection)
        for table in TABLES:
            fill_table(connection, table, rows_of_table(folder, manifest, table), work)
        _require_sums(folder, manifest, work)
        upkeep.after_filling(connection)
        compare_tables(target, connection, work)
        tell("comparing the exports", 0, None)
        digest = export_digest(target, connection)
        if manifest.shape == shape() and digest != manifest.canonical:
            raise differs(target, "the canonical exports")
    return copied(work, digest)


def _require_sums(folder: Path, manifest: Manifest, work: Work) -> None:
    """Hold what came out of the files against what went into them."""
    for one in manifest.tables:
        found = work.sums[one.name]
        if (found.rows, found.digest) != (one.rows, one.digest):
            raise ArchiveDamaged(
                str(folder),
                f"{one.name}: {found.rows} rows are not the {one.rows} that were written",
            )
