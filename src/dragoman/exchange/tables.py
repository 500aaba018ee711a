"""CSV: one table a noun, one row a record, for a spreadsheet."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

import msgspec

from dragoman.exchange.jsonl import ORDER
from dragoman.model import Contents, Entry, to_builtins

LEFT_OUT = frozenset({"kind", "text", "because"})
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets (OWASP, CSV injection)."""


def write_tables(contents: Contents, folder: Path) -> list[Path]:
    """Write one CSV file a noun that has records into ``folder``; returns the files.

    Raises:
        OSError: the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in ORDER:
        entries = getattr(contents, name)
        if entries:
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as out:
                write_table(entries, out)
            written.append(path)
    return written


def write_table(entries: Iterable[Entry], out: TextIO) -> None:
    """Write records of one noun as CSV with a header row; nothing for no records."""
    rows = [_row(entry) for entry in entries]
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _row(entry: Entry) -> dict[str, str]:
    """One record as flat cells: the first passage in columns, what is nested as JSON."""
    values = to_builtins(entry)
    passages = values.pop("passages")
    first = passages[0] if passages else {}
    row = {"id": values.pop("id")}
    row |= {name: _cell(value) for name, value in values.items() if name not in LEFT_OUT}
    row |= {
        f"passage_{key}": _cell(first.get(key)) for key in ("document", "start", "end", "exact")
    }
    row["passages"] = str(len(passages))
    return row


def _cell(value: Any) -> str:
    """A value as a cell: lists of words joined by "; ", names by their name, a formula disarmed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        text = "; ".join(value)
    elif isinstance(value, (list, tuple)) and all(
        isinstance(i, dict) and "name" in i for i in value
    ):
        text = "; ".join(str(item["name"]) for item in value)
    elif _is_named(value):
        text = str(value["name"])
    elif isinstance(value, dict) and "edtf" in value:
        text = value["edtf"] or value["text"]
    elif isinstance(value, (list, tuple, dict)):
        text = msgspec.json.encode(value).decode("utf-8")
    else:
        return str(value) if isinstance(value, (int, float)) else _disarmed(str(value))
    return _disarmed(text)


def _is_named(value: Any) -> bool:
    return isinstance(value, dict) and "name" in value


def _disarmed(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
