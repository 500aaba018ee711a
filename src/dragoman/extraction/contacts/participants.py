"""Who took part in a contact, from the syntax around its trigger."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue, going
from dragoman.extraction.contacts.naming import Taker, mentioned, party_name, takers_in
from dragoman.extraction.contacts.representing import represented
from dragoman.extraction.contacts.subjects import hanging, subjects_of
from dragoman.extraction.contacts.words import (
    CANCELLING,
    CARRYING,
    DELEGATES,
    DENYING,
    HOSTING,
    PLANNING,
    SUGGESTING,
)
from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.model import Channel, Participant

_WITH = ("with", "between", "among", "amongst", "to", "opposite", "alongside")
_TO_TAKERS = ("speak", "talk", "write")


def takers_of(reading: Reading, cue: Cue, helpers: frozenset[str]) -> tuple[Taker, ...]:
    """The participants that the syntax gives for a cue; ``helpers`` only host or mediate."""
    found = [*_around(reading, cue), *_subjects(reading, cue), *represented(reading, cue)]
    takers: dict[str, Taker] = {}
    for taker in found:
        key = taker.participant.id or taker.participant.name
        if key not in helpers:
            takers.setdefault(key, taker)
    return whole(takers.values())


def whole(takers: Iterable[Taker]) -> tuple[Taker, ...]:
    """The participants in order, without a bare party one of whose people takes part."""
    listed = sorted(takers, key=lambda taker: taker.span)
    persons = {t.participant.party for t in listed if t.participant.id != t.participant.party}
    return tuple(
        t
        for t in listed
        if t.participant.id is None
        or t.participant.id != t.participant.party
        or t.participant.id not in persons
    )


def _around(reading: Reading, cue: Cue) -> Iterator[Taker]:
    """Those named beside the noun ("the A-B talks", "A's call with B") or after the verb."""
    if not cue.is_verb:
        yield from _before(reading, cue)
    for holder in dict.fromkeys(_holders(cue)):
        for child in hanging(holder):
            if child.i > holder.i and _is_link(child, cue):
                for target in child.children:
                    if target.dep_ in ("pobj", "pcomp"):
                        yield from takers_in(reading, target)
            elif cue.is_verb and child.dep_ == "dobj" and _takes_object(cue):
                yield from _object(reading, child)
            elif cue.is_verb and child.dep_ == "dobj" and cue.trigger.lemma_ == "discuss":
                yield from _discussed_with(reading, child)


def _holders(cue: Cue) -> Iterator[Token]:
    """The tokens to which "with B" and "between A and B" may be attached."""
    yield from (cue.trigger, cue.outer)
    if cue.verb is not None and (cue.light or cue.verb.lemma_ in _ARRANGING):
        yield cue.verb
    if not cue.is_verb:
        for child in cue.trigger.children:
            if child.dep_ == "acl" and child.lemma_ in _ARRANGING:
                yield child
                yield from (c for c in child.conjuncts if c.lemma_ in _ARRANGING)


_ARRANGING = (
    PLANNING
    | SUGGESTING
    | CANCELLING
    | DENYING
    | CARRYING
    | HOSTING.keys()
    | {"send", "write", "be", "take", "address", "open", "start", "resume", "begin", "hold"}
)


def _is_link(child: Token, cue: Cue) -> bool:
    if child.dep_ not in ("prep", "dative", "agent"):
        return False
    lower = child.lower_
    if lower == "from":
        return cue.channel is Channel.LETTER
    if lower == "to":
        return cue.trigger.lemma_ in _TO_TAKERS or cue.channel is Channel.LETTER
    if lower == "by":
        visit = cue.channel is Channel.VISIT and child.head == cue.trigger
        return (cue.is_verb and child.dep_ == "agent") or (visit and not cue.is_verb)
    if lower == "of":
        return not cue.is_verb and child.head == cue.trigger
    return lower in _WITH


def _object(reading: Reading, head: Token) -> Iterator[Taker]:
    """Who is met: the object itself must be somebody ("met B and C", not "got 3 per cent, B 4")."""
    found = list(takers_in(reading, head))
    mention = reading.names.at(head.i)
    reach = mention.span if mention is not None else Tokens(head.left_edge.i, head.i + 1)
    own = any(reach.overlaps(taker.span) for taker in found)
    behind = any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in head.children)
    yield from found if own or behind or head.lemma_.lower() in DELEGATES else ()


def _discussed_with(reading: Reading, matter: Token) -> Iterator[Taker]:
    """As in: "Discussed the quota with B", B being a person; not "discussed relations with B"."""
    for link in matter.children:
        if link.dep_ == "prep" and link.lower_ == "with":
            for taker in (t for target in link.children for t in takers_in(reading, target)):
                if taker.participant.role == "principal":
                    yield taker


def _takes_object(cue: Cue) -> bool:
    """Whether the verb's object takes part ("met B", "phoned B"), not "discussed B"."""
    if cue.trigger.lemma_ == "invite":
        return True
    return cue.channel is not Channel.VISIT and cue.trigger.lemma_ != "discuss"


