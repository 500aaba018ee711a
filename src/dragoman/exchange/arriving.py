"""Reading the records that a dossier gave out as JSON lines, strictly, one at a time."""

import binascii
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import msgspec
from attrs import frozen

from dragoman.errors import BadRequest
from dragoman.exchange.jsonl import CARRIED, HANDLING, Carried, MarkingLine, settings_id
from dragoman.model import KINDS, Entry, Report, from_builtins
from dragoman.model.carried import SettingsVersion
from dragoman.model.handling import Marking

LONGEST_LINE = 2**28
"""Bytes of a line beyond which nothing is read: no text that a dossier takes in is so long."""

_ONE_OF = {kind: noun for noun, kind in CARRIED.items()}
_RECORDS = {kind: noun for kind, noun in KINDS.items() if noun is not Report}
_FIELDS = {
    kind: frozenset(field.name for field in attrs.fields(noun))
    for kind, noun in (*_RECORDS.items(), *_ONE_OF.items(), (HANDLING, MarkingLine))
}


@frozen(kw_only=True)
class Arrived:
    """One record and where it stands: "line 7", or "statements.parquet, row 3"."""

    where: str
    record: Entry | Carried | Marking


def read_lines(path: Path) -> Iterator[Arrived]:
    """The records of a file of JSON lines; blank lines are passed over.

    Raises:
        BadRequest: a line is no record; the message gives its number and what is wrong.
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            where = f"line {number}"
            if len(line) > LONGEST_LINE:
                raise BadRequest(f"{where} is longer than {LONGEST_LINE // 2**20} MB; split it")
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield Arrived(where=where, record=record_of(line, where, is_first=number == 1))


def records_in(bodies: Iterable[tuple[str, str]]) -> Iterator[Arrived]:
    """The records in JSON texts, each given with where it stands.

    Raises:
        BadRequest: one is no record.
    """
    for where, body in bodies:
        yield Arrived(where=where, record=record_of(body, where))


def record_of(line: bytes | str, where: str, *, is_first: bool = False) -> Any:
    """The record that a line holds.

    Raises:
        BadRequest: it holds none, one of an unknown kind, or with a field that does not fit.
    """
    try:
        values = msgspec.json.decode(line, type=dict[str, Any])
        kind = values.pop("kind", None)
        if kind == HANDLING and is_first:
            return _marking(values)
        if isinstance(kind, str) and kind in _ONE_OF:
            return _carried(values, _ONE_OF[kind])
        return _entry(kind, values)
    except (ValueError, TypeError, RecursionError) as error:
        raise BadRequest(f"{where}: {_told(error)}") from error


def _told(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deep; this is no record of ours"
    told = str(error)
    return told[:1].lower() + told[1:]


def _entry(kind: Any, values: dict[str, Any]) -> Entry:
    if kind == Report.kind:
        raise ValueError(
            "a report is what one text says, and no record of a dossier; export with "
            "`dragoman export --format jsonl`"
        )
    if not isinstance(kind, str) or kind not in _RECORDS:
        more = " (it may only stand on the first line)" if kind == HANDLING else ""
        known = ", ".join((*_RECORDS, *_ONE_OF))
        raise ValueError(f"no record of kind {kind!r}{more}; known kinds: {known}")
    _require_known(kind, values, _FIELDS[kind])
    return from_builtins({"kind": kind, **values})


def _carried(values: dict[str, Any], noun: Any) -> Any:
    given = values.pop("id", None) if noun is SettingsVersion else None
    _require_known(CARRIED[noun], values, _FIELDS[CARRIED[noun]])
    try:
        found: Any = msgspec.convert(values, noun)
    except binascii.Error as error:
        raise ValueError(f"the bytes are no Base64: {error}") from error
    if isinstance(found, SettingsVersion) and given != settings_id(found):
        raise ValueError("the settings do not have the hash that is their id; export them anew")
    return found


def _marking(values: dict[str, Any]) -> Marking:
    _require_known(HANDLING, values, _FIELDS[HANDLING])
    line = msgspec.convert(values, MarkingLine)
    return Marking(mark=line.mark, unmarked=line.unmarked_documents, withheld=line.withheld)


def _require_known(kind: str, values: dict[str, Any], known: frozenset[str]) -> None:
    if unknown := sorted(values.keys() - known):
        raise ValueError(
            f"a {kind} has no field {unknown[0][:40]!r} here; it was written by a newer version, "
            "or by another program"
        )
