"""Participants that the noun itself does not name: from the clause around it, or a group."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue, is_going
from dragoman.extraction.contacts.drafts import Draft
from dragoman.extraction.contacts.groups import is_group, members_of, pair_before
from dragoman.extraction.contacts.naming import Taker, as_party, sides, speaking, takers_in
from dragoman.extraction.contacts.participants import whole
from dragoman.extraction.contacts.representing import represented_near
from dragoman.extraction.contacts.subjects import clause_of, subjects_of
from dragoman.extraction.contacts.words import ANOTHER, PACTS, PARTING, TELLING
from dragoman.extraction.reading import Reading
from dragoman.model import Channel, ContactStatus, Person, SegmentKind

_OCCASIONS = ("for", "in", "during", "at", "after", "following", "over", "by", "on", "via")
_WITHIN = ("in", "during", "over", "by", "on", "via", "at")


def completed(
    reading: Reading, cue: Cue, takers: list[Taker], drafts: Sequence[Draft]
) -> list[Taker]:
    """The participants with those whom a group or the clause around the noun adds."""
    if len(takers) == 1 and (other := _counterpart(cue, takers[0], drafts)) is not None:
        return [*takers, other]
    if len(takers) == 1 and not cue.is_verb and (teller := _teller(reading, cue, takers[0])):
        return [*takers, *teller]
    if len(sides(takers)) >= 2 or (cue.channel is Channel.VISIT and not _is_mutual(cue)):
        return takers
    members = _group(reading, cue, drafts)
    if members:
        return members if len(sides([*takers, *members])) == 2 else takers
    if cue.is_verb:
        return takers
    around = list(_around(reading, cue, drafts, alone=not takers))
    if not around and not takers and _is_resumed(cue):
        around = [as_party(reading, t) for t in _as_before(cue, drafts, _ANY)]
    if not around and not takers and _is_another(cue):
        around = _as_before(cue, drafts)
    together = [*takers, *(t for t in around if t.side not in sides(takers))]
    headline = reading.kind(cue.trigger) is SegmentKind.HEADLINE
    if len(sides(together)) < 2 and cue.channel in _SEATED and not headline:
        together += [t for t in represented_near(reading, cue) if t.side not in sides(takers)]
    return list(whole(together)) if len(sides(together)) >= 2 else takers


def _teller(reading: Reading, cue: Cue, taker: Taker) -> list[Taker]:
    """As in: "The talks with B were long, A said": A's side took part."""
    linked = any(c.lower_ == "with" for h in (cue.trigger, cue.outer) for c in h.children)
    if not linked or taker.span.start < cue.trigger.i or clause_doer(cue):
        return []
    found = list(speaking(reading, cue.trigger, together=True))
    return found if len(found) == 1 and found[0].participant.party not in (None, taker.side) else []


def clause_doer(cue: Cue) -> bool:
    """Whether the clause around the noun has a doer who may be the one who takes part."""
    verb = clause_of(cue.outer)
    subjects = subjects_of(verb) if verb is not None else []
    return any(s.i != cue.outer.i and s.pos_ in ("PROPN", "PRON", "NOUN") for s in subjects)


_SEATED = (Channel.TALKS, Channel.MEETING, Channel.SUMMIT)


def _is_mutual(cue: Cue) -> bool:
    """As in: "Visit each other's countries"."""
    return any(t.lower_ == "other" and t.nbor(-1).lower_ == "each" for t in cue.trigger.subtree)


def _is_another(cue: Cue) -> bool:
    """As in: "A further call", "another round of talks"."""
    return any(c.lower_ in ANOTHER for h in (cue.trigger, cue.outer) for c in h.children)


def _is_resumed(cue: Cue) -> bool:
    """As in: "The talks would resume on Sunday": between the sides that talked before."""
    verb = cue.verb
    return (
        cue.channel is Channel.TALKS
        and cue.outer.dep_ == "nsubj"
        and verb is not None
        and verb.lemma_ in ("resume", "restart", "reconvene")
    )


def _as_before(
    cue: Cue, drafts: Sequence[Draft], channels: tuple[Channel | None, ...] | None = None
) -> list[Taker]:
    """The participants of the latest contact of such a channel, just before.

    Nobody where "another" could follow contacts of different sides.
    """
    if channels is None and follows_several(cue, drafts):
        return []
    before = _kin(cue, drafts, channels)
    parties = cue.channel is Channel.TALKS
    best = max(before, key=lambda d: (parties and d.level < 2, d.last), default=None)
    return list(best.takers) if best is not None else []


def follows_several(cue: Cue, drafts: Sequence[Draft]) -> bool:
    """Whether "another" could follow contacts of different sides: whose it is stays open."""
    before = _kin(cue, drafts, None)
    return _is_another(cue) and len({frozenset(sides(draft.takers)) for draft in before}) > 1


def _kin(
    cue: Cue, drafts: Sequence[Draft], channels: tuple[Channel | None, ...] | None
) -> list[Draft]:
    """The contacts of two sides, just before, that another one of this channel may follow."""
    kin = channels or _KIN.get(cue.channel or Channel.MEETING, ())
    return [
        draft
        for draft in drafts
        if 0 < cue.trigger.i - draft.last < _NEAR
        and draft.channel in kin
        and draft.status is not ContactStatus.DENIED
        and len(sides(draft.takers)) == 2
    ]


