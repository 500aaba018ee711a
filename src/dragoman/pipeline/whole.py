"""The whole way, and parts of it that several faces share."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dragoman.dossier import Dossier, Orphan
from dragoman.errors import DossierDamaged
from dragoman.model import Document, Report, Skip, When
from dragoman.pipeline.assembling import assemble
from dragoman.pipeline.knowable import known_by_settings
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.reading import (
    USUAL,
    ReaderChoice,
    ReadingRound,
    make_reader,
    negotiation_of,
    read_documents,
    read_these,
)
from dragoman.pipeline.remembering import remember_pace, remember_reading_pace

if TYPE_CHECKING:
    from dragoman.extraction import TextReader


@frozen(kw_only=True)
class Round:
    """What came of reading and assembling: the reading, and decisions that found no entry."""

    reading: ReadingRound
    orphans: tuple[Orphan, ...] = ()


def go_on(dossier: Dossier, *, choice: ReaderChoice = USUAL, progress: Progress = silent) -> Round:
    """Read what is unread, then put everything together; goes on where an earlier run stopped.

    Raises:
        DossierError: the dossier cannot be written.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    negotiation = negotiation_of(dossier)
    reader = make_reader(negotiation, choice)
    reading = read_documents(dossier, reader, progress=progress)
    if negotiation.as_of is not None:  # an older version may be the one that counted then
        known = known_by_settings(dossier.document_heads(), negotiation)
        read_these(dossier, reader, known.counting, progress=progress)
    return Round(reading=reading, orphans=assemble(dossier, reader, negotiation, progress=progress))


def rebuild(
    dossier: Dossier,
    *,
    choice: ReaderChoice = USUAL,
    is_reread: bool = False,
    progress: Progress = silent,
) -> Round:
    """Throw away all that is computed but the cached reports, and compute it again.

    ``is_reread`` throws the cached reports away too; so does a report that cannot be read back.

    Raises:
        DossierError: the dossier cannot be written.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    dossier.discard_derived(reports=is_reread)
    try:
        return _timed(dossier, choice, progress)
    except DossierDamaged:
        if is_reread:
            raise
        dossier.discard_derived()
        return _timed(dossier, choice, progress)


def _timed(dossier: Dossier, choice: ReaderChoice, progress: Progress) -> Round:
    """Read and put together, and keep how long each took."""
    reader = make_reader(negotiation_of(dossier), choice)
    began = time.monotonic()
    reading = read_documents(dossier, reader, progress=progress)
    remember_reading_pace(dossier, time.monotonic() - began, reading.read)
    began = time.monotonic()
    done = go_on(dossier, choice=choice, progress=progress)
    remember_pace(dossier, time.monotonic() - began, len(dossier.counting()))
    return attrs.evolve(done, reading=reading)


def extract_file(path: Path, reader: "TextReader") -> Iterator[tuple[Document, Report] | Skip]:
    """Read the texts of one file without a dossier; times are anchored to the document's day."""
    from dragoman.extraction import can_read
    from dragoman.ingest import take

    for taken in take(path):
        if isinstance(taken, Skip):
            yield taken
        elif not can_read(taken.document):
            yield Skip(
                path=str(path),
                reason=f"language {taken.document.language!r} cannot be read yet",
                advice="give a translation",
            )
        else:
            yield taken.document, anchored(reader.read(taken.document), taken.document)


def anchored(report: Report, document: Document) -> Report:
    """The report with its times resolved against the day on which the document was published."""
    from dragoman.calendar import anchor

    day = document.published_at

    def on_calendar(when: When | None) -> When | None:
        return None if when is None else anchor(when, day)

    return attrs.evolve(
        report,
        statements=tuple(
            attrs.evolve(s, stated_on=on_calendar(s.stated_on)) for s in report.statements
        ),
        contacts=tuple(
            attrs.evolve(c, happened_on=on_calendar(c.happened_on)) for c in report.contacts
        ),
        deeds=tuple(attrs.evolve(d, happened_on=on_calendar(d.happened_on)) for d in report.deeds),
    )
