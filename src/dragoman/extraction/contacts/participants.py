"""Who took part in a contact, from the syntax around its trigger."""

from collections.abc import Iterable, Iterator

import attrs
from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.words import (
    CANCELLING,
    DELEGATES,
    DELEGATIONS,
    DENYING,
    HOSTING,
    PLANNING,
    SUGGESTING,
)
from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.model import Certainty, Channel, Organisation, Participant

_WITH = ("with", "between", "among", "to")
_OF = ("of", "from", "for")
_TO_TAKERS = ("speak", "talk", "write")


@frozen(kw_only=True)
class Taker:
    """One participant and the tokens that name it."""

    participant: Participant
    span: Tokens


def takers_of(reading: Reading, cue: Cue, helpers: set[str]) -> tuple[Taker, ...]:
    """The participants that the syntax gives for a cue; ``helpers`` only host or mediate."""
    found = [*_around(reading, cue), *_subjects(reading, cue), *_represented(reading, cue)]
    takers: dict[str, Taker] = {}
    for taker in found:
        key = taker.participant.id or taker.participant.name
        if key not in helpers:
            takers.setdefault(key, taker)
    return _whole(reading, takers.values())


def _whole(reading: Reading, takers: Iterable[Taker]) -> tuple[Taker, ...]:
    """Leave out a bare party when one of its people takes part."""
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
        for child in holder.children:
            if child.i > holder.i and _is_link(child, cue):
                for target in child.children:
                    if target.dep_ in ("pobj", "pcomp"):
                        yield from takers_in(reading, target)
            elif cue.is_verb and child.dep_ == "dobj" and cue.channel is not Channel.VISIT:
                yield from _object(reading, cue, child)


def _holders(cue: Cue) -> Iterator[Token]:
    """The tokens to which "with B" and "between A and B" may be attached."""
    yield from (cue.trigger, cue.outer)
    if cue.verb is not None and (cue.light or cue.verb.lemma_ in _ARRANGING):
        yield cue.verb
    if not cue.is_verb:
        yield from (c for c in cue.trigger.children if c.dep_ == "acl" and c.lemma_ in _ARRANGING)


_ARRANGING = (
    PLANNING | SUGGESTING | CANCELLING | DENYING | HOSTING.keys() | {"send", "write", "be", "take"}
)


def _is_link(child: Token, cue: Cue) -> bool:
    if child.dep_ not in ("prep", "dative", "agent"):
        return False
    lower = child.lower_
    if lower == "to":
        return cue.trigger.lemma_ in _TO_TAKERS or cue.channel is Channel.LETTER
    if lower in ("of", "by"):
        return not cue.is_verb and child.head == cue.trigger and lower == "of"
    return lower in _WITH


def _object(reading: Reading, cue: Cue, child: Token) -> Iterator[Taker]:
    if cue.trigger.lemma_ == "discuss":
        return
    yield from takers_in(reading, child)


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
        if mention.noun == "place":
            yield from _country(reading, mention)
        else:
            yield from _mentioned(reading, mention)


def _country(reading: Reading, mention: NameMention) -> Iterator[Taker]:
    """As in: "the A-B talks" where A was taken for a place: two names make them sides."""
    party = reading.names.party_of(mention.refers_to)
    if party is not None:
        participant = Participant(id=party, name=_party_name(reading, party), party=party)
        yield Taker(participant=participant, span=mention.span)


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
    if not any(c.lower_ in ("with", "to") for h in (cue.trigger, verb) for c in h.children):
        return
    for subject in subjects_of(verb):
        for taker in takers_in(reading, subject):
            party = taker.participant.party
            if cue.channel is Channel.LETTER:
                yield taker
            elif party is not None:
                who = Participant(id=party, name=_party_name(reading, party), party=party)
                yield Taker(participant=who, span=taker.span)


_TWO_SIDED = (
    DENYING | CANCELLING | {"propose", "seek", "request", "offer", "send", "write", "deliver"}
)


def _hosts_it(verb: Token) -> bool:
    return verb.lemma_ in HOSTING


