"""Openness: whether a measure is still to come, and whether a condition names a deed."""

from spacy.tokens import Token

from dragoman.extraction.actions import nominal, words
from dragoman.extraction.attribution.spans import subtree
from dragoman.extraction.conditions.words import terms
from dragoman.extraction.measures import measures_in
from dragoman.extraction.reading import Reading
from dragoman.extraction.verb_forms import MODAL, is_negative

_UNREAL = frozenset({"would", "could", "should", "might", "'d", "’d"})
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp"})
"""The dependents of a verb whose "no" negates it."""

_NONE = frozenset({"no", "neither", "nobody", "nothing", "none"})


def is_open(main: Token) -> bool:
    """Whether a measure is still to come: a modal, an infinitive, a verb that binds oneself."""
    token = main
    for _ in range(3):
        if any(c.dep_ == "aux" and (c.lower_ in MODAL or c.tag_ == "TO") for c in token.children):
            return True
        if token.tag_ in {"VB", "MD"} or token.lemma_.lower() in terms("binding"):
            return True
        if token.dep_ not in {"xcomp", "conj", "dobj", "acomp", "pcomp"}:
            return False
        token = token.head
    return False


def is_told_as_past(main: Token) -> bool:
    """Whether a main verb tells what happened: a plain past that binds nobody."""
    lasting = terms("binding") | terms("lasting")
    if main.pos_ not in {"VERB", "AUX"} or main.lemma_.lower() in lasting:
        return False
    past = main.tag_ == "VBD" or any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ in {"had", "was", "were", "did"}
        for c in main.children
    )
    return past and not is_open(main)


def is_denied(main: Token) -> bool:
    """Whether a main measure is negated, by itself, by its subject or by its object."""
    if is_negative(main) or main.lower_ in terms("hopeless"):
        return True
    near = [main, *(c for c in main.children if c.dep_ in _PARTS)]
    return any(c.lower_ in _NONE for one in near for c in (one, *one.lefts)) or any(
        c.lower_ in terms("hopeless") for c in main.children
    )


def is_shifted(main: Token) -> bool:
    """Whether a main verb stands under "would": its conditions are told in the past."""
    return any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in main.children)


def is_matter(token: Token) -> bool:
    """Whether a noun names something that is done or settled: a withdrawal, a deal, progress."""
    if token.pos_ not in {"NOUN", "VERB", "PROPN"}:
        return False
    return nominal(token) is not None or token.lemma_.lower() in terms("matters")


def is_deed(reading: Reading, head: Token, *, past: bool = False) -> bool:
    """Whether a condition names a deed; one in the past only where ``past`` allows it."""
    if head.pos_ in {"VERB", "AUX"}:
        told = head.tag_ == "VBD" or any(c.tag_ == "VBD" for c in head.children)
        return past or not told
    if any(timed.span.covers(head.i) for timed in reading.times):
        return False
    return bool(measures_in(reading, subtree(head)))


def is_step(head: Token) -> bool:
    """Whether a clause tells a step, no mere time: not "before the month is out"."""
    if head.pos_ not in {"VERB", "AUX"}:
        return True
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children)
    return head.pos_ == "VERB" and (passive or head.lemma_.lower() not in words("idle"))


def has_doer(head: Token) -> bool:
    """Whether a clause in the present names by a noun who takes the step."""
    doer = next((c for c in head.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    told = head.tag_ == "VBD" or any(c.tag_ == "VBD" for c in head.children)
    return doer is not None and doer.pos_ in {"NOUN", "PROPN"} and not told
