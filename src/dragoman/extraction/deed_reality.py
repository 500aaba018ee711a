"""Whether a deed is told as done: past or perfect, not planned, denied, demanded or supposed.

Nor an accident, which nobody does, nor an attack in words.
"""

from spacy.tokens import Token

from dragoman.extraction.deed_words import ACCIDENTS
from dragoman.extraction.reading import Reading
from dragoman.extraction.tense import tense_of
from dragoman.model import SegmentKind

_UNREAL = frozenset({"deny", "demand", "threaten", "want", "warn", "fear", "expect", "suggest",
                     "propose", "promise", "imagine", "doubt", "wish", "hope", "suppose",
                     "allege", "accuse", "insist", "pretend", "urge", "ask", "order",
                     "call"})  # fmt: skip
_MODALS = frozenset({"will", "would", "may", "might", "could", "can", "should", "must", "shall",
                     "'ll", "’ll", "wo", "ca", "to"})  # fmt: skip


def is_done(reading: Reading, verb: Token) -> bool:
    """Whether the verb tells of something done: past or perfect, real, not negated."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _MODALS or any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        return False
    if is_supposed(verb):
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return _is_told_past(reading, verb)
    if reading.kind(verb) is SegmentKind.HEADLINE and verb.tag_ in ("VBZ", "VBP", "VBD"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not helpers:
        return verb.head.pos_ == "VERB" and is_done(reading, verb.head)
    finite = verb.tag_ == "VBD" or bool(helpers & {"has", "have", "had", "was", "were", "'ve"})
    return finite and tense_of(verb) == "past"


def _is_told_past(reading: Reading, verb: Token) -> bool:
    """As in: "The ship seized by B", "the crew detained last week": a doer or a day vouches."""
    by = any(c.dep_ == "agent" for c in verb.children)
    dated = any(
        (verb.left_edge.i <= timed.span.start <= verb.right_edge.i and ":past" in timed.when.form)
        or "-1" in timed.when.form
        for timed in reading.times
        if verb.i < timed.span.start < verb.i + 4
    )
    return by or dated


def is_supposed(verb: Token) -> bool:
    """Whether the clause hangs on an "if" or on a verb that does not vouch for it."""
    step = verb
    for _ in range(6):
        marks = {c.lower_ for c in step.children if c.dep_ in ("mark", "advmod")}
        if marks & {"if", "unless", "whether", "until", "allegedly"}:
            return True
        if step.head == step:
            return False
        if step.dep_ in ("ccomp", "xcomp", "acl") and step.head.lemma_.lower() in _UNREAL:
            return True
        step = step.head
    return False


_BY_WORDS = ("attack", "assault", "target", "strike", "hit", "raid")


def is_of_words(reading: Reading, verb: Token, patient: Token | None) -> bool:
    """As in: "Attacked her opponent as a fraud", "A attacked B for his remarks"."""
    if verb.lemma_ not in _BY_WORDS:
        return False
    mention = reading.names.at(patient.i) if patient is not None else None
    if mention is not None and mention.noun in ("person", "unnamed"):
        return True
    return any(c.dep_ == "prep" and c.lower_ in ("as", "for", "over") for c in verb.children)


def is_accident(verb: Token) -> bool:
    """As in: "A quake killed 40 people", "80 were killed in a crash": nobody did it."""
    near = [c for c in verb.children if c.dep_ == "nsubj"]
    near += [t for c in verb.children if c.dep_ in ("prep", "agent") for t in c.children]
    return any(token.lemma_.lower() in ACCIDENTS for token in near)
