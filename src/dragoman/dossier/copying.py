"""Copying a dossier to another place, file or server, row for row, proved before it is kept."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import Any

import msgspec
from attrs import define, field, frozen
from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from dragoman.dossier import canonical, upkeep
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.faults import translated
from dragoman.dossier.schema import CONTENTS, DECISIONS, DOCUMENTS, ENTRIES, METADATA, SEARCHABLE
from dragoman.errors import BadRequest, DossierError

Tell = Callable[[str, int, int | None], None]
"""Told of what is being done, how much of it is done, and how much there is in all."""

PAGE_ROWS = 500
PAGE_BYTES = 8 * 2**20
"""A page of rows is written when it has so many of them, or so many bytes of text."""

TABLES = tuple(table for table in METADATA.sorted_tables if table is not SEARCHABLE)
"""What is copied: all but the numbers of SQLite's own index, which its triggers make anew."""

_LINKS = ("copy_of", "supersedes", "superseded_by")
_MODULUS = 1 << 256


@frozen(kw_only=True)
class Copied:
    """What was copied; ``digest`` is the SHA-256 of the canonical export, the same for both."""

    documents: int
    decisions: int
    entries: int
    digest: str


@define
class _Sum:
    """A digest of a table's rows that does not hang on their order."""

    total: int = 0
    rows: int = 0

    def add(self, values: Iterable[Any]) -> None:
        plain = [float(f"{v:.6g}") if isinstance(v, float) else v for v in values]
        digest = hashlib.sha256(msgspec.msgpack.encode(plain)).digest()
        self.total = (self.total + int.from_bytes(digest)) % _MODULUS
        self.rows += 1


@define
class _Work:
    """How far the copying is."""

    tell: Tell
    total: int
    done: int = 0
    sums: dict[str, _Sum] = field(factory=dict)

    def step(self, what: str, rows: int) -> None:
        self.done += rows
        self.tell(what, self.done, self.total)


def copy_dossier(origin: Dossier, target: Dossier, tell: Tell = lambda *_: None) -> Copied:
    """Copy everything to the empty dossier ``target``, in one transaction there.

    Truth with its numbers, what is noted, cached and derived: ``origin`` is read as it stands at
    one moment and is not changed. Before the copy is kept, every row of it is compared, and the
    canonical exports of both.

    Raises:
        BadRequest: ``target`` holds something.
        DossierError: one of them cannot be read or written, or the copy is not the same; nothing
            is kept then.
    """
    with origin._reading() as source_side, target._writing() as target_side:
        _require_empty(target, target_side)
        with translated(origin.path):
            total = sum(_count(source_side, table) for table in TABLES)
        work = _Work(tell=tell, total=2 * total)
        for table in TABLES:
            work.sums[table.name] = _copy_table(origin, source_side, target_side, table, work)
        upkeep.after_filling(target_side)
        for table in TABLES:
            _compare_table(target, target_side, table, work)
        digest = _compare_exports(origin, source_side, target, target_side, tell)
    return Copied(
        documents=work.sums[DOCUMENTS.name].rows,
        decisions=work.sums[DECISIONS.name].rows,
        entries=work.sums[ENTRIES.name].rows,
        digest=digest,
    )


def _require_empty(target: Dossier, connection: Connection) -> None:
    for table in TABLES:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise BadRequest(f"{target.path} is not empty; copy to a place where no dossier is")


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _rows(place: Dossier, connection: Connection, table: Table) -> Iterator[Any]:
    """The rows of a table, few at a time; decisions in their order, each behind what it names."""
    order = [table.c.sequence] if "sequence" in table.c else []
    at_once = 20 if table is CONTENTS else PAGE_ROWS
    query = select(table).order_by(*order).execution_options(yield_per=at_once)
    with translated(place.path):
        yield from connection.execute(query)


def _copy_table(
    origin: Dossier, source_side: Connection, target_side: Connection, table: Table, work: _Work
) -> _Sum:
    found = _Sum()
    linked: list[dict[str, Any]] = []
    for page in _pages(_rows(origin, source_side, table)):
        rows = [dict(row._mapping) for row in page]
        for row in rows:
            found.add(row.values())
        if table is DOCUMENTS:
            linked += [_unlinked(row) for row in rows if any(row[name] for name in _LINKS)]
        target_side.execute(insert(table), rows)
        work.step("copying", len(rows))
    if linked:
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in _LINKS}
        is_row = DOCUMENTS.c.id == bindparam("to_id")
        target_side.execute(update(DOCUMENTS).where(is_row).values(values), linked)
    return found


def _unlinked(row: dict[str, Any]) -> dict[str, Any]:
    """Take the links to other documents out of a row, which may come later; they are given."""
    links = {f"to_{name}": row[name] for name in ("id", *_LINKS)}
    row.update(dict.fromkeys(_LINKS))
    return links


def _pages(rows: Iterable[Any]) -> Iterator[list[Any]]:
    page: list[Any] = []
    size = 0
    for row in rows:
        page.append(row)
        size += sum(len(value) for value in row if isinstance(value, (str, bytes)))
        if len(page) >= PAGE_ROWS or size >= PAGE_BYTES:
            yield page
            page, size = [], 0
    if page:
        yield page


def _compare_table(target: Dossier, connection: Connection, table: Table, work: _Work) -> None:
    found = _Sum()
    for row in _rows(target, connection, table):
        found.add(row)
        if found.rows % PAGE_ROWS == 0:
            work.step("comparing", PAGE_ROWS)
    work.step("comparing", found.rows % PAGE_ROWS)
    if found != work.sums[table.name]:
        raise _differs(target, f"{table.name}: {found.rows} of {work.sums[table.name].rows} rows")


def _compare_exports(
    origin: Dossier, source_side: Connection, target: Dossier, target_side: Connection, tell: Tell
) -> str:
    tell("comparing the exports", 0, None)
    digests = Counter(
        _digest(place, connection)
        for place, connection in ((origin, source_side), (target, target_side))
    )
    if len(digests) != 1:
        raise _differs(target, "the canonical exports")
    return next(iter(digests))


def _digest(place: Dossier, connection: Connection) -> str:
    """The SHA-256 of the canonical export as this connection sees it."""
    found = hashlib.sha256()
    with translated(place.path):
        for line in canonical.lines(lambda: nullcontext(connection)):
            found.update(line)
    return found.hexdigest()


def _differs(target: Dossier, where: str) -> DossierError:
    return DossierError(
        str(target.path),
        f"the copy is not the same ({where}), so nothing of it was kept; "
        "run `dragoman check` on the dossier that was to be copied",
    )
