"""Step 6: the contacts of a text: who talked to whom, where, when, on what, with what outcome.

Each trigger makes a draft from its syntax; drafts of one contact are joined; "the call" and
"those talks" refer back to the latest draft that fits. What has no two participants is none.
"""

from collections.abc import Iterator

import attrs

from dragoman.extraction.contacts.agreements import agreed_in, agreements
from dragoman.extraction.contacts.cancelling import cancel_later
from dragoman.extraction.contacts.company import completed, follows_several
from dragoman.extraction.contacts.cues import Cue, cue_of, going, is_existential
from dragoman.extraction.contacts.drafts import Draft, fit_channels, fit_statuses, is_same
from dragoman.extraction.contacts.hosts import hosts_of, named
from dragoman.extraction.contacts.implied import implied
from dragoman.extraction.contacts.levels import level_of
from dragoman.extraction.contacts.matters import outcomes_of, topics_of
from dragoman.extraction.contacts.naming import sides
from dragoman.extraction.contacts.participants import takers_of
from dragoman.extraction.contacts.particular import is_contact
from dragoman.extraction.contacts.places import place_of
from dragoman.extraction.contacts.status import status_of
from dragoman.extraction.contacts.timing import directed, duration_of, time_of
from dragoman.extraction.issues import issues_of
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import (
    Channel,
    Contact,
    ContactStatus,
    Participant,
    Passage,
    SegmentKind,
    entry_id,
)

__all__ = ["find_contacts"]


def find_contacts(reading: Reading) -> list[Contact]:
    """The contacts that a text tells of, one for each matter, in order of first mention."""
    drafts: list[Draft] = []
    loose: list[Draft] = []
    for cue in _cues(reading):
        draft = _draft(reading, cue)
        earlier = _earlier(draft, drafts)
        if earlier is None and len(sides(draft.takers)) < 2:
            draft.takers = completed(reading, cue, draft.takers, drafts)
            earlier = _earlier(draft, drafts) if len(draft.takers) > 1 else None
        if earlier is not None:
            earlier.absorb(draft)
            agreed_in(reading, cue, earlier)
        elif is_contact(reading, draft) and (draft.takers or not follows_several(cue, drafts)):
            agreed_in(reading, cue, draft)
            drafts = [d for d in drafts if not _goes_to(d, draft)]
            drafts.append(draft)
        else:
            loose.append(draft)
    for draft in loose:
        _settle(reading, draft, drafts)
    drafts = _under_headlines(reading, drafts)
    for draft in drafts:
        cancel_later(reading, draft)
    agreements(reading, drafts)
    return [_contact(reading, draft) for draft in _joined(drafts)]


def _cues(reading: Reading) -> Iterator[Cue]:
    """The triggers of a text, in order."""
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ") and reading.kind(token) not in _SKIPPED:
            cue = cue_of(token) or implied(token)
            if cue is not None:
                yield cue


_SKIPPED = (SegmentKind.BOILERPLATE, SegmentKind.BYLINE)


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


def _under_headlines(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """A headline's parties ("A and B discuss peace") are those of the contact told below it."""
    kept: list[Draft] = []
    for draft in drafts:
        above = reading.kind(draft.cue.trigger) is SegmentKind.HEADLINE
        told = [d for d in drafts if d is not draft and above and _is_told_below(reading, draft, d)]
        told = [d for d in told if d.channel is draft.channel] or told
        if len(told) == 1:
            told[0].absorb(draft)
        else:
            kept.append(draft)
    return kept


def _is_told_below(reading: Reading, headline: Draft, draft: Draft) -> bool:
    """Whether a text tells, below a headline of loose words, of a contact of the same sides."""
    return (
        reading.kind(draft.cue.trigger) is not SegmentKind.HEADLINE
        and headline.channel in (None, Channel.TALKS, draft.channel)
        and headline.place in (None, draft.place)
        and sides(headline.takers) == sides(draft.takers)
        and len(sides(draft.takers)) > 1
        and fit_statuses(headline.status, draft.status, same_day=False)
    )


def _is_near(draft: Draft, other: Draft) -> bool:
    """Whether a draft is told of at most some sentences behind another."""
    return 0 < draft.cue.trigger.i - other.last < _REACH


def _draft(reading: Reading, cue: Cue) -> Draft:
    hosts = hosts_of(reading, cue)
    place = place_of(reading, cue)
    status = status_of(cue)
    takers = list(takers_of(reading, cue, hosts.helpers))
    return Draft(
        cue=cue,
        takers=takers,
        status=status,
        channel=cue.channel,
        host=hosts.host,
        mediators=[one for one in hosts.mediators if one.side not in sides(takers)],
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
        participants=(*(taker.participant for taker in draft.takers), *_further(draft)),
        host=draft.host,
        mediator=named(draft.mediators[0]) if draft.mediators else None,
        place=draft.place,
        happened_on=draft.time.when if draft.time else None,
        duration=draft.duration,
        durations=(draft.duration,) if draft.duration else (),
        status=draft.status or ContactStatus.HELD,
        level=level_of(reading, draft.mentions, draft.takers),
        topics=tuple(dict.fromkeys(reading.text(span) for span in draft.topics)),
        outcomes=tuple(dict.fromkeys(reading.text(span) for span in draft.outcomes)),
        issues=_issues(reading, draft),
        documents=(reading.document.id,),
    )


def _further(draft: Draft) -> Iterator[Participant]:
    """The mediators beside the first one, for whom a contact has no field."""
    taking = {taker.participant.id for taker in draft.takers}
    for taker in draft.mediators[1:]:
        if taker.participant.id not in taking:
            yield attrs.evolve(taker.participant, role="mediator")


def _spoken(draft: Draft) -> Channel:
    """As in: "A spoke with B on Friday": persons who are said to be nowhere spoke by telephone."""
    spoke = any(cue.trigger.lemma_ in ("speak", "talk", "conversation") for cue in draft.mentions)
    return Channel.CALL if spoke and draft.level == 2 and draft.place is None else Channel.TALKS


def _passages(reading: Reading, draft: Draft) -> Iterator[Passage]:
    for cue in draft.mentions:
        yield reading.passage(Tokens(cue.trigger.i, cue.trigger.i + 1), "mention")
    for taker in (*draft.takers, *draft.mediators[1:]):
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
