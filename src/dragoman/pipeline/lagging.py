"""Entries that lag behind: what is added is safe and read at once, and worked in at the next look.

To put ten thousand accounts together takes minutes, to take in and read one more takes a second.
So a text may be added without waiting: the dossier notes that its entries lag behind, and whoever
looks at them next (:func:`catch_up`, called by ``contents_of``) has the work done first. Nobody
ever sees entries that do not rest on all that was read, and what comes out is what putting
everything together gives, since it is just that.
"""

from typing import TYPE_CHECKING
from uuid import uuid4

import msgspec
from attrs import frozen

from dragoman.dossier import Dossier, Orphan
from dragoman.errors import DossierReadOnly
from dragoman.pipeline.assembling import REPORTS_CAME, WORKED_IN, assemble
from dragoman.pipeline.engines import Engine
from dragoman.pipeline.engines.texts import Recipe
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.reading import ReadingRound, negotiation_of, read_documents
from dragoman.pipeline.remembering import Identified, KnownReader

if TYPE_CHECKING:
    from dragoman.extraction import TextReader


@frozen(kw_only=True)
class _Coming:
    """That reports of a reader came. ``token`` is another one each time."""

    token: str
    reader: KnownReader


def read_behind(
    dossier: Dossier,
    reader: "TextReader",
    *,
    progress: Progress = silent,
    engine: Engine | None = None,
    recipe: Recipe | None = None,
) -> ReadingRound:
    """Read what is unread, and leave it to the next look to put it together with the rest.

    A run that is stopped half way leaves the note behind, and with it nothing to be lost.

    Raises:
        DossierError: the dossier cannot be written.
        EngineFailed: the workers of ``engine`` cannot read.
    """
    if not dossier.is_current() or _is_unread(dossier, reader):
        _fall_behind(dossier, reader)
    return read_documents(dossier, reader, progress=progress, engine=engine, recipe=recipe)


def _is_unread(dossier: Dossier, reader: Identified) -> bool:
    with dossier.queue(reader.identity, reader.gazetteer_digest) as queue:
        return queue.left() > 0


def _fall_behind(dossier: Dossier, reader: Identified) -> None:
    known = KnownReader(identity=reader.identity, gazetteer_digest=reader.gazetteer_digest)
    coming = _Coming(token=uuid4().hex, reader=known)
    dossier.remember(REPORTS_CAME, msgspec.json.encode(coming).decode())


def is_behind(dossier: Dossier) -> bool:
    """Whether reports came that the stored entries do not rest on yet."""
    return dossier.remembered(REPORTS_CAME) != dossier.remembered(WORKED_IN)


def catch_up(dossier: Dossier, *, progress: Progress = silent) -> tuple[Orphan, ...]:
    """Work in what came since the entries were put; returns decisions that found no entry.

    What comes while it runs is noted under another token, and is not taken for worked in.

    Raises:
        DossierError: the dossier cannot be written; ``DossierReadOnly`` also where it was opened
            for reading only and lags behind.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    noted = dossier.remembered(REPORTS_CAME)
    if noted is None or not is_behind(dossier):
        return ()
    if not dossier.takes_writes:
        raise DossierReadOnly(
            str(dossier.path), "texts were added that its entries do not rest on yet"
        )
    reader = msgspec.json.decode(noted, type=_Coming).reader
    return assemble(dossier, reader, negotiation_of(dossier), progress=progress)
