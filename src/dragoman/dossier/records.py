"""Records out of stored JSON; what cannot be read back is a broken file, not a crash."""

import zlib
from typing import TypeVar

import msgspec

from dragoman.model import Entry, Report, decode, decode_as

E = TypeVar("E", bound=Entry)

LEVEL = 6
"""Of zlib, for reports: they shrink to about a seventh of their size (decision record 0006)."""


class BrokenRecord(Exception):
    """Stored bytes are not the record they should be. Becomes ``DossierDamaged``."""


def read(body: str, noun: type[E]) -> E:
    """The record of type ``noun`` that a stored line of JSON holds.

    Raises:
        BrokenRecord: it holds none, or another kind.
    """
    try:
        entry = decode(body) if noun is Entry else decode_as(body, noun)
    except (ValueError, msgspec.MsgspecError) as error:
        raise BrokenRecord(f"a stored record cannot be read: {error}") from error
    if not isinstance(entry, noun):
        raise BrokenRecord(f"a {entry.kind} is stored where a {noun.kind} should be")
    return entry


def read_text(stored: bytes) -> str:
    """The text of a document from its stored UTF-8.

    Raises:
        BrokenRecord: it is not UTF-8.
    """
    try:
        return stored.decode()
    except UnicodeDecodeError as error:
        raise BrokenRecord(f"a stored text is not UTF-8: {error.reason}") from error


def pack(report: Report) -> bytes:
    """A report as compressed JSON; its scores are kept in full."""
    return zlib.compress(msgspec.json.encode(report), LEVEL)


def unpack(body: bytes) -> Report:
    """The report that ``pack`` packed.

    Raises:
        BrokenRecord: the bytes are no such report.
    """
    try:
        return msgspec.json.decode(zlib.decompress(body), type=Report)
    except (zlib.error, ValueError, msgspec.MsgspecError) as error:
        raise BrokenRecord(f"a cached report cannot be read: {error}") from error
