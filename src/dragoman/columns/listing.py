"""The columns of each noun, in their order: its id, its own fields, where it stands, the record."""

from collections.abc import Callable
from functools import cache
from typing import Any

from attrs import evolve

from dragoman.columns.column import CellType, Column
from dragoman.columns.deriving import derived
from dragoman.columns.meanings import meaning_of
from dragoman.errors import BadRequest
from dragoman.model import KINDS, Entry, encode

WITHOUT_PASSAGES = frozenset({"document", "decision", "report"})
"""Nouns that quote nothing themselves."""

RECORD = "record"
"""The column with the whole entry as canonical JSON (``dragoman.model.encode``): loses nothing."""


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of the table of a noun (a key of ``model.KINDS``).

    >>> [column.name for column in columns_of("place")][:3]
    ['id', 'names', 'country']

    Raises:
        BadRequest: there is no such noun.
    """
    if kind not in KINDS:
        raise BadRequest(f"{kind!r} is no noun; choose from {', '.join(KINDS)}")
    own = (*derived(KINDS[kind]), *_HANDY.get(kind, ()))
    taken = {column.name for column in own}
    places = () if kind in WITHOUT_PASSAGES else _PLACES
    apart = [evolve(c, name=f"passage_{c.name}") if c.name in taken else c for c in places]
    ordered = (_ID, *own, *_COMMON, *apart, _RECORD)
    return _told(kind, ordered)


def _told(kind: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with their meanings; parts of a struct have those of their names."""
    names = {column.name for column in columns}
    return tuple(
        evolve(one, parts=_told("", one.parts), meaning=meaning_of(kind, one.name, names))
        for one in columns
    )


def _first(field: str) -> Callable[[Entry], Any]:
    return lambda entry: getattr(entry.passages[0], field) if entry.passages else None


def _place(field: str, cell: CellType, name: str | None = None) -> Column:
    shows = (f"Passage.{field}",)
    return Column(name=name or field, type=cell, shows=shows, read=_first(field))


def _score(entry: Entry) -> float | None:
    return None if entry.score is None else round(entry.score, 3)


def _words(name: str, role: str) -> Column:
    """The words quoted in a role, several joined by " … "; None for none."""

    def read(entry: Entry) -> str | None:
        return " … ".join(p.exact for p in entry.passages if p.role == role) or None

    return Column(name=name, type=CellType.TEXT, shows=("Passage.role", "Passage.exact"), read=read)


def _says(which: int) -> Callable[[Any], str | None]:
    return lambda entry: entry.accounts[which].says if len(entry.accounts) > which else None


_ID = Column(name="id", type=CellType.TEXT, shows=("Entry.id",), read=lambda entry: entry.id)
_COMMON = (
    Column(name="score", type=CellType.REAL, shows=("Entry.score",), read=_score),
    Column(
        name="reader",
        type=CellType.TEXT,
        shows=("Entry.reader", "Reader.name"),
        read=lambda entry: None if entry.reader is None else entry.reader.name,
    ),
    Column(
        name="reader_version",
        type=CellType.TEXT,
        shows=("Reader.version",),
        read=lambda entry: None if entry.reader is None else entry.reader.version,
    ),
    Column(
        name="because",
        type=CellType.TEXTS,
        shows=("Entry.because",),
        read=lambda entry: list(entry.because),
    ),
)
_PLACES = (
    _place("document", CellType.TEXT),
    _place("start", CellType.INTEGER),
    _place("end", CellType.INTEGER),
    _place("exact", CellType.TEXT),
    _place("role", CellType.TEXT, name="passage_role"),
    Column(
        name="passages",
        type=CellType.INTEGER,
        shows=("Entry.passages",),
        read=lambda entry: len(entry.passages),
    ),
)
_RECORD = Column(
    name=RECORD, type=CellType.JSON, shows=(), read=lambda entry: encode(entry).decode()
)

_HANDY: dict[str, tuple[Column, ...]] = {
    "mention": (_words("words", "mention"),),
    "attribution": tuple(_words(role, role) for role in ("speaker", "cue", "content")),
    "statement": (_words("content", "content"),),
    "leverage": (
        Column(
            name="thing",
            type=CellType.TEXT,
            shows=("Measure.object",),
            read=lambda entry: entry.measure.object,
        ),
    ),
    "discrepancy": (
        Column(name="one_account", type=CellType.TEXT, shows=("Account.says",), read=_says(0)),
        Column(name="other_account", type=CellType.TEXT, shows=("Account.says",), read=_says(1)),
    ),
}
"""Columns that are no field of the noun, but that people filter and read by."""
