"""Antecedents of things: what "it", "its" and "this" stand for in a measure.

Persons and parties are resolved elsewhere (``extraction.pronouns``); here it is the aid, the
truce or the deal of the clause before. The nearest subject wins, then the nearest object;
"the issue of aid" stands for the aid. Where nothing fits, nothing is said.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.acts_words import terms
from dragoman.extraction.reading import Reading

_SINGULAR = frozenset({"it", "its", "this", "that", "itself"})
_PLURAL = frozenset({"them", "these", "those", "their", "they", "both"})
_ROLES = ({"nsubj", "nsubjpass"}, {"dobj", "pobj"})
_REACH = 45
"""Tokens back in which an antecedent may stand."""


def thing_behind(reading: Reading, pronoun: Token) -> Token | None:
    """The noun that a pronoun for a thing stands for; None for all other tokens."""
    plural = pronoun.lower_ in _PLURAL
    if not plural and pronoun.lower_ not in _SINGULAR:
        return None
    near = list(_things_before(reading, pronoun, plural=plural))
    for roles in _ROLES:
        found = next((noun for noun in near if noun.dep_ in roles), None)
        if found is not None:
            return _what_it_is_about(found)
    return None


def _things_before(reading: Reading, pronoun: Token, *, plural: bool) -> Iterator[Token]:
    """Nouns for things before a pronoun, the nearest first, those of its own clause left out."""
    clause = _clause(pronoun)
    for index in range(pronoun.i - 1, max(-1, pronoun.i - _REACH), -1):
        token = reading.doc[index]
        if token.pos_ != "NOUN" or reading.names.at(index) is not None:
            continue
        if (token.tag_ == "NNS") != plural or _clause(token) is clause:
            continue
        if not _is_agent(token) and not any(t.span.covers(index) for t in reading.times):
            yield token


def _clause(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def _is_agent(token: Token) -> bool:
    """Whether a noun is of persons, bodies or papers, which no measure acts on."""
    lemma = token.lemma_.lower()
    return lemma in terms("agents") or lemma in terms("nobody") or lemma in terms("papers")


def _what_it_is_about(noun: Token) -> Token:
    """The thing behind "the issue of", "the question of"."""
    if noun.lemma_.lower() not in terms("shells"):
        return noun
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return inner if inner is not None else noun
