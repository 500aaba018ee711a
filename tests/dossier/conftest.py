"""What the tests of the dossier share: a new dossier in each database, and documents.

A test that takes ``dossier`` or ``place`` runs on SQLite and on PostgreSQL. One that takes
``path`` too is about SQLite's file and runs on that alone.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from dragoman.dossier import Dossier, ServerPlace, place_of
from dragoman.model import Document, document_id
from postgresql_server import Server

Write = Callable[..., tuple[Document, bytes]]
BACKENDS = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a dossier on each database; what looks at ``path``, on SQLite's file."""
    if "backend" in metafunc.fixturenames:
        of_file = "path" in metafunc.fixturenames
        metafunc.parametrize("backend", BACKENDS[:1] if of_file else BACKENDS, scope="session")


def write(text: str, path: str | None = None, **fields: Any) -> tuple[Document, bytes]:
    """A document of this text at this path (or ``url``), with its bytes."""
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    address = fields.get("url") or path or ""
    one = Document(id=document_id(sha256, address), path=path, sha256=sha256, text=text, **fields)
    return one, raw


@pytest.fixture
def document() -> Write:
    return write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.dragoman"


@pytest.fixture
def new_place(
    backend: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Callable[[], str | Path]:
    """Names a place where no dossier is, another one each time."""
    if backend == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        return server.place
    numbers = iter(range(10**6))
    return lambda: tmp_path / (f"{n}.dragoman" if (n := next(numbers)) else "talks.dragoman")


@pytest.fixture
def place(new_place: Callable[[], str | Path]) -> str | Path:
    """Where this test's dossier lies or will lie."""
    return new_place()


@pytest.fixture
def dossier(place: str | Path) -> Iterator[Dossier]:
    with Dossier.create(place) as made:
        yield made


RunSql = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def run_sql(place: str | Path) -> RunSql:
    """Runs a statement as another program would, by the database's own client; gives the rows.

    With ``unguarded`` foreign keys are not looked at.
    """
    return partial(run_in, place)


def run_in(place: str | Path, statement: str, *, unguarded: bool = False) -> list[dict[str, Any]]:
    found = place_of(place)
    if isinstance(found, ServerPlace):
        return _run_on_server(found, statement, unguarded)
    import sqlite3

    with closing(sqlite3.connect(found)) as file, file:
        file.row_factory = sqlite3.Row
        file.execute(f"PRAGMA foreign_keys={'OFF' if unguarded else 'ON'}")
        return [dict(row) for row in file.execute(statement)]


def _run_on_server(place: ServerPlace, statement: str, unguarded: bool) -> list[dict[str, Any]]:
    engine = create_engine(place.url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(f'SET search_path TO "{place.schema}"')
        if unguarded:
            connection.exec_driver_sql("SET session_replication_role = replica")
        rows = connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
        return [dict(row._mapping) for row in rows] if rows.returns_rows else []
