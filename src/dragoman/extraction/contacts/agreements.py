"""What was agreed at a contact, told in the clause around it or just behind it."""

from spacy.tokens import Token

from dragoman.extraction.contacts.circumstances import phrase
from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.drafts import Draft
from dragoman.extraction.contacts.subjects import subjects_of
from dragoman.extraction.contacts.words import AGREEING, COLLECTIVE
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import ContactStatus


def agreed_in(reading: Reading, cue: Cue, draft: Draft) -> None:
    """As in: "During those talks, A agreed to X": X came of them."""
    outer = cue.outer
    if outer.dep_ != "pobj" or outer.head.lower_ not in ("during", "in", "at", "after"):
        return
    verb = outer.head.head
    if verb.pos_ == "VERB" and verb.lemma_ in AGREEING:
        draft.outcomes.append(_clause(reading, verb))


def agreements(reading: Reading, drafts: list[Draft]) -> None:
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
