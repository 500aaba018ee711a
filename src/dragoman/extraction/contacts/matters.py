"""On what a contact is, and what comes of it."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.contacts.circumstances import LONGEST, holders_of, phrase
from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.words import (
    OUTCOME_VERBS,
    PHONES,
    TOPIC_PREPOSITIONS,
    TOPIC_VERBS,
)
from dragoman.extraction.reading import Reading, Tokens


def topics_of(reading: Reading, cue: Cue) -> Iterator[Tokens]:
    """On what: "talks on X", "the meeting focused on X", "they discussed X", "aimed at X"."""
    if cue.trigger.lemma_.lower() in PHONES:
        return
    holders = holders_of(cue)
    for holder in holders:
        for child in holder.children:
            if child.dep_ == "prep" and child.i > holder.i and _is_topical(child, holder, cue):
                yield from _objects(reading, child)
            elif child.dep_ == "acl" and child.lemma_ in ("aim", "devote", "dedicate"):
                for link in child.children:
                    if link.dep_ == "prep":
                        yield from _objects(reading, link)
    if cue.is_verb and cue.trigger.lemma_ == "discuss":
        yield from _phrases(reading, cue.trigger, ("dobj", "ccomp"))
    if cue.verb is not None:
        yield from _purposes(reading, cue.verb)


def _is_topical(preposition: Token, holder: Token, cue: Cue) -> bool:
    if holder.pos_ == "VERB" and holder.lemma_ in TOPIC_VERBS:
        return preposition.lower_ in ("on", "upon", "around", "with")
    if holder.pos_ == "VERB" and not cue.light:
        return False
    if preposition.lower_ not in TOPIC_PREPOSITIONS or (
        preposition.lower_ == "over" and holder != cue.trigger
    ):
        return False
    target = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
    if target is not None and target.lemma_ in PHONES | {"sideline", "margin", "phone"}:
        return False
    return target is not None and not any(t.ent_type_ in ("DATE", "TIME") for t in (target,))


def _objects(reading: Reading, preposition: Token) -> Iterator[Tokens]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp") and child.ent_type_ not in ("DATE", "TIME"):
            yield phrase(reading, child)


def _purposes(reading: Reading, verb: Token) -> Iterator[Tokens]:
    """As in: "Met to discuss X" and "discussed X" of the same subjects."""
    for child in verb.children:
        if child.dep_ in ("advcl", "xcomp") and child.lemma_ == "discuss":
            yield from _phrases(reading, child, ("dobj", "ccomp"))


def _phrases(reading: Reading, verb: Token, deps: tuple[str, ...]) -> Iterator[Tokens]:
    for child in verb.children:
        if child.dep_ in deps:
            yield phrase(reading, child)


def outcomes_of(reading: Reading, cue: Cue) -> Iterator[Tokens]:
    """What came of it: "the talks yielded no progress", "ended without a deal"."""
    verb = cue.verb
    if cue.is_verb or verb is None or cue.outer.dep_ != "nsubj":
        return
    if verb.lemma_ in OUTCOME_VERBS and any(
        c.dep_ in ("dobj", "prep", "xcomp") and c.i > verb.i for c in verb.children
    ):
        yield _from_verb(reading, verb)


def _from_verb(reading: Reading, verb: Token) -> Tokens:
    """The verb and what follows it, up to the next clause."""
    end = max(
        (phrase(reading, c).end for c in verb.children
         if c.i > verb.i and c.dep_ in ("dobj", "prep", "xcomp", "prt", "attr", "acomp")),
        default=verb.i + 1,
    )  # fmt: skip
    return Tokens(verb.i, min(end, verb.i + LONGEST))
