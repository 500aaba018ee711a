"""Descriptions: what a text has told of its people, beside names and by "is".

"Billionaire Mark Lind", "Lind, the Reform nominee," and "Lind is a lawyer" tell nouns and
adjectives by which "the nominee" or "the Reform candidate" can take Lind up.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.reading import NameMention, Reading

_MODIFIERS = frozenset({"compound", "amod", "nmod"})


def described(reading: Reading, before: int) -> dict[str, set[str]]:
    """The words told of each person before the token ``before``, in lower case, by id."""
    told: dict[str, set[str]] = {}
    for mention in reading.names.mentions:
        if mention.noun != "person" or mention.refers_to is None or mention.span.start >= before:
            continue
        words = told.setdefault(mention.refers_to, set())
        for noun in _nouns(reading, mention):
            words |= {noun.lower_, *(c.lower_ for c in noun.lefts if c.dep_ in _MODIFIERS)}
    return told


def _nouns(reading: Reading, mention: NameMention) -> Iterator[Token]:
    """The nouns that tell what the person of a mention is."""
    head = reading.doc[mention.head]
    yield from (c for c in head.lefts if c.dep_ in _MODIFIERS)
    yield from (c for c in head.rights if c.dep_ == "appos" and c.pos_ in {"NOUN", "PROPN"})
    if head.dep_ == "appos":
        yield head.head
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        yield from (c for c in head.head.children if c.dep_ == "attr")
