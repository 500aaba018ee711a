"""Sidecars: ``NAME.meta.toml`` beside a file says what the file itself does not."""

import tomllib
from pathlib import Path

from dragoman.errors import UnreadableDocument
from dragoman.ingest.clues import Clues
from dragoman.ingest.decoding import decode
from dragoman.ingest.fields import clues_from, value_of
from dragoman.ingest.opening import read_bytes
from dragoman.model import Skip

SUFFIX = ".meta.toml"
MAX_SIDECAR_BYTES = 100_000
"""The most bytes that a sidecar may have."""

_EMPTY = Clues(known_by="sidecar")


def sidecar_of(path: Path) -> Path | None:
    """The sidecar of a file, named after its full name or its stem; None when there is none."""
    names = (path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX))
    return next((name for name in names if name.is_file()), None)


def sidecar_clues(path: Path) -> tuple[Clues, Skip | None]:
    """What the sidecar of ``path`` says, and a line about what in it cannot be read."""
    sidecar = sidecar_of(path)
    if sidecar is None:
        return _EMPTY, None
    try:
        text = decode(read_bytes(sidecar, MAX_SIDECAR_BYTES), sidecar.as_posix())
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except UnreadableDocument as fault:
        return _EMPTY, _unread(sidecar, fault.reason)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        return _EMPTY, _unread(sidecar, str(fault).lower() or "nested too deep")
    clues = clues_from(values, "sidecar")
    written = value_of(values, "published_at")
    if written and clues.published_at is None:
        return clues, _unread(sidecar, f"{written[:40]!r} is no day", "write it as 2025-03-19")
    return clues, None


def _unread(sidecar: Path, why: str, advice: str = "mend the file") -> Skip:
    """The line about a sidecar: its document is taken in all the same."""
    return Skip(
        path=sidecar.as_posix(),
        reason=f"sidecar cannot be read ({why}); its document was taken in without it",
        advice=f"{advice}, remove the document and add it again",
    )
