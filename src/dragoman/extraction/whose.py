"""Whose doing: from a token to the party, or to the words of the text where none is known."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.extraction.acts_words import suffixes, terms
from dragoman.extraction.attribution.identity import antecedent
from dragoman.extraction.attribution.issuers import DOCUMENTS
from dragoman.extraction.attribution.spans import noun_phrase
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Named, Person

FIRST = frozenset({"i", "we", "us", "me", "our", "my", "ourselves"})
OWNERS = frozenset({"his", "her", "its", "their"})
"""Words by which a reporter gives a side to whom he reports: "said that her party would"."""
FOR_NOBODY = "speaks for nobody"
"""The reason that a statement by an expert, a journalist or a crowd carries."""

_THINGS = frozenset(
    {
        "this",
        "that",
        "these",
        "those",
        "which",
        "what",
        "there",
        "all",
        "nothing",
        "nobody",
        "none",
        "everyone",
        "everybody",
        "anyone",
        "anybody",
        "someone",
        "somebody",
    }
)
_EMPTY = frozenset({"it", "that", "this", "which", "who", "there", "what", "these", "those", "one"})
_BODIES = frozenset(
    {
        "government",
        "troop",
        "troops",
        "force",
        "forces",
        "army",
        "side",
        "delegation",
        "cabinet",
        "administration",
        "ministry",
        "team",
        "negotiator",
        "parliament",
        "leadership",
        "military",
        "country",
        "navy",
        "envoy",
        "president",
        "minister",
        "leader",
        "state",
    }
)
"""Bodies that act for the party that owns them: "her government"."""

_OWN_BODIES = frozenset(
    {
        "government",
        "army",
        "navy",
        "military",
        "cabinet",
        "parliament",
        "country",
        "air force",
        "department",
        "ministry",
        "administration",
    }
)
"""Bodies that a minister means as his own side's where he says "the army"."""

_LONGEST = 14
_OTHER_OFFICE = re.compile(r" and |, ")
_WHAT_OVER = re.compile(r" (?:of|for|to|at|in|with|on) ")
"""What separates the head of an office from that over which it is held."""


def who_is(reading: Reading, token: Token, own: str | None = None) -> str | None:
    """The party that a token names, else its words; ``own`` is the party of "we"."""
    if token.lower_ in FIRST:
        return own
    mention = reading.names.at(token.i)
    if mention is not None and mention.refers_to:
        party = reading.names.party_of(mention.refers_to)
        return party or reading.names.name_of(mention.refers_to)
    adjective = _nationality(reading, token)
    if adjective is not None:
        return adjective
    if token.pos_ == "PRON" or token.lower_ in _EMPTY:
        return None
    return phrase(reading, token)


def _nationality(reading: Reading, token: Token) -> str | None:
    """The party of "the Vellandic side" and "Orman troops"."""
    owned = token.lemma_.lower() in _BODIES
    for child in token.lefts:
        if child.dep_ in {"amod", "compound", "nmod"} or (owned and child.dep_ == "poss"):
            mention = reading.names.at(child.i)
            party = reading.names.party_of(mention.refers_to) if mention else None
            if party is not None:
                return party
    return None


def is_bare_body(token: Token) -> bool:
    """Whether a noun is of a body that the words give no owner: "the army"."""
    owned = any(c.dep_ in {"poss", "amod", "compound", "nmod", "prep"} for c in token.children)
    return token.lemma_.lower() in _OWN_BODIES and not owned


def is_agent(token: Token) -> bool:
    """Whether a noun is of persons or of a body that acts: "the rebels", "the company"."""
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and (lemma in _BODIES or lemma in terms("agents"))


def is_doer(reading: Reading, token: Token) -> bool:
    """Whether a word names one who can be blamed and stands where the doer of something does."""
    if token.dep_ not in {"nsubj", "pobj", "poss", "amod", "compound"}:
        return False
    if token.dep_ == "pobj" and token.head.lower_ not in {"by", "from"}:
        return False
    if token.lower_ in {"he", "she", "they", "you", "his", "their"}:
        return True
    mention = reading.names.at(token.i)
    if mention is not None:
        return mention.noun in {"person", "party", "organisation"}
    return is_agent(token)


