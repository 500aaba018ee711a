"""Everything that is PostgreSQL's own: sessions, the write lock, triggers, rewriting, faults.

A dossier is one schema. Readers see one snapshot (REPEATABLE READ); writers queue for
an advisory lock that ends with their transaction, so that two never write at once and the numbers
of decisions follow the order of committing.
"""

import re
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, Table, create_engine, event, select
from sqlalchemy.exc import DBAPIError, OperationalError

from dragoman.dossier import postgresql_words
from dragoman.dossier.places import ServerPlace
from dragoman.dossier.postgresql_views import STATEMENTS as VIEWS
from dragoman.dossier.schema import METADATA, SEARCHABLE
from dragoman.dossier.transactions import CONNECTIONS, WRITES
from dragoman.errors import DossierReadOnly

APPLICATION = "dragoman dossier"
"""What ``dossier_mark`` says of a schema of ours."""

LOCK = 0x44524147
"""First key of our advisory locks: "DRAG" in ASCII; the second stands for the schema."""

LONGEST_S = 600
"""After how long the server breaks off one statement, in seconds."""

TABLES = tuple(table for table in METADATA.sorted_tables if table is not SEARCHABLE)
"""The tables that a schema has; the numbers of SQLite's index are not among them."""

_WORDY = {
    "truth_documents": ("address", "body"),
    "truth_contents": ("text", "raw"),
    "truth_decisions": ("target", "body"),
    "cached_reports": ("body",),
    "derived_entries": ("body", "words"),
    "noted_skips": ("path", "reason"),
}
"""Columns that hold words: the planner keeps no sample of them, which a purge could not reach."""

_PURGED = (
    "truth_contents",
    "truth_documents",
    "truth_decisions",
    "cached_reports",
    "derived_entries",
)

_TRIGGERS = (
    """CREATE FUNCTION refuse_decision_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a signed decision is never %', TG_ARGV[0]
        USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON truth_decisions
    FOR EACH ROW EXECUTE FUNCTION refuse_decision_change('deleted')""",
    """CREATE TRIGGER decisions_are_not_emptied BEFORE TRUNCATE ON truth_decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_decision_change('deleted')""",
    """CREATE TRIGGER decisions_are_not_changed
    BEFORE UPDATE OF sequence, id, who, decided_at, verb, noun, target, withdraws
    ON truth_decisions FOR EACH ROW EXECUTE FUNCTION refuse_decision_change('changed')""",
    *(
        f"ALTER TABLE truth_decisions ENABLE ALWAYS TRIGGER decisions_are_not_{what}"
        for what in ("deleted", "emptied", "changed")
    ),
)
"""``body`` may be updated: a purge blanks the words that it quotes (decision record 0002)."""

_LONG_PATHS = (
    "ALTER TABLE noted_skips DROP CONSTRAINT noted_skips_pkey",
    "ALTER TABLE noted_skips ADD CONSTRAINT noted_once EXCLUDE USING hash (path WITH =)",
)
"""A key of PostgreSQL's ends at 2,700 bytes, a path at 4,096."""


def engine_for(place: ServerPlace, *, timeout_s: float) -> Engine:
    """An engine on the schema; it connects at its first use."""
    engine = create_engine(
        place.url,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=CONNECTIONS - 8,
        pool_timeout=timeout_s,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": max(2, round(timeout_s)),
            "application_name": "dragoman",
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
        },
    )
    # Many rows in one statement: one statement a row takes three times as long.
    engine.dialect.use_insertmanyvalues_wo_returning = True
    event.listen(engine, "connect", partial(_prepare, _session(place.schema, timeout_s)))
    event.listen(engine, "begin", partial(_begin, lock_statement(place.schema)))
    return engine


def quoted(name: str) -> str:
    """``name`` as an identifier in SQL."""
    return '"{}"'.format(name.replace('"', '""'))


def lock_statement(schema: str) -> str:
    """What a writer waits at until no other writer is left; the lock ends with its transaction."""
    number = zlib.crc32(schema.encode())
    signed = number - (1 << 32) if number >= 1 << 31 else number
    return f"SELECT pg_advisory_xact_lock({LOCK}, {signed})"


def _session(schema: str, timeout_s: float) -> str:
    """What each connection is told: our schema alone, patience, and one snapshot for a reader.

    A dead client's lock goes once the server sees that it is dead, after about a minute.
    """
    return f"""SET search_path TO {quoted(schema)};
        SET lock_timeout = {max(1, round(timeout_s * 1000))};
        SET statement_timeout = {LONGEST_S * 1000};
        SET default_transaction_isolation = 'repeatable read';
        SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10;
        SET tcp_keepalives_count = 3; SET client_min_messages = warning; SET timezone = 'UTC'"""


