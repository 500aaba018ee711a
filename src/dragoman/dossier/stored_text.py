"""Texts as columns: the same order and the same content in both databases."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_NUL = "\ufdd0"
_ITSELF = "\ufdd1"
"""Code points that Unicode keeps for a program's own use and never assigns (noncharacters)."""


class StoredText(TypeDecorator[str]):
    """TEXT that sorts by code point, as SQLite sorts.

    PostgreSQL takes no NUL in a text; there a NUL is stored as U+FDD0, and a U+FDD0 or U+FDD1 of
    the text itself as U+FDD1 and ``0`` or ``1``. What is read is what was written.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """``COLLATE "C"`` on PostgreSQL, whose own order depends on the server's language."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """What is done to a value on the way in; nothing for SQLite."""
        return _escaped if dialect.name == "postgresql" else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """What is done to a value on the way out; nothing for SQLite."""
        return _unescaped if dialect.name == "postgresql" else None


def _escaped(value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if "\0" in value or _NUL in value or _ITSELF in value:
        value = value.replace(_ITSELF, _ITSELF + "1").replace(_NUL, _ITSELF + "0")
        return value.replace("\0", _NUL)
    return value


def _unescaped(value: Any) -> Any:
    if value is None or (_NUL not in value and _ITSELF not in value):
        return value
    value = value.replace(_NUL, "\0")
    return value.replace(_ITSELF + "0", _NUL).replace(_ITSELF + "1", _ITSELF)
