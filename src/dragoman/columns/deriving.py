"""Columns derived from the fields of a record, so that a new field appears by itself.

A field of texts, numbers or truth values is one column. A time is its EDTF text, its first and
last day, the words and two marks. Somebody named is a name, an id and a party. A number with its
unit is spread out; what is nested otherwise is a struct, and JSON where records hold their own
kind.
"""

from collections.abc import Callable, Iterator
from enum import Enum, IntEnum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import msgspec

from dragoman.columns.column import CellType, Column
from dragoman.columns.times import first_day, instant_of, last_day
from dragoman.model import Anchor, Entry, Quantity, Reader, Stage, When

EDTF_FIELDS = frozenset({"published_at", "modified_at", "told_on", "overdue_since"})
"""Fields of text that hold an EDTF time: they have two columns of days beside them."""

INSTANT_FIELDS = frozenset({"decided_at", "retrieved_at"})
"""Fields of text that hold an instant: they have a column of instants beside them."""

_SHOWN_AS = {"target_noun": "noun"}
"""Parts of a nested record that have a name of their own, as in the dossier's views."""

LEFT_OUT = {
    "Passage.prefix": "context of the words, in record",
    "Passage.suffix": "context of the words, in record",
    "When.form": "how the time was understood, in record",
    "When.relative_to": "how the time was understood, in record",
    "When.passage": "where the words of the time stand, in record",
    "Quantity.passage": "where the words of the number stand, in record",
}
"""Fields of nested records that are no columns, and where they are found."""

_PLURALS = {"id": "ids", "party": "parties", "certainty": "certainties"}
_SCALARS = {str: CellType.TEXT, bool: CellType.BOOLEAN, int: CellType.INTEGER, float: CellType.REAL}

Read = Callable[[Any], Any]


def fields_of(record: type) -> Iterator[tuple[str, Any]]:
    """The names and types of a record's own fields, those of every ``Entry`` left out."""
    hints = _hints(record)
    common = {one.name for one in attrs.fields(Entry)} if issubclass(record, Entry) else set()
    for one in attrs.fields(record):
        if one.name not in common:
            yield one.name, hints[one.name]


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)


def derived(record: type, above: tuple[type, ...] = ()) -> tuple[Column, ...]:
    """The columns of a record's fields; ``above`` are the records that it is nested in."""
    found: list[Column] = []
    for name, hint in fields_of(record):
        if f"{record.__name__}.{name}" not in LEFT_OUT:
            found += _columns(record, name, hint, (*above, record))
    return tuple(found)


def _columns(record: type, name: str, hint: Any, above: tuple[type, ...]) -> list[Column]:
    """The column or columns of one field."""
    mark = (f"{record.__name__}.{name}",)
    get = attrgetter(name)
    inner, is_many = _plain(hint)
    if name in EDTF_FIELDS:
        return _edtf(name, get, mark)
    if name in INSTANT_FIELDS:
        at = _one(f"{_stem(name)}_instant", CellType.INSTANT, lambda r: instant_of(get(r)), mark)
        return [_one(name, CellType.TEXT, get, mark), at]
    if scalar := _scalar(inner):
        return [_scalars(name, scalar, get, mark) if is_many else _cell(name, scalar, get, mark)]
    if not (isinstance(inner, type) and attrs.has(inner)):
        raise TypeError(f"{mark[0]} is {hint!r}; say in deriving.py how it becomes a column")
    if is_many:
        return _of_many(name, inner, get, mark, above)
    return _of_one(name, inner, get, mark, above)


def _of_one(name: str, inner: type, get: Read, mark: tuple[str, ...], above: Any) -> list[Column]:
    if inner is When:
        return _when(name, get, mark)
    if inner is Quantity:
        return _spread(name, "text", inner, get, mark)
    if inner is Anchor:
        return _spread(name, "entry", inner, get, mark)
    if inner is Reader or _is_named(inner):
        return _spread(name, "name", inner, get, mark)
    if inner in above:
        return [_one(name, CellType.JSON, lambda record: as_json(get(record)), mark)]
    parts = derived(inner, above)
    cut = _cutter(parts)
    return [
        Column(
            name=name,
            type=CellType.STRUCT,
            parts=parts,
            shows=mark,
            read=lambda record: None if (held := get(record)) is None else cut(held),
        )
    ]


def _of_many(name: str, inner: type, get: Read, mark: tuple[str, ...], above: Any) -> list[Column]:
    if issubclass(inner, Entry):
        return [_one(name, CellType.INTEGER, lambda record: len(get(record)), mark)]
    if _is_named(inner):
        return _named_ones(name, inner, get, mark)
    if inner in above:
        return [_one(name, CellType.JSON, lambda record: as_json(get(record)), mark)]
    parts = derived(inner, above)
    cut = _cutter(parts)
    series = Column(
        name=f"{name}_series" if inner is Stage else name,
        type=CellType.STRUCTS,
        parts=parts,
        shows=mark,
        read=lambda record: [cut(held) for held in get(record)],
    )
    if inner is not Stage:
        return [series]
    last = _one(name, CellType.TEXT, lambda r: held[-1].stage if (held := get(r)) else None, mark)
    return [last, series]


