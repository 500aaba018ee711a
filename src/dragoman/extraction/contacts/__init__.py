"""Step 6: the contacts of a text: who talked to whom, where, when, on what, with what outcome.

Each trigger makes a draft from its syntax; drafts of one contact are joined; "the call" and
"those talks" refer back to the latest draft that fits. What has no two participants is none.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.contacts.cancelling import cancel_later
from dragoman.extraction.contacts.circumstances import (
    directed,
    duration_of,
    outcomes_of,
    phrase,
    place_of,
    time_of,
    topics_of,
)
from dragoman.extraction.contacts.company import completed
from dragoman.extraction.contacts.cues import Cue, find_cues, going, is_existential
from dragoman.extraction.contacts.drafts import Draft, fit_channels, fit_statuses, is_same
from dragoman.extraction.contacts.hosts import hosts_of
from dragoman.extraction.contacts.naming import sides
from dragoman.extraction.contacts.participants import takers_of
from dragoman.extraction.contacts.status import status_of
from dragoman.extraction.contacts.subjects import subjects_of
from dragoman.extraction.contacts.words import AGREEING, COLLECTIVE
from dragoman.extraction.issues import issues_of
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Channel, Contact, ContactStatus, Passage, SegmentKind, entry_id

__all__ = ["find_contacts"]


def find_contacts(reading: Reading) -> list[Contact]:
    """The contacts that a text tells of, one for each matter, in order of first mention."""
    drafts: list[Draft] = []
    loose: list[Draft] = []
    for cue in find_cues(reading):
        draft = _draft(reading, cue)
        earlier = _earlier(draft, drafts)
        if earlier is None and len(sides(draft.takers)) < 2:
            draft.takers = completed(reading, cue, draft.takers, drafts)
            earlier = _earlier(draft, drafts) if len(draft.takers) > 1 else None
        if earlier is not None:
            earlier.absorb(draft)
            _agreed_in(reading, cue, earlier)
        elif _is_contact(reading, draft):
            _agreed_in(reading, cue, draft)
            drafts = [d for d in drafts if not _goes_to(d, draft)]
            drafts.append(draft)
        else:
            loose.append(draft)
    for draft in loose:
        _settle(reading, draft, drafts)
    for draft in drafts:
        cancel_later(reading, draft)
    _agreements(reading, drafts)
    return [_contact(reading, draft) for draft in _joined(drafts)]


def _goes_to(visit: Draft, draft: Draft) -> bool:
    """Whether a visit is only the way to the contact ("flew to C to see B")."""
    return visit.channel is Channel.VISIT and visit.cue.trigger == going(draft.cue)


def _settle(reading: Reading, draft: Draft, drafts: list[Draft]) -> None:
    """Join what a headline or "there was a call" says to the only contact that it fits."""
    headline = reading.kind(draft.cue.trigger) is SegmentKind.HEADLINE
    if draft.cue.is_verb or not (headline or draft.cue.definite or is_existential(draft.cue)):
        return
    fitting = [d for d in drafts if _refers(draft, d)]
    first = drafts[0].cue.trigger.i if drafts else 0
    ahead = headline or draft.cue.trigger.i < first
    if len(fitting) == 1 and (ahead or _is_near(draft, fitting[0])):
        fitting[0].absorb(draft)


def _is_near(draft: Draft, other: Draft) -> bool:
    """Whether a draft is told of at most some sentences behind another."""
    return 0 < draft.cue.trigger.i - other.last < _REACH


def _draft(reading: Reading, cue: Cue) -> Draft:
    host, mediator, helpers = hosts_of(reading, cue)
    place = place_of(reading, cue)
    status = status_of(cue)
    return Draft(
        cue=cue,
        takers=list(takers_of(reading, cue, helpers)),
        status=status,
        channel=cue.channel,
        host=host,
        mediator=mediator,
        place=place[0] if place else None,
        place_span=place[1] if place else None,
        time=directed(reading, time_of(reading, cue), status),
        duration=duration_of(reading, cue),
        topics=list(topics_of(reading, cue)),
        outcomes=list(outcomes_of(reading, cue)),
        mentions=[cue],
    )


def _earlier(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The draft that this one tells more of: the same contact, or what "the call" refers to."""
    if len(draft.takers) >= 2:
        return next((d for d in reversed(drafts) if is_same(d, draft)), None)
    if draft.cue.is_verb or not (draft.cue.definite or draft.takers):
        return None
    if draft.takers and not draft.cue.definite:
        fitting = [d for d in drafts if is_same(d, draft)]
        return fitting[-1] if len(fitting) == 1 else None
    return _referred(draft, drafts)


_REACH = 200
"""Tokens: another word for a contact ("this meeting" for talks) refers no farther back."""


