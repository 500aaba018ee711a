"""What comes after the signature: bodies that vote, and stages that tempt."""

from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.naming import Words, number
from dragoman.briefing.wording import joined
from dragoman.model import BodyVote, DealSequence, StageStand


def votes_part(words: Words) -> DealPart:
    """How each body votes on the drafts and solutions: margin, pivots, veto players."""
    lines = tuple(words.line(vote_sentence(vote, words)) for vote in words.space.votes)
    return DealPart(id="ratification", title="Ratification", lines=lines)


def vote_sentence(vote: BodyVote, words: Words) -> str:
    """One vote in a sentence, with who decides it and who is nearest to being won."""
    margin = vote.seats - vote.needed
    verdict = (
        f"approves with {margin:g} seats to spare"
        if margin > 0
        else "approves with no seat to spare"
        if margin == 0
        else f"refuses: {-margin:g} seats are missing"
    )
    body = f"{vote.body} of {words.party(vote.party)}"
    seats = f"{vote.seats:g} seats of the {vote.needed:g} needed"
    text = f"{body} on “{vote.package}”: {seats}; it {verdict}"
    if vote.veto_players:
        text += f"; nothing passes without {words.parties(vote.veto_players)}"
    elif vote.pivotal:
        text += f"; the vote turns on {words.parties(vote.pivotal)}"
    if margin < 0 and vote.nearest:
        text += f"; nearest to being won: {joined(list(vote.nearest))}"
    return text


def stages_part(words: Words) -> DealPart:
    """After each stage: what a party holds, and whether it gains by walking away."""
    lines, tables = [], []
    for sequence in words.space.sequences:
        lines.append(words.line(sequence_sentence(sequence, words)))
        if sequence.note:
            lines.append(words.line(sequence.note))
        rows = tuple(_stand_row(stand, words) for stand in sequence.stands)
        heads = (
            "After",
            "Party",
            "Holds",
            "Still to come",
            "Gains by walking away",
            "Held back by",
        )
        tables.append(DealTable(caption=f"“{sequence.package}” in stages", heads=heads, rows=rows))
    return DealPart(id="sequence", title="In which order", lines=tuple(lines), tables=tuple(tables))


def sequence_sentence(sequence: DealSequence, words: Words) -> str:
    """Who is tempted to walk away, when, and what would hold it."""
    known = [stand for stand in sequence.stands if stand.temptation is not None]
    if not known:
        reasons = joined(sorted({s.reason for s in sequence.stands if s.reason}))
        return (
            f"“{sequence.package}” cannot be followed in stages: {reasons or 'no stage is given'}"
        )
    worst = max(known, key=lambda stand: stand.temptation or 0.0)
    if (worst.temptation or 0.0) <= 0:
        text = f"“{sequence.package}”: after no stage does a party gain by walking away"
    else:
        text = (
            f"“{sequence.package}”: after “{worst.stage}” {words.party(worst.party)} would gain "
            f"{number(worst.temptation or 0.0)} by walking away; a cost of "
            f"{number(worst.needed or 0.0)} or more would hold it"
        )
    if sequence.better_order and sequence.better_temptation is not None:
        order = ", then ".join(f"“{stage}”" for stage in sequence.better_order)
        text += (
            f"; in the order {order} the most that anybody gains by walking away is "
            f"{number(sequence.better_temptation)}"
        )
    return text


def _stand_row(stand: StageStand, words: Words) -> DealRow:
    if stand.temptation is None:
        cells = ("unknown", "unknown", stand.reason or "unknown", "–")
    else:
        cells = (
            number(stand.held or 0.0),
            number(stand.to_come or 0.0),
            f"{number(stand.temptation)}{' !' if stand.temptation > 0 else ''}",
            number(stand.guarantee) if stand.guarantee else "–",
        )
    return DealRow(cells=(stand.stage, words.party(stand.party), *cells))
