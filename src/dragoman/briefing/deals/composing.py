"""Composing the section on the deal space: every sentence once, for all faces."""

from collections.abc import Callable, Iterator

from attrs import evolve

from dragoman.briefing.content import Line
from dragoman.briefing.deals.blocks import blocks_part, clash_line, first_openings, opening_line
from dragoman.briefing.deals.content import DealPart, DealSheet
from dragoman.briefing.deals.judgements import (
    grounds_sentence,
    judgements_part,
    questions_sentence,
)
from dragoman.briefing.deals.later import (
    sequence_sentence,
    stages_part,
    vote_sentence,
    votes_part,
)
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.deals.outlook import (
    forecasts_part,
    sensitivity_part,
    sensitivity_sentence,
)
from dragoman.briefing.deals.packages import (
    draft_sentence,
    drafts_part,
    exchange_sentences,
    likeliest,
    over_draws_lines,
    packages_part,
    solution_sentence,
)
from dragoman.briefing.deals.trades import first_trade, text_part, trades_part
from dragoman.briefing.deals.zone import chance_sentence, zone_part, zone_sentence
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.register import document_footnote
from dragoman.briefing.wording import joined, tidy
from dragoman.model import Contents, DealSpace

DRAFTS_AT_MOST = 2
"""Drafts of which the summary speaks."""

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
    summary = tuple(_summary(words))
    parts = (part(words) for part in PARTS)
    return DealSheet(
        summary=summary,
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


def _summary(words: Words) -> Iterator[Line]:
    """What a reader who stops here must know: the zone first, then what bounds it."""
    space = words.space
    if space.what_if:
        changes = joined([tidy(change) for change in space.what_if])
        yield words.line(f"What if {changes}: all that follows is reckoned with it")
    yield words.line(zone_sentence(space.zone, words))
    yield words.line(chance_sentence(words))
    if space.clashes:
        yield clash_line(space.clashes[0], words)
    for opening in first_openings(space.openings):
        yield opening_line(opening, words, with_package=False)
    yield from _what_could_be(words)
    yield from _afterwards(words)
    yield words.line(grounds_sentence(words))
    if space.questions:
        yield words.line(questions_sentence(len(space.questions)))


def _what_could_be(words: Words) -> Iterator[Line]:
    space = words.space
    if space.zone.exists and space.solutions:
        yield words.line(solution_sentence(space.solutions[0], words))
    if not space.zone.exists:
        yield from over_draws_lines(words)
    if any(trade.opens for trade in space.trades):
        yield words.line(first_trade(words))
    for draft in likeliest(space.drafts, DRAFTS_AT_MOST):
        yield words.line(draft_sentence(draft, words), draft.grounds)
    for draft in likeliest(space.drafts, 1):
        yield from (words.line(text) for text in exchange_sentences(draft, words))


def _afterwards(words: Words) -> Iterator[Line]:
    space = words.space
    favoured = [package.label for package in likeliest(space.drafts, 1) or space.solutions[:1]]
    refusing = [v for v in space.votes if v.seats < v.needed and v.package in favoured]
    if refusing:
        yield words.line(vote_sentence(refusing[0], words))
    staged = [sequence for sequence in space.sequences if sequence.package in favoured]
    if staged:
        yield words.line(sequence_sentence(staged[0], words))
    if space.sensitivities:
        yield words.line(sensitivity_sentence(space.sensitivities[0], words))
