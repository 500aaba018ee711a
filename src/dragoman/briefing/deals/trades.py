"""Trades across issues, issues that go together, and the single negotiating text."""

from collections.abc import Iterator

from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.counting import number
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.wording import joined
from dragoman.model import Choice, Clause, Trade

TRADES_AT_MOST = 8


def trades_part(words: Words) -> DealPart:
    """The logrolling table, and issues that are settled together."""
    space = words.space
    rows = tuple(_trade_row(trade, words) for trade in space.trades[:TRADES_AT_MOST])
    first = (
        trade_sentence(space.trades[0], words)
        if rows
        else "No trade across two issues was found that helps both sides"
    )
    links = (
        f"{words.issue(link.issues[0])} and {words.issue(link.issues[1])} hang together: "
        f"{words.plain(link.why)}"
        for link in space.links
    )
    table = DealTable(
        caption="Trades across issues (logrolling): each gives on the issue that it weighs less",
        heads=("Who gives what", "and what in return", "Gains", "Weighed differently by"),
        rows=rows,
        note="Gains: in points of each party's own utility, the first's before the second's. "
        "Weighed differently by: how many times as much, against the other issue, the second party "
        "weighs what the first gives.",
    )
    return DealPart(
        id="trades",
        label="Trades",
        title="Trades across issues",
        lines=tuple(words.line(text) for text in (first, *links)),
        tables=(table,) if rows else (),
    )


def trade_sentence(trade: Trade, words: Words) -> str:
    """The best trade in a sentence."""
    first, second = (words.party(party) for party in trade.parties)
    one, other = (
        f"from {words.option(before)} to {words.choice(after)}"
        for before, after in zip(trade.moved_from, trade.gives, strict=True)
    )
    return (
        f"a trade that helps both: {first} would move {one}, {second} would move {other}; "
        f"{first} would gain {number(trade.gains[0])} and {second} {number(trade.gains[1])}"
    )


def _trade_row(trade: Trade, words: Words) -> DealRow:
    cells = (
        f"{words.head(party)}: {words.issue(after.issue)}, from {words.option(before)} to "
        f"{words.option(after)}"
        for party, before, after in zip(trade.parties, trade.moved_from, trade.gives, strict=True)
    )
    gains = f"{number(trade.gains[0])} and {number(trade.gains[1])}"
    return DealRow(cells=(*cells, gains, f"{trade.ratio:.1f} times"))


def text_part(words: Words) -> DealPart:
    """The single negotiating text, with its brackets and blanks."""
    clauses = words.space.text
    is_open = any(clause.settled is None for clause in clauses)
    how = ["Options in brackets are open"] * is_open
    return DealPart(
        id="text",
        label="Negotiating text",
        title=_text_title(clauses),
        lines=tuple(words.line(text) for text in (*how, *_clauses(words)) if clauses),
    )


def _text_title(clauses: tuple[Clause, ...]) -> str:
    settled = sum(clause.settled is not None for clause in clauses)
    return f"Single negotiating text: {settled} of {len(clauses)} issues settled"


def _clauses(words: Words) -> Iterator[str]:
    yield from (clause_sentence(clause, words) for clause in words.space.text)


def clause_sentence(clause: Clause, words: Words) -> str:
    """One issue: settled, in brackets, or blank."""

    def label(option: str) -> str:
        return words.option(Choice(issue=clause.issue, option=option))

    issue = words.issue(clause.issue)
    if clause.settled is not None:
        return f"{issue}: {label(clause.settled)}"
    if clause.is_blank:
        return f"{issue}: [left blank]"
    brackets = []
    for option in clause.options:
        refused = [words.party(party) for o, party in clause.refused_by if o == option]
        preferred = [words.party(party) for o, party in clause.preferred_by if o == option]
        notes = [f"refused by {joined(refused)}"] * bool(refused)
        notes += [f"preferred by {joined(preferred)}"] * bool(preferred)
        brackets.append(f"[{label(option)}{': ' + ', '.join(notes) if notes else ''}]")
    return f"{issue}: {' '.join(brackets)}"
