"""From reports and decisions to the file: resolution, then assessment, then the store."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from dragoman.dossier import Dossier, Orphan, apply_decisions, edges
from dragoman.model import (
    Contents,
    Decision,
    Document,
    Entry,
    Negotiation,
    Report,
    Segment,
    Verb,
)
from dragoman.pipeline.knowable import known_by_settings
from dragoman.pipeline.progress import Progress, silent, told
from dragoman.pipeline.rating import with_ratings
from dragoman.pipeline.reading import entailment_judge, sentence_model
from dragoman.pipeline.remembering import Identified, remember_reader
from dragoman.pipeline.reuse import Texts, find_near_copies, fold_near_copies, no_texts, with_reuses
from dragoman.pipeline.review.credits import with_credits
from dragoman.pipeline.weighing import weigh

if TYPE_CHECKING:
    from dragoman.encoder import EntailmentModel, SentenceModel
    from dragoman.resolution.edges import Edge, Placed, Ties

TOGETHER = "putting the accounts together"
REPORTS_CAME, WORKED_IN = "reports came", "reports worked in"
"""Notes that are equal while the entries rest on all that was read (``lagging``)."""

OF_ONE_TEXT = {
    "mention": "mentions",
    "attribution": "attributions",
    "statement": "statements",
    "assessment": "assessments",
    "finding": "findings",
}
"""Nouns that stand in one text: decisions on them are applied before accounts are merged."""

OF_MANY_TEXTS = {
    "party": "parties",
    "person": "persons",
    "organisation": "organisations",
    "place": "places",
    "contact": "contacts",
    "deed": "deeds",
}
JUDGED = {
    "position": "positions",
    "commitment": "commitments",
    "discrepancy": "discrepancies",
    "corroboration": "corroborations",
    "constraint": "constraints",
    "leverage": "leverages",
    "linkage": "linkages",
    "hypothesis": "hypotheses",
}
COMPUTED = (
    *OF_ONE_TEXT.values(),
    *OF_MANY_TEXTS.values(),
    *JUDGED.values(),
    "evidence",
    "reuses",
    "questions",
)
DERIVED = ("segments", *COMPUTED)
"""The fields of :class:`Contents` that are computed and can be thrown away."""


def assemble(
    dossier: Dossier, reader: Identified, negotiation: Negotiation, *, progress: Progress = silent
) -> tuple[Orphan, ...]:
    """Compute every entry anew from reports and decisions, and store them in one go.

    Decisions on what one text says are applied before the accounts are merged, so that all that
    follows rests on the corrected entries; decisions on merged and judged entries after. Returns
    the decisions that found no entry. Segments go from the reports to the store one document at
    a time: they are a good part of what a text holds, and assessment reads but some of them.

    Raises:
        DossierError: the dossier cannot be written.
    """
    came = dossier.remembered(REPORTS_CAME)
    material = _material(dossier, reader, negotiation)
    contents, orphans = put_together(material, negotiation, progress)
    progress("storing the entries", 0, None)
    dossier.put_entries(
        chain(
            (entry for name in COMPUTED for entry in getattr(contents, name)),
            segments_of(material.reports()),
        )
    )
    remember_reader(dossier, reader)
    if came is not None:
        dossier.remember(WORKED_IN, came)
    return orphans


@attrs.frozen(kw_only=True)
class Material:
    """What entries are computed from: reports (taken anew at each call), documents, decisions.

    ``heads`` are the documents by id, without their texts; those that are not among them are not
    known, and no report is on one of them. ``texts`` fetches documents with their texts;
    ``model`` tells which of their sentences are alike, ``judge`` which cannot both hold.
    """

    reports: Callable[[], Iterator[Report]]
    heads: Mapping[str, Document]
    decisions: Sequence[Decision]
    texts: Texts = no_texts
    model: "SentenceModel | None" = None
    judge: "EntailmentModel | None" = None


def _material(dossier: Dossier, reader: Identified, negotiation: Negotiation) -> Material:
    """Everything the dossier holds, up to the day that its settings name."""
    known = known_by_settings(dossier.document_heads(), negotiation)
    return Material(
        reports=lambda: dossier.reports(reader.identity, reader.gazetteer_digest, known.counting),
        heads={head.id: head for head in known.documents},
        decisions=dossier.decisions(),
        texts=dossier.documents,
        model=sentence_model(reader.identity),
        judge=entailment_judge(reader.identity),
    )


def put_together(
    material: Material, negotiation: Negotiation, progress: Progress = silent
) -> tuple[Contents, tuple[Orphan, ...]]:
    """All entries but the segments, and the decisions that found none; nothing is stored."""
    from dragoman.assessment import assess, is_reading_matter
    from dragoman.resolution import Edge, resolve

    decisions, heads = material.decisions, material.heads
    bare = [
        attrs.evolve(r, segments=tuple(filter(is_reading_matter, r.segments)))
        for r in told(material.reports(), TOGETHER, progress)
    ]
    reports, orphans = _correct_reports(bare, decisions, heads)
    joins = tuple(
        Edge(first=a, second=b, verb=verb, why=why) for a, b, verb, why in edges(decisions)
    )
    reuses = find_near_copies(heads, material.texts, joins)
    heads = fold_near_copies(heads.values(), reuses)
    settings = with_ratings(negotiation, decisions)
    contents = with_reuses(resolve(reports, heads, settings, joins), reuses, heads)
    del bare, reports  # as much memory again as the entries made of them
    contents, more = _correct(contents, OF_MANY_TEXTS, decisions, heads)
    progress("weighing the accounts", 0, None)
    tie = partial(_tied, joins)
    judged = assess(contents, material.judge, model=material.model, tie=tie)
    fresh = {name: getattr(judged, name) for name in (*JUDGED.values(), "assessments")}
    contents, last = _correct(attrs.evolve(contents, **fresh), JUDGED, decisions, heads)
    contents = with_credits(contents, decisions)
    evidence, lost = weigh(contents, decisions)
    return attrs.evolve(contents, evidence=evidence), (*orphans, *more, *last, *lost)


def _tied(edges: Sequence["Edge"], noun: str, accounts: Iterable["Placed"]) -> "Ties":
    """What analysts signed about accounts that only assessment knows."""
    from dragoman.resolution.edges import ties_for

    return ties_for(noun, edges, accounts)


def segments_of(reports: Iterable[Report]) -> Iterator[Segment]:
    """The segments of the reports, each once."""
    for report in reports:
        yield from {segment.id: segment for segment in report.segments}.values()


def _on(decisions: Sequence[Decision], nouns: dict[str, str]) -> list[Decision]:
    """The decisions on these nouns, with removals and withdrawals; none when none is on them."""
    always = (Verb.WITHDRAW, Verb.REMOVE)
    chosen = [d for d in decisions if d.target.noun in nouns or d.verb in always]
    return chosen if any(d.target.noun in nouns for d in chosen) else []


def _correct(
    contents: Contents,
    nouns: dict[str, str],
    decisions: Sequence[Decision],
    documents: Container[str],
) -> tuple[Contents, tuple[Orphan, ...]]:
    chosen = _on(decisions, nouns)
    if not chosen:
        return contents, ()
    entries = [entry for name in nouns.values() for entry in getattr(contents, name)]
    replayed = apply_decisions(entries, chosen, documents)
    return attrs.evolve(contents, **_by_field(replayed.entries, nouns)), replayed.orphans


def _correct_reports(
    reports: list[Report], decisions: Sequence[Decision], documents: Container[str]
) -> tuple[list[Report], tuple[Orphan, ...]]:
    chosen = _on(decisions, OF_ONE_TEXT)
    if not chosen:
        return reports, ()
    entries = [
        entry
        for report in reports
        for name in OF_ONE_TEXT.values()
        for entry in getattr(report, name)
    ]
    replayed = apply_decisions(entries, chosen, documents)
    per_document: dict[str, list[Entry]] = defaultdict(list)
    for entry in replayed.entries:
        per_document[entry.passages[0].document].append(entry)
    return [
        attrs.evolve(report, **_by_field(per_document[report.document], OF_ONE_TEXT))
        for report in reports
    ], replayed.orphans


def _by_field(entries: Sequence[Entry], nouns: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, list[Entry]] = {name: [] for name in nouns.values()}
    for entry in entries:
        fields[nouns[entry.kind]].append(entry)
    return {name: tuple(found) for name, found in fields.items()}
