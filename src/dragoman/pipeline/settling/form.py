"""The fields of ``negotiation.toml`` as a form: what can be filled in, and what stands there."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import tomlkit
from attrs import frozen

from dragoman.briefing import PALETTE
from dragoman.errors import BadNegotiation
from dragoman.model import PartyRole, Reliability


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    ID = "id"
    """Text that never changes once it is signed: other tables name it."""
    LINES = "lines"
    """Several texts, one on each line."""
    CHOICE = "choice"
    COLOUR = "colour"
    NUMBER = "number"
    DAY = "day"
    """A day or month, or an interval with an open end (EDTF)."""


@frozen(kw_only=True)
class Field:
    """One key of a table. ``also`` is another spelling of the key, ``names`` the table whose ids
    (or names) it takes from."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    is_required: bool = False
    choices: tuple[str, ...] = ()
    also: str = ""
    names: str = ""
    hint: str = ""


@frozen(kw_only=True)
class Table:
    """One list of tables; ``title`` is the key that names a row, ``inner`` a list within a row."""

    key: str
    label: str
    one: str
    title: str
    fields: tuple[Field, ...]
    inner: "Table | None" = None
    also: str = ""


_PARTY_HINT = "the id of a party"
TOP = (
    Field(key="name", label="Name of the negotiation"),
    Field(
        key="as_of",
        label="As of",
        kind=Kind.DAY,
        hint="what came later is left out, such as 2025-06-30; empty: up to the newest document",
    ),
)
TABLES = (
    Table(
        key="party",
        label="Parties",
        one="party",
        title="id",
        fields=(
            Field(key="id", label="Id", kind=Kind.ID, is_required=True),
            Field(
                key="names",
                label="Names, one on each line",
                kind=Kind.LINES,
                is_required=True,
                hint="the first is how it is called; also capitals and seats that stand for it",
            ),
            Field(
                key="role",
                label="Role",
                kind=Kind.CHOICE,
                choices=tuple(role.value for role in PartyRole),
            ),
            Field(key="colour", label="Colour", kind=Kind.COLOUR, choices=PALETTE),
        ),
    ),
    Table(
        key="person",
        label="Persons",
        one="person",
        title="name",
        fields=(
            Field(key="name", label="Name", is_required=True),
            Field(key="aliases", label="Other names, one on each line", kind=Kind.LINES),
            Field(key="party", label="Party", names="party", hint=_PARTY_HINT),
            Field(key="office", label="Office"),
            Field(key="from", label="From", kind=Kind.DAY, also="since", hint="2025-01-20"),
            Field(key="to", label="To", kind=Kind.DAY, also="until"),
        ),
    ),
    Table(
        key="outlet",
        label="Outlets",
        one="outlet",
        title="name",
        fields=(
            Field(key="name", label="Name", is_required=True),
            Field(key="stands_with", label="Stands with", names="party", hint=_PARTY_HINT),
            Field(
                key="reliability",
                label="Reliability, A to F",
                kind=Kind.CHOICE,
                choices=tuple(letter.value for letter in Reliability),
                hint="your own judgement of the outlet; the program never sets it",
            ),
        ),
    ),
    Table(
        key="issue",
        label="Issues",
        one="issue",
        title="label",
        fields=(
            Field(key="id", label="Id", kind=Kind.ID, is_required=True),
            Field(key="label", label="Label", is_required=True),
            Field(key="keywords", label="Words that tell of it", kind=Kind.LINES),
            Field(key="parent", label="Part of", hint="a general issue, such as security"),
            Field(key="status_quo", label="Holds without a deal", hint="the id of an option"),
        ),
        inner=Table(
            key="options",
            label="Ways it could end",
            one="option",
            title="label",
            fields=(
                Field(key="id", label="Id", kind=Kind.ID, is_required=True),
                Field(key="label", label="Label", is_required=True),
                Field(key="value", label="Value, 0 to 100", kind=Kind.NUMBER),
            ),
        ),
    ),
    Table(
        key="ratification",
        label="Bodies that must approve",
        one="body",
        title="body",
        fields=(
            Field(key="party", label="Party", names="party", is_required=True, hint=_PARTY_HINT),
            Field(key="body", label="Body", is_required=True),
            Field(key="rule", label="Rule, in words"),
            Field(key="needs", label="Share of the seats it needs", kind=Kind.NUMBER,
                  hint="above 0, at most 1"),
        ),
        inner=Table(
            key="faction",
            also="factions",
            label="Who sits in it",
            one="faction",
            title="label",
            fields=(
                Field(key="id", label="Id", kind=Kind.ID, is_required=True),
                Field(key="label", label="Label"),
                Field(key="seats", label="Seats", kind=Kind.NUMBER, is_required=True),
            ),
        ),
    ),
)  # fmt: skip
"""What the form shows. Preferences and their neighbours are set on the deal space."""


