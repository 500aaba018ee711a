"""Full text over the sentences of the texts and over statements, in whichever database.

What leaves the entries leaves the index in the same transaction: triggers (``sqlite_words``) or a
generated column (``postgresql_words``) keep the two in step, whoever writes there.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from types import ModuleType

from sqlalchemy import Connection

from dragoman.dossier import postgresql_words, sqlite_words
from dragoman.dossier.words import Hit, Words, require

__all__ = ["Hit", "Words", "forget", "search", "search_in", "wipe"]


def _index(connection: Connection) -> ModuleType:
    """The module that keeps the index in this connection's database."""
    return postgresql_words if connection.dialect.name == "postgresql" else sqlite_words


def wipe(connection: Connection) -> None:
    """Empty the index at once, before all entries are deleted."""
    _index(connection).wipe(connection)


def forget(connection: Connection) -> None:
    """See to it that no page of the index holds words of deleted entries."""
    _index(connection).forget(connection)


def search(connection: Connection, words: Words, limit: int) -> list[Hit]:
    """The entries that hold the words, best first.

    Raises:
        BadRequest: the dossier has no index, or there is no word to look for.
    """
    require(words)
    found: list[Hit] = _index(connection).search(connection, words, limit)
    return found


def search_in(texts: Iterable[tuple[str, str, str]], words: Words, limit: int) -> list[Hit]:
    """The same over texts that no file holds: kind, id and words of each; nothing is stored."""
    require(words)
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(
            "CREATE VIRTUAL TABLE t USING fts5(kind UNINDEXED, id UNINDEXED, words, "
            'tokenize="porter unicode61 remove_diacritics 2")'
        )
        memory.executemany("INSERT INTO t VALUES (?, ?, ?)", texts)
        rows = memory.execute(
            "SELECT kind, id, bm25(t) FROM t WHERE t MATCH ? ORDER BY 3, 1, 2 LIMIT ?",
            (words.expression(), limit),
        )
        return [Hit(kind=kind, id=id, rank=rank) for kind, id, rank in rows]
