"""Writing an archive: every row of a dossier once, proved before the folder takes its place."""

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field
from sqlalchemy import Connection

from dragoman.dossier.archive import folders
from dragoman.dossier.archive.filling import Row
from dragoman.dossier.archive.layout import SHEETS, UNKNOWN, Sheet
from dragoman.dossier.archive.manifest import (
    File,
    Manifest,
    Partition,
    Table,
    is_archive,
    write_manifest,
)
from dragoman.dossier.archive.partitions import Heap, Partitions
from dragoman.dossier.archive.proving import faults_of
from dragoman.dossier.archive.reading import hash_of, sum_values
from dragoman.dossier.archive.renewing import Older, columns_digest, older_at, program
from dragoman.dossier.archive.streaming import streams
from dragoman.dossier.copying import (
    TABLES,
    Copied,
    Tell,
    Work,
    copied,
    count,
    export_digest,
    size_of,
)
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.faults import translated
from dragoman.dossier.reports import shape
from dragoman.dossier.schema import CONTENTS, DOCUMENTS
from dragoman.dossier.sums import Sum
from dragoman.errors import DossierError

_STEP = 500


def write_archive(origin: Dossier, folder: Path, tell: Tell = lambda *_: None) -> Copied:
    """Put everything that a dossier holds into an archive, a folder of Parquet files.

    ``origin`` is read as it stands at one moment and is not changed. The folder is made beside
    its place and takes it whole, once every file has been read back and compared. An older
    archive of the same dossier is renewed: months in which nothing changed are kept as they are.

    Raises:
        BadRequest: something else lies at ``folder``, or an archive with documents, decisions
            or settings that ``origin`` does not have.
        DossierError: ``origin`` cannot be read, or the archive not be written or is not the same;
            what was there before is there still.
    """
    place = Path(os.path.realpath(folder))
    with folders.on_disk(folder), origin._reading() as connection:
        folders.clear_away(place)
        folders.require_free(place)
        rounds = 3 if is_archive(place) else 2
        work = Work(tell=tell, total=rounds * _rows_in_all(origin, connection))
        older = older_at(origin, connection, place, work)
        with folders.building(place) as beside:
            made = _Making(folder=beside, older=older, work=work)
            for sheet, rows in streams(origin, connection):
                made.write(sheet, rows)
            made.prove()
            tell("comparing the exports", 0, None)
            digest = export_digest(origin, connection)
            write_manifest(beside, _manifest(made, digest))
            folders.take_place(beside, place, folders.mode_of(origin.path))
    return copied(work, digest)


def _rows_in_all(origin: Dossier, connection: Connection) -> int:
    with translated(origin.path):
        return sum(count(connection, table) for table in SHEETS)


@define(kw_only=True)
class _Making:
    """The archive in the making: ``kept`` of the older one, and ``written`` anew."""

    folder: Path
    older: Older
    work: Work
    kept: list[Partition] = field(factory=list)
    written: list[Partition] = field(factory=list)

    def write(self, sheet: Sheet, rows: Iterator[tuple[str | None, Row]]) -> None:
        """Write the rows of a sheet, but for months that stay as they are."""
        sums = _Sums(sheet=sheet, work=self.work)
        parts = Partitions(self.folder, sheet)
        staying: dict[str | None, Partition | None] = {}
        try:
            for month, row in rows:
                sums.add(row)
                if month not in staying:
                    staying[month] = self._keep(sheet, month)
                if staying[month] is None:
                    parts.heap(month).sum.add(sum_values(sheet, row))
                    parts.add(month, row, size_of(row.values()))
            if not staying and sheet.noun is None:
                parts.heap(UNKNOWN if sheet.has_months else None)
            parts.close()
            sums.finish()
        finally:
            parts.abandon()
        self.kept += [one for one in staying.values() if one is not None]
        self.written += [self._partition(sheet, heap) for heap in parts.heaps.values()]

    def _keep(self, sheet: Sheet, month: str | None) -> Partition | None:
        return self.older.keep((sheet.table.name, sheet.noun, month), self.folder)

    def _partition(self, sheet: Sheet, heap: Heap) -> Partition:
        """What the manifest says of a month's files, with their hashes as they lie there."""
        return Partition(
            table=str(sheet.table.name),
            noun=sheet.noun,
            month=heap.month,
            rows=heap.sum.rows,
            digest=heap.sum.digest,
            files=tuple(_file(self.folder, path, rows) for path, rows in heap.files),
        )

    def prove(self) -> None:
        """Read every new file back and hold its rows against those of the dossier.

        Raises:
            DossierError: they are not the same.
        """
        for partition in self.written:
            for problem in faults_of(self.folder, partition):
                raise DossierError(
                    str(self.folder.parent),
                    f"the archive is not the same ({problem}), so nothing of it was kept; "
                    "see that the disk is sound, then copy again",
                )
            self.work.step("comparing", partition.rows)
        self.work.step("comparing", sum(one.rows for one in self.kept))


@define(kw_only=True)
class _Sums:
    """Sums of the dossier's tables, while the rows of a sheet go by."""

    sheet: Sheet
    work: Work
    done: int = 0

    def add(self, row: Row) -> None:
        """Take in a row; of a document, its text and bytes as well."""
        table = self.sheet.table
        values = {one.column: row[one.name] for one in self.sheet.stored if one.table is table}
        values["kind"] = self.sheet.noun
        self._sum(table.name).add(values[column.name] for column in table.columns)
        if table is DOCUMENTS and row["text"] is not None:
            self._sum(CONTENTS.name).add((row["id"], row["text"].encode(), row["raw"]))
        self.done += 1
        if self.done % _STEP == 0:
            self.work.step("writing", _STEP)

    def finish(self) -> None:
        """Tell of the rows that have not been told of."""
        self.work.step("writing", self.done % _STEP)

    def _sum(self, name: str) -> Sum:
        return self.work.sums.setdefault(name, Sum())


def _file(folder: Path, path: str, rows: int) -> File:
    place = folder / path
    with place.open("rb") as stream:
        return File(path=path, rows=rows, bytes=place.stat().st_size, sha256=hash_of(stream))


def _manifest(made: _Making, canonical: str) -> Manifest:
    sums = {table.name: made.work.sums.setdefault(table.name, Sum()) for table in TABLES}
    partitions = sorted(
        [*made.kept, *made.written], key=lambda one: tuple(x or "" for x in one.key)
    )
    return Manifest(
        program=program(),
        shape=shape(),
        columns=columns_digest(),
        canonical=canonical,
        tables=tuple(
            Table(name=str(name), rows=one.rows, digest=one.digest) for name, one in sums.items()
        ),
        partitions=tuple(partitions),
    )
