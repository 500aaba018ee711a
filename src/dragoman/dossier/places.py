"""Places: where a dossier lies, in a file, in a schema of PostgreSQL, or as an archive."""

import os
import re
from pathlib import Path
from typing import Any

from attrs import field, frozen
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.errors import BadRequest

DEFAULT_SCHEMA = "dragoman"
"""The schema of a dossier whose URL names none."""

_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?:/", re.ASCII)
_ANY_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://", re.ASCII)
_LONGEST = 63
"""Bytes of a name; PostgreSQL cuts a longer one short without a word."""

_FORM = "postgresql://user@host/database?schema=name"
_SHOWN = ("host", "port", "service")


@frozen(kw_only=True)
class ServerPlace:
    """A schema of a PostgreSQL database. Its text is the URL without the password.

    ``url`` is SQLAlchemy's, for psycopg, without our own ``schema``.
    """

    url: URL = field(repr=False)
    schema: str = DEFAULT_SCHEMA

    @property
    def name(self) -> str:
        """A short name to show: the schema's, or the database's where the schema is the default."""
        default = self.schema == DEFAULT_SCHEMA
        return (self.url.database or self.schema) if default else self.schema

    def __str__(self) -> str:
        query = {name: self.url.query[name] for name in _SHOWN if name in self.url.query}
        if self.schema != DEFAULT_SCHEMA:
            query["schema"] = self.schema
        shown = URL.create(
            "postgresql",
            username=self.url.username,
            host=self.url.host,
            port=self.url.port,
            database=self.url.database,
            query=query,
        )
        return shown.render_as_string(hide_password=True).replace("%2F", "/")

    def secrets(self) -> tuple[str, ...]:
        """What no message may show: the password, wherever the URL has it."""
        values = (self.url.password, self.url.query.get("password"))
        return tuple(str(value) for value in values if value)


@frozen(kw_only=True)
class ArchivePlace:
    """A folder of Parquet files, or where one is to be made: only ``copy`` and ``check`` go there.

    Its text is the path.
    """

    folder: Path

    @property
    def name(self) -> str:
        """A short name to show."""
        return self.folder.name

    def __str__(self) -> str:
        return str(self.folder)


ARCHIVE_SUFFIX = ".archive"
"""A path that ends so is an archive's, unless a file lies there."""

_MANIFEST = "manifest.json"

Place = Path | ServerPlace
"""Where a dossier lies that can be opened. ``str`` of either may be shown to the user."""

PlaceText = str | os.PathLike[str] | ServerPlace
"""How a caller may name a place: a path, or the text of a URL."""


def place_of(given: PlaceText) -> Place:
    """The place that a path or a URL names.

    >>> str(place_of("postgres://ana:secret@db.example/talks?schema=quota"))
    'postgresql://ana@db.example/talks?schema=quota'
    >>> place_of("talks.dragoman").name
    'talks.dragoman'

    Raises:
        BadRequest: a URL that is none of PostgreSQL's, or that cannot be used; or an archive,
            which cannot be opened.
    """
    found = place_or_archive(given)
    if isinstance(found, ArchivePlace):
        raise BadRequest(
            f"{found} is an archive (a folder), which DuckDB, Polars and `dragoman copy` read; "
            "copy it to a dossier first, or name a file"
        )
    return found


def place_or_archive(given: PlaceText | ArchivePlace) -> Place | ArchivePlace:
    """The place that a path or a URL names, which may be an archive's.

    A path is an archive's that ends in a slash or in ``.archive``, or where a folder with a
    manifest lies; it is a file's wherever a file lies.

    >>> type(place_or_archive("talks.archive")).__name__
    'ArchivePlace'

    Raises:
        BadRequest: a URL that is none of PostgreSQL's, or that cannot be used.
    """
    if isinstance(given, (ServerPlace, ArchivePlace)):
        return given
    name = os.fspath(given)
    if _SERVER.match(name):
        return _server_place(name)
    if scheme := _ANY_SCHEME.match(name):
        raise BadRequest(
            f"{scheme[0]}… is no place for a dossier; give a path, or a URL such as {_FORM}"
        )
    return ArchivePlace(folder=Path(given)) if _is_archive(name) else Path(given)


def _is_archive(name: str) -> bool:
    """Whether a path means an archive; ``os.path`` is silent where rights lack."""
    if os.path.isfile(name):
        return False
    if name.endswith(("/", os.sep)) or name.lower().endswith(ARCHIVE_SUFFIX):
        return True
    return os.path.isfile(os.path.join(name, _MANIFEST))


def _server_place(name: str) -> ServerPlace:
    """The place of a URL; no message repeats it, for it may hold a password."""
    try:
        url = make_url(name)
        port_is_sound = url.port is None or 0 < url.port < 65536
    except (ArgumentError, ValueError):
        raise BadRequest(f"the URL of the dossier cannot be read; write it as {_FORM}") from None
    if not port_is_sound or "://" not in name:
        raise BadRequest(f"the URL of the dossier cannot be read; write it as {_FORM}")
    if "@" in (url.host or ""):
        raise BadRequest(
            "the URL of the dossier has two @; write an @ of the password as %40, or better keep "
            "the password in ~/.pgpass"
        )
    if not url.database and "service" not in url.query:
        raise BadRequest(f"the URL of the dossier names no database; write it as {_FORM}")
    schema = _schema_of(url.query)
    plain = url.set(drivername="postgresql+psycopg").difference_update_query(["schema"])
    return ServerPlace(url=plain, schema=schema)


def _schema_of(query: Any) -> str:
    schema = query.get("schema", DEFAULT_SCHEMA)
    is_sound = (
        isinstance(schema, str)
        and 0 < len(schema.encode("utf-8", "replace")) <= _LONGEST
        and schema.isprintable()
        and not schema.lower().startswith("pg_")
        and schema != "information_schema"
    )
    if not is_sound:
        raise BadRequest(
            f"{schema!r} cannot be the name of a dossier's schema; choose one of at most "
            f"{_LONGEST} bytes that does not begin with pg_"
        )
    return str(schema)