def _referred(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """What "the call" refers to: the latest one of that word, else the latest one that fits."""
    fitting = sorted((d for d in drafts if _refers(draft, d)), key=lambda d: d.last)
    word = draft.cue.trigger.lemma_.lower()
    same = [d for d in fitting if any(c.trigger.lemma_.lower() == word for c in d.mentions)]
    near = [d for d in fitting if draft.cue.trigger.i - d.last < _REACH]
    found = same or near
    return found[-1] if found else None


def _refers(draft: Draft, earlier: Draft) -> bool:
    if draft.takers and not is_same(earlier, draft):
        return False
    narrow = draft.channel in (None, earlier.channel) or fit_channels(earlier, draft)
    return (
        narrow and fit_statuses(earlier.status, draft.status, False) and _fits_time(draft, earlier)
    )


def _fits_time(draft: Draft, earlier: Draft) -> bool:
    return (
        draft.time is None
        or earlier.time is None
        or (draft.time.when.edtf == earlier.time.when.edtf)
    )


def _is_contact(reading: Reading, draft: Draft) -> bool:
    """Two participants of different sides, or one who goes to a named place not his own."""
    if len(draft.takers) >= 2:
        parties = {t.participant.party or t.participant.name for t in draft.takers}
        return len(parties) > 1
    if draft.channel is not Channel.VISIT or draft.place is None or not draft.takers:
        return False
    visitor = draft.takers[0].participant
    abroad = draft.place.party is not None and draft.place.party != visitor.party
    return abroad and visitor.party is not None and visitor.id != visitor.party


def _agreed_in(reading: Reading, cue: Cue, draft: Draft) -> None:
    """As in: "During those talks, A agreed to X": X came of them."""
    outer = cue.outer
    if outer.dep_ != "pobj" or outer.head.lower_ not in ("during", "in", "at", "after"):
        return
    verb = outer.head.head
    if verb.pos_ == "VERB" and verb.lemma_ in AGREEING:
        draft.outcomes.append(_clause(reading, verb))


def _agreements(reading: Reading, drafts: list[Draft]) -> None:
    """As in: "The leaders agreed that …": told of the latest contact just before."""
    for verb in reading.doc:
        if verb.lemma_ not in AGREEING or verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBN"):
            continue
        if _is_joint(reading, verb) and (draft := _just_before(verb, drafts)) is not None:
            outcome = _clause(reading, verb)
            if outcome not in draft.outcomes:
                draft.outcomes.append(outcome)


def _is_joint(reading: Reading, verb: Token) -> bool:
    subjects = subjects_of(verb)
    if not subjects or any(c.dep_ == "neg" for c in verb.children):
        return False
    subject = subjects[0]
    joined = any(c.dep_ == "conj" for c in subject.children)
    plural = subject.tag_ in ("NNS", "PRP", "CD", "DT") and subject.lemma_.lower() in COLLECTIVE
    return joined or plural


def _just_before(verb: Token, drafts: list[Draft]) -> Draft | None:
    """The latest held contact told of at most two sentences before the verb."""
    start = verb.sent.start
    for _ in range(2):
        start = verb.doc[start - 1].sent.start if start > 0 else start
    near = [
        draft
        for draft in drafts
        if draft.status in (ContactStatus.HELD, ContactStatus.UNDER_WAY, None)
        and any(start <= cue.trigger.i < verb.i for cue in draft.mentions)
    ]
    return near[-1] if near else None


def _clause(reading: Reading, verb: Token) -> Tokens:
    after = [
        c for c in verb.children if c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "prep", "dobj")
    ]
    end = max((phrase(reading, c).end for c in after), default=verb.i + 1)
    return Tokens(verb.i, end)


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Join drafts once more, now that each is complete."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((k for k in kept if is_same(k, draft)), None)
        if same is not None:
            same.absorb(draft)
        else:
            kept.append(draft)
    return kept


def _contact(reading: Reading, draft: Draft) -> Contact:
    passages = tuple(dict.fromkeys(_passages(reading, draft)))
    return Contact(
        id=entry_id("contact", passages),
        passages=passages,
        score=0.9 if len(draft.mentions) > 1 else 0.75,
        because=tuple(dict.fromkeys(f"{cue.trigger.lemma_.lower()}" for cue in draft.mentions)),
        channel=draft.channel or _spoken(draft),
        participants=tuple(taker.participant for taker in draft.takers),
        host=draft.host,
        mediator=draft.mediator,
        place=draft.place,
        happened_on=draft.time.when if draft.time else None,
        duration=draft.duration,
        durations=(draft.duration,) if draft.duration else (),
        status=draft.status or ContactStatus.HELD,
        topics=tuple(dict.fromkeys(reading.text(span) for span in draft.topics)),
        outcomes=tuple(dict.fromkeys(reading.text(span) for span in draft.outcomes)),
        issues=_issues(reading, draft),
        documents=(reading.document.id,),
    )


def _spoken(draft: Draft) -> Channel:
    """As in: "A spoke with B on Friday": persons who are said to be nowhere spoke by telephone."""
    spoke = any(cue.trigger.lemma_ in ("speak", "talk", "conversation") for cue in draft.mentions)
    return Channel.CALL if spoke and draft.level == 2 and draft.place is None else Channel.TALKS


def _passages(reading: Reading, draft: Draft) -> Iterator[Passage]:
    for cue in draft.mentions:
        yield reading.passage(Tokens(cue.trigger.i, cue.trigger.i + 1), "mention")
    for taker in draft.takers:
        yield reading.passage(taker.span, "participant")
    if draft.place_span is not None:
        yield reading.passage(draft.place_span, "place")
    if draft.time is not None:
        yield reading.passage(draft.time.span, "day")
    for role, spans in (("topic", draft.topics), ("outcome", draft.outcomes)):
        for span in spans:
            yield reading.passage(span, role)


def _issues(reading: Reading, draft: Draft) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for span in (*draft.topics, *draft.outcomes):
        found.update(dict.fromkeys(issues_of(reading.span(span))))
    return tuple(found)
