"""From reports and decisions to the file: resolution, then assessment, then the store."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from dragoman.assessment import assess
from dragoman.dossier import Dossier, Orphan, apply_decisions, edges
from dragoman.extraction import TextReader
from dragoman.model import Contents, Decision, Entry, Negotiation, Report, Verb
from dragoman.pipeline.progress import Progress, silent
from dragoman.resolution import Edge, resolve

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
}
DERIVED = (
    "segments",
    *OF_ONE_TEXT.values(),
    *OF_MANY_TEXTS.values(),
    *JUDGED.values(),
    "questions",
)
"""The fields of :class:`Contents` that are computed and can be thrown away."""


def assemble(
    dossier: Dossier, reader: TextReader, negotiation: Negotiation, *, progress: Progress = silent
) -> tuple[Orphan, ...]:
    """Compute every entry anew from reports and decisions, and store them in one go.

    Decisions on what one text says are applied before the accounts are merged, so that all that
    follows rests on the corrected entries; decisions on merged and judged entries after. Returns
    the decisions that found no entry.

    Raises:
        DossierError: the dossier cannot be written.
    """
    decisions = dossier.decisions()
    progress("putting the accounts together", 0, None)
    reports, orphans = _correct_reports(list(_reports(dossier, reader)), decisions)
    heads = {head.id: head for head in dossier.document_heads()}
    joins = tuple(Edge(first=a, second=b, verb=verb) for a, b, verb in edges(decisions))
    contents = resolve(reports, heads, negotiation, joins)
    contents, more = _correct(contents, OF_MANY_TEXTS, decisions)
    progress("weighing the accounts", 0, None)
    judged = assess(contents)
    contents = attrs.evolve(contents, **{name: getattr(judged, name) for name in JUDGED.values()})
    contents, last = _correct(contents, JUDGED, decisions)
    segments = tuple(segment for report in reports for segment in report.segments)
    contents = attrs.evolve(contents, segments=segments)
    dossier.put_entries(entry for name in DERIVED for entry in getattr(contents, name))
    return (*orphans, *more, *last)


def _reports(dossier: Dossier, reader: TextReader) -> Iterator[Report]:
    """The kept reports of the documents that count: no copies, no superseded versions."""
    heads = dossier.document_heads()
    superseded = {head.supersedes for head in heads}
    for head in heads:
        if head.copy_of is None and head.id not in superseded:
            report = dossier.report(head.id, reader.identity, reader.gazetteer_digest)
            if report is not None:
                yield report


def _on(decisions: Sequence[Decision], nouns: dict[str, str]) -> list[Decision]:
    """The decisions on these nouns, with removals and withdrawals; none when none is on them."""
    always = (Verb.WITHDRAW, Verb.REMOVE)
    chosen = [d for d in decisions if d.target.noun in nouns or d.verb in always]
    return chosen if any(d.target.noun in nouns for d in chosen) else []


def _correct(
    contents: Contents, nouns: dict[str, str], decisions: Sequence[Decision]
) -> tuple[Contents, tuple[Orphan, ...]]:
    chosen = _on(decisions, nouns)
    if not chosen:
        return contents, ()
    entries = [entry for name in nouns.values() for entry in getattr(contents, name)]
    replayed = apply_decisions(entries, chosen)
    return attrs.evolve(contents, **_by_field(replayed.entries, nouns)), replayed.orphans


def _correct_reports(
    reports: list[Report], decisions: Sequence[Decision]
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
    replayed = apply_decisions(entries, chosen)
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
