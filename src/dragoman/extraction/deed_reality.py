"""Whether a deed is told as done: past or perfect, not planned, denied, demanded or supposed."""

from spacy.tokens import Token

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
