"""What comes after the signature: bodies that vote, and stages that tempt."""

from collections.abc import Iterator

from dragoman.briefing.deals.charting import temptation_charts
from dragoman.briefing.deals.content import DealPart, DealRow, DealTable
from dragoman.briefing.deals.counting import in_quotes, in_row, number
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.wording import counted, joined, tidy
from dragoman.model import BodyVote, DealSequence, StageStand

LEAST = 0.005
"""A gain that would print as nothing tempts nobody."""


def votes_part(words: Words) -> DealPart:
    """How each body votes on the drafts and solutions: margin, pivots, veto players."""
    votes = words.space.votes
    refused = sum(vote.seats < vote.needed for vote in votes)
    title = "Who must approve, and whether they would"
    if len(votes) > 1:
        title += f": {refused} of {len(votes)} votes would fail"
    return DealPart(
        id="ratification",
        label="Ratification",
        title=title,
        lines=tuple(words.line(vote_sentence(vote, words)) for vote in votes),
    )


def vote_sentence(vote: BodyVote, words: Words) -> str:
    """One vote in a sentence, with who decides it and who is nearest to being won."""
    margin = vote.seats - vote.needed
    if margin >= 0:
        spare = f"{_seats(margin)} to spare" if margin else "none to spare"
        verdict = f"would approve {in_quotes(vote.package)} with {spare}"
    else:
        verdict = f"would refuse {in_quotes(vote.package)}, {_seats(-margin)} short"
    text = f"{words.body(vote.party, vote.body)} {verdict}"
    text += f" ({vote.seats:g} for it, {vote.needed:g} needed)"
    if vote.veto_players:
        text += f"; it cannot pass without {words.parties(vote.veto_players)}"
    elif vote.pivotal:
        text += f"; the vote turns on {words.parties(vote.pivotal)}"
    if margin < 0 and vote.nearest:
        text += f"; nearest to being won: {in_row([words.plain(one) for one in vote.nearest])}"
    return text


def _seats(count: float) -> str:
    if count == int(count):
        return counted(int(count), "seat")
    return f"{count:g} seats"


def stages_part(words: Words) -> DealPart:
    """After each stage: what a party holds, and whether it gains by walking away."""
    texts, tables = list(_unfollowed(words)), []
    for sequence in words.space.sequences:
        if any(stand.temptation is not None for stand in sequence.stands):
            texts.append(sequence_sentence(sequence, words))
        texts += [words.plain(sequence.note)] * bool(sequence.note)
        if any(stand.temptation is not None for stand in sequence.stands):
            tables.append(_stands_table(sequence, words))
    return DealPart(
        id="sequence",
        label="Stages",
        title="In which order, and when walking away would pay",
        lines=tuple(words.line(text) for text in texts),
        tables=tuple(tables),
        charts=temptation_charts(words),
    )


def _unfollowed(words: Words) -> Iterator[str]:
    """Packages that cannot be followed in stages, those with the same reason together."""
    found: dict[str, list[str]] = {}
    for sequence in words.space.sequences:
        if all(stand.temptation is None for stand in sequence.stands):
            reason = sequence_sentence(sequence, words).partition(" cannot be ")[2]
            found.setdefault(reason, []).append(in_quotes(sequence.package))
    yield from (f"{in_row(names)} cannot be {reason}" for reason, names in found.items())


def _stands_table(sequence: DealSequence, words: Words) -> DealTable:
    heads = ("After", "Party", "Holds", "Still to come", "Gain by walking away", "Held back by")
    return DealTable(
        caption=f"{in_quotes(sequence.package)} in stages",
        heads=heads,
        rows=tuple(_stand_row(stand, words) for stand in sequence.stands),
        note="In points of the party's own utility. Gain by walking away: what it would have more "
        "than by going on, with what holds it back taken off; ! where that is above nothing.",
    )


def sequence_sentence(sequence: DealSequence, words: Words) -> str:
    """Who is tempted to walk away, when, and what would hold it."""
    package = in_quotes(sequence.package)
    known = [stand for stand in sequence.stands if stand.temptation is not None]
    if not known:
        reasons = joined(sorted({s.reason for s in sequence.stands if s.reason}))
        reasons = words.plain(reasons) or "no stage is given"
        return f"{package} cannot be followed in stages: {reasons}"
    worst = max(known, key=lambda stand: stand.temptation or 0.0)
    if (worst.temptation or 0.0) < LEAST:
        text = (
            f"{package} in the stages given: after none of them would a party gain by walking away"
        )
    else:
        text = (
            f"{package} in the stages given: after {in_quotes(worst.stage)} "
            f"{words.party(worst.party)} would gain {number(worst.temptation or 0.0)} by walking "
            f"away, the most of all"
        )
        if worst.needed is not None:
            text += f"; walking away would have to cost it {number(worst.needed)} to stop that"
    return text + _better_order(sequence)


def _better_order(sequence: DealSequence) -> str:
    if not sequence.better_order or sequence.better_temptation is None:
        return ""
    order = ", then ".join(in_quotes(stage) for stage in sequence.better_order)
    most = number(max(0.0, sequence.better_temptation))
    return f"; in the order {order} the most would be {most}"


def _stand_row(stand: StageStand, words: Words) -> DealRow:
    stage, party = tidy(stand.stage), words.head(stand.party)
    if stand.temptation is None:
        why = words.plain(stand.reason) if stand.reason else "unknown"
        return DealRow(cells=(stage, party, "unknown", "unknown", why, "–"))
    held, to_come = (
        "unknown" if value is None else number(value) for value in (stand.held, stand.to_come)
    )
    gain = f"{number(stand.temptation)}{' !' if stand.temptation >= LEAST else ''}"
    guarantee = number(stand.guarantee) if stand.guarantee else "–"
    return DealRow(cells=(stage, party, held, to_come, gain, guarantee))
