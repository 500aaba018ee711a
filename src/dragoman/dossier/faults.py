"""The driver's errors turned into ours: no error of SQLAlchemy's leaves this package."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from dragoman.dossier.places import Place, ServerPlace
from dragoman.dossier.postgresql_faults import fault_of_server
from dragoman.dossier.records import BrokenRecord
from dragoman.errors import DossierDamaged, DossierError, DossierLocked, DossierReadOnly

_READING_FAILED = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """Run the body; a database error in it becomes a ``DossierError`` about ``place``.

    Raises:
        DossierError: what went wrong with the dossier, in the user's words.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        # No chain for an error of a server: its text could show the password.
        raise fault(place, error) from (None if isinstance(place, ServerPlace) else error)
    except BrokenRecord as error:
        raise DossierDamaged(str(place), str(error)) from error


def fault(place: Place, error: Exception) -> DossierError:
    """The error of ours that a database error amounts to."""
    if isinstance(error, NoConnectionFree):
        return DossierLocked(str(place))
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(place, ServerPlace):
        return fault_of_server(place, cause or error)
    return _fault_of_file(str(place), cause or error)


def _fault_of_file(path: str, cause: BaseException) -> DossierError:
    code = int(getattr(cause, "sqlite_errorcode", 0) or 0)
    text = str(cause)
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DossierLocked(path)
        case sqlite3.SQLITE_FULL:
            return DossierReadOnly(path, "the disk is full")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return DossierReadOnly(path, f"it cannot be written to here ({text})")
        case sqlite3.SQLITE_IOERR if code not in _READING_FAILED:
            return DossierReadOnly(path, f"the disk does not take writes ({text})")
        case sqlite3.SQLITE_NOTADB:
            return DossierDamaged(path, "this file is not a dossier")
        case _:
            return DossierDamaged(path, f"the file is broken ({text})")
