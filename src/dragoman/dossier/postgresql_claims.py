"""Claims on PostgreSQL: a claimer lives as long as the session that holds its lock.

Each claimer is a random number, and an advisory lock on it that belongs to a session of its own.
The server lets it go when the session ends, however that comes about; when the machine at the
other end vanishes, after the minute that the keepalives of ``postgresql`` take. No transaction is
open between two calls, so nothing stands in the way of vacuum, of a purge or of other writers.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from attrs import frozen
from sqlalchemy import Connection, Engine, text

from dragoman.dossier import postgresql
from dragoman.dossier.schema import CLAIMS
from dragoman.errors import DossierReadOnly

_BITS = 62
_LONGEST_S = 30
"""After how long the server ends the session of one who stopped in the middle of claiming."""

_GONE = text(
    "SELECT one FROM unnest(CAST(:numbers AS bigint[])) AS one "
    "WHERE pg_try_advisory_xact_lock_shared(one)"
)
"""Shared, so that two who ask at once do not take each other for the claimer."""

_TABLE = text(f"SELECT to_regclass('{CLAIMS.name}')")
_NO_TABLE = (
    f"the table {CLAIMS.name} is missing, which only the owner of the schema can add; let the "
    "owner open the dossier once with this version and grant you the table"
)


@frozen(kw_only=True)
class SessionHolder:
    """A claimer and its session, which is not part of the engine's pool."""

    session: Connection
    schema: str
    claimer: str

    @contextmanager
    def claiming(self, queue: str) -> Iterator[Connection]:
        """A transaction during which nobody else claims from ``queue``.

        Each statement sees what was committed before it, or it would see what was so before one
        waited for the others.
        """
        with self.session.begin():
            postgresql.execute(
                self.session,
                "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;"
                f"SELECT pg_advisory_xact_lock({_number(self.schema, queue)})",
            )
            yield self.session

    def gone(self, connection: Connection, claimers: Collection[str]) -> set[str]:
        """Those whose lock is free: their session has ended."""
        numbers = [int(one) for one in claimers if one.isdecimal()]
        ended = connection.scalars(_GONE, {"numbers": numbers}) if numbers else ()
        return {str(one) for one in ended} | {one for one in claimers if not one.isdecimal()}

    def let_go(self) -> None:
        """End the session, and with it the lock."""
        self.session.close()


def hold(engine: Engine, schema: str) -> SessionHolder:
    """A new claimer with a session of its own.

    Raises:
        DossierReadOnly: the schema is of an earlier version, and this user could not add the
            table of claims to it.
    """
    number = secrets.randbits(_BITS) | 1 << _BITS
    session = _session(engine)
    try:
        with session.begin():
            postgresql.execute(session, f"SELECT pg_advisory_lock({number})")
            if session.scalar(_TABLE) is None:
                raise DossierReadOnly(schema, _NO_TABLE)
    except BaseException:
        session.close()
        raise
    return SessionHolder(session=session, schema=schema, claimer=str(number))


@contextmanager
def alone(engine: Engine, schema: str, name: str) -> Iterator[bool]:
    """Try to take the lock of this name; whether it is ours until the body ends."""
    session = _session(engine)
    try:
        with session.begin():
            number = _number(schema, f"alone\0{name}")
            is_ours = bool(session.scalar(text(f"SELECT pg_try_advisory_lock({number})")))
        yield is_ours
    finally:
        session.close()


def _session(engine: Engine) -> Connection:
    """A session outside the pool that the server keeps however long nothing is said in it."""
    session = engine.connect()
    try:
        session.detach()
        with session.begin():
            postgresql.execute(
                session,
                "SET idle_session_timeout = 0;"
                f"SET idle_in_transaction_session_timeout = {_LONGEST_S * 1000}",
            )
    except BaseException:
        session.close()
        raise
    return session


def _number(schema: str, name: str) -> int:
    """The number of a lock that all programs on this schema find by name."""
    found = hashlib.sha256(f"{schema}\0{name}".encode()).digest()
    return int.from_bytes(found[:8]) >> (64 - _BITS)
