"""Requirements: whether a plain "if" sets a condition, provides for a case, or asks."""

from spacy.tokens import Token

from dragoman.extraction.acts_words import terms as act_terms
from dragoman.extraction.conditions.openness import is_denied
from dragoman.extraction.conditions.words import Row, terms
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.verb_forms import is_negative

_YIELDING = frozenset({"ready", "willing", "prepared", "possible", "open"})


def is_complement(row: Row, marker: Token, head: Token) -> bool:
    """Whether an "if" stands for "whether": "asked if", "did not say if", "would see if"."""
    if row["words"] != "if":
        return False
    above = head.head
    asking = above.lemma_.lower() in terms("asking") and above.i < marker.i
    near = marker.i - above.i <= _NEAR and not any(
        t.text == "," for t in marker.doc[above.i : marker.i]
    )
    return (asking and near) or head.lemma_.lower() in terms("polite")


_NEAR = 5
"""Tokens between a verb of asking and its "if"."""


def is_requirement(reading: Reading, words: Tokens, main: Token, head: Token) -> bool:
    """Whether what stands under an "if" is asked for: yielding is held out for a deed.

    "Will lift the embargo if they withdraw" sets a condition; "will strike if they attack" and
    "if the talks fail" provide for a case.
    """
    if any(above.lemma_.lower() in terms("threats") for above in (main, *main.ancestors)):
        return False
    inside = {t.lower_ for t in reading.span(words)}
    if inside & terms("demanding"):
        return True
    if _names_terms(head):
        return True
    if is_negative(head) or head.lemma_.lower() in terms("failing") | _hostile():
        return False
    return head.pos_ in {"VERB", "AUX"} and _yields(main)


def _names_terms(head: Token) -> bool:
    """Whether the condition is that conditions are met."""
    return head.lemma_.lower() in {"meet", "fulfil", "fulfill", "satisfy", "accept"} and any(
        c.dep_ in {"nsubjpass", "dobj"} and c.lemma_.lower() in terms("conditions")
        for c in head.children
    )


def _yields(main: Token) -> bool:
    """Whether a main measure gives way: to lift, to withdraw, to be ready to; not to strike."""
    chain = [main]
    for _ in range(3):
        below = [c for c in chain[-1].children if c.dep_ in {"xcomp", "acomp", "pcomp"}]
        if not below:
            break
        chain.append(below[0])
    if any(one.lemma_.lower() in _hostile() for one in chain):
        return is_denied(main)
    words = {one.lemma_.lower() for one in chain}
    return bool(words & (act_terms("yield") | terms("giving") | _YIELDING)) and not is_denied(main)


def _hostile() -> frozenset[str]:
    return act_terms("hostile") - {"use", "respond"}
