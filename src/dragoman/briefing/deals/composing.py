"""Composing the section on the deal space: every sentence once, for all faces."""

from collections.abc import Callable

from attrs import evolve

from dragoman.briefing.content import Line
from dragoman.briefing.deals.content import DealPart, DealSheet
from dragoman.briefing.deals.later import (
    sequence_sentence,
    stages_part,
    vote_sentence,
    votes_part,
)
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.deals.outlook import (
    draws_sentence,
    forecasts_part,
    judgements_part,
    sensitivity_part,
    sensitivity_sentence,
)
from dragoman.briefing.deals.packages import (
    draft_sentence,
    drafts_part,
    packages_part,
    solution_sentence,
    text_part,
    trade_sentence,
    trades_part,
)
from dragoman.briefing.deals.zone import (
    blocks_part,
    clash_line,
    opening_line,
    zone_part,
    zone_sentence,
)
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.register import document_footnote
from dragoman.briefing.wording import tidy
from dragoman.model import Contents, DealSpace

PARTS: tuple[Callable[[Words], DealPart], ...] = (
    zone_part,
    packages_part,
    blocks_part,
    trades_part,
    drafts_part,
    text_part,
    votes_part,
    stages_part,
    forecasts_part,
    sensitivity_part,
    judgements_part,
)


def compose_deals(space: DealSpace, footnotes: Footnotes) -> DealSheet:
    """All that the section says; parts in which nothing stands are left out."""
    words = Words(space=space, footnotes=footnotes)
    parts = (part(words) for part in PARTS)
    return DealSheet(
        summary=tuple(_summary(words)),
        parts=tuple(part for part in parts if part.lines or part.tables or part.charts),
    )


def deal_sheet(contents: Contents, space: DealSpace) -> DealSheet:
    """The section standing alone, with its own notes, numbered from 1."""
    lookup = Lookup(contents)
    footnotes = Footnotes(lookup)
    sheet = compose_deals(space, footnotes)
    labels = {d.id: document_footnote(d, lookup) for d in contents.documents}
    name = tidy(contents.negotiation.name)
    return evolve(sheet, name=name, notes=footnotes.notes(labels))


def _summary(words: Words) -> list[Line]:
    """What a reader who stops here must know, seven or eight lines."""
    space = words.space
    lines = [words.line(zone_sentence(space.zone, words))]
    if space.what_if:
        lines.insert(0, words.line(f"What if: {'; '.join(space.what_if)}"))
    if space.clashes:
        lines.append(clash_line(space.clashes[0], words))
    if space.openings:
        lines.append(opening_line(space.openings[0], words))
    if space.zone.exists and space.solutions:
        lines.append(words.line(solution_sentence(space.solutions[0], words)))
    if space.trades:
        lines.append(words.line(trade_sentence(space.trades[0], words)))
    lines += [words.line(draft_sentence(draft, words), draft.grounds) for draft in space.drafts[:2]]
    refusing = [vote for vote in space.votes if vote.seats < vote.needed]
    if refusing:
        lines.append(words.line(vote_sentence(refusing[0], words)))
    if space.sequences:
        lines.append(words.line(sequence_sentence(space.sequences[0], words)))
    if space.sensitivities:
        lines.append(words.line(sensitivity_sentence(space.sensitivities[0], words)))
    lines.append(words.line(draws_sentence(words)))
    if space.questions:
        lines.append(words.line(_open_questions(len(space.questions))))
    return lines


def _open_questions(count: int) -> str:
    asked = "1 question is" if count == 1 else f"{count} questions are"
    return f"{asked} open to the analyst: the numbers asked for stand as their whole range"
