"""Reads the tab-separated tables beside the code."""

import hashlib
from functools import cache
from importlib.resources import files

_DATA = files("dragoman.gazetteer") / "data"


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/<table>.tsv``; lines that begin with ``#`` are remarks.

    Raises:
        FileNotFoundError: there is no such table.
    """
    lines = (_DATA / f"{table}.tsv").read_text("utf-8").splitlines()
    kept = [line.split("\t") for line in lines if line and not line.startswith("#")]
    head, *body = kept
    return tuple(dict(zip(head, row, strict=True)) for row in body)


@cache
def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by ``;``."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def tables_digest() -> str:
    """A hash of all tables, so that cached reports know when the general knowledge changed."""
    whole = hashlib.sha256()
    for table in sorted(_DATA.iterdir(), key=lambda path: path.name):
        whole.update(table.name.encode())
        whole.update(table.read_bytes())
    return whole.hexdigest()[:16]
