"""Column: a name, what type its cells have, and how a cell is read off a record."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from attrs import field, frozen


class CellType(StrEnum):
    """What a cell holds. A day has no zone; an instant is in UTC; JSON is text that holds JSON."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    DAY = "day"
    INSTANT = "instant"
    TEXTS = "list of text"
    INTEGERS = "list of integer"
    STRUCT = "struct"
    STRUCTS = "list of struct"
    JSON = "JSON"


@frozen(kw_only=True)
class Column:
    """One column of the table of a noun.

    ``type`` says what its cells hold; ``parts`` are the columns of a struct, empty for others.
    ``meaning`` is one sentence for the documentation. ``shows`` names the fields of records that
    it shows (``"When.edtf"``). A cell that is not known is None; a list is never None.
    """

    name: str
    type: CellType
    parts: tuple["Column", ...] = ()
    meaning: str = ""
    shows: tuple[str, ...] = ()
    read: Callable[[Any], Any] = field(repr=False, eq=False)
    """The cell, off the record (for a part: off the nested record)."""

    @property
    def is_nested(self) -> bool:
        """Whether its cells are structs, lists or JSON, which a spreadsheet cannot hold as such."""
        return self.type in _NESTED


_NESTED = frozenset(
    {CellType.TEXTS, CellType.INTEGERS, CellType.STRUCT, CellType.STRUCTS, CellType.JSON}
)
