"""The brief as Markdown, with footnotes as GitHub and Pandoc read them."""

from collections.abc import Iterator, Sequence

from dragoman.briefing.content import (
    Brief,
    Cell,
    Dispute,
    DocumentSheet,
    FirstList,
    HypothesisTable,
    Item,
    Line,
    Matrix,
    Note,
    Remark,
)
from dragoman.briefing.deals.setting import deals_as_markdown
from dragoman.briefing.escaping import cites, escape
from dragoman.briefing.excerpt import Excerpt
from dragoman.briefing.hypotheses import summary
from dragoman.briefing.marks import GLYPHS, LEGEND
from dragoman.briefing.wording import words_of
from dragoman.model.handling import Marking


def render_markdown(brief: Brief) -> str:
    """Set the brief as Markdown: the same sections, sentences and notes as the page."""
    return "\n".join(_parts(brief)).rstrip() + "\n"


def _parts(brief: Brief) -> Iterator[str]:
    yield from marking_lines(brief.marking)
    yield f"# {escape(brief.name)}\n"
    if brief.name_note:
        yield f"{escape(brief.name_note)}\n"
    yield f"{escape(brief.as_of)} {escape(brief.age)} {escape(brief.counts)}\n"
    for first in brief.first_screen:
        yield from _first_list(first)
    yield "Marks: " + " · ".join(f"{GLYPHS[mark]} {words}" for mark, words in LEGEND) + "\n"
    yield from _items("Contacts", brief.contacts, brief.time_line.title, "No contact was found.")
    yield "## Positions\n"
    yield from _matrix(brief.matrix)
    yield from _listed(brief.positions, "No position was found.")
    title = brief.road_map.title
    yield from _items("Commitments", brief.commitments, title, "No commitment was found.")
    yield from _bindings(brief)
    yield from _items("Deeds", brief.deeds, "", "No deed was found.")
    judged = (*brief.assessments, *brief.further_assessments)
    yield from _items("Assessments and forecasts", judged, "", "No assessment was found.")
    yield from _hypotheses(brief.hypotheses)
    yield from deals_as_markdown(brief.deals)
    yield from _disputes(brief.discrepancies)
    yield from _people(brief)
    yield from _remarks("Findings inside documents", brief.findings, "No fault was found.")
    yield from _remarks("Questions to the analyst", brief.questions, "Nothing was left open.")
    yield from _remarks("Skipped, and why", brief.skipped, "No file was skipped.")
    yield from _remarks("Corrections", brief.corrections, "Nobody has corrected an entry yet.")
    yield from _documents(brief.documents)
    yield from (_note(note) for note in brief.notes)


def render_excerpt_markdown(excerpt: Excerpt) -> str:
    """Set a selection as Markdown, with the notes that it cites."""
    return "\n".join(_excerpt(excerpt)).rstrip() + "\n"


def _excerpt(excerpt: Excerpt) -> Iterator[str]:
    yield from marking_lines(excerpt.marking)
    yield f"# {escape(excerpt.name)}\n"
    yield f"{escape(excerpt.as_of)} {escape(excerpt.age)}\n"
    yield f"{escape(excerpt.saying)}\n"
    for group in excerpt.groups:
        yield from _items(group.title, group.items, "", "")
    if excerpt.disputes:
        yield from _disputes(excerpt.disputes)
    yield "Marks: " + " · ".join(f"{GLYPHS[mark]} {words}" for mark, words in LEGEND) + "\n"
    yield from _documents(excerpt.documents)
    yield from (_note(note) for note in excerpt.notes)


def marking_lines(marking: Marking | None) -> Iterator[str]:
    """Who may see it and what was left out, before anything else."""
    if marking is not None:
        label, *rest = marking.lines
        yield f"**{escape(label)}**\n"
        if rest:
            yield f"{escape(' '.join(rest))}\n"


def _bindings(brief: Brief) -> Iterator[str]:
    for title, items, empty in (
        ("What binds the parties", brief.constraints, "Nothing that binds a party was found."),
        ("What can be held out or withheld", brief.leverages, "No such thing was found."),
        ("What is tied to other matters", brief.linkages, "No such tie was found."),
    ):
        yield from _items(title, items, "", empty)


def _hypotheses(table: HypothesisTable | None) -> Iterator[str]:
    """Hypotheses with their counts, and the matrix; nothing while there is none."""
    if table is None:
        return
    yield "## Hypotheses\n"
    yield f"{escape(table.note)}\n"
    for sheet in table.sheets:
        guess = " (suggested, not reviewed)" if sheet.suggested else ""
        yield f"- H{sheet.number}: {escape(sheet.claim)}{guess} {summary(sheet)}"
    if table.rows:
        heads = " | ".join(f"H{sheet.number}" for sheet in table.sheets)
        yield f"\n| Evidence | {heads} |"
        yield "|---" * (len(table.sheets) + 1) + "|"
    for row in table.rows:
        note = f" ({row.note})" if row.note else ""
        told = f"{escape(row.text)}{cites(row.citations)}{note}"
        yield f"| {told} | {' | '.join(row.cells)} |"
    yield ""


