"""One block put together: resolution, then assessment, with what analysts signed laid over."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from dragoman.dossier import Orphan, apply_decisions, edges
from dragoman.model import (
    Contents,
    Decision,
    Document,
    Entry,
    Negotiation,
    Report,
    TextReuse,
    Verb,
)
from dragoman.pipeline.blocks.nouns import JUDGED, OF_MANY_TEXTS, OF_ONE_TEXT
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.rating import with_ratings
from dragoman.pipeline.reuse import Texts, find_near_copies, fold_near_copies, with_reuses
from dragoman.pipeline.review.credits import with_credits
from dragoman.pipeline.weighing import weigh

if TYPE_CHECKING:
    from dragoman.encoder import EntailmentModel, SentenceModel
    from dragoman.resolution.edges import Edge, Placed, Ties


@frozen(kw_only=True)
class Woven:
    """The entries of a block but its segments, and the decisions that found none of them."""

    contents: Contents
    orphans: tuple[Orphan, ...] = ()


def signed_edges(decisions: Sequence[Decision]) -> tuple["Edge", ...]:
    """What analysts signed about two entries being one or two."""
    from dragoman.resolution import Edge

    return tuple(
        Edge(first=a, second=b, verb=verb, why=why) for a, b, verb, why in edges(decisions)
    )


def fold_reuse(
    heads: Mapping[str, Document], texts: Texts, decisions: Sequence[Decision]
) -> tuple[tuple[TextReuse, ...], dict[str, Document]]:
    """The text reuse among all documents, and the documents with near copies folded."""
    reuses = find_near_copies(heads, texts, signed_edges(decisions))
    return reuses, fold_near_copies(heads.values(), reuses)


def weave(
    reports: Iterable[Report],
    heads: Mapping[str, Document],
    reuses: Sequence[TextReuse],
    decisions: Sequence[Decision],
    negotiation: Negotiation,
    *,
    model: "SentenceModel | None" = None,
    judge: "EntailmentModel | None" = None,
    progress: Progress = silent,
) -> Woven:
    """All entries but the segments, from the reports on the documents of one block.

    ``heads`` have their near copies folded as ``reuses`` say. Decisions on what one text says are
    applied before the accounts are merged, so that all that follows rests on the corrected
    entries; decisions on merged and judged entries after.
    """
    from dragoman.assessment import assess, forget, is_reading_matter
    from dragoman.resolution import resolve

    bare = [attrs.evolve(r, segments=tuple(filter(is_reading_matter, r.segments))) for r in reports]
    corrected, orphans = _correct_reports(bare, decisions, heads)
    joins = signed_edges(decisions)
    settings = with_ratings(negotiation, decisions)
    contents = with_reuses(resolve(corrected, heads, settings, joins), reuses, heads)
    del bare, corrected  # as much memory again as the entries made of them
    contents, more = correct(contents, OF_MANY_TEXTS, decisions, heads)
    progress("weighing the accounts", 0, None)
    judged = assess(contents, judge, model=model, tie=partial(_tied, joins))
    forget()
    fresh = {name: getattr(judged, name) for name in (*JUDGED.values(), "assessments")}
    contents, last = correct(attrs.evolve(contents, **fresh), JUDGED, decisions, heads)
    contents = with_credits(contents, decisions)
    evidence, lost = weigh(contents, decisions)
    return Woven(
        contents=attrs.evolve(contents, evidence=evidence),
        orphans=(*orphans, *more, *last, *lost),
    )


def _tied(edges: Sequence["Edge"], noun: str, accounts: Iterable["Placed"]) -> "Ties":
    """What analysts signed about accounts that only assessment knows."""
    from dragoman.resolution.edges import ties_for

    return ties_for(noun, edges, accounts)


def on_nouns(decisions: Sequence[Decision], nouns: Container[str]) -> list[Decision]:
    """The decisions on these nouns, with removals and withdrawals; none when none is on them."""
    always = (Verb.WITHDRAW, Verb.REMOVE)
    chosen = [d for d in decisions if d.target.noun in nouns or d.verb in always]
    return chosen if any(d.target.noun in nouns for d in chosen) else []


def correct(
    contents: Contents,
    nouns: dict[str, str],
    decisions: Sequence[Decision],
    documents: Container[str],
) -> tuple[Contents, tuple[Orphan, ...]]:
    """The contents with the decisions on some nouns laid over them, and those that found none."""
    chosen = on_nouns(decisions, nouns)
    if not chosen:
        return contents, ()
    entries = [entry for name in nouns.values() for entry in getattr(contents, name)]
    replayed = apply_decisions(entries, chosen, documents)
    return attrs.evolve(contents, **_by_field(replayed.entries, nouns)), replayed.orphans


def _correct_reports(
    reports: list[Report], decisions: Sequence[Decision], documents: Container[str]
) -> tuple[list[Report], tuple[Orphan, ...]]:
    chosen = on_nouns(decisions, OF_ONE_TEXT)
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
