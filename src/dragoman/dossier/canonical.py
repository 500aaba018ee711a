"""The canonical export: one JSON line a record, the same whatever the order of adding.

Lines are sorted by noun, then id; keys within a line are sorted; scores have three decimals.
Truth comes with all its fields; bytes stand as their hash.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from dragoman.dossier import decisions, documents, entries, lineage, settings
from dragoman.dossier.schema import DOCUMENTS
from dragoman.model import digest, encode

Reading = Callable[[], AbstractContextManager[Connection]]
"""Opens a connection for reading; closed between two pages, so that nobody waits for a reader."""


def lines(reading: Reading) -> Iterator[bytes]:
    """The lines, each with its newline, in order."""
    with reading() as connection:
        nouns = {"decision", "document", "settings", "tombstone", *entries.kinds(connection)}
    truth = {
        "decision": _decisions,
        "document": _documents,
        "settings": _settings,
        "tombstone": _tombstones,
    }
    for noun in sorted(nouns):
        of_noun = truth[noun](reading) if noun in truth else _entries(reading, noun)
        for line in of_noun:
            yield line + b"\n"


def _documents(reading: Reading) -> Iterator[bytes]:
    with reading() as connection:
        ids = sorted(documents.ids(connection))
    for page in documents.pages(ids):
        with reading() as connection:
            found = documents.fetch(connection, page)
        yield from map(encode, found)


def _decisions(reading: Reading) -> Iterator[bytes]:
    with reading() as connection:
        log = decisions.every(connection)
    yield from map(encode, sorted(log, key=lambda decision: decision.id))


def _settings(reading: Reading) -> Iterator[bytes]:
    with reading() as connection:
        versions = settings.every(connection)
    for version in sorted(versions, key=lambda one: (one.put_at, one.toml, one.who)):
        values = msgspec.to_builtins(version)
        name = digest("settings", version.put_at, version.who, version.toml)
        yield _line({"kind": "settings", "id": name, **values})


def _tombstones(reading: Reading) -> Iterator[bytes]:
    table = DOCUMENTS.c
    gone = select(table.id, table.sha256, table.state).where(table.state != lineage.KEPT)
    with reading() as connection:
        rows = connection.execute(gone.order_by(table.id)).all()
    for row in rows:
        yield _line({"kind": "tombstone", **row._mapping})


def _entries(reading: Reading, noun: str) -> Iterator[bytes]:
    last = ""
    while True:
        with reading() as connection:
            page = entries.page_after(connection, noun, last)
        if not page:
            return
        yield from (body.encode() for _, body in page)
        last = page[-1][0]


def _line(values: dict[str, Any]) -> bytes:
    return msgspec.json.encode(values, order="sorted")
