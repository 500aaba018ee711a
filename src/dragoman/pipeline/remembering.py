"""What the dossier remembers between two commands: its reader, the last brief, its pace."""

from typing import Protocol

import msgspec
from attrs import frozen

from dragoman.dossier import Dossier
from dragoman.model import Reader

_READER = "entries read by"
_BRIEF = "brief written"
_PACE = "seconds to put a report together"
_READING = "seconds to read a text"


@frozen(kw_only=True)
class KnownReader:
    """The reader that made the reports the entries rest on; it is enough to find them again."""

    identity: Reader
    gazetteer_digest: str


@frozen(kw_only=True)
class LastBrief:
    """When a brief was last written (an instant, ISO 8601), and the documents known then.

    ``before`` is the last brief before it on other documents.
    """

    written_at: str
    documents: tuple[str, ...] = ()
    before: "LastBrief | None" = None


class Identified(Protocol):
    """A reader as far as its reports are concerned."""

    @property
    def identity(self) -> Reader:
        """Name and version."""

    @property
    def gazetteer_digest(self) -> str:
        """Digest of the names it knows."""


def remember_reader(dossier: Dossier, reader: Identified) -> None:
    """Keep which reader the stored entries rest on."""
    kept = KnownReader(identity=reader.identity, gazetteer_digest=reader.gazetteer_digest)
    dossier.remember(_READER, msgspec.json.encode(kept).decode())


def last_reader(dossier: Dossier) -> KnownReader | None:
    """The reader that the stored entries rest on; None where they are not up to date."""
    kept = dossier.remembered(_READER)
    if kept is None or not dossier.is_current():
        return None
    return msgspec.json.decode(kept, type=KnownReader)


def remember_brief(dossier: Dossier, brief: LastBrief) -> None:
    """Keep that a brief was written."""
    dossier.remember(_BRIEF, msgspec.json.encode(brief).decode())


def last_brief(dossier: Dossier) -> LastBrief | None:
    """The last brief that was written on this dossier; None before the first."""
    kept = dossier.remembered(_BRIEF)
    return None if kept is None else msgspec.json.decode(kept, type=LastBrief)


def remember_pace(dossier: Dossier, seconds: float, reports: int) -> None:
    """Keep how long it took to put so many reports together."""
    if reports:
        dossier.remember(_PACE, f"{seconds / reports:.6f}")


def remember_reading_pace(dossier: Dossier, seconds: float, texts: int) -> None:
    """Keep how long it took to read so many texts."""
    if texts:
        dossier.remember(_READING, f"{seconds / texts:.6f}")


def reading_pace_s(dossier: Dossier) -> float | None:
    """Seconds that one text took when some were last read; None if unknown."""
    kept = dossier.remembered(_READING)
    return None if kept is None else float(kept)


def pace_s(dossier: Dossier) -> float | None:
    """Seconds that one report took when the entries were last put together; None if unknown."""
    kept = dossier.remembered(_PACE)
    return None if kept is None else float(kept)
