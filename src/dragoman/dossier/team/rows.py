"""Reading and writing the rows of a team, inside the caller's transaction."""

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from dragoman.dossier.team.records import Account, Deed, Role, Session
from dragoman.dossier.team.schema import ACCOUNTS, DEEDS, SESSIONS

KNOWN = "login"
"""``what`` of a deed that shows somebody came in from an address (``has_come_from``)."""


def account(connection: Connection, key: str) -> tuple[Account, str] | None:
    """The account of this key with its digest, also one that left; None when there is none."""
    row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.key == key)).first()
    return (_account(row), str(row.password)) if row else None


def accounts(connection: Connection) -> list[Account]:
    """Everybody, also who left, by name."""
    return [_account(row) for row in connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.key))]


def write_account(connection: Connection, one: Account, password: str) -> None:
    """Put the account in the place of the one with its key, if any."""
    values = {
        "name": one.name,
        "role": one.role.value,
        "password": password,
        "added_at": one.added_at,
        "removed_at": one.removed_at,
    }
    changed = connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.key == one.key).values(**values))
    if not changed.rowcount:
        connection.execute(insert(ACCOUNTS).values(key=one.key, **values))


def write_password(connection: Connection, key: str, password: str) -> None:
    """Replace the digest of an account."""
    connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.key == key).values(password=password))


def count_editors(connection: Connection) -> int:
    """How many editors have not left."""
    query = (
        select(func.count())
        .select_from(ACCOUNTS)
        .where(ACCOUNTS.c.role == Role.EDITOR.value, ACCOUNTS.c.removed_at.is_(None))
    )
    return int(connection.execute(query).scalar_one())


def session(connection: Connection, session_id: str) -> Session | None:
    """The session with its account as it is now; None where there is none or its owner left."""
    row = connection.execute(_sessions().where(SESSIONS.c.id == session_id)).first()
    return _session(row) if row else None


def sessions(connection: Connection, key: str) -> list[Session]:
    """The sessions of an account, the one seen last first."""
    query = _sessions().where(ACCOUNTS.c.key == key).order_by(SESSIONS.c.seen_at.desc())
    return [_session(row) for row in connection.execute(query)]


def write_session(connection: Connection, one: Session) -> None:
    """Add a session."""
    connection.execute(
        insert(SESSIONS).values(
            id=one.id,
            account=one.account.key,
            begun_at=one.begun_at,
            seen_at=one.seen_at,
            address=one.address,
        )
    )


def touch(connection: Connection, session_id: str, seen_at: str) -> None:
    """Note that a session was seen."""
    connection.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(seen_at=seen_at))


def end_session(connection: Connection, session_id: str) -> int:
    """Delete one session; returns how many there were."""
    return connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session_id)).rowcount


def end_sessions(connection: Connection, key: str, kept: str | None = None) -> int:
    """Delete all sessions of an account but the one ``kept``; returns how many."""
    query = delete(SESSIONS).where(SESSIONS.c.account == key)
    if kept is not None:
        query = query.where(SESSIONS.c.id != kept)
    return connection.execute(query).rowcount


def end_stale(connection: Connection, begun_before: str, seen_before: str) -> None:
    """Delete every session begun or last seen before these instants."""
    is_stale = (SESSIONS.c.begun_at < begun_before) | (SESSIONS.c.seen_at < seen_before)
    connection.execute(delete(SESSIONS).where(is_stale))


def write_deed(connection: Connection, one: Deed) -> None:
    """Append a line to the audit log."""
    connection.execute(
        insert(DEEDS).values(
            who=one.who,
            done_at=one.done_at,
            address=one.address,
            what=one.what,
            target=one.target,
            detail=one.detail,
        )
    )


def deeds(
    connection: Connection, *, limit: int, before: int | None, who: str | None, what: str | None
) -> list[Deed]:
    """Lines of the audit log, the latest first; those with a number below ``before``."""
    query = select(DEEDS).order_by(DEEDS.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(DEEDS.c.number < before)
    if who is not None:
        query = query.where(DEEDS.c.who == who)
    if what is not None:
        query = query.where(DEEDS.c.what == what)
    return [Deed(**row._mapping) for row in connection.execute(query)]


def has_come_from(connection: Connection, who: str, address: str, since: str) -> bool:
    """Whether ``who`` has logged in from this address at or after an instant."""
    query = (
        select(DEEDS.c.number)
        .where(
            DEEDS.c.who == who,
            DEEDS.c.what == KNOWN,
            DEEDS.c.address == address,
            DEEDS.c.done_at >= since,
        )
        .limit(1)
    )
    return connection.execute(query).first() is not None


def _sessions() -> Select[tuple[object, ...]]:
    return (
        select(SESSIONS, *(column for column in ACCOUNTS.c if column.name != "password"))
        .join(ACCOUNTS, SESSIONS.c.account == ACCOUNTS.c.key)
        .where(ACCOUNTS.c.removed_at.is_(None))
    )


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        name=row.name,
        key=row.key,
        role=Role(row.role),
        added_at=row.added_at,
        removed_at=row.removed_at,
    )


def _session(row: Row[tuple[object, ...]]) -> Session:
    return Session(
        id=row.id,
        account=_account(row),
        begun_at=row.begun_at,
        seen_at=row.seen_at,
        address=row.address,
    )
