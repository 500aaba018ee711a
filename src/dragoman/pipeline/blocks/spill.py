"""Entries of many blocks on disk, noun by noun in the order of their ids, until they are joined."""

import heapq
import struct
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from attrs import frozen

_HEAD = struct.Struct("<II")
_BUFFERS = 32 * 2**20
"""Bytes held of all stretches that are read side by side."""
_LEAST, _USUAL = 4 * 2**10, 256 * 2**10


@frozen
class Spilled:
    """An entry as it was put in: its id, its block, and its line of JSON."""

    id: str
    block: int
    line: bytes


class Spill:
    """A file without a name, which vanishes with the program however that ends.

    It stands in ``folder`` (beside the dossier, so that words never leave the place that the
    analyst chose for them) or, without one, where the system keeps what is temporary.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._stretches: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)

    def put(self, block: int, noun: str, entries: Iterable[tuple[str, bytes]]) -> None:
        """Put in the entries of one noun of one block, sorted by id."""
        start = self._file.seek(0, 2)
        size = 0
        for entry_id, line in entries:
            name = entry_id.encode()
            size += self._file.write(_HEAD.pack(len(name), len(line)))
            size += self._file.write(name)
            size += self._file.write(line)
        if size:
            self._stretches[noun].append((start, start + size, block))

    def read(self, noun: str) -> Iterator[Spilled]:
        """The entries of a noun from all blocks, by id, then block; a few bytes of each at a time.

        Nothing may be put in while they are read.
        """
        stretches = self._stretches.get(noun, [])
        at_once = max(_LEAST, min(_USUAL, _BUFFERS // max(len(stretches), 1)))
        runs = [self._run(*stretch, at_once) for stretch in stretches]
        yield from heapq.merge(*runs, key=lambda one: (one.id, one.block))

    def _run(self, start: int, end: int, block: int, at_once: int) -> Iterator[Spilled]:
        held = b""
        while start < end or held:
            need = _needed(held)
            while len(held) < need:
                self._file.seek(start)
                got = self._file.read(min(max(at_once, need - len(held)), end - start))
                start += len(got)
                held += got
                need = _needed(held)
            place = 0
            while len(held) - place >= _HEAD.size:
                name, line = _HEAD.unpack_from(held, place)
                first = place + _HEAD.size
                last = first + name + line
                if last > len(held):
                    break
                yield Spilled(held[first : first + name].decode(), block, held[first + name : last])
                place = last
            held = held[place:]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def _needed(held: bytes) -> int:
    """How many bytes the first entry takes, or at least those that tell it."""
    if len(held) < _HEAD.size:
        return _HEAD.size
    name, line = _HEAD.unpack_from(held)
    return int(_HEAD.size + name + line)
