"""A filled-in form worked into the text of ``negotiation.toml``: comments and order stay."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit
from attrs import define, evolve, field, frozen
from tomlkit.items import AoT, Array

from dragoman import calendar
from dragoman.errors import BadNegotiation
from dragoman.pipeline.negotiation import parse_negotiation
from dragoman.pipeline.settling.blocks import Block, joined, split
from dragoman.pipeline.settling.form import (
    TABLES,
    TOP,
    Field,
    Kind,
    Table,
    key_in,
    new_places,
    parsed,
    rows_in,
    told,
)

_AT = re.compile(r"\[\[(\w+)\]\] (?:number (\d+)|'([^']*)')")
_TWICE = re.compile(r"two \[\[(\w+)\]\] tables have the id '([^']*)'")
_LONG = 88


@frozen(kw_only=True)
class Edited:
    """The text with the edits in it, and the faults by the name of the field, in words.

    A fault that belongs to no field has an empty name. With faults the text is not to be used.
    """

    text: str
    faults: Mapping[str, str]


def edited(text: str, given: Mapping[str, str]) -> Edited:
    """The text with what a form says. Fields that the form does not have stay as they are.

    Names are ``KEY``, ``TABLE.PLACE.KEY`` and ``TABLE.PLACE.INNER.PLACE.KEY``, where a place is the
    index in the file, or ``new0``, ``new1``, … for tables that are to be added; what has a field
    ``TABLE.PLACE.gone`` is taken out.

    Raises:
        BadNegotiation: the text that is to be edited is no TOML.
    """
    document = parsed(text)
    pen = _Pen(given=given, known=_ids(document, given))
    blocks = split(text)
    top = parsed(blocks[0].text)
    for one in TOP:
        pen.write(top, one, one.key)
    inline = [table for table in TABLES if table.key in top]
    for table in inline:
        pen.write_list(top, table, table.key)
    if (written := tomlkit.dumps(top)) != blocks[0].text:
        blocks[0] = evolve(blocks[0], text=_apart(written))
    for table in TABLES:
        if table not in inline:
            blocks = _with_rows(blocks, table, pen)
    fresh = joined(blocks)
    if not pen.faults:
        pen.faults.update(faults_of(fresh))
    return Edited(text=fresh, faults=pen.faults)


def _apart(text: str) -> str:
    """What stands before the tables, with an empty line behind it."""
    return text if not text.strip() or text.endswith("\n\n") else text.rstrip("\n") + "\n\n"


def _with_rows(blocks: list[Block], table: Table, pen: "_Pen") -> list[Block]:
    """The blocks with the rows of one list edited, added and taken out; others as they stand."""
    placed: list[Block] = []
    number, end = -1, None
    for first, chunk in _chunks(blocks, table.key):
        if not first:
            placed += chunk
            continue
        number += 1
        placed += _edited_row(chunk, table, f"{table.key}.{number}", pen)
        end = len(placed)
    if any(b.head == table.key and b.path != table.key for _, c in _chunks(blocks, "") for b in c):
        _require_adjacent(blocks, table, pen)
    fresh = [
        Block(path=table.key, is_row=True, text=_new_row(table, f"{table.key}.{place}", pen))
        for place in new_places(pen.given, table.key)
        if f"{table.key}.{place}.gone" not in pen.given
    ]
    at = _before_numbers(placed) if end is None else end
    if fresh and end is not None and "#" in (last := placed[end - 1]).tail:
        heading = Block(path="", is_row=False, text=last.tail.lstrip("\n"))
        placed[end - 1 : end] = [evolve(last, text=last.body + "\n"), heading]
    return [*placed[:at], *fresh, *placed[at:]]


def _chunks(blocks: list[Block], key: str) -> Iterator[tuple[bool, list[Block]]]:
    """Rows of a list, each with the tables within it; all other blocks by themselves."""
    chunk: list[Block] = []
    for block in blocks:
        if chunk and block.path.startswith(f"{key}."):
            chunk.append(block)
            continue
        if chunk:
            yield True, chunk
        chunk = [block] if key and block.is_row and block.path == key else []
        if not chunk:
            yield False, [block]
    if chunk:
        yield True, chunk


def _require_adjacent(blocks: list[Block], table: Table, pen: "_Pen") -> None:
    """Refuse to edit a file whose inner tables do not stand behind the row that they are of."""
    for is_row, chunk in _chunks(blocks, table.key):
        if not is_row and chunk[0].path.startswith(f"{table.key}."):
            pen.faults[""] = (
                f"[{chunk[0].path}] does not stand right behind its [[{table.key}]]; move it there "
                "in the text, then use the form"
            )


def _edited_row(chunk: list[Block], table: Table, name: str, pen: "_Pen") -> list[Block]:
    if f"{name}.gone" in pen.given:
        kept = chunk[-1].tail if "#" in chunk[-1].tail else ""
        return [Block(path="", is_row=False, text=kept)]
    text = joined(chunk)
    document = parsed(text)
    pen.write_row(rows_in(document, table)[0], table, name)
    written = tomlkit.dumps(document)
    return chunk if written == text else [evolve(chunk[0], text=written)]


def _new_row(table: Table, name: str, pen: "_Pen") -> str:
    """A new table as text, set off by an empty line."""
    document = tomlkit.document()
    rows = tomlkit.aot()
    rows.append(pen.filled(table, name, tomlkit.table()))
    document.append(table.key, rows)
    return tomlkit.dumps(document).rstrip("\n") + "\n\n"


def _before_numbers(blocks: list[Block]) -> int:
    """Where the first row of a list goes: before the numbers of the deal space, else last."""
    heads = ("preference", "condition", "interaction", "package", "stage", "guarantee")
    return next((at for at, block in enumerate(blocks) if block.head in heads), len(blocks))


def faults_of(text: str) -> dict[str, str]:
    """What keeps a text from being settings, by the field that it stands in; none where fine."""
    try:
        parse_negotiation(text)
    except BadNegotiation as error:
        return {_place_of(error.reason): error.reason}
    return {}


def _place_of(reason: str) -> str:
    """The name of the list or table that a message is about; empty where it names none."""
    if found := _TWICE.search(reason):
        return found[1]
    if found := _AT.search(reason):
        return f"{found[1]}.{int(found[2]) - 1}" if found[2] else found[1]
    return next((one.key for one in TOP if reason.startswith(one.key)), "")


def _ids(document: Any, given: Mapping[str, str]) -> set[str]:
    """The ids of the parties, after the edits."""
    held = [str(row.get("id", "")) for row in rows_in(document, TABLES[0])]
    kept = {id for at, id in enumerate(held) if f"party.{at}.gone" not in given}
    fresh = {given.get(f"party.{place}.id", "").strip() for place in new_places(given, "party")}
    return (kept | fresh) - {""}


@define(kw_only=True)
class _Pen:
    """Writes what a form says into a document, and notes what cannot be written."""

    given: Mapping[str, str]
    known: set[str]
    faults: dict[str, str] = field(factory=dict)

    def write(self, row: Any, one: Field, name: str) -> None:
        """One field; nothing happens where it says what stands there already."""
        if name not in self.given:
            return
        key, asked = key_in(row, one), _lines(self.given[name]) if one.kind is Kind.LINES else None
        words = self.given[name].strip()
        if words == told(row.get(key)).strip() or (asked and asked == _lines(told(row.get(key)))):
            if one.is_required and not words:
                self.faults[name] = f"{_bare(one)} is needed"
            return
        try:
            value = self.value(one, words)
        except ValueError as error:
            self.faults[name] = str(error)
            return
        if value is None:
            row.pop(key, None)
        elif isinstance(value, list):
            row[key] = _array(value)
        else:
            row[key] = value

    def value(self, one: Field, words: str) -> Any:
        """What a field says, None for nothing. Raises ``ValueError`` in words that tell why."""
        if not words:
            if one.is_required:
                raise ValueError(f"{_bare(one)} is needed")
            return None
        if one.kind is Kind.LINES:
            return _lines(words)
        if one.kind is Kind.NUMBER:
            return _number(words)
        if one.kind is Kind.DAY and not calendar.is_edtf(words):
            raise ValueError(f"{words!r} is not a day or month like 2025-06-30 or 2025-06")
        if one.choices and words not in one.choices:
            raise ValueError(f"{words!r} is none of {', '.join(one.choices)}")
        if one.names == "party" and self.known and words not in self.known:
            raise ValueError(f"no party has the id {words!r}; there are {_row(self.known)}")
        return words

    def write_list(self, held: Any, table: Table, name: str) -> None:
        """A list of tables: those that stand, then new ones, then those taken out."""
        rows = rows_in(held, table)
        gone = [at for at in range(len(rows)) if f"{name}.{at}.gone" in self.given]
        for at, row in enumerate(rows):
            if at not in gone:
                self.write_row(row, table, f"{name}.{at}")
        for place in new_places(self.given, name):
            if f"{name}.{place}.gone" not in self.given:
                self._add(held, table, f"{name}.{place}")
        key = key_in(held, table)
        for at in reversed(gone):
            del held[key][at]
        if gone and not len(held[key]):
            del held[key]

    def write_row(self, row: Any, table: Table, name: str) -> None:
        """The fields of one table, and the list within it."""
        for one in table.fields:
            self.write(row, one, f"{name}.{one.key}")
        if table.inner is not None:
            self.write_list(row, table.inner, f"{name}.{table.inner.key}")

    def _add(self, held: Any, table: Table, name: str) -> None:
        key = key_in(held, table)
        is_inline = table.key == "options" if key not in held else not isinstance(held[key], AoT)
        row = self.filled(table, name, tomlkit.inline_table() if is_inline else tomlkit.table())
        if key not in held:
            held[key] = tomlkit.array() if is_inline else tomlkit.aot()
        if isinstance(held[key], Array):
            _append(held[key], row)
        else:
            held[key].append(row)

    def filled(self, table: Table, name: str, row: Any) -> Any:
        """A new table with what the form says; what is needed is missed even where it is absent."""
        for one in table.fields:
            self.write(row, one, f"{name}.{one.key}")
            if one.is_required and one.key not in row:
                self.faults.setdefault(f"{name}.{one.key}", f"{_bare(one)} is needed")
        if table.inner is not None:
            self.write_list(row, table.inner, f"{name}.{table.inner.key}")
        return row


def _append(array: Array, row: Any) -> None:
    """Put a table at the end of an array, on a line of its own where the others stand so."""
    if "\n" in array.as_string() or not len(array):
        array.add_line(row, indent="    ", add_comma=True)
        if len(array) == 1:
            array.add_line(indent="")
    else:
        array.append(row)


def _bare(one: Field) -> str:
    return one.label.partition(",")[0].lower()


def _array(values: list[str]) -> Array:
    array = tomlkit.array()
    array.extend(values)
    return array.multiline(len(array.as_string()) > _LONG)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _number(words: str) -> float | int:
    try:
        number = float(words.replace(",", "."))
    except ValueError as error:
        raise ValueError(f"{words!r} is not a number") from error
    if not math.isfinite(number):
        raise ValueError(f"{words!r} is not a number that can be reckoned with")
    return int(number) if number.is_integer() and "." not in words else number


def _row(ids: set[str]) -> str:
    return ", ".join(sorted(ids))
