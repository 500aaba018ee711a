"""Verb forms: negation, tense and mood of a clause, read off the parse."""

from spacy.tokens import Token

_DUTY = frozenset({"must", "should", "shall", "ought", "need"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d", "going"})
_PAST_AUXILIARIES = frozenset({"did", "was", "were", "had", "has", "have"})
_NOBODY = frozenset({"neither", "nobody", "none", "no"})
MODAL = _DUTY | _FUTURE | {"may", "might", "could", "can", "ca"}
"""Auxiliaries under which what is told is not told as done."""


def is_negative(verb: Token) -> bool:
    """Whether a verb, or the "be" over an adjective, is negated by "not" or "never"."""
    if verb.pos_ == "ADJ" and verb.dep_ == "acomp" and verb.head.pos_ == "AUX":
        return is_negative(verb.head)
    for subject in (c for c in verb.children if c.dep_ == "nsubj"):
        if any(t.lower_ in _NOBODY for t in (subject, *subject.lefts)):
            return True
    return any(
        c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ in {"never", "neither", "nor"})
        for c in verb.children
    )


def is_future(verb: Token) -> bool:
    """Whether a verb stands under "will", "would" (also as "'d") or "going to"."""
    if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children):
        return True
    return verb.lower_ == "going" and any(c.dep_ == "xcomp" for c in verb.children)


def is_past(verb: Token) -> bool:
    """Whether a verb stands in the past or the perfect."""
    return verb.tag_ == "VBD" or any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ in _PAST_AUXILIARIES for c in verb.children
    )


def is_passive(verb: Token) -> bool:
    """Whether a verb has a passive auxiliary."""
    return any(c.dep_ == "auxpass" for c in verb.children)


def has_duty(verb: Token) -> bool:
    """Whether something is said to be due: "must", "should", "has to", "needs to"."""
    if any(c.dep_ == "aux" and c.lemma_.lower() in _DUTY for c in verb.children):
        return True
    shell = verb.lemma_.lower() in {"need", "have"}
    return shell and any(
        c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.lefts) for c in verb.children
    )


def subject_of(verb: Token) -> Token | None:
    """The subject that hangs on a verb, active or passive."""
    return next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)


def doing(root: Token) -> Token:
    """The verb that names the deed, under "be ready to" and "continue to"."""
    token = root
    while True:
        below = next((c for c in token.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
        if below is None or token.lemma_.lower() not in {"go", "be", "want", "have", "begin"}:
            return token
        token = below


def is_subjunctive(verb: Token) -> bool:
    """Whether a verb stands bare where a subject would bend it: "that he withdraw"."""
    if any(c.dep_ == "aux" and c.lower_ != "be" for c in verb.children):
        return False
    bare = any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children)
    return bare or (verb.tag_ == "VB" and not any(c.lower_ == "to" for c in verb.lefts))
