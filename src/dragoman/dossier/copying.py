"""Copying a dossier to another place, file or server, row for row, proved before it is kept."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import Any

from attrs import define, field, frozen
from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from dragoman.dossier import canonical, upkeep
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.faults import translated
from dragoman.dossier.schema import (
    CONTENTS,
    DECISIONS,
    DOCUMENTS,
    ENTRIES,
    METADATA,
    PASSING,
    SEARCHABLE,
)
from dragoman.dossier.sums import Sum
from dragoman.errors import BadRequest, DossierError

Tell = Callable[[str, int, int | None], None]
"""Told of what is being done, how much of it is done, and how much there is in all."""

PAGE_ROWS = 500
PAGE_BYTES = 8 * 2**20
"""A page of rows is written when it has so many of them, or so many bytes of text."""

TABLES = tuple(table for table in METADATA.sorted_tables if table not in (SEARCHABLE, *PASSING))
"""What is copied: all but what passes, and the numbers of SQLite's own index, which its triggers
make anew."""

_LINKS = ("copy_of", "supersedes", "superseded_by")


@frozen(kw_only=True)
class Copied:
    """What was copied; ``digest`` is the SHA-256 of the canonical export, the same for both."""

    documents: int
    decisions: int
    entries: int
    digest: str


@define
class Work:
    """How far the copying is; ``sums`` are of the tables that were copied, by name."""

    tell: Tell
    total: int
    done: int = 0
    sums: dict[str, Sum] = field(factory=dict)

    def step(self, what: str, rows: int) -> None:
        """Say that so many more rows are done."""
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
        require_empty(target, target_side)
        with translated(origin.path):
            total = sum(count(source_side, table) for table in TABLES)
        work = Work(tell=tell, total=2 * total)
        for table in TABLES:
            rows = (dict(row._mapping) for row in rows_of(origin, source_side, table))
            fill_table(target_side, table, rows, work)
        upkeep.after_filling(target_side)
        compare_tables(target, target_side, work)
        digest = _compare_exports(origin, source_side, target, target_side, tell)
    return copied(work, digest)


def copied(work: Work, digest: str) -> Copied:
    """What was copied, by the sums of the tables."""
    return Copied(
        documents=work.sums[DOCUMENTS.name].rows,
        decisions=work.sums[DECISIONS.name].rows,
        entries=work.sums[ENTRIES.name].rows,
        digest=digest,
    )


def require_empty(target: Dossier, connection: Connection) -> None:
    """Refuse a dossier that holds something.

    Raises:
        BadRequest: it does.
    """
    for table in TABLES:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise BadRequest(f"{target.path} is not empty; copy to a place where no dossier is")


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return connection.scalar(select(func.count()).select_from(table)) or 0


def rows_of(place: Dossier, connection: Connection, table: Table) -> Iterator[Any]:
    """The rows of a table, few at a time; decisions in their order, each behind what it names."""
    order = [table.c.sequence] if "sequence" in table.c else []
    at_once = 20 if table is CONTENTS else PAGE_ROWS
    query = select(table).order_by(*order).execution_options(yield_per=at_once)
    with translated(place.path):
        yield from connection.execute(query)


def fill_table(
    target_side: Connection, table: Table, rows: Iterable[dict[str, Any]], work: Work
) -> None:
    """Write rows, each a value for every column, into an empty table; their sum goes to ``work``.

    Raises:
        IntegrityError: they do not hang together.
    """
    found = work.sums[table.name] = Sum()
    linked: list[dict[str, Any]] = []
    for page in _pages(rows):
        for row in page:
            found.add(row[column.name] for column in table.columns)
        if table is DOCUMENTS:
            linked += [_unlinked(row) for row in page if any(row[name] for name in _LINKS)]
        target_side.execute(insert(table), page)
        work.step("copying", len(page))
    if linked:
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in _LINKS}
        is_row = DOCUMENTS.c.id == bindparam("to_id")
        target_side.execute(update(DOCUMENTS).where(is_row).values(values), linked)


def _unlinked(row: dict[str, Any]) -> dict[str, Any]:
    """Take the links to other documents out of a row, which may come later; they are given."""
    links = {f"to_{name}": row[name] for name in ("id", *_LINKS)}
    row.update(dict.fromkeys(_LINKS))
    return links


def _pages(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    page: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        page.append(row)
        size += size_of(row.values())
        if len(page) >= PAGE_ROWS or size >= PAGE_BYTES:
            yield page
            page, size = [], 0
    if page:
        yield page


def size_of(values: Iterable[Any]) -> int:
    """About how many bytes of text a row has."""
    return sum(len(value) for value in values if isinstance(value, (str, bytes)))


def compare_tables(target: Dossier, connection: Connection, work: Work) -> None:
    """Read every row back and hold it against the sums.

    Raises:
        DossierError: a table is not the same.
    """
    for table in TABLES:
        _compare_table(target, connection, table, work)


def _compare_table(target: Dossier, connection: Connection, table: Table, work: Work) -> None:
    found = Sum()
    for row in rows_of(target, connection, table):
        found.add(row)
        if found.rows % PAGE_ROWS == 0:
            work.step("comparing", PAGE_ROWS)
    work.step("comparing", found.rows % PAGE_ROWS)
    if found != work.sums[table.name]:
        raise differs(target, f"{table.name}: {found.rows} of {work.sums[table.name].rows} rows")


def _compare_exports(
    origin: Dossier, source_side: Connection, target: Dossier, target_side: Connection, tell: Tell
) -> str:
    tell("comparing the exports", 0, None)
    digests = Counter(
        export_digest(place, connection)
        for place, connection in ((origin, source_side), (target, target_side))
    )
    if len(digests) != 1:
        raise differs(target, "the canonical exports")
    return next(iter(digests))


def export_digest(place: Dossier, connection: Connection) -> str:
    """The SHA-256 of the canonical export as this connection sees it."""
    found = hashlib.sha256()
    with translated(place.path):
        for line in canonical.lines(lambda: nullcontext(connection)):
            found.update(line)
    return found.hexdigest()


def differs(target: Dossier, where: str) -> DossierError:
    """The error for a copy that is not what was copied."""
    return DossierError(
        str(target.path),
        f"the copy is not the same ({where}), so nothing of it was kept; "
        "run `dragoman check` on the dossier that was to be copied",
    )
