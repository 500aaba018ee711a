"""The text of a ``negotiation.toml`` table by table: one is edited, all else stays to the letter.

Editing the whole as one document would put tables of one kind side by side that an analyst has
written apart, and move the comments between them.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import tomlkit
from attrs import define, frozen

_HEADER = re.compile(r"\s*\[.*\]\s*(#.*)?")
Path = tuple[str, ...]
Edit = Callable[[Any], None]
"""Changes a table, given as a mapping of its own keys."""


@frozen(kw_only=True)
class Block:
    """A table with a header of its own: the lines of its keys, from ``start`` up to ``end``.

    ``start`` is behind the header; blank lines and comments behind the last key are not in it.
    """

    path: Path
    is_row: bool
    start: int
    end: int


@define
class SettingsText:
    """The lines of a settings file while tables of it are edited."""

    lines: list[str]
    line_end: str = "\n"

    @classmethod
    def of(cls, text: str) -> "SettingsText":
        """The lines of a text, which gets its own ends of lines back."""
        line_end = "\r\n" if "\r\n" in text else "\n"
        return cls(text.replace("\r\n", "\n").split("\n"), line_end)

    @property
    def text(self) -> str:
        """The text as it now stands."""
        return self.line_end.join(self.lines)

    def edit(self, path: Path, change: Edit) -> None:
        """Change the table at a path; one that has no header yet gets one beside its kin."""
        for block in self._blocks():
            if block.path == path and not block.is_row:
                self._rewrite(block, change)
                return
        self._rewrite(self._begun(path), change)

    def edit_rows(self, name: str, is_meant: Callable[[int, Any], bool], change: Edit) -> None:
        """Change the rows ``[[name]]`` that are meant, by their number from 0 and their keys."""
        n_rows = sum(block.path == (name,) and block.is_row for block in self._blocks())
        for number in range(n_rows):
            rows = [block for block in self._blocks() if block.path == (name,) and block.is_row]
            if is_meant(number, tomllib.loads(self._body(rows[number]))):
                self._rewrite(rows[number], change)

    def _body(self, block: Block) -> str:
        return "\n".join(self.lines[block.start : block.end])

    def _rewrite(self, block: Block, change: Edit) -> None:
        table = tomlkit.parse(self._body(block) + "\n")
        change(table)
        new = tomlkit.dumps(table).rstrip("\n")
        if block.start == block.end:
            new = new.lstrip("\n")
        self.lines[block.start : block.end] = new.split("\n") if new else []

    def _begun(self, path: Path) -> Block:
        """A new table: before the first of those within it, else behind the nearest of its kin."""
        header = "[" + ".".join(tomlkit.key(key).as_string() for key in path) + "]"
        blocks = list(self._blocks())
        within = [block for block in blocks if block.path[: len(path)] == path]
        if within:
            at = within[0].start - 1
            self.lines[at:at] = [header, ""]
            return Block(path=path, is_row=False, start=at + 1, end=at + 1)
        kin = [
            block
            for length in range(len(path) - 1, 0, -1)
            for block in reversed(blocks)
            if block.path[:length] == path[:length]
        ]
        at = kin[0].end if kin else len("\n".join(self.lines).rstrip("\n").split("\n"))
        self.lines[at:at] = ["", header]
        return Block(path=path, is_row=False, start=at + 2, end=at + 2)

    def _blocks(self) -> Iterator[Block]:
        heads = [
            (place, *found) for place, line in enumerate(self.lines) if (found := _header(line))
        ]
        ends = [place for place, *_ in heads[1:]] + [len(self.lines)]
        for (place, path, is_row), end in zip(heads, ends, strict=True):
            while end > place + 1 and _is_idle(self.lines[end - 1]):
                end -= 1
            yield Block(path=path, is_row=is_row, start=place + 1, end=end)


def _is_idle(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _header(line: str) -> tuple[Path, bool] | None:
    """The path that a line heads, and whether as a row of a list; None where it heads nothing."""
    if not _HEADER.fullmatch(line):
        return None
    try:
        table: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return None
    path: list[str] = []
    is_row = False
    while table:
        key, table = next(iter(table.items()))
        path.append(key)
        if isinstance(table, list):
            is_row, table = True, table[0]
    return tuple(path), is_row
