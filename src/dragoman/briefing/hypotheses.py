"""Hypotheses side by side, with the entries that an analyst weighed them by (Heuer 1999)."""

from dragoman.briefing.content import HypothesisRow, HypothesisSheet, HypothesisTable
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lines import sentences
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.phrases import content_of
from dragoman.briefing.selecting import SECTIONS
from dragoman.briefing.wording import counted, ended, fitting, quoted, tidy
from dragoman.model import Contents, Entry, Evidence, Fit, Hypothesis, Statement

_NOTE = (
    "Rows are the entries that an analyst picked; a cell that nobody judged is not applicable. "
    "Counts are counts, no probability: a hypothesis with fewer inconsistent rows is harder to "
    "refute, not likelier."
)


def standing_hypotheses(contents: Contents) -> tuple[Hypothesis, ...]:
    """Those that an analyst signed for, and those that rival judgements suggest."""
    judgements = {assessment.id for assessment in contents.assessments}
    return tuple(
        one
        for one in contents.hypotheses
        if not one.suggested or judgements.intersection(one.rests_on)
    )


def hypothesis_table(footnotes: Footnotes) -> HypothesisTable | None:
    """The matrix; None while there is no hypothesis to show."""
    contents = footnotes.lookup.contents
    chosen = standing_hypotheses(contents)
    if not chosen:
        return None
    ids = tuple(one.id for one in chosen)
    entries = _entries(contents)
    return HypothesisTable(
        note=_NOTE,
        sheets=tuple(_sheet(n, one, contents.evidence) for n, one in enumerate(chosen, 1)),
        rows=tuple(_row(one, ids, entries.get(one.target), footnotes) for one in contents.evidence),
    )


def _sheet(number: int, hypothesis: Hypothesis, rows: tuple[Evidence, ...]) -> HypothesisSheet:
    fits = [row.fit(hypothesis.id) for row in rows]
    return HypothesisSheet(
        number=number,
        claim=ended(tidy(hypothesis.claim)),
        entry_id=hypothesis.id,
        suggested=hypothesis.suggested,
        inconsistent=fits.count(Fit.INCONSISTENT),
        consistent=fits.count(Fit.CONSISTENT),
    )


def _row(
    row: Evidence, ids: tuple[str, ...], entry: Entry | None, footnotes: Footnotes
) -> HypothesisRow:
    is_telling = len(ids) < 2 or row.tells_apart(ids)
    return HypothesisRow(
        text=_told(entry, footnotes.lookup) if entry else "An entry that is no longer there.",
        entry_id=row.target,
        citations=footnotes.cite_passages(row.passages, row.target_kind),
        cells=tuple(row.fit(id_).value for id_ in ids),
        note="" if is_telling else "the same for all: it tells nothing",
    )


def _told(entry: Entry, lookup: Lookup) -> str:
    """The sentence of an entry; a statement by its speakers and words."""
    if isinstance(entry, Statement):
        who = lookup.named(entry.speakers[0]) if entry.speakers else "The text"
        return ended(f"{who}: {quoted(content_of(entry), 18)}")
    return fitting(sentences(entry, lookup))


def _entries(contents: Contents) -> dict[str, Entry]:
    """The entries that serve as evidence, by id."""
    wanted = {row.target for row in contents.evidence}
    names = ("statements", *SECTIONS.values(), "findings")
    groups: tuple[tuple[Entry, ...], ...] = tuple(getattr(contents, name) for name in names)
    return {entry.id: entry for group in groups for entry in group if entry.id in wanted}


def summary(sheet: HypothesisSheet) -> str:
    """The counts of one hypothesis in words."""
    return f"{counted(sheet.inconsistent, 'row')} inconsistent, {sheet.consistent} consistent"
