"""Fields: from a mapping as people write it to clues about a document."""

import html
import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from attrs import frozen

from dragoman.ingest.clues import Clues
from dragoman.ingest.genre import genre_named
from dragoman.ingest.instants import edtf
from dragoman.ingest.language import language_code
from dragoman.ingest.tables import load


@frozen(kw_only=True)
class FieldNames:
    """The names that one field goes by, the most telling first."""

    name: str
    names: list[str]
    taken_from: str


@frozen(kw_only=True)
class FieldTable:
    """``field_names.toml``."""

    field: list[FieldNames]


@cache
def field_names() -> dict[str, tuple[str, ...]]:
    """For each field the names it goes by, folded."""
    rows = load("field_names.toml", FieldTable).field
    return {row.name: tuple(dict.fromkeys(map(fold, row.names))) for row in rows}


def fold(name: str) -> str:
    """A field's name without case, spaces and joining marks."""
    return re.sub(r"[\s_.:-]+", "", name).lower()


def value_of(values: Mapping[str, object], field: str) -> str | None:
    """What a mapping says in a field, under whichever of its names, as plain text."""
    folded = {fold(str(key)): value for key, value in values.items()}
    told = (plain(folded.get(name)) for name in field_names()[field])
    return next((value for value in told if value), None)


def clues_from(values: Mapping[str, object], known_by: str) -> Clues:
    """The clues in a mapping; what cannot be understood counts as not said."""
    return Clues(
        known_by=known_by,
        title=one_line(value_of(values, "title")),
        outlet=outlet_name(value_of(values, "outlet")),
        url=web_address(value_of(values, "url")),
        published_at=_time(values, "published_at"),
        modified_at=_time(values, "modified_at"),
        retrieved_at=_time(values, "retrieved_at"),
        language=language_code(value_of(values, "language") or ""),
        genre=genre_named(value_of(values, "genre") or ""),
    )


def plain(value: object) -> str | None:
    """A value as text: the name of an object, the first of a list; None for anything else."""
    if isinstance(value, str):
        return sound(value).strip() or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        inner = (plain(value.get(key)) for key in ("name", "title", "rendered", "@value", "#text"))
        return next((text for text in inner if text), None)
    if isinstance(value, list | tuple):
        return next((text for text in map(plain, value) if text), None)
    return None


def sound(text: str) -> str:
    """The text with lone surrogates, which no encoding can store, put as U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def one_line(value: str | None) -> str | None:
    """A title on one line: entities read, control characters and runs of space folded."""
    if not value:
        return None
    readable = re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", html.unescape(value))
    return " ".join(readable.split())[:500] or None


def outlet_name(value: str | None) -> str | None:
    """An outlet's name; an address is not a name."""
    name = one_line(value)
    return None if name is None or "://" in name or len(name) > 100 else name


def web_address(value: str | None) -> str | None:
    """An http(s) address; anything else (a relative path, ``javascript:``) is none."""
    if value is None:
        return None
    stripped = value.strip()
    return stripped if re.fullmatch(r"(?i)https?://[^\s<>\"\x00-\x20]{3,2000}", stripped) else None


def _time(values: Mapping[str, object], field: str) -> str | None:
    """The time in a field; a name further down the list counts when the first cannot be read."""
    folded = {fold(str(key)): value for key, value in values.items()}
    told = (edtf(plain(folded.get(name)) or "") for name in field_names()[field])
    return next((value for value in told if value), None)
