"""Deeds told by a noun: "the seizure of the boat by A", "after B's attack on C"."""

from spacy.tokens import Token

from dragoman.extraction.deed_parties import Who, owner_before, whose
from dragoman.extraction.deed_reality import is_done, is_supposed
from dragoman.extraction.deed_words import DEED_VERBS, UNTOLD
from dragoman.extraction.reading import Reading

_PAST_PREPOSITIONS = ("after", "following", "since")


def is_told(reading: Reading, noun: Token) -> bool:
    """Whether the noun tells of something done: subject of a past verb, or after "after".

    "The attack must stop", "an end to attacks" and "the planned release" tell of nothing done;
    "the strike killed four" is the verb's.
    """
    words = {c.lower_ for c in noun.children}
    if words & UNTOLD:
        return False
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.pos_ == "VERB":
        lemma = noun.head.lemma_.lower()
        hurts = any(sense.type == "ASSAULT" for sense in DEED_VERBS.get(lemma, ()))
        return not hurts and lemma not in UNTOLD and is_done(reading, noun.head)
    if noun.dep_ != "pobj" or noun.head.lower_ not in _PAST_PREPOSITIONS:
        return False
    verb = noun.head.head
    return verb.pos_ == "VERB" and not is_supposed(verb) and is_done(reading, verb)


def owner_of(reading: Reading, noun: Token) -> Who | None:
    """Who did what the noun names: after "by", or before the noun."""
    patient = object_of(noun)
    holders = (noun, patient) if patient is not None else (noun,)
    for child in (c for holder in holders for c in holder.children):
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            for target in child.children:
                if (who := whose(reading, target)) is not None:
                    return who
    return owner_before(reading, noun)


def object_of(noun: Token) -> Token | None:
    """What it was done to: after "of" or "on"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "on", "against"):
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None
