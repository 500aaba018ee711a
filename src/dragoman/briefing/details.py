"""The sections of contacts, positions, commitments and deeds: each entry with its details."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from dragoman.briefing.attesting import attesting_facts
from dragoman.briefing.content import Badge, Fact, Item
from dragoman.briefing.days import NOT_GIVEN, day_words, how_known
from dragoman.briefing.encounters import MEDIATOR, mediators
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.keeping import fate_facts
from dragoman.briefing.lines import line
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.movements import series_facts, series_lines
from dragoman.briefing.stages import history_facts, history_line
from dragoman.briefing.standpoints import position_phrase, position_sentences
from dragoman.briefing.undertakings import measure_words
from dragoman.briefing.wording import capital, counted, fitting, joined, quoted, tidy, words_of
from dragoman.gazetteer import likelihoods
from dragoman.model import (
    Assessment,
    Certainty,
    Commitment,
    Contact,
    Deed,
    Named,
    Participant,
    Passage,
    Position,
    Stage,
    Statement,
    Voice,
    When,
)

_PLAIN_ROLES = ("", "participant", "principal")
"""Roles that say no more than that one took part."""

_CERTAINTY = {
    Certainty.EXPECTED: " (expected)",
    Certainty.ALTERNATIVE: " (one of several named)",
    Certainty.DENIED: " (said not to have taken part)",
}


def _given(facts: Iterator[Fact]) -> tuple[Fact, ...]:
    """The facts about which something is known."""
    return tuple(fact for fact in facts if fact.text or fact.words)


def contact_item(contact: Contact, number: int, footnotes: Footnotes) -> Item:
    """A contact with participants, place, day, status, topics, and outcomes as told by whom."""
    anchor = f"contact-{number}"
    return Item(
        number=number,
        anchor=anchor,
        line=evolve(line(contact, footnotes, anchor), under=history_line(contact)),
        facts=_given(_contact_facts(contact, footnotes)),
        day=how_known(contact.happened_on),
        status=contact.status.value,
        badges=_badges(contact, footnotes.lookup),
    )


def _badges(contact: Contact, lookup: Lookup) -> tuple[Badge, ...]:
    """The parties of a contact to which the dossier gives a colour."""
    parties = dict.fromkeys(p.party or p.id or "" for p in contact.participants)
    return tuple(
        Badge(label=capital(lookup.party(id)), colour=lookup.colours[id])
        for id in parties
        if id in lookup.colours
    )


def _contact_facts(contact: Contact, footnotes: Footnotes) -> Iterator[Fact]:
    lookup = footnotes.lookup
    people = [_participant(p, lookup) for p in contact.participants if p.role != MEDIATOR]
    yield Fact(label="Took part", text=_alternatives(people) or "not given")
    yield Fact(label="Host", text=lookup.named(contact.host) if contact.host else "")
    yield Fact(label="Mediator", text=joined(mediators(contact, lookup)))
    yield Fact(label="Place", text=lookup.named(contact.place) if contact.place else "not given")
    yield Fact(label="Day", text=_day_fact(contact.happened_on))
    yield Fact(label="Length", words=words_of(contact.duration.text) if contact.duration else "")
    yield Fact(label="Status", text=contact.status.value)
    yield from history_facts(contact, footnotes)
    yield from _told("Topic", "topic", contact.topics, contact, footnotes)
    yield from _told("Outcome", "outcome", contact.outcomes, contact, footnotes)
    yield Fact(label="Issues", text=joined([lookup.issue(issue) for issue in contact.issues]))
    yield from attesting_facts(contact, lookup)


def _day_fact(when: When | None) -> str:
    """The day and how it is known; beside its label it need not be called a day again."""
    known = how_known(when)
    return "not given" if known == NOT_GIVEN else known


def _participant(participant: Participant, lookup: Lookup) -> tuple[str, bool]:
    named = Named(id=participant.id, name=participant.name, party=participant.party)
    name = lookup.named_with_party(named)
    role = "" if participant.role in _PLAIN_ROLES else f", {tidy(participant.role)}"
    is_alternative = participant.certainty is Certainty.ALTERNATIVE
    certainty = "" if is_alternative else _CERTAINTY.get(participant.certainty, "")
    return f"{name}{role}{certainty}", is_alternative


def _alternatives(people: Sequence[tuple[str, bool]]) -> str:
    either = joined([name for name, is_open in people if is_open], "or")
    return "; ".join([name for name, is_open in people if not is_open] + [either] * bool(either))


def _told(
    label: str, role: str, words: Sequence[str], contact: Contact, footnotes: Footnotes
) -> Iterator[Fact]:
    """Topics or outcomes in the words of the text, each with who tells it."""
    for text in words:
        passages = [p for p in contact.passages if p.role == role and _matches(p, text)]
        tellers = [footnotes.lookup.document_label(p.document) for p in passages]
        yield Fact(
            label=label,
            words=words_of(text),
            text=f"told by {joined(list(dict.fromkeys(tellers)))}" if tellers else "",
            citations=footnotes.cite_passages(passages, role),
        )


def _matches(passage: Passage, text: str) -> bool:
    return words_of(text) in words_of(passage.exact) or words_of(passage.exact) in words_of(text)


def position_item(position: Position, number: int, footnotes: Footnotes) -> Item:
    """A position with what it rests on, its conditions, and the statements behind it."""
    anchor = f"position-{number}"
    return Item(
        number=number,
        anchor=anchor,
        line=evolve(line(position, footnotes, anchor), under=series_lines(position)),
        facts=_given(_position_facts(position, footnotes)),
        status=position.stance.value,
    )


def _position_facts(position: Position, footnotes: Footnotes) -> Iterator[Fact]:
    lookup = footnotes.lookup
    said = lookup.said(position.statements)
    words = position_phrase(position, lookup).text
    yield Fact(label="In full", words=words if "…" in _quoted_in(position, lookup) else "")
    yield Fact(label="Issue", text=lookup.issue(position.issue))
    yield Fact(label="Rests on", text=position.basis.value)
    for statement in said[:3]:
        yield _said_by(statement, footnotes)
        yield from _conditions(statement, footnotes)
    if len(said) > 3:
        yield Fact(label="Further", text=counted(len(said) - 3, "statement"))
    yield from series_facts(position, footnotes)
    yield from attesting_facts(position, lookup)


def _quoted_in(position: Position, lookup: Lookup) -> str:
    """The sentence on a position as its line has it."""
    return fitting(position_sentences(position, lookup))


def _said_by(statement: Statement, footnotes: Footnotes) -> Fact:
    lookup = footnotes.lookup
    speakers = joined([lookup.named_with_party(s) for s in statement.speakers])
    chain = [lookup.named_with_party(r) for r in statement.reported_by]
    through = f", as reported by {', who had it from '.join(chain)}" if chain else ""
    day = f"; {how_known(statement.stated_on)}" if statement.stated_on else ""
    return Fact(
        label="Said by",
        text=f"{speakers or _unnamed(statement, lookup)}{through}{day}",
        citations=footnotes.cite_statement(statement),
    )


def _unnamed(statement: Statement, lookup: Lookup) -> str:
    """Who speaks where nobody is named."""
    if statement.voice is not Voice.SPEAKER:
        return f"the {statement.voice.value}"
    party = lookup.party(statement.party)
    return f"somebody for {party}, not named" if party else "somebody not named"


def _conditions(statement: Statement, footnotes: Footnotes) -> Iterator[Fact]:
    for condition in statement.conditions:
        own = condition.passage.exact if condition.passage else ""
        set_by = footnotes.lookup.party(condition.set_by)
        words = words_of(own)
        told = f"{condition.relation.value} " + measure_words(condition.on, footnotes.lookup, 20)
        yield Fact(
            label="Condition",
            words=words,
            text=(f"set by {set_by}" if set_by else "") if words else tidy(told),
        )


def commitment_item(commitment: Commitment, number: int, footnotes: Footnotes) -> Item:
    """A commitment with its measures, its two series, and what must come first."""
    anchor = f"commitment-{number}"
    return Item(
        number=number,
        anchor=anchor,
        line=line(commitment, footnotes, anchor),
        facts=_given(_commitment_facts(commitment, footnotes)),
        status=commitment.agreement[-1].stage if commitment.agreement else "stage not given",
    )


def _commitment_facts(commitment: Commitment, footnotes: Footnotes) -> Iterator[Fact]:
    lookup = footnotes.lookup
    yield Fact(label="Bound", text=joined([lookup.party(p) for p in commitment.parties]))
    for measure in commitment.measures[1:]:
        yield Fact(label="Also", text=measure_words(measure, lookup, 20))
    yield Fact(label="Issue", text=lookup.issue(commitment.issue))
    yield Fact(label="Due", text=how_known(commitment.due_on) if commitment.due_on else "")
    for label, series in (
        ("Agreement", commitment.agreement),
        ("Compliance", commitment.compliance),
    ):
        for stage in series:
            yield _stage(label, stage, footnotes)
    yield from fate_facts(commitment, footnotes)
    yield from attesting_facts(commitment, lookup)


def _stage(label: str, stage: Stage, footnotes: Footnotes) -> Fact:
    lookup = footnotes.lookup
    passages = list(stage.passages)
    for statement in lookup.said(stage.statements):
        passages += statement.passages
    return Fact(
        label=label,
        text=f"{tidy(stage.stage)}, {how_known(stage.on)}",
        citations=footnotes.cite_passages(passages, "commitment"),
    )


def deed_item(deed: Deed, number: int, footnotes: Footnotes) -> Item:
    """A deed with who did it to whom, where, when and in which numbers."""
    lookup = footnotes.lookup
    anchor = f"deed-{number}"
    kind = (deed.plover_type, (deed.plover_mode or "").replace("-", " "))
    numbers = joined([quoted(quantity.text, 8) for quantity in deed.quantities])
    facts = (
        Fact(label="Done by", text=lookup.named(deed.actor) if deed.actor else ""),
        Fact(label="Done to", text=lookup.named(deed.recipient) if deed.recipient else ""),
        Fact(label="Place", text=lookup.named(deed.place) if deed.place else ""),
        Fact(label="Day", text=_day_fact(deed.happened_on)),
        Fact(label="Numbers", text=numbers),
        Fact(label="Kind", text=", ".join(tidy(word).lower() for word in kind if word)),
        Fact(label="Issues", text=joined([lookup.issue(issue) for issue in deed.issues])),
        *attesting_facts(deed, lookup),
    )
    return Item(
        number=number,
        anchor=anchor,
        line=line(deed, footnotes, anchor),
        facts=_given(iter(facts)),
        day=how_known(deed.happened_on),
    )


def assessment_item(assessment: Assessment, number: int, footnotes: Footnotes) -> Item:
    """A judgement or forecast with its issue, horizon and words of likelihood."""
    lookup = footnotes.lookup
    anchor = f"assessment-{number}"
    horizon = assessment.horizon
    facts = (
        Fact(label="Issues", text=joined([lookup.issue(i) for i in assessment.issues])),
        Fact(label="Likelihood", words=words_of(assessment.probability), text=_ranges(assessment)),
        Fact(label="Judged", text=_judged_on(assessment, lookup)),
        Fact(label="Until when", text=how_known(horizon) if horizon else ""),
    )
    return Item(
        number=number,
        anchor=anchor,
        line=line(assessment, footnotes, anchor),
        facts=_given(iter(facts)),
    )


def _ranges(assessment: Assessment) -> str:
    """What published scales make of the words of likelihood, beside them."""
    found = likelihoods(words_of(assessment.probability))
    told = (
        f"{one.low:g}" if one.low == one.high else f"{one.low:g} to {one.high:g}" for one in found
    )
    return "; ".join(
        f"{words} per cent ({one.scale})" for words, one in zip(told, found, strict=True)
    )


def _judged_on(assessment: Assessment, lookup: Lookup) -> str:
    """The day of the judgement: when it was said, else when the text was published."""
    statement = lookup.statements.get(assessment.statement or "")
    if statement is not None and statement.stated_on is not None:
        return how_known(statement.stated_on)
    first = min(assessment.passages, default=None)
    document = lookup.documents.get(first.document) if first else None
    day = document.published_at if document else None
    return f"published {day_words(day)}" if day else ""