def _line(line: Line) -> str:
    mark = f"{GLYPHS[line.mark]} " if line.mark else ""
    return f"{mark}{escape(line.text)}{cites(line.citations)}"


def _first_list(first: FirstList) -> Iterator[str]:
    yield f"## {escape(first.title)}\n"
    if first.note:
        yield f"{escape(first.note)}\n"
    yield from (f"- {_line(line)}" for line in first.lines)
    if first.more:
        yield "- More: " + ", ".join(f"{more.count:,} {more.label}" for more in first.more)
    yield f"{escape(first.empty)}\n" if first.empty else ""


def _items(title: str, items: Sequence[Item], caption: str, empty: str) -> Iterator[str]:
    yield f"## {title}\n"
    if items and caption:
        yield f"{escape(caption)}\n"
    yield from _listed(items, empty)


def _listed(items: Sequence[Item], empty: str) -> Iterator[str]:
    for item in items:
        yield f"{item.number}. {_line(item.line)}"
        for fact in item.facts:
            words = f"“{escape(fact.words)}”" if fact.words else ""
            told = ", ".join(part for part in (words, escape(fact.text)) if part)
            yield f"    - {escape(fact.label)}: {told}{cites(fact.citations)}"
    yield "" if items else f"{empty}\n"


def _matrix(matrix: Matrix) -> Iterator[str]:
    if not matrix.rows:
        return
    yield f"{escape(matrix.title)}\n"
    yield f"| Issue | {' | '.join(escape(party) for party in matrix.parties)} |"
    yield "|---" * (len(matrix.parties) + 1) + "|"
    for row in matrix.rows:
        cells = [_cell(cell) for cell in row.cells]
        yield f"| {escape(row.issue)} | {' | '.join(cells)} |"
    yield ""


def _cell(cell: Cell | None) -> str:
    """Mark, stance, condition and sentences of one cell, and how the party last moved."""
    if cell is None:
        return "·"
    moved = f"; {cell.arrow} {cell.moved}" if cell.arrow else ""
    condition = " if" if cell.conditional else ""
    return f"{GLYPHS[cell.mark]} {cell.stance}{condition} ({cell.sentences}){escape(moved)}"


def _disputes(disputes: Sequence[Dispute]) -> Iterator[str]:
    yield "## Discrepancies\n"
    for number, dispute in enumerate(disputes, 1):
        yield f"{number}. {_line(dispute.line)}"
        for side in dispute.sides:
            words = f"“{escape(side.words)}”" if side.words else ""
            told = " ".join(part for part in (escape(side.says), words) if part)
            yield f"    - {escape(side.who)}: {told}{cites(side.citations)}"
        yield f"    - Why ({dispute.label}): {escape(dispute.why)}"
        if dispute.accounts:
            yield f"    - Accounts: {escape(dispute.accounts)}"
    yield "" if disputes else "No accounts that cannot all hold were found.\n"


def _people(brief: Brief) -> Iterator[str]:
    yield "## People\n"
    for person in brief.people:
        other = f"; also {escape(person.spellings)}" if person.spellings else ""
        other += f"; reliability {person.reliability}" if person.reliability else ""
        yield (
            f"- {escape(person.name)}, office: {escape(person.office)}, "
            f"party: {escape(person.party)}{other}{cites(person.citations)}"
        )
    yield "" if brief.people else "No person was found.\n"


def _remarks(title: str, remarks: Sequence[Remark], empty: str) -> Iterator[str]:
    yield f"## {title}\n"
    for remark in remarks:
        advice = f" {escape(remark.advice)}" if remark.advice else ""
        yield f"- {escape(remark.label)}: {escape(remark.text)}{advice}{cites(remark.citations)}"
    yield "" if remarks else f"{empty}\n"


def _documents(sheets: Sequence[DocumentSheet]) -> Iterator[str]:
    yield "## Documents\n"
    for sheet in sheets:
        remarks = f"; {escape('; '.join(sheet.remarks))}" if sheet.remarks else ""
        letter = f" (reliability {sheet.reliability})" if sheet.reliability else ""
        known = f" (known by: {escape(sheet.known_by)})" if sheet.known_by else ""
        yield (
            f"{sheet.number}. {escape(sheet.outlet)}{letter}: {escape(sheet.title)}; "
            f"{escape(sheet.day)}{known}; {sheet.genre}{remarks}"
        )
    yield "" if sheets else "No document yet.\n"


def _note(note: Note) -> str:
    words = f": “{escape(words_of(note.exact))}”" if note.exact else ""
    return f"[^{note.number}]: {escape(note.label)}{words}"
