"""The deed as an entry of the report: its passages, measure, quantities and contexts."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.contacts.circumstances import phrase
from dragoman.extraction.deeds.drafts import Draft
from dragoman.extraction.deeds.words import context_of, contexts_of_mode
from dragoman.extraction.issues import issues_of
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Deed, Measure, Passage, Quantity, entry_id

_OWN = ("nsubj", "nsubjpass", "dobj", "agent", "prep", "dative", "aux", "auxpass", "prt")


def deed_of(reading: Reading, draft: Draft) -> Deed:
    """The entry of a draft and of all that tell of the same deed."""
    told = (draft, *draft.also)
    passages = tuple(dict.fromkeys(p for one in told for p in _passages(reading, one)))
    clause = _clause(draft)
    issues = issues_of(reading.span(clause))
    return Deed(
        id=entry_id("deed", passages),
        passages=passages,
        score=round(max(one.score for one in told), 3),
        because=tuple(dict.fromkeys(why for one in told for why in one.because)),
        plover_type=draft.type,
        plover_mode=draft.mode,
        actor=draft.actor.named if draft.actor else None,
        recipient=draft.recipient.named if draft.recipient else None,
        measure=_measure(reading, draft, clause),
        place=draft.place.named if draft.place else None,
        happened_on=draft.time.when if draft.time else None,
        quantities=tuple(dict.fromkeys(q for one in told for q in _counts(reading, one))),
        issues=issues,
        contexts=_contexts(reading, draft, issues),
        attribution=_attribution(reading, draft.found.trigger),
        documents=(reading.document.id,),
    )


def _measure(reading: Reading, draft: Draft, clause: Tokens) -> Measure:
    actor = draft.actor.named if draft.actor else None
    recipient = draft.recipient.named if draft.recipient else None
    found = draft.found
    return Measure(
        agent=(actor.party or actor.name) if actor else None,
        action=found.verb.lemma_.lower(),
        object=reading.text(phrase(reading, found.patient)) if found.patient is not None else None,
        recipient=(recipient.party or recipient.name) if recipient else None,
        passage=reading.passage(clause, "measure"),
    )


def _contexts(reading: Reading, draft: Draft, issues: tuple[str, ...]) -> tuple[str, ...]:
    """PLOVER's contexts: of the mode, of the clause's issues, else of the sentence's."""
    around = issues or issues_of(draft.found.trigger.sent)
    named = [context_of()[issue] for issue in around if issue in context_of()]
    of_mode = contexts_of_mode().get((draft.type, draft.mode or ""), ())
    return tuple(dict.fromkeys([*of_mode, *named]))


def _passages(reading: Reading, draft: Draft) -> Iterator[Passage]:
    trigger = draft.found.trigger
    yield reading.passage(Tokens(trigger.i, trigger.i + 1), "mention")
    yield reading.passage(_clause(draft), "measure")
    for who in (draft.actor, draft.recipient):
        if who is not None:
            yield reading.passage(who.span, "participant")
    if draft.place is not None:
        yield reading.passage(draft.place.span, "place")
    if draft.time is not None:
        yield reading.passage(draft.time.span, "day")


def _clause(draft: Draft) -> Tokens:
    """The deed's own clause: from its subject to its last object, cut at joined clauses."""
    verb = draft.found.verb
    near = [c for c in verb.children if c.dep_ in _OWN]
    start = min((c.left_edge.i for c in near), default=verb.i)
    end = max((c.right_edge.i for c in near), default=verb.i) + 1
    return Tokens(min(start, verb.i), max(end, verb.i + 1))


def _counts(reading: Reading, draft: Draft) -> Iterator[Quantity]:
    """The quantities of the nouns that hang on the deed's verb."""
    heads = {c.i for c in draft.found.verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")}
    if draft.found.patient is not None:
        heads.add(draft.found.patient.i)
    for counted in reading.quantities:
        if counted.head in heads:
            yield counted.quantity


def _attribution(reading: Reading, trigger: Token) -> str | None:
    """The innermost attribution in whose content the deed is told."""
    inside = [
        (content.end - content.start, found.id)
        for found in reading.attributed
        for content in found.contents
        if content.covers(trigger.i) and found.id
    ]
    return min(inside)[1] if inside else None
