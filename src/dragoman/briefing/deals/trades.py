"""Trades across issues, issues that go together, and the single negotiating text."""

from collections.abc import Iterator, Sequence

from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.counting import in_quotes, in_row, number
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.wording import counted
from dragoman.model import Choice, Clause, Trade

TRADES_AT_MOST = 8


def trades_part(words: Words) -> DealPart:
    """The logrolling table, and issues that are settled together."""
    space = words.space
    rows = tuple(_trade_row(trade, words) for trade in space.trades[:TRADES_AT_MOST])
    table = DealTable(
        caption="Trades across issues (logrolling)",
        heads=("Who gives what", "and what in return", "Gains", "Ratio of weights", "Then in zone"),
        rows=rows,
        note="Gains: in points of each party's own utility, the first's before the second's. Ratio "
        "of weights: how much more the second issue weighs against the first for the first party "
        "than for the second; above 1 each gives where it cares less.",
    )
    return DealPart(
        id="trades",
        label="Trades",
        title="Trades across issues",
        lines=tuple(words.line(text) for text in (first_trade(words), *_linked(words))),
        tables=(*((table,) if rows else ()), *_links(words)),
    )


def _linked(words: Words) -> list[str]:
    count = len(words.space.links)
    pairs = counted(count, "pair of issues goes", "pairs of issues go")
    return [f"{pairs} better together than one by one; the table says how"] * bool(count)


def _links(words: Words) -> tuple[DealTable, ...]:
    """Pairs of issues that help each other."""
    rows = tuple(
        DealRow(
            cells=(words.issue(one.issues[0]), words.issue(one.issues[1]), words.plain(one.why))
        )
        for one in words.space.links
    )
    heads = ("One issue", "The other", "How they help each other")
    table = DealTable(caption="Issues that can be settled together", heads=heads, rows=rows)
    return (table,) if rows else ()


def first_trade(words: Words) -> str:
    """The best trade in a sentence, with the package that it starts from; or that there is none."""
    space = words.space
    drafts = {draft.label for draft in space.drafts}
    begun = space.trades_from
    start = f"from {in_quotes(begun) if begun in drafts else words.plain(begun)}" if begun else ""
    if not space.trades:
        return f"{start} no trade across two issues was found that helps both sides".strip()
    return (
        f"{f'starting {start}: ' if start else ''}{trade_sentence(best_trade(space.trades), words)}"
    )


def best_trade(trades: Sequence[Trade]) -> Trade:
    """The first that leads into the zone, else the first of all."""
    return next((trade for trade in trades if trade.opens), trades[0])


def trade_sentence(trade: Trade, words: Words) -> str:
    """One trade in a sentence."""
    first, second = (words.party(party) for party in trade.parties)
    one, other = (
        f"from {words.option(before)} to {words.choice(after)}"
        for before, after in zip(trade.moved_from, trade.gives, strict=True)
    )
    opens = "lies" if trade.opens else "does not lie"
    return (
        f"a trade that helps both: {first} would move {one}, {second} would move {other}; "
        f"{first} would gain {number(trade.gains[0])} and {second} {number(trade.gains[1])}; "
        f"the package then {opens} in the zone"
    )


def _trade_row(trade: Trade, words: Words) -> DealRow:
    cells = (
        f"{words.head(party)}: {words.issue(after.issue)}, from {words.option(before)} to "
        f"{words.option(after)}"
        for party, before, after in zip(trade.parties, trade.moved_from, trade.gives, strict=True)
    )
    gains = f"{number(trade.gains[0])} and {number(trade.gains[1])}"
    opens = "yes" if trade.opens else "no"
    return DealRow(cells=(*cells, gains, f"{trade.ratio:.1f}", opens))


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
        tables=_brackets(words),
    )


def _text_title(clauses: tuple[Clause, ...]) -> str:
    settled = sum(clause.settled is not None for clause in clauses)
    return f"Single negotiating text: {settled} of {len(clauses)} issues settled"


def _clauses(words: Words) -> Iterator[str]:
    yield from (clause_sentence(clause, words) for clause in words.space.text)


def clause_sentence(clause: Clause, words: Words) -> str:
    """One issue as the text has it: settled, in brackets, or blank."""
    issue = words.issue(clause.issue)
    if clause.settled is not None:
        return f"{issue}: {words.option(Choice(issue=clause.issue, option=clause.settled))}"
    if clause.is_blank:
        return f"{issue}: [left blank]"
    options = (words.option(Choice(issue=clause.issue, option=one)) for one in clause.options)
    return f"{issue}: {' '.join(f'[{option}]' for option in options)}"


def _brackets(words: Words) -> tuple[DealTable, ...]:
    """Who refuses and who likes best which of the options in brackets."""
    rows = tuple(row for clause in words.space.text for row in _bracket_rows(clause, words))
    table = DealTable(
        caption="Who refuses and who prefers which of the options in brackets",
        heads=("Issue", "Option", "Refused by", "Liked best by"),
        rows=rows,
    )
    return (table,) if rows else ()


def _bracket_rows(clause: Clause, words: Words) -> Iterator[DealRow]:
    if clause.settled is not None or clause.is_blank:
        return
    for option in clause.options:
        refused, preferred = (
            [words.party(party) for one, party in pairs if one == option] or ["–"]
            for pairs in (clause.refused_by, clause.preferred_by)
        )
        label = words.label(Choice(issue=clause.issue, option=option))
        cells = (words.issue(clause.issue), label, in_row(refused), in_row(preferred))
        yield DealRow(cells=cells)