def subjects_of(verb: Token) -> list[Token]:
    """The understood subjects of a verb: its own, or those of the verb it hangs on."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        passive = (
            any(c.dep_ == "nsubjpass" for c in own) and verb.dep_ != "xcomp" and len(seen) == 1
        )
        if own and not (passive and verb.tag_ == "VBN" and not _is_reciprocal(verb)):
            return [_antecedent(subject) for subject in own]
        if own:
            return []
        if verb.dep_ in ("xcomp", "conj", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
            if verb.dep_ == "advcl" and not _shares_subject(verb):
                return []
            verb = verb.head
        elif (verb.dep_ == "acl" and verb.tag_ == "VBG") or verb.dep_ == "relcl":
            return [verb.head]
        else:
            return []
    return []


def _is_reciprocal(verb: Token) -> bool:
    return verb.lemma_ in ("meet", "expect", "schedule", "set", "plan")


def _shares_subject(verb: Token) -> bool:
    return verb.tag_ in ("VBG", "VB") and not any(c.dep_ == "mark" for c in verb.children)


def _antecedent(subject: Token) -> Token:
    """What a relative pronoun stands for."""
    if subject.lower_ in ("who", "which", "that") and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def takers_in(reading: Reading, head: Token) -> Iterator[Taker]:
    """The participants that a noun phrase names, with all that it is joined to."""
    tokens = sorted([head, *_joined(head)], key=lambda token: token.i)
    alternatives = _alternatives(tokens)
    for token in tokens:
        for taker in _one(reading, token):
            yield _sure(taker, Certainty.ALTERNATIVE) if token.i in alternatives else taker


def _alternatives(tokens: list[Token]) -> set[int]:
    """Which of the joined names are alternatives: those on both sides of "or".

    "A and either B or C" leaves A certain; without "either", the "or" joins its neighbours.
    """
    ors = [c.i for t in tokens for c in t.children if c.dep_ == "cc" and c.lower_ == "or"]
    if not ors:
        return set()
    doc = tokens[0].doc
    first, last = tokens[0].left_edge.i, ors[-1]
    either = next((i for i in range(last, first - 1, -1) if doc[i].lower_ == "either"), None)
    left = [t.i for t in tokens if t.i < last and (either is None or t.i > either)]
    right = [t.i for t in tokens if t.i > last][:1]
    return {*(left if either is not None else left[-1:]), *right}


def _joined(head: Token) -> Iterator[Token]:
    for child in head.children:
        # "President A and President B met": the small model hangs A under B as a modifier.
        modifies = child.dep_ == "nmod" and any(c.dep_ == "conj" for c in child.children)
        if modifies and child.i < head.i and child.pos_ == "PROPN":
            yield child
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"):
            yield child
            yield from _joined(child)


def _one(reading: Reading, token: Token) -> Iterator[Taker]:
    mention = reading.names.at(token.i)
    if mention is not None and mention.noun in ("party", "person", "organisation"):
        yield from _mentioned(reading, mention)
        return
    if token.lemma_.lower() in DELEGATES:
        yield from _delegates(reading, token)


def _delegates(reading: Reading, token: Token) -> Iterator[Taker]:
    """As in: "Officials from A and B", "the A foreign minister", "his B counterpart"."""
    role = "delegation" if token.lemma_.lower() in DELEGATIONS else "principal"
    heads: list[Token] = []
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _OF:
            heads += [t for c in child.children if c.dep_ == "pobj" for t in (c, *_joined(c))]
        elif child.dep_ in ("amod", "nmod", "compound", "poss") and child.i < token.i:
            heads += [child, *_joined(child)]
    for head in heads:
        mention = reading.names.at(head.i)
        party = reading.names.party_of(mention.refers_to) if mention is not None else None
        if mention is None or party is None or mention.noun not in ("party", "place", "person"):
            continue
        participant = Participant(
            id=party, name=_party_name(reading, party), party=party, role=role
        )
        yield Taker(participant=participant, span=mention.span)


def _party_name(reading: Reading, party: str) -> str:
    return reading.names.name_of(party) or reading.gazetteer.party_name(party)


def _mentioned(reading: Reading, mention: NameMention) -> Iterator[Taker]:
    names = reading.names
    entity = names.entities.get(mention.refers_to or "")
    party = names.party_of(mention.refers_to)
    if mention.noun not in ("party", "person", "organisation"):
        return
    if entity is None and mention.noun != "person":
        return
    if isinstance(entity, Organisation) and party is None:
        return
    name = names.name_of(mention.refers_to) or reading.text(mention.span)
    role = "principal" if mention.noun == "person" else "participant"
    participant = Participant(id=mention.refers_to, name=name, party=party, role=role)
    yield Taker(participant=participant, span=mention.span)


def _sure(taker: Taker, certainty: Certainty) -> Taker:
    return attrs.evolve(taker, participant=attrs.evolve(taker.participant, certainty=certainty))


def _represented(reading: Reading, cue: Cue) -> Iterator[Taker]:
    """As in: "… with A representing X and either B or C expected to represent Y"."""
    if cue.is_verb:
        return
    top = cue.verb if cue.verb is not None else cue.outer
    done = top.i
    for token in sorted(top.subtree, key=lambda t: t.i):
        if token.lemma_ != "represent" or token.i < top.i:
            continue
        side = _represented_side(reading, token)
        for subject in _representing(token):
            for taker in takers_in(reading, subject):
                if done < taker.span.start < token.i:
                    yield _expected(_for_side(taker, side), token)
        done = token.i


def _expected(taker: Taker, verb: Token) -> Taker:
    """As in: "Expected to represent": his coming is not certain."""
    certain = taker.participant.certainty is Certainty.CERTAIN
    return _sure(taker, Certainty.EXPECTED) if verb.dep_ == "xcomp" and certain else taker


def _represented_side(reading: Reading, verb: Token) -> str | None:
    """The party that somebody is said to represent."""
    for child in verb.children:
        if child.dep_ == "dobj" and (mention := reading.names.at(child.i)) is not None:
            return reading.names.party_of(mention.refers_to)
    return None


def _for_side(taker: Taker, side: str | None) -> Taker:
    who = taker.participant
    return taker if who.party else attrs.evolve(taker, participant=attrs.evolve(who, party=side))


def _representing(verb: Token) -> list[Token]:
    found = subjects_of(verb)
    if found:
        return found
    holder = verb.head if verb.dep_ == "xcomp" else verb
    return [holder.head] if holder.dep_ == "acl" else []
