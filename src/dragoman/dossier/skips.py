"""Skips: files that could not be taken in or read, the latest word on each path."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from dragoman.dossier.documents import printable
from dragoman.dossier.schema import SKIPS
from dragoman.model import Skip


def put(connection: Connection, skips: Iterable[Skip]) -> None:
    """Note the skips; an earlier note on the same path gives way."""
    latest = {printable(skip.path): skip for skip in skips}
    for path, skip in latest.items():
        connection.execute(delete(SKIPS).where(SKIPS.c.path == path))
        connection.execute(
            insert(SKIPS).values(
                path=path, reason=printable(skip.reason), advice=printable(skip.advice)
            )
        )


def every(connection: Connection) -> list[Skip]:
    """The noted skips by path."""
    rows = connection.execute(select(SKIPS).order_by(SKIPS.c.path))
    return [Skip(path=row.path, reason=row.reason, advice=row.advice) for row in rows]
