"""Who did a deed, to whom and where: parties, people and places in its noun phrases."""

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.contacts.circumstances import phrase
from dragoman.extraction.deeds.words import word_set
from dragoman.extraction.frame_words import acted
from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.model import Named

_OWNING = ("party", "place", "organisation")
_BEFORE = ("amod", "poss", "compound", "nmod")
_DESCRIBED = ("NOUN", "PROPN", "NUM")
_PEOPLE = word_set("people") | word_set("captives") | word_set("troops") | word_set("crowd")
_PAPERS = word_set("pacts") | word_set("penalties") | word_set("papers")
_ABSTRACT = ("tion", "sion", "ness", "ity", "ism", "ance", "ence", "ment", "hip", "cy")
_DOERS = _PEOPLE | word_set("workers") | word_set("doers")


@frozen(kw_only=True)
class Who:
    """A party or person in a deed, and the tokens that name it.

    ``described`` says that the text gives no name, only words for it ("gunmen").
    """

    named: Named
    span: Tokens
    described: bool = False


def who_towards(reading: Reading, head: Token) -> Who | None:
    """The one to whom or against whom: after "to", "on", "against", "with", "at"."""
    particles = [c for c in head.children if c.lower_ in ("over", "back", "down", "up")]
    for child in (c for holder in (head, *particles) for c in holder.children):
        if child.dep_ == "dative" and (who := whose(reading, child)):
            return who
        if child.dep_ in ("prep", "dative") and child.lower_ in _TOWARDS:
            for target in child.children:
                if target.dep_ == "pobj" and (who := whose(reading, target)):
                    return who
    return None


_TOWARDS = ("to", "on", "against", "with", "at")


def doer(reading: Reading, token: Token | None) -> Who | None:
    """The one that a noun phrase names, or the words that describe one who can act."""
    if token is None:
        return None
    return whose(reading, token) or described(reading, token, _DOERS)


def sufferer(reading: Reading, token: Token | None, *, things: bool = False) -> Who | None:
    """The one that is acted on, by name or description; ``things`` takes "an aid convoy" too."""
    if token is None:
        return None
    words = _PEOPLE | word_set("targets") if things else _PEOPLE
    return whose(reading, token) or described(reading, token, words)


def described(reading: Reading, token: Token, words: frozenset[str]) -> Who | None:
    """Somebody without a name, by the words for him, if they are of a set; None for pronouns."""
    counted = token.pos_ == "NUM" and token.ent_type_ == "CARDINAL"
    if token.pos_ not in _DESCRIBED or not (token.lemma_.lower() in words or counted):
        return None
    span = phrase(reading, token)
    return Who(named=Named(name=reading.text(span)), span=span, described=True)


def whose(reading: Reading, token: Token) -> Who | None:
    """The party, person or organisation that a noun phrase names or belongs to."""
    mention = reading.names.at(token.i)
    if mention is not None and mention.refers_to is not None:
        return who_is(reading, mention.refers_to, mention.span, whole=True)
    if mention is not None and mention.party is not None:
        return who_is(reading, mention.party, mention.span, whole=False)
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    return owner_before(reading, token) or _within(reading, token)


def owner_before(reading: Reading, noun: Token) -> Who | None:
    """As in: "Ormarkian trawlers", "Ormark's navy": the party before the noun."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in _BEFORE:
            mention = _owner_at(reading, child, noun)
            if mention is not None and mention.refers_to is not None:
                return who_is(reading, mention.refers_to, mention.span, whole=False)
            if child.dep_ == "poss" and child.pos_ == "NOUN":
                return owner_before(reading, child)
    return None


def _owner_at(reading: Reading, owner: Token, noun: Token) -> NameMention | None:
    """The party or person at a word before a noun, also inside "two Ormarkian reporters"."""
    mention = reading.names.at(owner.i)
    if mention is not None and mention.span.covers(noun.i):
        inside = reading.names.within(Tokens(mention.span.start, noun.i))
        mention = next((m for m in inside if m.span.covers(owner.i)), None)
    return mention if mention is not None and mention.noun in ("party", "person") else None


def _within(reading: Reading, noun: Token) -> Who | None:
    """As in: "A hospital in Halin", "the ports of Velland": the party after the noun."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of", "from", "inside", "near"):
            for target in child.children:
                mention = reading.names.at(target.i)
                if mention is None:
                    mention = _placed_before(reading, target)
                if mention is not None and mention.refers_to and mention.noun in _OWNING:
                    return who_is(reading, mention.refers_to, mention.span, whole=False)
    return None


def _placed_before(reading: Reading, noun: Token) -> NameMention | None:
    """As in: "In the Halin region": the place before the noun."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in _BEFORE:
            mention = reading.names.at(child.i)
            if mention is not None:
                return mention
    return None


def who_is(reading: Reading, entity: str, span: Tokens, *, whole: bool) -> Who | None:
    """The entity itself, or its party where it only says whose a thing is (``whole`` False)."""
    names = reading.names
    party = names.party_of(entity)
    noun = names.entities[entity].kind if entity in names.entities else ""
    if not noun and not whole:
        party = entity
    if not whole or noun == "place":
        if party is None:
            return None
        name = names.name_of(party) or reading.gazetteer.party_name(party)
        return Who(named=Named(id=party, name=name, party=party), span=span)
    name = names.name_of(entity) or reading.text(span)
    return Who(named=Named(id=entity, name=name, party=party), span=span)


def place_of(reading: Reading, heads: tuple[Token | None, ...]) -> Who | None:
    """Where: the place that is the object (the last head), or after "in", "at", "near"."""
    for head in dict.fromkeys(h for h in heads if h is not None):
        mention = reading.names.at(head.i)
        if mention is not None and mention.noun == "place" and head is heads[-1]:
            return _located(reading, head)
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "at", "near", "inside", "off"):
                for target in child.children:
                    if target.dep_ == "pobj" and (found := _located(reading, target)):
                        return found
    return None


def _located(reading: Reading, token: Token) -> Who | None:
    mention = reading.names.at(token.i)
    if mention is None or mention.noun not in ("place", "party") or token.pos_ != "PROPN":
        return None
    name = reading.names.name_of(mention.refers_to) or reading.text(mention.span)
    party = reading.names.party_of(mention.refers_to)
    return Who(named=Named(id=mention.refers_to, name=name, party=party), span=mention.span)


def is_abstract(noun: Token) -> bool:
    """Whether a noun is nothing that can act: an action, a paper, a quality."""
    lemma = noun.lemma_.lower()
    if lemma in _DOERS:
        return False
    return acted(noun) is not None or lemma in _PAPERS or lemma.endswith(_ABSTRACT)
