"""Reading ``negotiation.toml`` (design, section 7) into a :class:`Negotiation`."""

import tomllib
from pathlib import Path
from typing import Any

import attrs
import msgspec

from dragoman import calendar
from dragoman.errors import BadNegotiation
from dragoman.model import (
    Faction,
    Issue,
    Negotiation,
    Option,
    Outlet,
    PartyProfile,
    PersonProfile,
    Ratification,
)
from dragoman.pipeline.preferences import READERS, TABLE_NAMES, PreferenceTables

FILE_NAME = "negotiation.toml"
LARGEST_BYTES = 1_000_000
TABLES: dict[str, type[attrs.AttrsInstance]] = {
    "party": PartyProfile,
    "person": PersonProfile,
    "outlet": Outlet,
    "issue": Issue,
    "ratification": Ratification,
}
RENAMED = {"from": "since", "to": "until", "faction": "factions"}
KNOWN_TOP = {"name", "as_of", *TABLE_NAMES, *TABLES}


def find_negotiation(folder: Path) -> Path | None:
    """The ``negotiation.toml`` that belongs to a folder of reporting.

    It lies in the folder itself or, when the folder is named like a part ("reporting"), beside it.
    """
    for place in (folder, folder.resolve().parent):
        candidate = place / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def load_negotiation(path: Path) -> Negotiation:
    """Read and check a ``negotiation.toml``.

    Raises:
        BadNegotiation: it cannot be read, is no TOML, or a table does not fit.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadNegotiation(str(path), f"cannot be read ({error.strerror})") from error
    if len(raw) > LARGEST_BYTES:
        raise BadNegotiation(str(path), f"larger than {LARGEST_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadNegotiation(str(path), f"not UTF-8 at byte {error.start}") from error
    return parse_negotiation(text, where=str(path))


def parse_negotiation(text: str, *, where: str = FILE_NAME) -> Negotiation:
    """Parse the text of a ``negotiation.toml``; ``where`` names it in messages.

    Raises:
        BadNegotiation: no TOML, an unknown key, a field of the wrong type, an id used twice,
            or a party id that no ``[[party]]`` has where parties are listed.
    """
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadNegotiation(where, f"not valid TOML ({error})") from error
    unknown = sorted(set(tables) - KNOWN_TOP)
    if unknown:
        raise BadNegotiation(
            where, f"unknown key {unknown[0]!r}; known: {', '.join(sorted(KNOWN_TOP))}"
        )
    negotiation = _convert(tables, where)
    _check(negotiation, where)
    return negotiation


def _convert(tables: dict[str, Any], where: str) -> Negotiation:
    as_of = tables.get("as_of")
    lists = {name: _rows(tables, name, where) for name in TABLES}
    deals = PreferenceTables(tables, where)
    return Negotiation(
        name=_text(tables.get("name", ""), "name", where),
        as_of=None if as_of is None else str(as_of),
        parties=tuple(lists["party"]),
        persons=tuple(lists["person"]),
        outlets=tuple(lists["outlet"]),
        issues=tuple(lists["issue"]),
        ratifications=tuple(lists["ratification"]),
        **{field: read(deals) for field, read in READERS.items()},
    )


def _rows(tables: dict[str, Any], name: str, where: str) -> list[Any]:
    rows = tables.get(name, [])
    if not isinstance(rows, list):
        raise BadNegotiation(where, f"[{name}] must be written [[{name}]]")
    return [_row(row, name, number, where) for number, row in enumerate(rows, start=1)]


def _row(row: Any, name: str, number: int, where: str) -> Any:
    if not isinstance(row, dict):
        raise BadNegotiation(where, f"[[{name}]] number {number} is not a table")
    known = {str(field.name) for field in attrs.fields(TABLES[name])}
    values: dict[str, Any] = {str(RENAMED.get(key, key)): value for key, value in row.items()}
    unknown = sorted(set(values) - known)
    if unknown:
        raise BadNegotiation(where, f"[[{name}]] number {number} has an unknown key {unknown[0]!r}")
    if name == "issue":
        values["options"] = [_option(o, number, where) for o in values.get("options", [])]
    if name == "ratification":
        values["factions"] = [_faction(f, number, where) for f in values.get("factions", [])]
    try:
        return msgspec.convert(values, TABLES[name])
    except msgspec.ValidationError as error:
        raise BadNegotiation(where, f"[[{name}]] number {number}: {error}".lower()) from error


def _option(row: Any, number: int, where: str) -> dict[str, Any]:
    known = {field.name for field in attrs.fields(Option)}
    if not isinstance(row, dict) or not set(row) <= known:
        raise BadNegotiation(
            where, f"[[issue]] number {number} has an option that is not {{id, label, value}}"
        )
    return row


def _faction(row: Any, number: int, where: str) -> dict[str, Any]:
    known = {field.name for field in attrs.fields(Faction)}
    if not isinstance(row, dict) or not set(row) <= known:
        raise BadNegotiation(
            where,
            f"[[ratification]] number {number} has a faction that is not {{id, label, seats}}",
        )
    return row


def _text(value: Any, key: str, where: str) -> str:
    if not isinstance(value, str):
        raise BadNegotiation(where, f"{key} must be text, not {value!r}")
    return value


def _check(negotiation: Negotiation, where: str) -> None:
    """Refuse ids used twice, empty names, parties nobody listed, and days that are none."""
    for kind, ids in (
        ("party", [party.id for party in negotiation.parties]),
        ("issue", [issue.id for issue in negotiation.issues]),
        ("outlet", [outlet.name for outlet in negotiation.outlets]),
        ("package", [package.id for package in negotiation.packages]),
        ("stage", [stage.id for stage in negotiation.stages]),
    ):
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise BadNegotiation(where, f"two [[{kind}]] tables have the id {twice[0]!r}")
        if any(not i.strip() for i in ids):
            raise BadNegotiation(where, f"a [[{kind}]] has an empty id or name")
    for party in negotiation.parties:
        if not party.names:
            raise BadNegotiation(where, f"[[party]] {party.id!r} has no names")
    if negotiation.as_of is not None and not calendar.is_edtf(negotiation.as_of):
        raise BadNegotiation(where, f"as_of {negotiation.as_of!r} is not a day like 2025-06-30")
    _check_references(negotiation, where)


def _check_references(negotiation: Negotiation, where: str) -> None:
    listed = {party.id for party in negotiation.parties}
    if not listed:
        return
    named = [("person", p.name, p.party) for p in negotiation.persons]
    named += [("outlet", o.name, o.stands_with) for o in negotiation.outlets]
    for kind, name, party in named:
        if party is not None and party not in listed:
            raise BadNegotiation(
                where, f"[[{kind}]] {name!r} has the party {party!r}, which no [[party]] has"
            )
