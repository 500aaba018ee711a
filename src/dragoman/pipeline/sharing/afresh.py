"""The file put together anew from the documents that may be shown; nothing is stored."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from dragoman.dossier import Dossier, settled, standing
from dragoman.model import Contents, Decision, Document, Report
from dragoman.pipeline.assembling import put_together, segments_of
from dragoman.pipeline.blocks import Material
from dragoman.pipeline.contents import by_day
from dragoman.pipeline.knowable import Knowable, known_by, known_by_settings
from dragoman.pipeline.progress import Progress
from dragoman.pipeline.reading import (
    choice_of,
    make_reader,
    negotiation_of,
    read_these,
)
from dragoman.pipeline.remembering import last_reader
from dragoman.pipeline.sharing.blackening import Spans, blackened_document, without_blackened
from dragoman.pipeline.sharing.limit import Limit

_IN_REPORTS = (
    "segments",
    "mentions",
    "parties",
    "persons",
    "organisations",
    "places",
    "attributions",
    "statements",
    "contacts",
    "deeds",
    "assessments",
    "findings",
)


def put_together_afresh(
    dossier: Dossier,
    full: Contents,
    limit: Limit,
    spans: Spans,
    *,
    as_of: date | None,
    progress: Progress,
) -> Contents:
    """``full`` as it would be with its shareable documents alone, blackened stretches unread.

    All standing decisions that may be seen are in force; the log itself is left as it is.
    """
    negotiation = negotiation_of(dossier)
    if as_of is not None:
        negotiation = evolve(negotiation, as_of=as_of.isoformat())
    shown = {d.id: blackened_document(d, spans) for d in full.documents if limit.lets(d.id)}
    known = _known(dossier, shown, as_of)
    texts = {id: document.text for id, document in shown.items()}
    reports = [_blackened(r, spans, texts) for r in _reports(dossier, known, progress)]
    reader = last_reader(dossier) or make_reader(negotiation)
    material = Material.at_hand(
        reports,
        {head.id: evolve(head, title=shown[head.id].title) for head in known.documents},
        _in_force(full.decisions, limit),
        reader.identity,
        texts=lambda ids: (shown[id] for id in (shown if ids is None else ids)),
    )
    contents, _ = put_together(material, negotiation, progress)
    documents = (
        evolve(shown[d.id], copy_of=d.copy_of, supersedes=d.supersedes) for d in contents.documents
    )
    return evolve(
        contents,
        documents=tuple(sorted(documents, key=by_day)),
        segments=tuple(sorted(segments_of(reports), key=lambda segment: segment.id)),
        decisions=full.decisions,
        skips=full.skips,
    )


def _known(dossier: Dossier, shown: Mapping[str, Document], as_of: date | None) -> Knowable:
    """The documents that count when there are no others, with copies and versions anew."""
    heads = [head for head in dossier.document_heads() if head.id in shown]
    if as_of is not None:
        return known_by(heads, as_of)
    known = known_by_settings(heads, negotiation_of(dossier))
    return evolve(known, documents=tuple(settled(known.documents)))


def _reports(dossier: Dossier, known: Knowable, progress: Progress) -> list[Report]:
    """The cached reports; an earlier version that was never read is read now."""
    reader = last_reader(dossier)
    if reader is None:
        chosen = make_reader(negotiation_of(dossier))
        return read_these(dossier, chosen, known.counting, progress=progress)
    found = list(dossier.reports(reader.identity, reader.gazetteer_digest, known.counting))
    if {report.document for report in found} >= set(known.counting):
        return found
    chosen = make_reader(negotiation_of(dossier), choice_of(reader.identity))
    return read_these(dossier, chosen, known.counting, progress=progress)


def _blackened(report: Report, spans: Spans, texts: Mapping[str, str]) -> Report:
    if report.document not in spans:
        return report
    lit: dict[str, Any] = {
        name: tuple(without_blackened(getattr(report, name), spans, texts)) for name in _IN_REPORTS
    }
    return evolve(report, **lit)


def _in_force(decisions: Sequence[Decision], limit: Limit) -> list[Decision]:
    return list(_seen(standing(decisions), limit))


def _seen(decisions: Sequence[Decision], limit: Limit) -> Iterator[Decision]:
    yield from (decision for decision in decisions if limit.lets(decision.id))
