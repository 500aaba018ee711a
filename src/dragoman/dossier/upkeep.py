"""Upkeep: what each database does in its own way to stay sound and to forget what was purged."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine

from dragoman.dossier import postgresql, sqlite


def shrink(engine: Engine) -> bool:
    """Rewrite the dossier without the space of deleted rows; False when somebody is in the way."""
    if engine.dialect.name == "postgresql":
        return postgresql.shrink(engine)
    return sqlite.shrink(engine)


def after_filling(connection: Connection) -> None:
    """Let the database learn how its tables look now that many rows came at once."""
    if connection.dialect.name == "postgresql":
        postgresql.learn(connection)


def faults(connection: Connection) -> Iterator[str]:
    """What the database's own checks find; nothing for a sound one."""
    if connection.dialect.name == "postgresql":
        return postgresql.faults(connection)
    return sqlite.faults(connection)
