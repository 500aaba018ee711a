"""The file as it could have been known on a day: put together in memory, nothing is stored."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

import attrs
from attrs import frozen

from dragoman.dossier import Dossier, standing
from dragoman.model import Contents, Decision, Document, Report, Verb, decode
from dragoman.pipeline.assembling import put_together, segments_of
from dragoman.pipeline.blocks import COMPUTED, Material
from dragoman.pipeline.contents import by_day
from dragoman.pipeline.knowable import Knowable, known_by
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.reading import (
    choice_of,
    make_reader,
    negotiation_of,
    read_these,
)
from dragoman.pipeline.remembering import last_reader


@frozen(kw_only=True)
class Earlier:
    """The contents as of a day, and which documents were left out for it."""

    contents: Contents
    known: Knowable


def contents_as_of(
    dossier: Dossier,
    day: date,
    *,
    without: Collection[str] = (),
    progress: Progress = silent,
) -> Earlier:
    """Everything that could be known on ``day``, from the documents published until then alone.

    Copies, versions, names, contacts, positions and all that is judged are worked out anew from
    the cached reports on these documents. An earlier version that was never read is read now.
    Signed decisions stay in force where the entry they are about exists.

    Raises:
        DossierError: the dossier cannot be read.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    negotiation = attrs.evolve(negotiation_of(dossier), as_of=day.isoformat())
    known = known_by(dossier.document_heads(), day)
    heads = {head.id: head for head in known.documents}
    reports = _reports(dossier, known, progress)
    reader = last_reader(dossier) or make_reader(negotiation)
    material = Material.at_hand(
        reports,
        heads,
        _in_force(dossier, heads),
        reader.identity,
        texts=lambda ids: map(dossier.document, ids),
    )
    contents, _ = put_together(material, negotiation, progress)
    derived: dict[str, Any] = {name: () for name in COMPUTED if name in without}
    return Earlier(
        known=known,
        contents=attrs.evolve(
            contents,
            as_of=day.isoformat(),
            documents=tuple(sorted(_with_texts(dossier, contents.documents), key=by_day)),
            segments=tuple(sorted(segments_of(reports), key=lambda segment: segment.id)),
            decisions=tuple(dossier.decisions()),
            skips=tuple(dossier.skips()),
            **derived,
        ),
    )


def _reports(dossier: Dossier, known: Knowable, progress: Progress) -> list[Report]:
    """The cached reports on the documents that count; what was never read is read now."""
    reader = last_reader(dossier)
    if reader is None:
        return read_these(
            dossier, make_reader(negotiation_of(dossier)), known.counting, progress=progress
        )
    found = list(dossier.reports(reader.identity, reader.gazetteer_digest, known.counting))
    missing = set(known.counting) - {report.document for report in found}
    if not any(_is_readable(head) for head in known.documents if head.id in missing):
        return found
    chosen = make_reader(negotiation_of(dossier), choice_of(reader.identity))
    return read_these(dossier, chosen, known.counting, progress=progress)


def _is_readable(head: Document) -> bool:
    from dragoman.extraction import can_read

    return can_read(head)


def _with_texts(dossier: Dossier, documents: tuple[Document, ...]) -> Iterator[Document]:
    """The documents with their texts, and with copies and versions as they were then."""
    texts: Mapping[str, str] = {d.id: d.text for d in dossier.documents()}
    for document in documents:
        yield attrs.evolve(document, text=texts[document.id])


def _in_force(dossier: Dossier, heads: Mapping[str, Document]) -> list[Decision]:
    """The standing decisions, less entries that were added or approved on later documents."""
    return [d for d in standing(dossier.decisions()) if not _is_later(d, heads)]


def _is_later(decision: Decision, heads: Mapping[str, Document]) -> bool:
    if decision.verb not in (Verb.ADD, Verb.ACCEPT):
        return False
    try:
        entry = decode(decision.after or "")
    except ValueError:
        return False
    return any(passage.document not in heads for passage in entry.passages)