def phrase(reading: Reading, head: Token, until: int | None = None) -> str | None:
    """The words of a noun phrase without its relative clauses, cut off at ``until``."""
    start, end = noun_phrase(head)
    if until is not None and until > head.i:
        end = min(end, until)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "by":
            end = min(end, child.i)
    while end - start > _LONGEST and end > head.i + 1:
        end -= 1
    while start < head.i and reading.doc[start].dep_ in {"det", "predet"}:
        start += 1
    return reading.text(Tokens(start, end)).strip(" ,.;:\"“”'’‘") or None


def named(reading: Reading, span: Tokens, entity_id: str | None) -> Named:
    """A speaker or addressee: the fullest name where it is known, else the words."""
    span = antecedent(reading, span)
    name = reading.names.name_of(entity_id) or reading.text(span)
    party = reading.names.party_of(entity_id) if entity_id else party_within(reading, span)
    return Named(id=entity_id, name=name, party=party)


def ids_within(reading: Reading, spans: Sequence[Tokens]) -> list[str]:
    """The person whose name closes an unresolved speaker's words ("Foreign Minister N. N.")."""
    for span in spans:
        near = [m for m in reading.names.within(span) if m.refers_to and m.span.end == span.end]
        people = [m.refers_to for m in near if m.noun == "person" and m.refers_to]
        if people and span.end - span.start > 1:
            return people[-1:]
    return []


def party_within(reading: Reading, span: Tokens) -> str | None:
    """The party that an unnamed speaker belongs to by nationality ("a Vellandic official")."""
    root = reading.span(span).root
    if root.lemma_.lower() in terms("nobody"):
        return None
    for mention in reading.names.within(Tokens(span.start, root.i)):
        if mention.refers_to:
            party = reading.names.party_of(mention.refers_to)
            if party is not None and mention.noun != "place":
                return party
    return None


def speaks_for_nobody(reading: Reading, span: Tokens, entity_id: str | None) -> bool:
    """Whether a speaker is an expert, a journalist, a paper or a crowd, by office or by noun."""
    entity = reading.names.entities.get(entity_id or "")
    if isinstance(entity, Person):
        return not entity.represents or (entity.party is None and _is_private(entity))
    if entity is not None:
        return False
    root = reading.span(antecedent(reading, span)).root
    return root.lemma_.lower() in terms("nobody")


def _is_private(person: Person) -> bool:
    """Whether the text gives a person no office, or the office of one who judges for a living."""
    if not person.office:
        return True
    parts = _OTHER_OFFICE.split(person.office.lower())
    heads = [_WHAT_OVER.split(part)[0].split()[-1:] for part in parts]
    judging = [head[0].strip(",") in terms("experts") for head in heads if head]
    return bool(judging) and all(judging)


def is_expert(reading: Reading, span: Tokens, entity_id: str | None) -> bool:
    """Whether a speaker judges for a living: an analyst, a scholar, one asked for his view."""
    entity = reading.names.entities.get(entity_id or "")
    if isinstance(entity, Person):
        words = set((entity.office or "").lower().split())
        told_only = words & (terms("nobody") - terms("experts"))
        return not told_only and speaks_for_nobody(reading, span, entity_id)
    if entity is not None:
        return False
    root = reading.span(antecedent(reading, span)).root
    return root.lemma_.lower() in terms("experts") & terms("nobody")


def is_thing(reading: Reading, span: Tokens) -> bool:
    """Whether what is to say or want is no person and no body ("this", "the end of the year").

    A paper says something too: a statement for whoever issued it, an article for its outlet.
    """
    root = reading.span(antecedent(reading, span)).root
    lemma = root.lemma_.lower()
    if root.lower_ in _THINGS or (root.pos_ in {"VERB", "AUX"} and root.tag_ != "VBN"):
        return reading.names.at(root.i) is None
    if root.pos_ != "NOUN" or _is_named(reading, root):
        return False
    known = lemma in _BODIES or lemma in terms("agents") or lemma in terms("nobody")
    return not known and lemma not in DOCUMENTS and not lemma.endswith(suffixes())


def _is_named(reading: Reading, root: Token) -> bool:
    """Whether a mention of a person, party or body has the noun as its head."""
    mention = reading.names.at(root.i)
    return mention is not None and mention.head == root.i
