"""Solutions, drafts and what would be better for all."""

from dragoman.briefing.content import Line
from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.naming import Words, likely, number
from dragoman.briefing.wording import joined
from dragoman.model import Choice, Clause, DealPackage, PartyShare, Trade

TRADES_AT_MOST = 8
FRONTIER_AT_MOST = 40


def solution_sentence(package: DealPackage, words: Words) -> str:
    """What a solution settles, and what each party gains by it."""
    gains = joined([f"{words.party(s.party)} gains {number(s.gain)}" for s in package.shares])
    ties = f" ({package.ties} packages do equally well)" if package.ties > 1 else ""
    return f"{package.label}: {words.settled(package.choices)}; {gains}{ties}"


def packages_part(words: Words) -> DealPart:
    """The solutions and the frontier, with the normalisation said."""
    space = words.space
    lines = [words.line(solution_sentence(one, words)) for one in space.solutions]
    said = dict.fromkeys(one.normalisation for one in space.solutions if one.normalisation)
    lines += [words.line(text) for text in said]
    if not space.solutions:
        lines.append(
            words.line("No package is acceptable to every party, so that no solution is defined")
        )
    if space.frontier_note:
        lines.append(words.line(space.frontier_note))
    rows = tuple(_package_row(one, words) for one in space.frontier[:FRONTIER_AT_MOST])
    tables = (
        (
            _table(
                "Packages on the frontier: none is better for one party and no worse for another",
                rows,
                words,
            ),
        )
        if rows
        else ()
    )
    return DealPart(id="packages", title="Packages", lines=tuple(lines), tables=tables)


def _table(caption: str, rows: tuple[DealRow, ...], words: Words) -> DealTable:
    heads = ("Package", *(words.party(p) for p in words.space.parties), "In the zone")
    return DealTable(caption=caption, heads=heads, rows=rows)


def _package_row(package: DealPackage, words: Words) -> DealRow:
    shares = {share.party: share for share in package.shares}
    cells = [_cell(shares[party]) if party in shares else "–" for party in words.space.parties]
    chance = likely(package.probability) if package.probability else ""
    zone = "yes" if package.in_zone else "no"
    return DealRow(
        cells=(
            words.settled(package.choices),
            *cells,
            f"{zone}, {chance}" if chance else zone,
        )
    )


def _cell(share: PartyShare) -> str:
    return f"{number(share.utility)}{'' if share.accepts else ' ✕'}"


def draft_lines(words: Words) -> list[Line]:
    """Each draft judged: in the zone or not, who refuses it and why, how sure that is."""
    lines = []
    for draft in words.space.drafts:
        lines.append(words.line(draft_sentence(draft, words), draft.grounds))
        refusing = [share for share in draft.shares if not share.accepts]
        lines += [words.line(_refusal(share, draft, words)) for share in refusing]
    lines += [words.line(_better(*one, words)) for one in words.space.improvements]
    return lines


def _better(label: str, package: DealPackage, words: Words) -> str:
    gains = joined([f"{words.party(s.party)} {number(s.utility)}" for s in package.shares])
    settled = words.settled(package.choices)
    return f"better for somebody than “{label}” and worse for nobody: {settled} ({gains})"


def draft_sentence(draft: DealPackage, words: Words) -> str:
    """Whether a draft lies in the zone."""
    chance = f", and in {likely(draft.probability)} of the draws" if draft.probability else ""
    blanks = ""
    if draft.open_issues:
        issues = joined([words.issue(i) for i in draft.open_issues])
        blanks = f" with {issues} filled in as {words.settled(_filled(draft))}"
    verdict = "lies in the zone" if draft.in_zone else "does not lie in the zone"
    return f"“{draft.label}”{blanks} {verdict} at the middle of the judgements{chance}"


def _filled(draft: DealPackage) -> list[Choice]:
    return [choice for choice in draft.choices if choice.issue in draft.open_issues]


def _refusal(share: PartyShare, draft: DealPackage, words: Words) -> str:
    why = joined(list(share.refuses_because)) or "it would get less than without an agreement"
    return f"{words.party(share.party)} refuses “{draft.label}”: {why}"


def drafts_part(words: Words) -> DealPart:
    """Drafts of the dossier and improvements on them."""
    return DealPart(id="drafts", title="Drafts", lines=tuple(draft_lines(words)))


def trades_part(words: Words) -> DealPart:
    """The logrolling table, and issues that are settled together."""
    space = words.space
    rows = tuple(_trade_row(trade, words) for trade in space.trades[:TRADES_AT_MOST])
    lines = [
        words.line(f"{words.issue(link.issues[0])} and {words.issue(link.issues[1])}: {link.why}")
        for link in space.links
    ]
    if rows:
        lines.insert(0, words.line(trade_sentence(space.trades[0], words)))
    else:
        lines.insert(0, words.line("No trade across two issues was found that helps both sides"))
    heads = ("Who gives what", "and takes what", "Gains", "How differently they weigh the two")
    table = DealTable(caption="Trades across issues (logrolling)", heads=heads, rows=rows)
    return DealPart(
        id="trades",
        title="Trades across issues",
        lines=tuple(lines),
        tables=(table,) if rows else (),
    )


def trade_sentence(trade: Trade, words: Words) -> str:
    """The best trade in a sentence."""
    first, second = (words.party(p) for p in trade.parties)
    return (
        f"{first} could concede {words.choice(trade.gives[0])} and {second} "
        f"{words.choice(trade.gives[1])}: {first} would gain {number(trade.gains[0])} and {second} "
        f"{number(trade.gains[1])} against {words.option(trade.moved_from[0])} and "
        f"{words.option(trade.moved_from[1])}"
    )


def _trade_row(trade: Trade, words: Words) -> DealRow:
    first, second = (words.party(p) for p in trade.parties)
    return DealRow(
        cells=(
            f"{first}: {words.choice(trade.gives[0])}, from {words.option(trade.moved_from[0])}",
            f"{second}: {words.choice(trade.gives[1])}, from {words.option(trade.moved_from[1])}",
            f"{number(trade.gains[0])} and {number(trade.gains[1])}",
            f"{trade.ratio:.1f} times",
        )
    )


def text_part(words: Words) -> DealPart:
    """The single negotiating text, with its brackets and blanks."""
    lines = tuple(words.line(clause_sentence(clause, words)) for clause in words.space.text)
    return DealPart(id="text", title="Single negotiating text", lines=lines)


def clause_sentence(clause: Clause, words: Words) -> str:
    """One issue: settled, in brackets, or blank."""

    def label(option: str) -> str:
        return words.option(Choice(issue=clause.issue, option=option))

    issue = words.issue(clause.issue)
    if clause.settled is not None:
        return f"{issue}: {label(clause.settled)}"
    if clause.is_blank:
        return f"{issue}: [          ]"
    brackets = []
    for option in clause.options:
        refused = [words.party(p) for o, p in clause.refused_by if o == option]
        preferred = [words.party(p) for o, p in clause.preferred_by if o == option]
        notes = [f"refused by {joined(refused)}"] * bool(refused)
        notes += [f"preferred by {joined(preferred)}"] * bool(preferred)
        brackets.append(f"[{label(option)}{': ' + ', '.join(notes) if notes else ''}]")
    return f"{issue}: {' '.join(brackets)}"
