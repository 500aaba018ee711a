"""The whole way, and parts of it that several faces share."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dragoman.dossier import Dossier, Orphan
from dragoman.errors import DossierDamaged
from dragoman.model import Document, Negotiation, Report, Skip, When
from dragoman.pipeline.assembling import assemble
from dragoman.pipeline.engines import Engine
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
from dragoman.pipeline.remembering import last_reader, remember_pace, remember_reading_pace

if TYPE_CHECKING:
    from dragoman.extraction import TextReader


_TOGETHER = "putting together"
_WAIT_S = 5.0


@frozen(kw_only=True)
class Round:
    """What came of reading and assembling: the reading, and decisions that found no entry."""

    reading: ReadingRound
    orphans: tuple[Orphan, ...] = ()


def go_on(
    dossier: Dossier,
    *,
    choice: ReaderChoice = USUAL,
    progress: Progress = silent,
    engine: Engine | None = None,
) -> Round:
    """Read what is unread, then put everything together; goes on where an earlier run stopped.

    Raises:
        EngineFailed: the workers of ``engine`` cannot read.
        DossierError: the dossier cannot be written.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    negotiation = negotiation_of(dossier)
    reader = make_reader(negotiation, choice)
    before = dossier.version()
    reading = read_documents(dossier, reader, progress=progress, engine=engine)
    if negotiation.as_of is not None:  # an older version may be the one that counted then
        known = known_by_settings(dossier.document_heads(), negotiation)
        read_these(dossier, reader, known.counting, progress=progress, engine=engine)
    orphans = _put_together_once(dossier, reader, negotiation, before, progress, engine)
    return Round(reading=reading, orphans=orphans)


def _put_together_once(
    dossier: Dossier,
    reader: "TextReader",
    negotiation: Negotiation,
    before: str,
    progress: Progress,
    engine: Engine | None,
) -> tuple[Orphan, ...]:
    """Put the accounts together, unless another program did so with all that was read.

    Of several that divide one queue each comes here when all is read; the first one works, the
    others wait. ``before`` is the dossier's version when this reading began.
    """
    waited_s = 0.0
    while True:
        with dossier.alone(_TOGETHER, wait_s=waited_s) as is_alone:
            if is_alone and _is_done(dossier, reader, before):
                return ()
            if is_alone:
                return assemble(dossier, reader, negotiation, progress=progress, engine=engine)
        progress("another program puts the accounts together", 0, None)
        waited_s = _WAIT_S


def _is_done(dossier: Dossier, reader: "TextReader", before: str) -> bool:
    """Whether the entries were put anew since, from the same reader's reports."""
    was, now = (version.rpartition("/")[2] for version in (before, dossier.version()))
    known = last_reader(dossier) if was != now else None
    return (
        known is not None
        and known.identity == reader.identity
        and known.gazetteer_digest == reader.gazetteer_digest
    )


def rebuild(
    dossier: Dossier,
    *,
    choice: ReaderChoice = USUAL,
    is_reread: bool = False,
    progress: Progress = silent,
    engine: Engine | None = None,
) -> Round:
    """Throw away all that is computed but the cached reports, and compute it again.

    ``is_reread`` throws the cached reports away too; so does a report that cannot be read back.

    Raises:
        EngineFailed: the workers of ``engine`` cannot read.
        DossierError: the dossier cannot be written.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    dossier.discard_derived(reports=is_reread)
    try:
        return _timed(dossier, choice, progress, engine)
    except DossierDamaged:
        if is_reread:
            raise
        dossier.discard_derived()
        return _timed(dossier, choice, progress, engine)


def _timed(
    dossier: Dossier, choice: ReaderChoice, progress: Progress, engine: Engine | None
) -> Round:
    """Read and put together, and keep how long each took."""
    reader = make_reader(negotiation_of(dossier), choice)
    began = time.monotonic()
    reading = read_documents(dossier, reader, progress=progress, engine=engine)
    remember_reading_pace(dossier, time.monotonic() - began, reading.read)
    began = time.monotonic()
    done = go_on(dossier, choice=choice, progress=progress, engine=engine)
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