def _before(reading: Reading, cue: Cue) -> Iterator[Taker]:
    """Names before the noun: possessors and compounds, hyphened or not."""
    noun = cue.trigger
    for child in noun.children:
        if child.i >= noun.i:
            continue
        if child.dep_ == "poss":
            yield from takers_in(reading, child)
    start = min((t.i for t in noun.lefts), default=noun.i)
    start = min(start, *(t.i for c in noun.lefts for t in c.subtree), noun.i)
    names = [
        m
        for m in reading.names.within(Tokens(start, noun.i))
        if not _is_under_possessor(reading, m, noun) and not _is_under_preposition(reading, m, noun)
    ]
    if len(names) == 1 and names[0].noun == "place":
        return
    if len(names) == 1 and _is_venue(reading, names[0], noun):
        return
    for mention in names:
        yield from mentioned(reading, mention)


def _is_under_possessor(reading: Reading, mention: NameMention, noun: Token) -> bool:
    token = reading.doc[mention.head]
    while token.head != token and token != noun:
        if token.dep_ == "poss":
            return True
        token = token.head
    return False


def _is_under_preposition(reading: Reading, mention: NameMention, noun: Token) -> bool:
    token = reading.doc[mention.head]
    while token.head != token and token != noun:
        if token.dep_ in ("pobj", "relcl", "acl"):
            return True
        token = token.head
    return False


def _is_venue(reading: Reading, mention: NameMention, noun: Token) -> bool:
    """A lone seat or residence before a meeting noun is its place ("the White House meeting")."""
    token = reading.doc[mention.span.end - 1]
    return mention.noun == "organisation" or (
        mention.noun == "party" and token.pos_ == "PROPN" and mention.how == "metonym"
    )


def _subjects(reading: Reading, cue: Cue) -> Iterator[Taker]:
    """The subject of a verb of talking, or of a light verb over the noun."""
    if not cue.is_verb and (verb := going(cue)) is not None:
        for subject in subjects_of(verb):
            yield from takers_in(reading, subject)
    if cue.verb is None:
        return
    if not cue.light:
        yield from _own_side(reading, cue, cue.verb)
        return
    if not cue.is_verb and _hosts_it(cue.verb):
        return
    for subject in subjects_of(cue.verb):
        yield from takers_in(reading, subject)


def _own_side(reading: Reading, cue: Cue, verb: Token) -> Iterator[Taker]:
    """As in: "A denied a meeting with B", "A sent a letter to B": A's side takes part."""
    if cue.outer.dep_ != "dobj" or verb.lemma_ not in _TWO_SIDED:
        return
    if not any(c.lower_ in ("with", "to", "from") for h in (cue.trigger, verb) for c in h.children):
        return
    for subject in subjects_of(verb):
        for taker in takers_in(reading, subject):
            party = taker.participant.party
            if cue.channel in (Channel.LETTER, Channel.VISIT):
                yield taker
            elif party is not None:
                who = Participant(id=party, name=party_name(reading, party), party=party)
                yield Taker(participant=who, span=taker.span)


_TWO_SIDED = (
    DENYING
    | CANCELLING
    | CARRYING
    | SUGGESTING
    | {"send", "write", "refuse", "reject", "accept", "decline", "snub", "address", "turn"}
)


def _hosts_it(verb: Token) -> bool:
    return verb.lemma_ in HOSTING
