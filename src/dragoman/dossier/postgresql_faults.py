"""PostgreSQL's errors in the user's words, without the password.

Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html. An error without one came
from the client library: there was no connection, or there is none any more.
"""

from dragoman.dossier.places import ServerPlace
from dragoman.errors import (
    DossierDamaged,
    DossierError,
    DossierLocked,
    DossierReadOnly,
    DossierUnreachable,
)

_LOCKED = {"55P03": "lock", "40P01": "deadlock", "40001": "serialization"}
_READ_ONLY = {
    "25006": "this server takes no writes",
    "42501": "this user lacks a right there",
    "53100": "the server's disk is full",
    "53400": "a limit of the server is reached",
    "54000": "it is more than the server can hold in one place",
}
_UNREACHABLE = {
    "3D000": "there is no such database on the server",
    "28P01": "the server refuses user and password",
    "28000": "the server refuses this user",
    "53300": "the server has no connection free",
    "53200": "the server is out of memory",
    "57014": "the server broke off work that took too long",
}
_GONE = ("08", "57P", "25P03", "25P04")
"""Beginnings of codes of a connection that was refused or broken off."""

_DAMAGED = {"42P01": "tables of it are missing", "42703": "columns of it are missing"}


def fault_of_server(place: ServerPlace, cause: BaseException) -> DossierError:
    """The error of ours that an error of the server, or of the way there, amounts to."""
    code = str(getattr(cause, "sqlstate", None) or "")
    where, text = str(place), _told(place, cause)
    if code in _LOCKED:
        return DossierLocked(where)
    if code in _READ_ONLY:
        return DossierReadOnly(where, f"{_READ_ONLY[code]} ({text})")
    if code in _UNREACHABLE:
        return DossierUnreachable(where, f"{_UNREACHABLE[code]} ({text})")
    if not code and _is_of_connection(cause):
        return DossierUnreachable(where, f"no connection to the server ({text})")
    if code.startswith(_GONE):
        return DossierUnreachable(where, f"the server broke off ({text})")
    return DossierDamaged(where, f"{_DAMAGED.get(code, 'the database is broken')} ({text})")


def _is_of_connection(cause: BaseException) -> bool:
    """Whether the library found no connection; its other errors are about what it was given."""
    return type(cause).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError")


def _told(place: ServerPlace, cause: BaseException) -> str:
    """The first line of the error, on one line, without secrets."""
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    text = lines[0] if lines else type(cause).__name__
    for secret in place.secrets():
        text = text.replace(secret, "***")
    return text[:300]
