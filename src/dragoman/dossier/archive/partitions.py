"""Partitions: rows come in any order and leave as files by month, with flat memory.

Rows wait in memory until those of a month fill a row group or all that wait exceed a budget; then
the largest group is written. At most ``OPEN`` files are open at a time: one that gives way is
closed, and what comes later for its month begins another part.
"""

from collections import OrderedDict
from pathlib import Path

import pyarrow.parquet as pq
from attrs import define, field

from dragoman.dossier.archive.filling import Row, table_of_rows
from dragoman.dossier.archive.layout import Sheet
from dragoman.dossier.sums import Sum

GROUP_ROWS = 20_000
GROUP_BYTES = 12 * 2**20
"""A row group is written when it has so many rows, or so many bytes."""

BUDGET_BYTES = 32 * 2**20
"""Bytes that wait in memory, over all months."""

ROW_BYTES = 600
"""What a waiting row takes beside its text."""

FILE_BYTES = 512 * 2**20
"""A file of so many bytes (before compression) is whole; the next part begins."""

OPEN = 64
"""Files open at a time: macOS gives a program 256."""

LEVEL = 6
"""Of zstd."""


@define(kw_only=True)
class Heap:
    """What waits of one month, and the files that it has so far."""

    month: str | None
    sum: Sum = field(factory=Sum)
    rows: list[Row] = field(factory=list)
    size: int = 0
    files: list[tuple[str, int]] = field(factory=list)
    """The path of each file and its rows."""
    file_bytes: int = 0


class Partitions:
    """Writes the rows of one sheet below ``folder``."""

    def __init__(self, folder: Path, sheet: Sheet) -> None:
        self._folder = folder
        self._sheet = sheet
        self._waiting = 0
        self._writers: OrderedDict[str | None, pq.ParquetWriter] = OrderedDict()
        self.heaps: dict[str | None, Heap] = {}

    def heap(self, month: str | None) -> Heap:
        """What there is of a month."""
        return self.heaps.setdefault(month, Heap(month=month))

    def add(self, month: str | None, row: Row, size: int) -> None:
        """Take in a row of ``size`` bytes of text; perhaps write what waits."""
        heap = self.heap(month)
        heap.rows.append(row)
        heap.size += size + ROW_BYTES
        self._waiting += size + ROW_BYTES
        if len(heap.rows) >= GROUP_ROWS or heap.size >= GROUP_BYTES:
            self._write(heap)
        elif self._waiting >= BUDGET_BYTES:
            self._write(max(self.heaps.values(), key=lambda one: one.size))

    def close(self) -> None:
        """Write what waits and close all files."""
        for heap in self.heaps.values():
            if heap.rows or not heap.files:
                self._write(heap)
        self._close_writers()

    def abandon(self) -> None:
        """Close the files as they are: nobody will read them."""
        for heap in self.heaps.values():
            heap.rows.clear()
        self._close_writers()

    def _close_writers(self) -> None:
        while self._writers:
            self._writers.popitem()[1].close()

    def _write(self, heap: Heap) -> None:
        rows, heap.rows = heap.rows, []
        self._waiting -= heap.size
        heap.file_bytes += heap.size
        heap.size = 0
        table = table_of_rows(self._sheet, rows)
        self._writer(heap).write_table(table, row_group_size=max(1, table.num_rows))
        path, written = heap.files[-1]
        heap.files[-1] = (path, written + table.num_rows)
        if heap.file_bytes >= FILE_BYTES:
            self._end_file(heap.month)

    def _writer(self, heap: Heap) -> pq.ParquetWriter:
        """The writer of a month's file, opened anew if it had to give way."""
        if heap.month in self._writers:
            self._writers.move_to_end(heap.month)
            return self._writers[heap.month]
        if len(self._writers) >= OPEN:
            self._end_file(next(iter(self._writers)))
        path = f"{_folder(self._sheet, heap.month)}/part-{len(heap.files):04}.parquet"
        heap.files.append((path, 0))
        place = self._folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        self._writers[heap.month] = _open_writer(place, self._sheet)
        return self._writers[heap.month]

    def _end_file(self, month: str | None) -> None:
        self._writers.pop(month).close()
        self.heaps[month].file_bytes = 0


def _folder(sheet: Sheet, month: str | None) -> str:
    return sheet.folder if month is None else f"{sheet.folder}/month={month}"


def _open_writer(path: Path, sheet: Sheet) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        path,
        sheet.schema,
        compression="zstd",
        compression_level=LEVEL,
        version="2.6",
        store_schema=False,
    )
