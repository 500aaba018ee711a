"""Everything that is SQLite's own: pragmas, triggers, integrity. For the other, ``postgresql``."""

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from dragoman.dossier import sqlite_words
from dragoman.dossier.sqlite_views import VIEWS
from dragoman.dossier.transactions import CONNECTIONS, WRITES

APPLICATION = 0x44524147
"""``PRAGMA application_id`` of a dossier: "DRAG" in ASCII."""

OLDEST = (3, 37, 0)
"""The first SQLite with STRICT tables."""

ALWAYS = (
    "foreign_keys=ON",
    "synchronous=EXTRA",
    "fullfsync=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",
)
"""Pragmas of every connection: each commit is on the disk at its return (also after a loss of
power, also on macOS), deleted bytes are overwritten, and a replaced row counts as deleted."""

_TRIGGERS = (
    """CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON truth_decisions
    BEGIN SELECT RAISE(ABORT, 'a signed decision is never deleted'); END""",
    """CREATE TRIGGER decisions_are_not_changed
    BEFORE UPDATE OF sequence, id, who, decided_at, verb, noun, target, withdraws
    ON truth_decisions
    BEGIN SELECT RAISE(ABORT, 'a signed decision is never changed'); END""",
)
"""``body`` may be updated: a purge blanks the words that it quotes (decision record 0002)."""


def engine_for(
    path: Path,
    *,
    timeout_s: float,
    options: dict[str, str] | None = None,
    first: tuple[str, ...] = (),
) -> Engine:
    """An engine on the file at ``path`` that never makes the file.

    ``options`` are SQLite URI parameters (``mode``, ``immutable``, ``vfs``); without ``mode``
    the file is opened for reading and writing. ``first`` are pragmas for each new connection.
    """
    parameters = {"mode": "rw", **(options or {})}
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    uri = f"{_address(path.absolute().as_posix())}?{query}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, timeout=timeout_s, isolation_level=None, check_same_thread=False
        )

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        max_overflow=CONNECTIONS - 5,
        pool_timeout=timeout_s,
    )
    event.listen(engine, "connect", partial(_prepare, (*first, *ALWAYS)))
    event.listen(engine, "begin", _begin)
    return engine


def _address(path: str) -> str:
    """The ``file:`` URI of an absolute path: ``/home/x``, ``C:/x`` or ``//server/share/x``.

    The empty authority keeps SQLite from taking a share's server for one
    (sqlite.org/uri.html, section 3.1).

    >>> _address("//server/talks 1.dragoman")
    'file:////server/talks%201.dragoman'
    >>> _address("C:/talks.dragoman")
    'file:///C:/talks.dragoman'
    """
    begin = "file://" if path.startswith("/") else "file:///"
    return begin + quote(path, safe="/:")


def _prepare(pragmas: tuple[str, ...], connection: sqlite3.Connection, _record: object) -> None:
    for text in pragmas:
        connection.execute(f"PRAGMA {text}")


def _begin(connection: Connection) -> None:
    """Writers queue at the start: a reader that turns writer half way could not wait."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def pragma(engine: Engine, text: str) -> Any:
    """The first value that ``PRAGMA text`` answers, outside any transaction."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA {text}")
        row = cursor.fetchone()
        return row[0] if row else None
    finally:
        raw.close()


def has_write_ahead_log(engine: Engine) -> bool:
    """Switch the write-ahead log on; False where the file system has no shared memory for it.

    SQLite does not fail there (a network share): it answers with the journal that stays.
    """
    return str(pragma(engine, "journal_mode=WAL")).lower() == "wal"


def leave_write_ahead_log(path: Path, *, timeout_s: float, options: dict[str, str]) -> None:
    """Turn a file with a write-ahead log into one without, on a place that has none.

    A connection that locks the whole file keeps the log's index in its own memory, so it can
    still enter; it must say so before it reads its first page.
    """
    engine = engine_for(
        path, timeout_s=timeout_s, options=options, first=("locking_mode=EXCLUSIVE",)
    )
    try:
        pragma(engine, "journal_mode=DELETE")
    finally:
        engine.dispose()


def is_blank(connection: Connection) -> bool:
    """Whether the database has no table yet and no other program's mark."""
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return tables == 0 and mark(connection) in (0, APPLICATION)


def mark(connection: Connection) -> int:
    """The number by which a program marks its files; 0 for none."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def format_of(connection: Connection) -> int:
    """The number of the format the dossier was written in."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def finish_schema(connection: Connection, number: int) -> None:
    """Add views and triggers and mark the file as a dossier, inside the caller's transaction."""
    for statement in (*_TRIGGERS, *VIEWS):
        connection.exec_driver_sql(statement)
    sqlite_words.prepare(connection)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version={number}")


def shrink(engine: Engine) -> bool:
    """Rewrite the file without the space of deleted rows, and empty the write-ahead log.

    Returns False when another program still reads an older state, which the log must keep.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((is_busy, *_),) = cursor.fetchall()
        return not is_busy
    finally:
        raw.close()


def faults(connection: Connection) -> Iterator[str]:
    """What SQLite's own checks of pages and foreign keys find; nothing for a sound file."""
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield str(line)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}, row {row}, points to a row of {parent} that is not there"
