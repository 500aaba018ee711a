"""Packages that only tables need: imported where they are used, named where they are missing."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.errors import BadRequest
from dragoman.model import Entry


def require_polars() -> Any:
    """The package Polars.

    Raises:
        BadRequest: it is not installed.
    """
    return _found("polars", "pip install 'dragoman[notebooks]'")


def require_pandas() -> Any:
    """The package pandas, which Dragoman does not bring along.

    Raises:
        BadRequest: it is not installed.
    """
    return _found("pandas", "pip install pandas, or use to_polars()")


def _found(name: str, advice: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise BadRequest(f"{name} is not installed; {advice}") from error


def write_csv(entries: Sequence[Entry], kind: str, path: Path) -> Path:
    """Write the entries of one noun as CSV, for a spreadsheet; returns where.

    Raises:
        OSError: it cannot be written.
    """
    from dragoman.exchange.tables import write_table

    with path.open("w", encoding="utf-8-sig", newline="") as out:
        write_table(entries, out)
    return path
