"""Notes: small things that are worth keeping over a rebuild and may be lost without harm."""

from sqlalchemy import Connection, delete, insert, select

from dragoman.dossier.schema import NOTES


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep a short text under a name, in the place of the one before it."""
    connection.execute(delete(NOTES).where(NOTES.c.name == name))
    connection.execute(insert(NOTES).values(name=name, value=value))


def remembered(connection: Connection, name: str) -> str | None:
    """The text kept under a name, None when there is none."""
    return connection.scalar(select(NOTES.c.value).where(NOTES.c.name == name))
