"""The zone first, then what bounds it."""

from dragoman.briefing.content import Line
from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.naming import Words, likely, packages, percent
from dragoman.briefing.wording import joined
from dragoman.model import Blocker, BlockerKind, Body, Clash, Move, Opening, WinSet, Zone

CLASHES_AT_MOST = 7
OPENINGS_AT_MOST = 5


def zone_sentence(zone: Zone, words: Words) -> str:
    """Whether there is a zone, how sure that is, and how large it is in the middle."""
    draws = words.space.draws
    middle = (
        f"At the middle of all judgements {packages(zone.packages)} of {packages(zone.of)} "
        f"{'lies' if round(zone.packages) == 1 else 'lie'} in the zone of possible agreement"
        if zone.exists
        else "At the middle of all judgements no package satisfies every party and every body"
    )
    if not zone.is_exact and zone.exists:
        middle = middle.replace("judgements ", "judgements an estimated ", 1)
    if zone.probability is None or draws is None:
        return middle
    return f"{middle}; there is a zone in {likely(zone.probability)} of {draws.n_draws:,} draws"


def zone_part(words: Words) -> DealPart:
    """Win sets of parties, and what bodies that must approve take out."""
    zone = words.space.zone
    lines = [words.line(zone_sentence(zone, words))]
    if zone.note:
        lines.append(words.line(zone.note))
    lines += [words.line(_body_sentence(body, words)) for body in words.space.bodies]
    rows = tuple(_win_row(one, words) for one in zone.win_sets)
    heads = ("Party", "Packages it accepts", "Share", "Refuses most often because of")
    return DealPart(
        id="zone",
        title="The zone of possible agreement",
        lines=tuple(lines),
        tables=(DealTable(caption="Win set of each party", heads=heads, rows=rows),),
    )


def _win_row(one: WinSet, words: Words) -> DealRow:
    return DealRow(
        cells=(
            words.party(one.party),
            f"{one.packages:,.0f}",
            percent(one.share),
            one.refuses_most or "–",
        )
    )


def _body_sentence(body: Body, words: Words) -> str:
    name = f"{body.body} of {words.party(body.party)}"
    if body.is_absorbed:
        return f"{name} takes nothing out of what the parties would accept: it is absorbed"
    return (
        f"{name} takes out {packages(body.takes_out)}, {percent(body.share)} of those that "
        "the parties would accept"
    )


def blocker_words(blocker: Blocker, words: Words) -> str:
    """One thing in the way: "Velland's red line at “none” on observers"."""
    party = words.party(blocker.party)
    if blocker.kind is BlockerKind.RED_LINE and blocker.choice:
        return f"the red line of {party} at {words.choice(blocker.choice)}"
    if blocker.kind is BlockerKind.CONDITION and blocker.choice:
        asked = words.options(blocker.only_with)
        return f"the condition of {party}: {words.choice(blocker.choice)} only with {asked}"
    if blocker.kind is BlockerKind.BODY:
        return f"the vote of {blocker.body} of {party}"
    return f"what no agreement is worth to {party}"


def clash_line(clash: Clash, words: Words) -> Line:
    """A clash in one sentence, with the notes of all that clash."""
    named = [blocker_words(blocker, words) for blocker in clash.blockers]
    grounds = [ground for blocker in clash.blockers for ground in blocker.grounds]
    if len(named) == 1:
        text = f"{named[0]} alone leaves no package"
    else:
        text = f"these cannot all stand: {joined(named)}"
    if clash.probability is not None:
        text += f"; all of them hold in {percent(clash.probability)} of the draws"
    return words.line(text, grounds)


def opening_line(opening: Opening, words: Words) -> Line:
    """Moves that open a zone, what they cost whom, and the package that then lies in it."""
    moves = "; ".join(_move_words(move, words) for move in opening.moves)
    package = words.settled(opening.package.choices)
    text = f"{moves}; then this lies in the zone: {package}"
    grounds = [ground for move in opening.moves for ground in move.blocker.grounds]
    return words.line(text, grounds)


def _move_words(move: Move, words: Words) -> str:
    cost = f" (costs it {move.cost:.2f})" if move.cost > 0 else ""
    party = words.party(move.blocker.party)
    return f"{party} would give up {_given_up(move.blocker, words)}{cost}"


def _given_up(blocker: Blocker, words: Words) -> str:
    if blocker.kind is BlockerKind.RED_LINE and blocker.choice:
        return f"its red line at {words.choice(blocker.choice)}"
    if blocker.kind is BlockerKind.CONDITION and blocker.choice:
        return f"its condition on {words.choice(blocker.choice)}"
    if blocker.kind is BlockerKind.BODY:
        return f"the approval of {blocker.body}"
    return "part of what no agreement is worth to it"


def blocks_part(words: Words) -> DealPart:
    """Red lines, which of them clash, and the cheapest moves that would open a zone."""
    space = words.space
    lines = [clash_line(clash, words) for clash in space.clashes[:CLASHES_AT_MOST]]
    left = len(space.clashes) - CLASHES_AT_MOST
    if left > 0:
        lines.append(words.line(f"{left} further sets clash; `--json` lists them"))
    if not space.clashes:
        lines.append(words.line(_no_clash(space.zone)))
    lines += [opening_line(opening, words) for opening in space.openings[:OPENINGS_AT_MOST]]
    rows = tuple(_red_line_row(blocker, words) for blocker in space.red_lines)
    table = DealTable(
        caption="Red lines and conditions",
        heads=("Who and what", "How sure", "Rests on"),
        rows=rows,
    )
    return DealPart(
        id="blocks",
        title=_blocks_title(words),
        lines=tuple(lines),
        tables=(table,) if rows else (),
    )


def _no_clash(zone: Zone) -> str:
    if zone.exists:
        return "At the middle of the judgements nothing clashes: a zone exists"
    return "No package satisfies all, and the search for the smallest clashes was cut short"


def _blocks_title(words: Words) -> str:
    if words.space.zone.exists:
        return "What bounds the zone"
    return "What blocks an agreement, and what would have to move"


def _red_line_row(blocker: Blocker, words: Words) -> DealRow:
    return DealRow(
        cells=(blocker_words(blocker, words), percent(blocker.sure), words.ground(blocker.grounds)),
        citations=words.cited(blocker.grounds),
    )
