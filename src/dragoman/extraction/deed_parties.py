"""Who did a deed, to whom and where: parties and places in its noun phrases."""

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.model import Named


@frozen(kw_only=True)
class Who:
    """A party or person in a deed, and the tokens that name it."""

    named: Named
    span: Tokens


def who_towards(reading: Reading, head: Token) -> Who | None:
    """The one to whom or against whom: after "to", "on", "against", "with", "at"."""
    for child in head.children:
        if child.dep_ == "dative" and (who := whose(reading, child)):
            return who
        if child.dep_ in ("prep", "dative") and child.lower_ in (
            "to",
            "on",
            "against",
            "with",
            "at",
        ):
            for target in child.children:
                if target.dep_ == "pobj" and (who := whose(reading, target)):
                    return who
    return None


def whose(reading: Reading, token: Token) -> Who | None:
    """The party, person or organisation that a noun phrase names or belongs to."""
    mention = reading.names.at(token.i)
    if mention is not None and mention.refers_to is not None:
        return who_is(reading, mention.refers_to, mention.span, whole=True)
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    return owner_before(reading, token) or _within(reading, token)


def owner_before(reading: Reading, noun: Token) -> Who | None:
    """As in: "Ormarkian trawlers", "Ormark's navy": the party before the noun."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("amod", "poss", "compound", "nmod"):
            mention = reading.names.at(child.i)
            if mention is not None and mention.refers_to and mention.noun in ("party", "person"):
                return who_is(reading, mention.refers_to, mention.span, whole=False)
    return None


def _within(reading: Reading, noun: Token) -> Who | None:
    """As in: "A hospital in Halin", "the ports of Velland": the party after the noun."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of", "from"):
            for target in child.children:
                mention = reading.names.at(target.i)
                if mention is None:
                    mention = _placed_before(reading, target)
                if mention is not None and mention.refers_to and mention.noun in ("party", "place"):
                    return who_is(reading, mention.refers_to, mention.span, whole=False)
    return None


def _placed_before(reading: Reading, noun: Token) -> NameMention | None:
    """As in: "In the Halin region": the place before the noun."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("compound", "nmod", "amod", "poss"):
            mention = reading.names.at(child.i)
            if mention is not None:
                return mention
    return None


def who_is(reading: Reading, entity: str, span: Tokens, *, whole: bool) -> Who | None:
    """The entity itself, or its party where it only says whose a thing is (``whole`` False)."""
    names = reading.names
    party = names.party_of(entity)
    noun = names.entities[entity].kind if entity in names.entities else ""
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
            if child.dep_ == "prep" and child.lower_ in ("in", "at", "near"):
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
