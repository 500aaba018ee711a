"""Where a team's tables lie, and what is each database's own about them."""

import os
from pathlib import Path

import attrs
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.schema import CreateSchema

from dragoman.dossier import postgresql, sqlite
from dragoman.dossier.faults import translated
from dragoman.dossier.places import Place, ServerPlace
from dragoman.dossier.team.schema import DEEDS, METADATA
from dragoman.dossier.transactions import WRITES
from dragoman.errors import (
    BadRequest,
    DossierDamaged,
    DossierError,
    DossierReadOnly,
    DossierTooNew,
)

MARK = 0x44524754
"""``PRAGMA application_id`` of a team's file: "DRGT" in ASCII."""

LONGEST = 63
"""Bytes of the longest name in PostgreSQL."""

FORMAT = 1
"""The number of the format that this version reads and writes."""

SUFFIX = "_team"
"""What the schema of a team is called after the schema of its dossier: ``dragoman_team``."""

_SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER deeds_are_not_{done} BEFORE {verb} ON deeds "
    f"BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END"
    for verb, done in (("DELETE", "deleted"), ("UPDATE", "changed"))
)
_POSTGRESQL_TRIGGERS = (
    """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'
    USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER deeds_only_grow
    BEFORE DELETE OR UPDATE OR TRUNCATE ON deeds
    FOR EACH STATEMENT EXECUTE FUNCTION refuse()""",
    "ALTER TABLE deeds ENABLE ALWAYS TRIGGER deeds_only_grow",
)


def home_of(place: Place) -> Place:
    """Where the team of a dossier lives: ``talks.dragoman.team`` beside ``talks.dragoman``.

    Raises:
        BadRequest: a schema with too long a name.
    """
    if isinstance(place, ServerPlace):
        return schema_beside(place)
    return place.with_name(f"{place.name}.team")


def engine_at(home: Place, *, timeout_s: float) -> Engine:
    """An engine on the tables at ``home``, made when missing; raises as the two below."""
    if isinstance(home, ServerPlace):
        return engine_in_schema(home, timeout_s=timeout_s)
    return engine_on_file(home, timeout_s=timeout_s)


def engine_on_file(path: Path, *, timeout_s: float) -> Engine:
    """An engine on the file at ``path``, made when missing, readable by its owner alone.

    Raises:
        DossierDamaged: another program's file is there; it is left as it is.
        DossierTooNew: a newer version wrote it.
        DossierReadOnly: it cannot be made or written there.
    """
    _make_private(path)
    engine = sqlite.engine_for(path, timeout_s=timeout_s)
    try:
        with translated(path):
            _settle_in(path, engine)
    except DossierError:
        engine.dispose()
        raise
    return engine


def _make_private(path: Path) -> None:
    """Make an empty file with mode 0600, unless one is there."""
    if path.is_dir():
        raise DossierDamaged(str(path), "this is a folder, not the file of a team")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        reason = error.strerror or "it cannot be made"
        raise DossierReadOnly(str(path), f"no accounts can be kept here ({reason})") from error


def _settle_in(path: Path, engine: Engine) -> None:
    """Refuse a stranger's file before anything is changed in it; complete an empty one."""
    with engine.connect() as connection:
        blank = _is_blank(connection)
        if not blank:
            _recognise(path, connection)
    sqlite.has_write_ahead_log(engine)
    if blank:
        with engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                _complete(connection)


def _is_blank(connection: Connection) -> bool:
    return not inspect(connection).get_table_names() and sqlite.mark(connection) == 0


def _complete(connection: Connection) -> None:
    """Make the tables, unless another program has just done so; all or none."""
    if not _is_blank(connection):
        return
    METADATA.create_all(connection)
    for statement in _SQLITE_TRIGGERS:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id={MARK}")
    connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")


def _recognise(path: Path, connection: Connection) -> None:
    if sqlite.mark(connection) != MARK:
        raise DossierDamaged(str(path), "this is not the file of a team's accounts")
    found = sqlite.format_of(connection)
    if found > FORMAT:
        raise DossierTooNew(str(path), found, FORMAT)


def schema_beside(place: ServerPlace) -> ServerPlace:
    """The schema of the team of a dossier in a PostgreSQL database: ``dragoman_team``.

    Raises:
        BadRequest: the dossier's own schema has too long a name to put ``_team`` behind it.
    """
    name = place.schema + SUFFIX
    if len(name.encode()) > LONGEST:
        raise BadRequest(f"the schema {place.schema!r} is too long for a team; rename it")
    return attrs.evolve(place, schema=name)


def engine_in_schema(home: ServerPlace, *, timeout_s: float) -> Engine:
    """An engine on the schema ``home``, made with its tables when missing.

    Raises:
        DossierUnreachable: the server does not answer.
        DossierReadOnly: this user may not make a schema there.
    """
    engine = postgresql.engine_for(home, timeout_s=timeout_s)
    try:
        with translated(home):
            if not _is_in_schema(engine, home.schema):
                _make_schema(engine, home.schema)
    except DossierError:
        engine.dispose()
        raise
    return engine


def _is_in_schema(engine: Engine, schema: str) -> bool:
    with engine.connect() as connection:
        return inspect(connection).has_table(DEEDS.name, schema=schema)


def _make_schema(engine: Engine, schema: str) -> None:
    """Make schema, tables and triggers, unless another program has just done so; all or none."""
    with engine.connect() as connection:
        connection.execution_options(**{WRITES: True})
        with connection.begin():
            connection.execute(CreateSchema(schema, if_not_exists=True))
            if not inspect(connection).has_table(DEEDS.name, schema=schema):
                METADATA.create_all(connection, checkfirst=False)
                postgresql.execute(connection, ";\n".join(_POSTGRESQL_TRIGGERS))