def _cutter(parts: tuple[Column, ...]) -> Read:
    readers = tuple((part.name, part.read) for part in parts)
    return lambda held: {name: read(held) for name, read in readers}


def _when(name: str, get: Read, mark: tuple[str, ...]) -> list[Column]:
    """A time: its EDTF, the first and last day, the words, how they relate to it, a blur."""
    stem = _stem(name)

    def part(of: str) -> Read:
        return lambda record: None if (held := get(record)) is None else getattr(held, of)

    edtf = part("edtf")
    return [
        *_edtf(name, edtf, (*mark, "When.edtf")),
        _one(f"{stem}_as_written", CellType.TEXT, part("text"), ("When.text",)),
        _one(f"{stem}_relation", CellType.TEXT, part("relation"), ("When.relation",)),
        _one(f"{stem}_vague", CellType.BOOLEAN, part("vague"), ("When.vague",)),
    ]


def _edtf(name: str, edtf: Read, mark: tuple[str, ...]) -> list[Column]:
    stem = _stem(name)
    return [
        _one(name, CellType.TEXT, edtf, mark),
        _one(f"{stem}_from", CellType.DAY, lambda record: first_day(edtf(record)), mark),
        _one(f"{stem}_to", CellType.DAY, lambda record: last_day(edtf(record)), mark),
    ]


def _stem(name: str) -> str:
    """``happened`` of ``happened_on``."""
    for end in ("_on", "_at", "_since"):
        if name.endswith(end):
            return name.removesuffix(end)
    return name


def _spread(name: str, head: str, inner: type, get: Read, mark: tuple[str, ...]) -> list[Column]:
    """A nested record as columns side by side: ``name`` is its ``head``, ``name_id`` its id."""

    def below(read: Read) -> Read:
        return lambda record: None if (held := get(record)) is None else read(held)

    found = []
    for part in derived(inner):
        below_name = f"{name}_{part.name}"
        shown = name if part.name == head else _SHOWN_AS.get(below_name, below_name)
        shows = (*mark, *part.shows) if part.name == head else part.shows
        found.append(attrs.evolve(part, name=shown, shows=shows, read=_listed(part, below)))
    return sorted(found, key=lambda column: column.name != name)


def _listed(part: Column, below: Callable[[Read], Read]) -> Read:
    """The reader of a part; a list stays a list where there is nothing to read it off."""
    read = below(part.read)
    is_list = part.type in (CellType.TEXTS, CellType.INTEGERS, CellType.STRUCTS)
    return (lambda record: read(record) or []) if is_list else read


def _named_ones(name: str, inner: type, get: Read, mark: tuple[str, ...]) -> list[Column]:
    """Several who are named: lists side by side, one place each; None for what is not known."""
    found = []
    for part in sorted(derived(inner), key=lambda column: column.name != "name"):
        shown = name if part.name == "name" else f"{name}_{_plural(part.name)}"
        shows = (*mark, *part.shows) if part.name == "name" else part.shows
        found.append(
            Column(name=shown, type=CellType.TEXTS, shows=shows, read=_each(part.read, get))
        )
    return found


def _each(read: Read, get: Read) -> Read:
    return lambda record: [read(held) for held in get(record)]


def _plural(name: str) -> str:
    return _PLURALS.get(name, f"{name}s")


def _is_named(inner: type) -> bool:
    """Whether a record is a name with other texts: somebody or something in a line."""
    hints = _hints(inner)
    return "name" in hints and all(_is_text(*_plain(hint)) for hint in hints.values())


def _is_text(kind: Any, is_many: bool) -> bool:
    return not is_many and _scalar(kind) is CellType.TEXT


def _plain(hint: Any) -> tuple[Any, bool]:
    """A type without ``| None`` and ``tuple[…, ...]``, and whether there are many."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    return hint, False


def _scalar(kind: Any) -> CellType | None:
    if not isinstance(kind, type):
        return None
    if issubclass(kind, Enum):
        return CellType.INTEGER if issubclass(kind, IntEnum) else CellType.TEXT
    return _SCALARS.get(kind)


def _cell(name: str, scalar: CellType, get: Read, mark: tuple[str, ...]) -> Column:
    return _one(name, scalar, lambda record: _bare(get(record)), mark)


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _scalars(name: str, scalar: CellType, get: Read, mark: tuple[str, ...]) -> Column:
    cell = CellType.INTEGERS if scalar is CellType.INTEGER else CellType.TEXTS
    return _one(name, cell, lambda record: [_bare(value) for value in get(record)], mark)


def _one(name: str, cell: CellType, read: Read, shows: tuple[str, ...]) -> Column:
    return Column(name=name, type=cell, shows=shows, read=read)


def as_json(value: Any) -> str | None:
    """A nested value as canonical JSON (keys sorted); None for none."""
    if value is None:
        return None
    return msgspec.json.encode(value, order="sorted").decode()
