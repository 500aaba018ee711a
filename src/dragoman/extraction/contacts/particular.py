"""Whether what a text tells of is a contact, or only talk of talking."""

from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.drafts import Draft
from dragoman.extraction.contacts.naming import Taker
from dragoman.extraction.contacts.words import GATHERING, HOSTING, LOOSE, OPENING, PLANNED
from dragoman.extraction.reading import Reading
from dragoman.model import Channel, ContactStatus, Person, SegmentKind


def is_contact(reading: Reading, draft: Draft) -> bool:
    """Two participants of different sides, a gathering of several, a visit, or a dated plan."""
    if len({taker.side for taker in draft.takers}) > 1:
        return not _is_loose(draft)
    if draft.channel is Channel.VISIT:
        return _is_visit(reading, draft)
    if len(draft.takers) == 1 and _is_gathering(reading, draft.cue, draft.takers[0]):
        return True
    return _is_announced(draft)


def _is_loose(draft: Draft) -> bool:
    """As in: "The A-B dialogue", "continue to discuss": talks in general, none in particular."""
    cue = draft.cue
    lemma = cue.trigger.lemma_.lower()
    if lemma not in LOOSE or _is_fixed(draft) or draft.mediators or draft.host:
        return False
    if cue.is_verb:
        return cue.trigger.dep_ == "xcomp" and cue.trigger.head.lemma_ == "continue"
    if lemma in ("contact", "contacts") and not cue.light:
        return True
    counted = any(c.dep_ in ("amod", "nummod") for c in (*cue.trigger.lefts, *cue.outer.lefts))
    return not (cue.verb is not None or counted or cue.outer != cue.trigger)


def _is_fixed(draft: Draft) -> bool:
    return any(one is not None for one in (draft.time, draft.place, draft.duration))


def _is_visit(reading: Reading, draft: Draft) -> bool:
    """One who goes to a named place that is not his own."""
    if draft.place is None or not draft.takers:
        return False
    visitor = draft.takers[0].participant
    if visitor.id == visitor.party or visitor.role != "principal":
        return False
    person = reading.names.entities.get(visitor.id or "")
    known = visitor.party is not None or (isinstance(person, Person) and bool(person.office))
    return known and draft.place.party is not None and draft.place.party != visitor.party


def _is_gathering(reading: Reading, cue: Cue, taker: Taker) -> bool:
    """As in: "The leaders of the bloc met in C", "talks between the warring parties"."""
    who = taker.participant
    state = who.party is not None and len(who.party) == 3 and who.party.isupper()
    headline = reading.kind(cue.trigger) is SegmentKind.HEADLINE
    if state or not taker.several or (headline and who.id is None):
        return False
    if cue.is_verb:
        return cue.trigger.lemma_ in GATHERING and not any(
            c.dep_ == "dobj" for c in cue.trigger.children
        )
    return any(c.lower_ in ("between", "among", "amongst", "of") for c in cue.trigger.children)


def _is_announced(draft: Draft) -> bool:
    """As in: "Another round of talks is planned in C": one in particular, whoever takes part."""
    cue = draft.cue
    if (
        cue.trigger.pos_ != "NOUN"
        or cue.channel is Channel.LETTER
        or draft.status in (None, ContactStatus.DENIED)
    ):
        return False
    if cue.light and draft.takers:
        # "The parliament will hold a session on Friday": its own.
        return False
    told = cue.verb is not None and (cue.verb.lemma_ in OPENING or cue.verb.lemma_ in HOSTING)
    if draft.place is not None and draft.time is not None:
        return True
    coming = any(c.lower_ in PLANNED for c in (*cue.trigger.lefts, *cue.outer.lefts))
    if draft.place is not None:
        return told or coming
    return draft.time is not None and told and not cue.definite
