"""Settings: each signed version of ``negotiation.toml``."""

from collections.abc import Callable

from attrs import frozen
from sqlalchemy import Connection, insert, select

from dragoman.dossier.schema import SETTINGS
from dragoman.errors import SettingsOvertaken


@frozen(kw_only=True)
class Settings:
    """One version of ``negotiation.toml``. ``put_at`` is an instant in UTC (ISO 8601)."""

    toml: str
    who: str
    put_at: str


def put(connection: Connection, settings: Settings) -> None:
    """Keep a signed version; nothing happens when the newest has the same text."""
    if current(connection) == settings.toml:
        return
    connection.execute(
        insert(SETTINGS).values(toml=settings.toml, who=settings.who, put_at=settings.put_at)
    )


def current(connection: Connection) -> str | None:
    """The newest version's text; None for a dossier without settings."""
    newest = select(SETTINGS.c.toml).order_by(SETTINGS.c.sequence.desc()).limit(1)
    return connection.scalar(newest)


def every(connection: Connection) -> list[Settings]:
    """All versions, oldest first."""
    rows = connection.execute(select(SETTINGS).order_by(SETTINGS.c.sequence))
    return [Settings(toml=row.toml, who=row.who, put_at=row.put_at) for row in rows]


def require_seen(connection: Connection, is_seen: Callable[[str | None], bool]) -> None:
    """Refuse unless the newest version was before somebody's eyes.

    Raises:
        SettingsOvertaken: it was not; it carries that version.
    """
    newest = select(SETTINGS).order_by(SETTINGS.c.sequence.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    if not is_seen(None if row is None else row.toml):
        raise SettingsOvertaken(*(None, "", "") if row is None else (row.toml, row.who, row.put_at))
