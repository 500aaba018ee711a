"""Hinge: a place in the text where one measure hangs on another."""

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Relation

_REACH = 8
_CLAUSAL = frozenset({"VERB", "AUX"})


@frozen(kw_only=True)
class Hinge:
    """A conditional word in the text: its relation, the condition's words, what hangs on it.

    ``words`` are those of the condition, with the conjunction where they have one; ``inner`` are
    those that name its measure; ``main`` is the token of what hangs on it, None where
    the sentence does not say. ``rule`` names the words that made it one. ``aside`` is False
    where the condition is a demand of its own as well: "must withdraw, otherwise …".
    """

    relation: Relation
    words: Tokens
    inner: Tokens
    main: int | None
    rule: str
    aside: bool = True

    @property
    def because(self) -> str:
        """The reason that a statement gives for its condition."""
        return f"condition {self.relation.value}: “{self.rule}”"

    def holds(self, other: "Hinge") -> bool:
        """Whether another hinge stands within this condition's own words."""
        inside = self.inner.start <= other.words.start and other.words.end <= self.words.end
        return other is not self and inside and other.words != self.words


def governor(token: Token, first: int, last: int) -> Token:
    """The verb or noun above a token that lies outside the words ``first..last``."""
    for _ in range(_REACH):
        above = token.head
        if above.i == token.i:
            return token
        if not first <= above.i <= last and above.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}:
            return above
        token = above
    return token


def under_telling(verb: Token) -> Token:
    """What is told, where a condition was hung on the verb of telling: "if A, he said, B will"."""
    if verb.dep_ == "parataxis" and any(c.dep_ == "aux" for c in verb.head.children):
        return verb.head
    if verb.pos_ != "VERB" or any(c.dep_ == "aux" for c in verb.children):
        return verb
    told = [c for c in verb.children if c.dep_ in {"ccomp", "parataxis"} and c.pos_ in _CLAUSAL]
    return next((c for c in told if any(a.dep_ == "aux" for a in c.children)), verb)


def trimmed(reading: Reading, start: int, end: int) -> Tokens:
    """A range without the stops and joining words at its end."""
    while end > start + 1 and (reading.doc[end - 1].is_punct or reading.doc[end - 1].dep_ == "cc"):
        end -= 1
    return Tokens(start, end)
