"""Who stands for a side: "A representing X", "X was represented by A", "the X team led by A"."""

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.naming import Taker, sure, takers_in
from dragoman.extraction.contacts.subjects import subjects_of
from dragoman.extraction.reading import Reading
from dragoman.model import Certainty


def represented(reading: Reading, cue: Cue) -> Iterator[Taker]:
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
    return sure(taker, Certainty.EXPECTED) if verb.dep_ == "xcomp" and certain else taker


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


_BEFORE, _AFTER = 1, 6
"""Sentences before and after a contact in which those who stand for a side are looked for."""


def represented_near(reading: Reading, cue: Cue) -> list[Taker]:
    """The sides named around talks that name none: "X was represented by A", "the X team".

    Reads the contact's own sentence, one before it and six after it.
    """
    start, end = _window(cue.trigger)
    found: dict[str, Taker] = {}
    for token in reading.doc[start:end]:
        for taker in _standing(reading, token):
            found.setdefault(taker.participant.id or taker.participant.name, taker)
    return list(found.values())


def _window(token: Token) -> tuple[int, int]:
    """The token range of the sentences around a token."""
    doc = token.doc
    start, end = token.sent.start, token.sent.end
    for _ in range(_BEFORE):
        start = doc[start - 1].sent.start if start > 0 else start
    for _ in range(_AFTER):
        end = doc[end].sent.end if end < len(doc) else end
    return start, end


def _standing(reading: Reading, token: Token) -> Iterator[Taker]:
    lemma = token.lemma_.lower()
    if lemma == "represent" and token.pos_ == "VERB":
        yield from _representatives(reading, token)
    elif lemma in ("sit", "flank") and token.tag_ in ("VBD", "VBN"):
        yield from _seated(reading, token)
    elif lemma in ("delegation", "team", "negotiator") and not _is_ahead(token):
        yield from takers_in(reading, token)


def _representatives(reading: Reading, verb: Token) -> Iterator[Taker]:
    """As in: "X was represented by A and B": those, for X."""
    represented = [c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")]
    side = next((t for c in represented for t in takers_in(reading, c)), None)
    party = side.participant.party if side is not None else None
    by = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
    persons = [_for_side(taker, party) for target in by for taker in takers_in(reading, target)]
    if persons or side is None:
        yield from persons
    else:
        yield side


def _seated(reading: Reading, verb: Token) -> Iterator[Taker]:
    """As in: "A sat beside B", "A was flanked by B"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "agent", "prep"):
            if child.dep_ == "prep" and child.lower_ not in ("beside", "opposite", "alongside"):
                continue
            for target in [child] if child.dep_.startswith("nsubj") else list(child.children):
                yield from takers_in(reading, target)


def _is_ahead(noun: Token) -> bool:
    """Whether the delegates are only to be named or sent."""
    return any(c.lower_ in ("will", "would", "may", "could") for c in noun.head.children)