@frozen(kw_only=True)
class Value:
    """One field with what stands in it, as the text of a form; ``fault`` in words, or empty."""

    name: str
    field: Field
    text: str = ""
    fault: str = ""


@frozen(kw_only=True)
class Row:
    """One table of a list. ``place`` is its index in the file, or ``new0`` for a blank row."""

    name: str
    place: str
    title: str
    values: tuple[Value, ...]
    inner: "Group | None" = None
    is_new: bool = False
    is_gone: bool = False
    has_fault: bool = False


@frozen(kw_only=True)
class Group:
    """A list of tables, the blank rows last."""

    name: str
    table: Table
    rows: tuple[Row, ...]
    fault: str = ""


@frozen(kw_only=True)
class Form:
    """All that can be filled in."""

    top: tuple[Value, ...]
    groups: tuple[Group, ...]


def form_of(
    text: str, given: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None
) -> Form:
    """The form of a text of settings; ``given`` are fields as somebody filled them in.

    Raises:
        BadNegotiation: the text is no TOML.
    """
    held, given, faults = parsed(text), given or {}, faults or {}
    desk = _Desk(given=given, faults=faults)
    return Form(
        top=tuple(desk.value(field, field.key, held) for field in TOP),
        groups=tuple(desk.group(table, table.key, held) for table in TABLES),
    )


def parsed(text: str) -> Any:
    """The text as a document that keeps its comments.

    Raises:
        BadNegotiation: it is no TOML.
    """
    try:
        return tomlkit.parse(text)
    except (tomlkit.exceptions.TOMLKitError, RecursionError) as error:
        raise BadNegotiation("negotiation.toml", f"not valid TOML ({error})") from error


def key_in(row: Any, one: Field | Table) -> str:
    """The spelling of a key that a row has, the usual one where it has none."""
    return one.also if one.also and one.also in row and one.key not in row else one.key


def told(value: Any) -> str:
    """A value of the file as the text of a form."""
    if value is None:
        return ""
    plain = value.unwrap() if hasattr(value, "unwrap") else value
    if isinstance(plain, list):
        return "\n".join(str(one) for one in plain)
    return f"{plain:g}" if isinstance(plain, float) else str(plain)


def rows_in(held: Any, table: Table) -> list[Any]:
    """The tables of a list; none where it is not written as one."""
    found = held.get(key_in(held, table)) if hasattr(held, "get") else None
    return [row for row in found if hasattr(row, "get")] if isinstance(found, list) else []


@frozen(kw_only=True)
class _Desk:
    given: Mapping[str, str]
    faults: Mapping[str, str]

    def value(self, field: Field, name: str, held: Any) -> Value:
        stands = told(held.get(key_in(held, field))) if held is not None else ""
        return Value(
            name=name,
            field=field,
            text=self.given.get(name, stands),
            fault=self.faults.get(name, ""),
        )

    def group(self, table: Table, name: str, held: Any) -> Group:
        rows = [] if held is None else rows_in(held, table)
        fresh = self._new(name) or ["new0"]
        return Group(
            name=name,
            table=table,
            rows=(
                *(self.row(table, name, str(at), row) for at, row in enumerate(rows)),
                *(self.row(table, name, place, None) for place in fresh),
            ),
            fault=self.faults.get(name, ""),
        )

    def row(self, table: Table, name: str, place: str, held: Any) -> Row:
        at = f"{name}.{place}"
        values = tuple(self.value(field, f"{at}.{field.key}", held) for field in table.fields)
        title = next(v.text for v in values if v.field.key == table.title)
        inner = self.group(table.inner, f"{at}.{table.inner.key}", held) if table.inner else None
        return Row(
            name=at,
            place=place,
            title=title.partition("\n")[0],
            values=values,
            inner=inner,
            is_new=held is None,
            is_gone=f"{at}.gone" in self.given,
            has_fault=any(fault.startswith(f"{at}.") for fault in self.faults) or at in self.faults,
        )

    def _new(self, name: str) -> list[str]:
        """The places of blank rows in which something was filled in."""
        return new_places(self.given, name)


def new_places(given: Mapping[str, str], name: str) -> list[str]:
    """The places ``new…`` of a list in which anything was filled in, in their order."""
    found: dict[str, None] = {}
    for key, value in given.items():
        rest = key.removeprefix(f"{name}.")
        place = rest.partition(".")[0]
        is_blank = not value.strip() or rest.endswith(".gone")
        if rest != key and place.startswith("new") and place[3:].isdigit() and not is_blank:
            found[place] = None
    return sorted(found, key=lambda place: int(place[3:]))
