"""Make a dossier, open one, and refuse what is none."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from dragoman.dossier import postgresql_opening, sqlite, sqlite_words
from dragoman.dossier.faults import translated
from dragoman.dossier.opened import FORMAT, READ_ONLY, Opened
from dragoman.dossier.places import Place, ServerPlace
from dragoman.dossier.schema import METADATA
from dragoman.dossier.transactions import TIMEOUT_S, WRITES
from dragoman.errors import (
    BadRequest,
    DossierDamaged,
    DossierError,
    DossierMissing,
    DossierReadOnly,
    DossierTooNew,
)

__all__ = [
    "FORMAT",
    "TIMEOUT_S",
    "Opened",
    "create",
    "create_file",
    "enter",
    "is_taken",
    "open_file",
]

_NO_LOG = (
    "no write-ahead log on this file system (a network share?); "
    "nothing is lost, but let only one program use the dossier at a time"
)


def create(place: Place) -> Opened:
    """Make a dossier; for what it raises see ``create_file`` and ``create_schema``."""
    if isinstance(place, ServerPlace):
        return postgresql_opening.create_schema(place)
    return create_file(place)


def enter(place: Place) -> Opened:
    """Open a dossier; for what it raises see ``open_file`` and ``open_schema``."""
    if isinstance(place, ServerPlace):
        return postgresql_opening.open_schema(place)
    return open_file(place)


def is_taken(place: Place) -> bool:
    """Whether anything is there, a dossier or not. Raises ``DossierUnreachable``."""
    if isinstance(place, ServerPlace):
        return postgresql_opening.is_schema(place)
    return place.exists()


def create_file(path: Path, *, timeout_s: float = TIMEOUT_S, vfs: str | None = None) -> Opened:
    """Make a dossier at ``path``. An empty file left by an interrupted run is completed.

    Raises:
        BadRequest: a dossier is there already.
        DossierDamaged: another file is there; it is left as it is.
        DossierReadOnly: no file can be made there.
    """
    try:
        path.open("xb").close()
    except FileExistsError:
        _refuse_dossier(path, timeout_s, vfs)
    except OSError as error:
        reason = error.strerror or "it cannot be made"
        raise DossierReadOnly(str(path), f"no dossier can be made here ({reason})") from error
    return open_file(path, timeout_s=timeout_s, vfs=vfs)


def open_file(path: Path, *, timeout_s: float = TIMEOUT_S, vfs: str | None = None) -> Opened:
    """Open the dossier at ``path``; for reading only where the place takes no writes.

    A file that an interrupted ``create_file`` left without tables is completed.

    Raises:
        DossierMissing: nothing is there.
        DossierDamaged: it is not a dossier.
        DossierTooNew: a newer version wrote it.
        DossierLocked: another program is writing and does not stop.
        DossierReadOnly: it can neither be written to nor safely read where it lies.
    """
    _refuse_strangers(path)
    options = {"vfs": vfs} if vfs else {}
    try:
        return _enter(path, timeout_s, options)
    except DossierReadOnly as refusal:
        return _open_elsewhere(path, timeout_s, options, refusal)


def _refuse_dossier(path: Path, timeout_s: float, vfs: str | None) -> None:
    if path.is_file() and path.stat().st_size == 0:
        return
    open_file(path, timeout_s=timeout_s, vfs=vfs).engine.dispose()
    raise BadRequest(f"{path}: there is a dossier already; open it or choose another --dossier")


def _refuse_strangers(path: Path) -> None:
    """Turn away what SQLite should not even touch. ``os.path`` is silent where rights lack."""
    if os.path.isdir(path):
        raise DossierDamaged(str(path), "this is a folder, not a dossier")
    if not os.path.exists(path):
        raise DossierMissing(str(path))
    if sqlite3.sqlite_version_info < sqlite.OLDEST:
        raise DossierError(
            str(path),
            f"needs SQLite 3.37 or later, this Python has {sqlite3.sqlite_version}; "
            "install a newer Python",
        )


def _enter(path: Path, timeout_s: float, options: dict[str, str]) -> Opened:
    """Open for reading and writing."""
    engine = sqlite.engine_for(path, timeout_s=timeout_s, options=options)
    try:
        with translated(path):
            return Opened(engine=engine, notices=_settle_in(path, engine))
    except DossierError:
        engine.dispose()
        raise


def _settle_in(path: Path, engine: Engine) -> tuple[str, ...]:
    """Recognise the file before anything is changed in it, then choose the journal."""
    with engine.connect() as connection:
        blank = sqlite.is_blank(connection)
        if not blank:
            _recognise(path, connection)
    has_log = sqlite.has_write_ahead_log(engine)
    if blank:
        _complete(engine)
    else:
        _catch_up(engine)
    return () if has_log else (_NO_LOG,)


def _complete(engine: Engine) -> None:
    """Make the tables, unless another program has just done so; all or none."""
    with engine.connect() as connection:
        connection.execution_options(**{WRITES: True})
        with connection.begin():
            if sqlite.is_blank(connection):
                METADATA.create_all(connection)
                sqlite.finish_schema(connection, FORMAT)


def _catch_up(engine: Engine) -> None:
    """Give a file of an earlier version the tables and the index that came since."""
    with engine.connect() as connection:
        has_tables = set(METADATA.tables) <= set(inspect(connection).get_table_names())
        has_all = has_tables and sqlite_words.is_ready(connection)
        if has_all or not sqlite_words.can_index(connection):
            return
        connection.rollback()
        connection.execution_options(**{WRITES: True})
        with connection.begin():
            METADATA.create_all(connection)
            sqlite_words.prepare(connection)


def _recognise(path: Path, connection: Connection) -> None:
    if sqlite.mark(connection) != sqlite.APPLICATION:
        raise DossierDamaged(str(path), "this is another program's database, not a dossier")
    found = sqlite.format_of(connection)
    if found > FORMAT:
        raise DossierTooNew(str(path), found, FORMAT)


def _open_elsewhere(
    path: Path, timeout_s: float, options: dict[str, str], refusal: DossierReadOnly
) -> Opened:
    """Open a file whose place refuses the ordinary way: a share, or a disk without writes."""
    try:
        with translated(path):
            sqlite.leave_write_ahead_log(path, timeout_s=timeout_s, options=options)
        return _enter(path, timeout_s, options)
    except DossierReadOnly:
        return _open_for_reading(path, timeout_s, options, refusal)


def _open_for_reading(
    path: Path, timeout_s: float, options: dict[str, str], refusal: DossierReadOnly
) -> Opened:
    """Open without any lock or journal; not where a journal beside it holds newer pages."""
    if any(_has_content(Path(f"{path}-{end}")) for end in ("wal", "journal")):
        raise refusal
    options = {**options, "mode": "ro", "immutable": "1"}
    engine = sqlite.engine_for(path, timeout_s=timeout_s, options=options)
    with translated(path), engine.connect() as connection:
        if sqlite.is_blank(connection):
            raise refusal
        _recognise(path, connection)
    return Opened(engine=engine, notices=(READ_ONLY,))


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