_NEAR = 270
"""Tokens: another contact follows one that was told of no farther back."""
_ANY = (None, Channel.CALL, Channel.TALKS, Channel.MEETING, Channel.SUMMIT)
_KIN = {
    Channel.CALL: (None, Channel.CALL),
    Channel.TALKS: (None, Channel.TALKS, Channel.MEETING),
    Channel.MEETING: (None, Channel.TALKS, Channel.MEETING, Channel.SUMMIT, Channel.CALL),
    Channel.SUMMIT: (None, Channel.MEETING, Channel.SUMMIT, Channel.CALL),
}
"""Of which contacts another one of this channel can be said to follow."""


def _counterpart(cue: Cue, taker: Taker, drafts: Sequence[Draft]) -> Taker | None:
    """As in: "A invited his counterpart": the other one of the latest contact that A had."""
    holders = dict.fromkeys((cue.trigger, cue.outer))
    near = [t for h in holders for c in h.children for t in (c, *c.children)]
    if not any(t.lemma_ == "counterpart" and t.i > cue.trigger.i for t in near):
        return None
    for draft in sorted(drafts, key=lambda one: -one.last):
        if draft.last < cue.trigger.i and len(draft.takers) == 2 == len(sides(draft.takers)):
            others = [t for t in draft.takers if t.side != taker.side]
            return others[0] if len(others) == 1 else None
    return None


def _group(reading: Reading, cue: Cue, drafts: Sequence[Draft]) -> list[Taker]:
    """The two whom "the leaders", standing where a participant stands, means."""
    for token in _stands(cue):
        if is_group(reading, token):
            return members_of(reading, token, drafts)
    return []


def _stands(cue: Cue) -> Iterator[Token]:
    """The places of participants: subject, possessor, after "between"."""
    if cue.verb is not None and cue.light:
        yield from subjects_of(cue.verb)
    for holder in dict.fromkeys((cue.trigger, cue.outer)):
        for child in holder.children:
            if child.dep_ == "poss":
                yield child
            elif child.dep_ == "prep" and child.lower_ in ("between", "of"):
                yield from (t for t in child.children if t.dep_ == "pobj")


def _around(reading: Reading, cue: Cue, drafts: Sequence[Draft], *, alone: bool) -> Iterator[Taker]:
    """As in: "In a call, A and B agreed", "A won a pause in a call with B", "A told B by phone"."""
    link = _link(cue)
    if link is None or link.lower_ not in _OCCASIONS:
        return
    verb = clause_of(link)
    if verb is None:
        return
    found = _doers(reading, verb, drafts)
    if not alone and (link.lower_ != "for" or _goes(verb)):
        yield from (_as_side(reading, taker) for taker in found)
    elif len(sides(found)) >= 2 and _can_follow(verb, link) and link.lower_ != "for":
        yield from found
    elif found and link.lower_ in _WITHIN and verb.lemma_ in TELLING:
        told = [t for c in _told(verb) for t in takers_in(reading, c)]
        if told:
            yield from (*found, *told)


def _goes(verb: Token) -> bool:
    """As in: "Travelled to C for talks with B"."""
    return is_going(verb) or verb.lemma_ in ("gather", "be")


def _link(cue: Cue) -> Token | None:
    """The preposition over the noun, also in "in what was their first meeting"."""
    outer = cue.outer
    if outer.dep_ == "attr" and outer.head.dep_ == "pcomp":
        return outer.head.head
    return outer.head if outer.dep_ == "pobj" else None


def _can_follow(verb: Token, link: Token) -> bool:
    """As in: "A and B left C after talks"; not "A and B remained at odds in the talks"."""
    parting = verb.lemma_ in PARTING and link.lower_ in ("after", "following")
    return parting or verb.lemma_ not in _STAYING


_STAYING = frozenset({"leave", "depart", "be", "remain", "arrive", "differ"})


def _doers(reading: Reading, verb: Token, drafts: Sequence[Draft]) -> list[Taker]:
    found: list[Taker] = []
    for subject in subjects_of(verb):
        found += takers_in(reading, subject)
        if not found and is_group(reading, subject) and subject.lower_ != "they":
            found += members_of(reading, subject, drafts)
    reached = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if not found and reached is not None and reached.lemma_ in PACTS:
        return pair_before(reading, reached)
    return found


def _told(verb: Token) -> Iterator[Token]:
    """The one who is told."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "iobj") and child.i > verb.i:
            yield child
        elif child.dep_ in ("prep", "dative") and child.lower_ == "to":
            yield from (t for t in child.children if t.dep_ == "pobj")


def _as_side(reading: Reading, taker: Taker) -> Taker:
    """Who speaks for another is no participant himself, but his side is."""
    person = reading.names.entities.get(taker.participant.id or "")
    if isinstance(person, Person) and "spokes" in (person.office or "").lower():
        return as_party(reading, taker)
    return taker
