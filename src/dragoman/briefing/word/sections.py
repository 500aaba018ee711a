"""The sections of a brief as Word paragraphs: the same words in the same order as the page."""

from collections.abc import Sequence

from dragoman.briefing.content import (
    Brief,
    Cell,
    Dispute,
    DocumentSheet,
    Fact,
    FirstList,
    HypothesisTable,
    Item,
    Matrix,
    Remark,
)
from dragoman.briefing.deals.content import EMPTY, TITLE, DealSheet, DealTable
from dragoman.briefing.hypotheses import summary
from dragoman.briefing.marks import GLYPHS, LEGEND
from dragoman.briefing.word.pictures import road_map_picture, time_line_picture
from dragoman.briefing.word.runs import run
from dragoman.briefing.word.story import Story
from dragoman.model.handling import Marking

PARTIES_ACROSS = 6
"""Parties in one table of the matrix; of more a further table is made."""


def handling(story: Story, marking: Marking | None) -> None:
    """Who may see it and what was left out, before anything else."""
    if marking is not None:
        label, *rest = marking.lines
        story.paragraph(run(label, bold=True), "Handling")
        story.text(" ".join(rest), "Handling")


def head(story: Story, brief: Brief) -> None:
    """Name, day, counts and the lists of the first screen with their legend."""
    handling(story, brief.marking)
    story.text(brief.name, "Title")
    story.text(brief.name_note, "Aside")
    story.text(f"{brief.as_of} {brief.age}")
    story.text(brief.counts, "Aside")
    for first in brief.first_screen:
        _first_list(story, first)
    legend(story)


def legend(story: Story) -> None:
    """What the marks say."""
    told = [f"{run(GLYPHS[mark] + ' ', style='Mark')}{run(words)}" for mark, words in LEGEND]
    story.paragraph(run("Marks: ") + run(" · ").join(told), "Aside")


def _first_list(story: Story, first: FirstList) -> None:
    story.heading(first.title, 2)
    story.text(first.note, "Aside")
    for line in first.lines:
        story.marked(line)
    if first.more:
        told = ", ".join(f"{more.count:,} {more.label}" for more in first.more)
        story.text(f"More: {told}", "Aside")
    story.text(first.empty, "Empty")


def contacts(story: Story, brief: Brief) -> None:
    """Contacts: the time line, its table, and each with its details."""
    story.heading("Contacts")
    if brief.contacts:
        story.text(brief.time_line.title, "Caption")
        story.picture(time_line_picture(brief.time_line))
        story.text(_undrawn(brief.time_line.omitted, "earlier contacts"), "Aside")
        rows = [
            (run(str(item.number)), run(item.line.text), run(item.day), run(item.status))
            for item in brief.contacts
        ]
        heads = ("No.", "Contact", "Day, and how it is known", "Status")
        story.table(heads, rows, (6, 52, 28, 14), "The time line as a table")
    items(story, brief.contacts, "No contact was found.")


def _undrawn(number: int, what: str) -> str:
    return f"{number:,} {what} are not drawn; the list holds them all." if number else ""


def positions(story: Story, brief: Brief) -> None:
    """Positions: the matrix, and each with its details."""
    story.heading("Positions")
    matrix(story, brief.matrix)
    items(story, brief.positions, "No position was found.")


def matrix(story: Story, found: Matrix) -> None:
    """Issues down, parties across, a few parties to a table."""
    if not found.rows:
        return
    story.text(found.title, "Caption")
    for start in range(0, len(found.parties), PARTIES_ACROSS):
        parties = found.parties[start : start + PARTIES_ACROSS]
        share = 80 // len(parties)
        rows = [
            (run(row.issue, bold=True), *map(_cell, row.cells[start : start + PARTIES_ACROSS]))
            for row in found.rows
        ]
        shares = (100 - share * len(parties), *(share for _ in parties))
        story.table(("Issue", *parties), rows, shares, found.title)
    story.text(
        "Each cell: stance, “if” where it hangs on a condition, the number of sentences behind it, "
        "and the last movement (↘ softened, ↗ hardened, × dropped, + condition attached, "
        "− condition lifted).",
        "Aside",
    )


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return run("·")
    condition = " if" if cell.conditional else ""
    moved = f"; {cell.arrow} {cell.moved}" if cell.arrow else ""
    told = run(f"{cell.stance}{condition} ({cell.sentences}){moved}")
    return run(f"{GLYPHS[cell.mark]} ", style="Mark") + told


def commitments(story: Story, brief: Brief) -> None:
    """Commitments: the road map, its table, and each with its details."""
    story.heading("Commitments")
    if brief.commitments:
        road = brief.road_map
        story.text(road.title, "Caption")
        story.picture(road_map_picture(road))
        story.text(_undrawn(road.omitted, "further commitments"), "Aside")
        rows = [
            (
                run(str(step.number)),
                run(step.label),
                run(step.stage or "not given"),
                run(step.compliance or "not known"),
                run(step.overdue or "no"),
                run(", ".join(map(str, step.after))),
            )
            for step in road.steps
        ]
        heads = ("No.", "Undertaking", "Agreement", "Kept", "Overdue", "After")
        story.table(heads, rows, (6, 40, 16, 14, 16, 8), "The road map as a table")
    items(story, brief.commitments, "No commitment was found.")


def section(story: Story, title: str, found: Sequence[Item], empty: str) -> None:
    """A heading, and each entry with its details."""
    story.heading(title)
    items(story, found, empty)