def _prepare(statements: str, connection: Any, _record: object) -> None:
    from psycopg import Error

    try:
        connection.autocommit = True
        connection.execute(statements)
        connection.autocommit = False
    except Error as error:
        raise OperationalError("connecting", None, error) from error


def _begin(lock: str, connection: Connection) -> None:
    """Writers queue at the start, and each commit of theirs is on the disk at its return."""
    if connection.get_execution_options().get(WRITES, False):
        execute(
            connection,
            "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;"
            "SELECT set_config('synchronous_commit', 'on', true) "
            f"WHERE current_setting('synchronous_commit') IN ('off', 'local'); {lock}",
        )


def execute(connection: Connection, statements: str) -> None:
    """Run several statements as they stand, in one round trip and without parameters."""
    connection.exec_driver_sql(statements, execution_options={"no_parameters": True})


def finish_schema(connection: Connection, schema: str, number: int) -> None:
    """Make what ``METADATA`` cannot, and mark the schema, inside the caller's transaction."""
    samples = (
        f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0"
        for table, columns in _WORDY.items()
        for column in columns
    )
    words = postgresql_words.statements(quoted(schema))
    mark = (
        "CREATE TABLE dossier_mark (application text NOT NULL, format integer NOT NULL)",
        f"INSERT INTO dossier_mark VALUES ('{APPLICATION}', {number})",  # noqa: S608
    )
    every = (*words, *VIEWS, *_TRIGGERS, *_LONG_PATHS, *samples, *mark)
    execute(connection, ";\n".join(every))


def learn(connection: Connection) -> None:
    """Let the planner count the tables now, which it else does within minutes."""
    execute(connection, f"ANALYZE {', '.join(table.name for table in TABLES)}")


def shrink(engine: Engine) -> bool:
    """Rewrite the tables that held what was purged, so that no file of theirs holds it.

    Returns False when another program stands in the way: it uses a table, or it still sees the
    older state, so that the server must keep it.

    Raises:
        DossierReadOnly: the tables are another user's, who alone may rewrite them.
    """
    told: list[tuple[str, str, str]] = []
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        driver: Any = connection.connection.driver_connection
        driver.add_notice_handler(lambda line: told.append(_notice(line)))
        try:
            for table in _PURGED:
                execute(connection, f"VACUUM (FULL, VERBOSE) {table}")
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) == "55P03":
                return False
            raise
        finally:
            connection.invalidate()
    refusals = [text for severity, text, _ in told if severity == "WARNING"]
    if refusals:
        raise DossierReadOnly(
            str(engine.url.database),
            f"the document is out, but only the owner of the tables can rewrite them without it "
            f"({refusals[0]}); let the owner purge it once more",
        )
    return all(_kept_rows(detail) == 0 for _, _, detail in told)


def _notice(line: Any) -> tuple[str, str, str]:
    return (
        str(line.severity_nonlocalized),
        str(line.message_primary or ""),
        str(line.message_detail or ""),
    )


def _kept_rows(detail: str) -> int:
    """How many dead rows the server had to keep: the first number of VACUUM's detail."""
    found = re.match(r"\D*(\d+)", detail)
    return int(found[1]) if found else 0


def faults(connection: Connection) -> Iterator[str]:
    """Rows that point nowhere, and guards that are gone; nothing for a sound schema.

    The server checks the pages that it reads where it was set up with checksums.
    """
    for table in TABLES:
        for key in table.foreign_key_constraints:
            yield from _strays(connection, table, key)
    wanted = {"decisions_are_not_deleted", "decisions_are_not_emptied", "decisions_are_not_changed"}
    rows = connection.exec_driver_sql(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'truth_decisions'::regclass "
        "AND tgenabled <> 'D'"
    )
    for name in sorted(wanted - {row.tgname for row in rows}):
        yield f"the guard {name} of the signed decisions is gone"


def _strays(connection: Connection, table: Table, key: Any) -> Iterator[str]:
    """One line for each row of ``table`` whose parent is not there."""
    (element,) = key.elements
    parent = element.column.table.alias()
    child = table.c[element.parent.name]
    missing = (
        ~select(parent.c[element.column.name])
        .where(parent.c[element.column.name] == child)
        .exists()
    )
    for value in connection.scalars(select(child).where(child.is_not(None), missing)):
        where = f"{table.name}, {child.name} {value!r}"
        yield f"{where}, points to a row of {element.column.table.name} that is not there"
