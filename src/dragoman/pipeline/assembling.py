"""From reports and decisions to the file: resolution, then assessment, then the store."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain

from attrs import define, field

from dragoman.dossier import Dossier, Orphan
from dragoman.model import Contents, Entry, Negotiation, Report, Segment
from dragoman.pipeline.blocks import (
    COMPUTED,
    MOST,
    TOGETHER,
    Joining,
    Material,
    fold_reuse,
    in_blocks,
    weave,
)
from dragoman.pipeline.engines import Engine, Inline
from dragoman.pipeline.knowable import known_by_settings
from dragoman.pipeline.progress import Progress, silent, told
from dragoman.pipeline.remembering import Identified, remember_reader

REPORTS_CAME, WORKED_IN = "reports came", "reports worked in"
"""Notes that are equal while the entries rest on all that was read (``lagging``)."""


def assemble(
    dossier: Dossier,
    reader: Identified,
    negotiation: Negotiation,
    *,
    progress: Progress = silent,
    engine: Engine | None = None,
    most: int = MOST,
) -> tuple[Orphan, ...]:
    """Compute every entry anew from reports and decisions, and store them in one go.

    Decisions on what one text says are applied before the accounts are merged, so that all that
    follows rests on the corrected entries; decisions on merged and judged entries after. Returns
    the decisions that found no entry. Segments go from the reports to the store one document at
    a time: they are a good part of what a text holds, and assessment reads but some of them.

    A file of more than ``most`` documents is put together in blocks, which ``engine`` divides
    among its workers; what comes out is the same whatever the engine.

    Raises:
        DossierError: the dossier cannot be written.
        EngineFailed: no worker can put a block together.
    """
    came = dossier.remembered(REPORTS_CAME)
    material = _material(dossier, reader, negotiation)
    with _entries(dossier, material, negotiation, engine or Inline(), most, progress) as made:
        dossier.put_entries(
            chain(
                told(made.entries, "storing the entries", progress),
                segments_of(material.reports(material.counting)),
            )
        )
    remember_reader(dossier, reader)
    if came is not None:
        dossier.remember(WORKED_IN, came)
    return tuple(made.orphans)


@define(kw_only=True)
class _Made:
    """Entries on their way to the store, and the decisions that found none."""

    entries: Iterable[Entry]
    orphans: Iterable[Orphan] = field(factory=list)


@contextmanager
def _entries(
    dossier: Dossier,
    material: Material,
    negotiation: Negotiation,
    engine: Engine,
    most: int,
    progress: Progress,
) -> Iterator[_Made]:
    if len(material.counting) <= most:
        contents, orphans = put_together(material, negotiation, progress, most=most)
        entries = (entry for name in COMPUTED for entry in getattr(contents, name))
        yield _Made(entries=entries, orphans=orphans)
        return
    joining = Joining(
        material=material,
        negotiation=negotiation,
        most=most,
        engine=engine,
        folder=dossier.folder,
        progress=progress,
    )
    with joining:
        yield _Made(entries=joining.entries(), orphans=joining.orphans)


def _material(dossier: Dossier, reader: Identified, negotiation: Negotiation) -> Material:
    """Everything the dossier holds, up to the day that its settings name."""
    known = known_by_settings(dossier.document_heads(), negotiation)
    identity, digest = reader.identity, reader.gazetteer_digest
    return Material(
        counting=known.counting,
        reports=lambda ids: dossier.reports(identity, digest, ids),
        packed=lambda ids: dossier.packed_reports(identity, digest, ids),
        heads={head.id: head for head in known.documents},
        decisions=dossier.decisions(),
        texts=dossier.documents,
        reader=identity,
    )


def put_together(
    material: Material,
    negotiation: Negotiation,
    progress: Progress = silent,
    *,
    most: int = MOST,
) -> tuple[Contents, tuple[Orphan, ...]]:
    """All entries but the segments, and the decisions that found none; nothing is stored."""
    if len(material.counting) > most:
        joining = Joining(material=material, negotiation=negotiation, most=most, progress=progress)
        contents = in_blocks(joining)
        return contents, tuple(joining.orphans)
    reuses, heads = fold_reuse(material.heads, material.texts, material.decisions)
    woven = weave(
        told(material.reports(material.counting), TOGETHER, progress),
        heads,
        reuses,
        material.decisions,
        negotiation,
        model=material.model(),
        judge=material.judge(),
        progress=progress,
    )
    return woven.contents, woven.orphans


def segments_of(reports: Iterable[Report]) -> Iterator[Segment]:
    """The segments of the reports, each once."""
    for report in reports:
        yield from {segment.id: segment for segment in report.segments}.values()