def items(story: Story, found: Sequence[Item], empty: str) -> None:
    """Entries as a numbered list, each with its details under it."""
    if not found:
        story.text(empty, "Empty")
        return
    number = story.begin_list()
    for item in found:
        story.numbered(story.line(item.line), number)
        for fact in item.facts:
            story.paragraph(_fact(story, fact), "Fact")


def _fact(story: Story, fact: Fact) -> str:
    words = ""
    if fact.words:
        words = run("“") + run(fact.words, style="Quotation") + run("”")
    parts = [part for part in (words, run(fact.text) if fact.text else "") if part]
    label = run(f"{fact.label}: ", style="Label")
    return f"{label}{run(', ').join(parts)}{story.notes.cite(fact.citations)}"


def hypotheses(story: Story, table: HypothesisTable | None) -> None:
    """Hypotheses with their counts, and the matrix; nothing while there is none."""
    if table is None:
        return
    story.heading("Hypotheses")
    story.text(table.note, "Aside")
    for sheet in table.sheets:
        guess = " (suggested, not reviewed)" if sheet.suggested else ""
        story.bullet(run(f"H{sheet.number}: {sheet.claim}{guess} {summary(sheet)}"))
    if table.rows:
        share = min(60 // len(table.sheets), 20)
        shares = (100 - share * len(table.sheets), *(share for _ in table.sheets))
        rows = [
            (
                run(row.text)
                + story.notes.cite(row.citations)
                + (run(f" ({row.note})") if row.note else ""),
                *map(run, row.cells),
            )
            for row in table.rows
        ]
        heads = ("Evidence", *(f"H{sheet.number}" for sheet in table.sheets))
        story.table(heads, rows, shares, "Evidence against hypotheses")


def deals(story: Story, sheet: DealSheet | None) -> None:
    """The deal space: the summary, then each part with its tables."""
    story.heading(TITLE)
    if sheet is None:
        story.text(EMPTY.replace("`", ""), "Empty")
        return
    for line in sheet.summary:
        story.bullet(run(line.text) + story.notes.cite(line.citations))
    for part in sheet.parts:
        story.heading(part.title, 2)
        for line in part.lines:
            story.bullet(run(line.text) + story.notes.cite(line.citations))
        for table in part.tables:
            _deal_table(story, table)


def _deal_table(story: Story, table: DealTable) -> None:
    story.text(table.caption, "Caption")
    columns = len(table.heads)
    rest = (100 - 100 // (columns + 1)) // columns if columns < 3 else 62 // (columns - 1)
    shares = (100 - rest * (columns - 1), *(rest for _ in table.heads[1:]))
    rows = [
        (*map(run, row.cells[:-1]), run(row.cells[-1]) + story.notes.cite(row.citations))
        for row in table.rows
    ]
    story.table(table.heads, rows, shares, table.caption)
    story.text(table.note, "Aside")


def disputes(story: Story, found: Sequence[Dispute], *, empty: str) -> None:
    """Accounts that cannot all hold, each with its own sentence."""
    story.heading("Discrepancies")
    if not found:
        story.text(empty, "Empty")
        return
    number = story.begin_list()
    for dispute in found:
        story.numbered(story.line(dispute.line), number)
        for side in dispute.sides:
            words = run("“") + run(side.words, style="Quotation") + run("”") if side.words else ""
            told = [part for part in (run(side.says) if side.says else "", words) if part]
            who = run(f"{side.who}: ", style="Label")
            story.paragraph(f"{who}{run(' ').join(told)}{story.notes.cite(side.citations)}", "Fact")
        why = run(f"Why ({dispute.label}): ", style="Label") + run(dispute.why)
        story.paragraph(why, "Fact")
        if dispute.accounts:
            story.paragraph(run("Accounts: ", style="Label") + run(dispute.accounts), "Fact")


def people(story: Story, brief: Brief) -> None:
    """Persons with office and party."""
    story.heading("People")
    rows = [
        (
            run(person.name, bold=True) + story.notes.cite(person.citations),
            run(person.office),
            run(person.party),
            run(person.spellings),
            run(person.reliability),
        )
        for person in brief.people
    ]
    if rows:
        heads = ("Name", "Office", "Party", "Other spellings", "Letter")
        story.table(heads, rows, (26, 26, 17, 23, 8), "People")
    else:
        story.text("No person was found.", "Empty")


def remarks(story: Story, title: str, found: Sequence[Remark], empty: str) -> None:
    """Findings, questions, skips or corrections."""
    story.heading(title)
    for remark in found:
        advice = f" {remark.advice}" if remark.advice else ""
        told = run(f"{remark.label}: ", style="Label") + run(f"{remark.text}{advice}")
        story.bullet(told + story.notes.cite(remark.citations))
    story.text("" if found else empty, "Empty")


def documents(story: Story, found: Sequence[DocumentSheet]) -> None:
    """The register of documents; their texts stay in the dossier."""
    story.heading("Documents")
    rows = [
        (
            run(str(sheet.number)),
            run(f"{sheet.outlet}{_letter(sheet)}: {sheet.title}")
            + (run(f" ({'; '.join(sheet.remarks)})", style="Label") if sheet.remarks else ""),
            run(sheet.day),
            run(sheet.known_by),
            run(sheet.genre),
        )
        for sheet in found
    ]
    if rows:
        heads = ("No.", "Outlet and title", "Day", "Known by", "Genre")
        story.table(heads, rows, (6, 48, 18, 15, 13), "Documents")
    else:
        story.text("No document yet.", "Empty")


def _letter(sheet: DocumentSheet) -> str:
    return f" (reliability {sheet.reliability})" if sheet.reliability else ""
