"""The brief in the terminal, in the same words.

Everything is handed to rich as plain :class:`~rich.text.Text`, never as its markup.
"""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.briefing.content import Brief, Dispute, FirstList, HypothesisTable, Item, Line, Remark
from dragoman.briefing.deals.setting import print_deals
from dragoman.briefing.hypotheses import summary
from dragoman.briefing.marks import GLYPHS, LEGEND, LETTERS
from dragoman.briefing.wording import words_of
from dragoman.model import Mark


def print_first_screen(brief: Brief, console: Console) -> None:
    """Print name, day and the lists, with the legend under them."""
    console.print(Text(brief.name, style="bold"))
    if brief.name_note:
        console.print(Text(brief.name_note, style="dim"))
    console.print(Text(f"{brief.as_of} {brief.age}"))
    console.print(Text(brief.counts, style="dim"))
    for first in brief.first_screen:
        _print_list(first, console)
    console.print()
    legend = [f"{_sign(mark, console)} {words}" for mark, words in LEGEND]
    console.print(Text(" · ".join(legend), style="dim"))


def print_brief(brief: Brief, console: Console) -> None:
    """Print the whole brief: first screen, every section, and the notes."""
    print_first_screen(brief, console)
    for title, items in (
        ("Contacts", brief.contacts),
        ("Positions", brief.positions),
        ("Commitments", brief.commitments),
        ("What binds the parties", brief.constraints),
        ("What can be held out or withheld", brief.leverages),
        ("What is tied to other matters", brief.linkages),
        ("Deeds", brief.deeds),
        ("Assessments and forecasts", (*brief.assessments, *brief.further_assessments)),
    ):
        _print_items(title, items, console)
    _print_hypotheses(brief.hypotheses, console)
    console.print()
    print_deals(brief.deals, console)
    _print_disputes(brief.discrepancies, console)
    _print_people(brief, console)
    for title, remarks in (
        ("Findings inside documents", brief.findings),
        ("Questions to the analyst", brief.questions),
        ("Skipped, and why", brief.skipped),
        ("Corrections", brief.corrections),
    ):
        _print_remarks(title, remarks, console)
    _print_documents(brief, console)


def _sign(mark: Mark, console: Console) -> str:
    """The mark's shape, or letters where the terminal's encoding has no such shape."""
    try:
        GLYPHS[mark].encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        return LETTERS[mark]
    return GLYPHS[mark]


def _heading(title: str, console: Console) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _indented(text: Text, console: Console, by: int = 2) -> None:
    console.print(Padding(text, (0, 0, 0, by)))


def _line(line: Line, console: Console) -> Text:
    text = Text(f"{_sign(line.mark, console)} " if line.mark else "")
    return text.append(line.text).append_text(_cites(line.citations))


def _cites(numbers: Iterable[int]) -> Text:
    shown = " ".join(str(number) for number in numbers)
    return Text(f" [{shown}]" if shown else "", style="dim")


def _print_list(first: FirstList, console: Console) -> None:
    _heading(first.title, console)
    if first.note:
        _indented(Text(first.note, style="dim"), console)
    for line in first.lines:
        _indented(_line(line, console), console)
    if first.more:
        more = ", ".join(f"{more.count:,} {more.label}" for more in first.more)
        _indented(Text(f"more: {more}", style="dim"), console)
    if first.empty:
        _indented(Text(first.empty, style="dim"), console)


def _print_items(title: str, items: Sequence[Item], console: Console) -> None:
    _heading(title, console)
    for item in items:
        _indented(Text(f"{item.number}. ").append_text(_line(item.line, console)), console)
        for fact in item.facts:
            words = f"“{fact.words}”" if fact.words else ""
            told = ", ".join(part for part in (words, fact.text) if part)
            text = Text(f"{fact.label}: {told}", style="dim").append_text(_cites(fact.citations))
            _indented(text, console, 5)
    _say_none(items, console)


def _say_none(rows: Sequence[object], console: Console) -> None:
    if not rows:
        _indented(Text("none", style="dim"), console)


def _print_disputes(disputes: Sequence[Dispute], console: Console) -> None:
    _heading("Discrepancies", console)
    for dispute in disputes:
        _indented(_line(dispute.line, console), console)
        for side in dispute.sides:
            words = f"“{side.words}”" if side.words else ""
            says = " ".join(part for part in (side.says, words) if part)
            told = Text(f"{side.who}: {says}").append_text(_cites(side.citations))
            _indented(told, console, 5)
        _indented(Text(f"{dispute.label}: {dispute.why}", style="dim"), console, 5)
        if dispute.accounts:
            _indented(Text(f"accounts: {dispute.accounts}", style="dim"), console, 5)
    _say_none(disputes, console)


def _print_hypotheses(table: HypothesisTable | None, console: Console) -> None:
    """Print the hypotheses with their counts, then each row with its cells; nothing without."""
    if table is None:
        return
    _heading("Hypotheses", console)
    _indented(Text(table.note, style="dim"), console)
    for sheet in table.sheets:
        guess = " (suggested, not reviewed)" if sheet.suggested else ""
        _indented(Text(f"H{sheet.number}. {sheet.claim}{guess}"), console)
        _indented(Text(summary(sheet), style="dim"), console, 5)
    for row in table.rows:
        cells = ", ".join(f"H{n} {cell}" for n, cell in enumerate(row.cells, 1))
        _indented(Text(row.text).append_text(_cites(row.citations)), console)
        _indented(Text(f"{cells}{'; ' + row.note if row.note else ''}", style="dim"), console, 5)


def _print_people(brief: Brief, console: Console) -> None:
    _heading("People", console)
    for person in brief.people:
        told = f"{person.name}, office: {person.office}, party: {person.party}"
        other = f"; also {person.spellings}" if person.spellings else ""
        other += f"; reliability {person.reliability}" if person.reliability else ""
        _indented(Text(told + other).append_text(_cites(person.citations)), console)
    _say_none(brief.people, console)


def _print_remarks(title: str, remarks: Sequence[Remark], console: Console) -> None:
    _heading(title, console)
    for remark in remarks:
        text = Text(f"{remark.label}: {remark.text} {remark.advice}".rstrip())
        _indented(text.append_text(_cites(remark.citations)), console)
    _say_none(remarks, console)


def _print_documents(brief: Brief, console: Console) -> None:
    _heading("Documents", console)
    for sheet in brief.documents:
        letter = f" (reliability {sheet.reliability})" if sheet.reliability else ""
        told = f"{sheet.number}. {sheet.outlet}{letter}: {sheet.title}, {sheet.day}"
        known = [f"known by: {sheet.known_by}"] if sheet.known_by else []
        _indented(Text("; ".join([told, *known, *sheet.remarks])), console)
    _say_none(brief.documents, console)
    _heading("Notes", console)
    for note in brief.notes:
        words = f": “{words_of(note.exact)}”" if note.exact else ""
        _indented(Text(f"{note.number}. {note.label}{words}"), console)
