"""What blocks an agreement: red lines and conditions, which clash, and what would have to move."""

from collections.abc import Iterable, Sequence
from itertools import islice

from dragoman.briefing.content import Line
from dragoman.briefing.deals.charting import red_line_charts
from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.counting import number, percent
from dragoman.briefing.deals.naming import LONG, Words
from dragoman.briefing.wording import counted
from dragoman.model import Blocker, BlockerKind, Choice, Clash, Move, Opening, Zone

CLASHES_AT_MOST = 7
OPENINGS_AT_MOST = 5
LEAST_COST = 0.005
"""A cost that would print as nothing is not told."""
ORDER = (
    "Costs are in points of each party's own utility; the order goes by their sum, as if a point "
    "of one party were one of another, and recommends nothing"
)


def clash_line(clash: Clash, words: Words) -> Line:
    """A clash in one sentence, with the notes of all that clash."""
    named = barred_clauses(clash.blockers, words)
    grounds = [ground for blocker in clash.blockers for ground in blocker.grounds]
    if len(clash.blockers) == 1:
        text = f"this alone leaves no package: {named[0]}"
    else:
        text = f"these cannot all hold: {'; '.join(named)}"
    if clash.probability is not None:
        every = "it holds" if len(clash.blockers) == 1 else "all of them hold"
        text += f"; {every} in {percent(clash.probability)} of the draws"
    return words.line(text, grounds)


def barred_clauses(blockers: Iterable[Blocker], words: Words) -> list[str]:
    """What stands in the way, one clause for each, red lines of one party together."""
    clauses: list[str] = []
    ruled_out: dict[str, list[Choice]] = {}
    for blocker in blockers:
        if blocker.kind is BlockerKind.RED_LINE and blocker.choice:
            ruled_out.setdefault(blocker.party, []).append(blocker.choice)
        else:
            clauses.append(blocker_words(blocker, words))
    lines = [_never(party, choices, words) for party, choices in ruled_out.items()]
    return [*lines, *clauses]


def _never(party: str, choices: Sequence[Choice], words: Words) -> str:
    return f"{words.party(party)} would never accept {words.options(choices)}"


def blocker_words(blocker: Blocker, words: Words) -> str:
    """One thing in the way as a clause: "Velland would never accept “none” on observers"."""
    party = words.party(blocker.party)
    if blocker.kind is BlockerKind.RED_LINE and blocker.choice:
        return _never(blocker.party, (blocker.choice,), words)
    if blocker.kind is BlockerKind.CONDITION and blocker.choice:
        asked = words.options(blocker.only_with)
        return f"{party} would accept {words.choice(blocker.choice)} only with {asked}"
    if blocker.kind is BlockerKind.BODY:
        return f"{words.body(blocker.party, blocker.body)} must approve"
    return f"{party} would take nothing that is worth less to it than no agreement"


def opening_line(opening: Opening, words: Words, *, with_package: bool = True) -> Line:
    """Moves that open a zone, what they cost whom, and the package that then lies in it."""
    moves = "; and ".join(_move_words(move, words) for move in opening.moves)
    text = f"a zone would open if {moves}"
    if with_package and len(opening.package.choices) <= LONG:
        text += f"; this would then lie in it: {words.settled(opening.package.choices)}"
    grounds = [ground for move in opening.moves for ground in move.blocker.grounds]
    return words.line(text, grounds)


def first_openings(openings: Sequence[Opening]) -> list[Opening]:
    """The cheapest moves, and the cheapest that ask something of other parties."""
    first = openings[:1]
    movers = {move.blocker.party for opening in first for move in opening.moves}
    others = (o for o in openings[1:] if {m.blocker.party for m in o.moves} != movers)
    return [*first, *islice(others, 1)]


def _move_words(move: Move, words: Words) -> str:
    cost = f", which costs it {number(move.cost)}" if move.cost >= LEAST_COST else ""
    reason = f" ({words.plain(move.reason)})" if move.reason else ""
    return f"{_given_up(move.blocker, words)}{cost}{reason}"


def _given_up(blocker: Blocker, words: Words) -> str:
    party = words.party(blocker.party)
    if blocker.kind is BlockerKind.RED_LINE and blocker.choice:
        return f"{party} no longer ruled out {words.choice(blocker.choice)}"
    if blocker.kind is BlockerKind.CONDITION and blocker.choice:
        asked = words.options(blocker.only_with)
        return f"{party} took {words.choice(blocker.choice)} also without {asked}"
    if blocker.kind is BlockerKind.BODY:
        return f"{words.body(blocker.party, blocker.body)} were won over or not asked"
    return f"{party} settled for less than no agreement is worth to it"


def blocks_part(words: Words) -> DealPart:
    """Red lines, which of them clash, and the cheapest moves that would open a zone."""
    space = words.space
    lines = [clash_line(clash, words) for clash in space.clashes[:CLASHES_AT_MOST]]
    left = len(space.clashes) - CLASHES_AT_MOST
    if left > 0:
        more = counted(left, "further set", "further sets")
        lines.append(words.line(f"{more} that cannot all hold: `dragoman deals --json` lists them"))
    elif not space.clashes:
        lines.append(words.line(_no_clash(space.zone)))
    else:
        lines.append(words.line("Give up any one of a set, and the rest of that set can hold"))
    lines += [opening_line(opening, words) for opening in space.openings[:OPENINGS_AT_MOST]]
    if space.openings:
        lines.append(words.line(ORDER))
    return DealPart(
        id="blocks",
        label="What blocks" if not space.zone.exists else "What bounds",
        title=_blocks_title(words),
        lines=tuple(lines),
        tables=tuple(_tables(words)),
        charts=red_line_charts(words),
    )


def _no_clash(zone: Zone) -> str:
    if zone.exists:
        return "With every number at its middle nothing rules out every package"
    return "No package is acceptable to all; the search for the smallest clashes was cut short"


def _blocks_title(words: Words) -> str:
    if words.space.zone.exists:
        return "What bounds the zone"
    return "What blocks an agreement, and what would have to move"


def _tables(words: Words) -> Iterable[DealTable]:
    lines = tuple(_red_line_row(blocker, words) for blocker in words.space.red_lines)
    if lines:
        yield DealTable(
            caption="Red lines and conditions, and what they rest on",
            heads=("Who and what", "How sure", "Rests on"),
            rows=lines,
            note="How sure: the probability put in that the party holds to it.",
        )
    yield from _opened(words)


def _opened(words: Words) -> Iterable[DealTable]:
    """Packages that moves would open, where they are too long for a sentence."""
    openings = words.space.openings[:OPENINGS_AT_MOST]
    if not openings or len(words.space.issues) <= LONG:
        return
    rows = tuple(
        DealRow(cells=(words.issue(issue), *(_option(one, issue, words) for one in openings)))
        for issue in words.space.issues
    )
    numbers = (f"Moves {count}" for count in range(1, len(openings) + 1))
    yield DealTable(
        caption="The package that would then lie in the zone, for each set of moves in the order "
        "above",
        heads=("Issue", *numbers),
        rows=rows,
    )


def _option(opening: Opening, issue: str, words: Words) -> str:
    found = [choice for choice in opening.package.choices if choice.issue == issue]
    return words.label(found[0]) if found else "open"


def _red_line_row(blocker: Blocker, words: Words) -> DealRow:
    return DealRow(
        cells=(
            blocker_words(blocker, words),
            percent(blocker.sure),
            words.ground(blocker.grounds) or "the sentences cited",
        ),
        citations=words.cited(blocker.grounds),
    )
