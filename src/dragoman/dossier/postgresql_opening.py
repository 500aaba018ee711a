"""Make a dossier in a schema of PostgreSQL, open one, and refuse what is none."""

from attrs import frozen
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from dragoman.dossier import postgresql
from dragoman.dossier.faults import translated
from dragoman.dossier.opened import FORMAT, READ_ONLY, Opened
from dragoman.dossier.places import ServerPlace
from dragoman.dossier.schema import METADATA, PASSING
from dragoman.dossier.transactions import TIMEOUT_S, WRITES
from dragoman.errors import (
    BadRequest,
    DossierDamaged,
    DossierError,
    DossierMissing,
    DossierTooNew,
)

OLDEST = 14
"""The first PostgreSQL with functions whose bodies are parsed when they are made."""

_PASSING = {table.name for table in PASSING}
_NO_RIGHT = "42501"

_NO_FLUSH = (
    "this server does not flush to the disk ({} is off): a loss of power may lose or break what "
    "was acknowledged; have it switched on"
)

_LOOK = text("""SELECT current_setting('server_version_num')::integer / 10000 AS version,
    (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database())
        AS encoding,
    current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
    pg_is_in_recovery() AS is_copy,
    (SELECT array_agg(relname::text) FROM pg_class WHERE relnamespace = n.oid
        AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')) AS relations
    FROM (SELECT 1) one LEFT JOIN pg_namespace n ON n.nspname = :schema""")


@frozen(kw_only=True)
class _State:
    """What a server says of itself and of our schema."""

    version: int
    encoding: str
    unflushed: tuple[str, ...]
    is_copy: bool
    relations: frozenset[str]

    @property
    def is_blank(self) -> bool:
        """Whether there is no schema yet, or nothing in it."""
        return not self.relations


def create_schema(place: ServerPlace, *, timeout_s: float = TIMEOUT_S) -> Opened:
    """Make a dossier in the schema, which may be there and empty.

    Raises:
        BadRequest: a dossier is there already.
        DossierDamaged: the schema holds other tables; they are left as they are.
        DossierReadOnly: this user may not make a schema or tables there.
        DossierUnreachable: the server does not answer.
    """
    engine = postgresql.engine_for(place, timeout_s=timeout_s)
    try:
        with translated(place):
            with engine.connect() as connection:
                _require_blank(place, connection, _looked_at(place, connection))
            _complete(place, engine)
    except DossierError:
        engine.dispose()
        raise
    engine.dispose()
    return open_schema(place, timeout_s=timeout_s)


def open_schema(place: ServerPlace, *, timeout_s: float = TIMEOUT_S) -> Opened:
    """Open the dossier in the schema; for reading only where this user may not write.

    Raises:
        DossierMissing: no such schema, or nothing in it.
        DossierDamaged: it is not a dossier.
        DossierTooNew: a newer version wrote it.
        DossierUnreachable: the server does not answer.
    """
    engine = postgresql.engine_for(place, timeout_s=timeout_s)
    try:
        with translated(place):
            return Opened(engine=engine, notices=_settle_in(place, engine))
    except DossierError:
        engine.dispose()
        raise


def is_schema(place: ServerPlace) -> bool:
    """Whether anything is in the schema. Raises ``DossierUnreachable``."""
    engine = postgresql.engine_for(place, timeout_s=TIMEOUT_S)
    try:
        with translated(place), engine.connect() as connection:
            return not _looked_at(place, connection).is_blank
    finally:
        engine.dispose()


def _looked_at(place: ServerPlace, connection: Connection) -> _State:
    row = connection.execute(_LOOK, {"schema": place.schema}).one()
    state = _State(
        version=row.version,
        encoding=row.encoding,
        unflushed=tuple(n for n in ("fsync", "full_page_writes") if getattr(row, n) == "off"),
        is_copy=row.is_copy,
        relations=frozenset(row.relations or ()),
    )
    if state.version < OLDEST:
        raise DossierError(
            str(place), f"needs PostgreSQL {OLDEST} or later, the server has {state.version}"
        )
    if state.encoding != "UTF8":
        raise DossierError(
            str(place),
            f"needs a database in UTF8, this one is in {state.encoding}; "
            "have one made with `createdb --encoding UTF8 --template template0`",
        )
    return state


def _require_blank(place: ServerPlace, connection: Connection, state: _State) -> None:
    if state.is_blank:
        return
    _recognise(place, connection, state)
    raise BadRequest(
        f"{place}: there is a dossier already; open it or choose another schema in --dossier"
    )


def _settle_in(place: ServerPlace, engine: Engine) -> tuple[str, ...]:
    """Recognise the schema before anything is changed in it."""
    with engine.connect() as connection:
        state = _looked_at(place, connection)
        if state.is_blank:
            raise DossierMissing(str(place))
        _recognise(place, connection, state)
        takes_writes = not state.is_copy and _may_write(connection)
    missing = {table.name for table in postgresql.TABLES} - state.relations
    if lost := sorted(name for name in missing if name.startswith("truth_")):
        raise DossierDamaged(str(place), f"tables of it are missing ({', '.join(lost)})")
    if missing - _PASSING and takes_writes:
        _catch_up(engine)
    elif missing and takes_writes:
        _catch_up_if_allowed(engine)
    notices = tuple(_NO_FLUSH.format(name) for name in state.unflushed)
    return notices if takes_writes else (READ_ONLY, *notices)


def _catch_up_if_allowed(engine: Engine) -> None:
    """Add the tables of the moment where this user may; without them one does not share reading,
    and all else goes on. The owner's next visit adds them."""
    try:
        _catch_up(engine)
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", None) != _NO_RIGHT:
            raise


def _recognise(place: ServerPlace, connection: Connection, state: _State) -> None:
    if "dossier_mark" not in state.relations:
        raise DossierDamaged(str(place), "this schema holds another program's tables")
    marks = connection.execute(text("SELECT * FROM dossier_mark")).mappings().all()
    if [mark.get("application") for mark in marks] != [postgresql.APPLICATION]:
        raise DossierDamaged(str(place), "this schema holds another program's tables")
    found = int(marks[0]["format"])
    if found > FORMAT:
        raise DossierTooNew(str(place), found, FORMAT)


def _may_write(connection: Connection) -> bool:
    wanted = text(
        "SELECT has_table_privilege('truth_decisions', 'INSERT') "
        "AND has_table_privilege('truth_documents', 'INSERT')"
    )
    return bool(connection.scalar(wanted))


def _complete(place: ServerPlace, engine: Engine) -> None:
    """Make the schema and all in it, unless another program has just done so; all or none."""
    with engine.connect() as connection:
        connection.execution_options(**{WRITES: True})
        with connection.begin():
            _require_blank(place, connection, _looked_at(place, connection))
            if not connection.scalar(_HAS_SCHEMA, {"schema": place.schema}):
                postgresql.execute(connection, f"CREATE SCHEMA {postgresql.quoted(place.schema)}")
            METADATA.create_all(connection, tables=postgresql.TABLES, checkfirst=False)
            postgresql.finish_schema(connection, place.schema, FORMAT)


_HAS_SCHEMA = text("SELECT 1 FROM pg_namespace WHERE nspname = :schema")


def _catch_up(engine: Engine) -> None:
    """Give a schema of an earlier version the tables that came since."""
    with engine.connect() as connection:
        connection.execution_options(**{WRITES: True})
        with connection.begin():
            METADATA.create_all(connection, tables=postgresql.TABLES)
