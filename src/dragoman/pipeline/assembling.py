"""From reports and decisions to the file: resolution, then assessment, then the store."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from dragoman.dossier import Dossier, Orphan, apply_decisions, edges
from dragoman.model import Contents, Decision, Entry, Negotiation, Report, Verb
from dragoman.pipeline.progress import Progress, silent, told

if TYPE_CHECKING:
    from dragoman.extraction import TextReader

TOGETHER = "putting the accounts together"

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
}
COMPUTED = (*OF_ONE_TEXT.values(), *OF_MANY_TEXTS.values(), *JUDGED.values(), "reuses", "questions")
DERIVED = ("segments", *COMPUTED)
"""The fields of :class:`Contents` that are computed and can be thrown away."""


def assemble(
    dossier: Dossier, reader: "TextReader", negotiation: Negotiation, *, progress: Progress = silent
) -> tuple[Orphan, ...]:
    """Compute every entry anew from reports and decisions, and store them in one go.

    Decisions on what one text says are applied before the accounts are merged, so that all that
    follows rests on the corrected entries; decisions on merged and judged entries after. Returns
    the decisions that found no entry. Segments go from the reports to the store one document at
    a time: they are a good part of what a text holds, and assessment reads but some of them.

    Raises:
        DossierError: the dossier cannot be written.
    """
    contents, orphans = _put_together(dossier, reader, negotiation, progress)
    progress("storing the entries", 0, None)
    dossier.put_entries(
        chain(
            (entry for name in COMPUTED for entry in getattr(contents, name)),
            _segments(dossier.reports(reader.identity, reader.gazetteer_digest)),
        )
    )
    return orphans


def _put_together(
    dossier: Dossier, reader: "TextReader", negotiation: Negotiation, progress: Progress
) -> tuple[Contents, tuple[Orphan, ...]]:
    """All entries but the segments, and the decisions that found none."""
    from dragoman.assessment import assess, is_reading_matter
    from dragoman.resolution import Edge, resolve

    decisions = dossier.decisions()
    kept = dossier.reports(reader.identity, reader.gazetteer_digest)
    bare = [
        attrs.evolve(r, segments=tuple(filter(is_reading_matter, r.segments)))
        for r in told(kept, TOGETHER, progress)
    ]
    reports, orphans = _correct_reports(bare, decisions)
    heads = {head.id: head for head in dossier.document_heads()}
    joins = tuple(Edge(first=a, second=b, verb=verb) for a, b, verb in edges(decisions))
    contents = resolve(reports, heads, negotiation, joins)
    del bare, reports  # as much memory again as the entries made of them
    contents, more = _correct(contents, OF_MANY_TEXTS, decisions)
    progress("weighing the accounts", 0, None)
    judged = assess(contents)
    contents = attrs.evolve(contents, **{name: getattr(judged, name) for name in JUDGED.values()})
    contents, last = _correct(contents, JUDGED, decisions)
    return contents, (*orphans, *more, *last)


def _segments(reports: Iterable[Report]) -> Iterator[Entry]:
    for report in reports:
        yield from {segment.id: segment for segment in report.segments}.values()


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
