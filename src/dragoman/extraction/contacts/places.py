"""Where a contact is: "in Port Vell", "at Castle Quay", "the White House meeting"."""

from spacy.tokens import Token

from dragoman.extraction.contacts.circumstances import beside, holders_of
from dragoman.extraction.contacts.cues import Cue, going
from dragoman.extraction.contacts.naming import is_country
from dragoman.extraction.contacts.subjects import hanging
from dragoman.extraction.contacts.words import PARTING
from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.model import Channel, Named


def place_of(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """Where: "in Port Vell", "at Castle Quay", or what is visited."""
    holders = holders_of(cue)
    if cue.is_verb and cue.channel is Channel.VISIT:
        holders = [cue.trigger]
    else:
        holders += beside(reading, cue)
    if (where := _where(reading, cue)) is not None:
        return where
    for holder in holders:
        for child in hanging(holder):
            if child.dep_ == "prep" and child.lower_ in ("in", "at", "to"):
                if child.lower_ == "to" and cue.channel is not Channel.VISIT:
                    continue
                found = _located(reading, child)
                if found is not None:
                    return found
            elif child.dep_ == "dobj" and cue.is_verb and cue.trigger.lemma_ == "visit":
                mention = reading.names.at(child.i)
                if mention is not None and mention.noun in ("place", "party"):
                    return _placed(reading, mention)
    return (
        _before(reading, cue)
        or _gone_to(reading, cue)
        or _left(reading, cue)
        or _by_day(reading, cue)
    )


def _gone_to(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """As in: "Flew to C to see B", "travelled to C for talks with B"."""
    verb = going(cue)
    for child in verb.children if verb is not None else ():
        if child.dep_ == "prep" and child.lower_ in ("to", "in", "at", "into"):
            found = _located(reading, child)
            if found is not None:
                return found
    return None


def _left(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """As in: "A and B left C after four days of talks": C is where they talked."""
    link = cue.outer.head if cue.outer.dep_ == "pobj" else None
    if link is None or link.lower_ not in ("after", "following"):
        return None
    if link.head.lemma_ not in PARTING or link.head.pos_ != "VERB":
        return None
    for child in link.head.children:
        mention = reading.names.at(child.i) if child.dep_ == "dobj" else None
        if mention is not None and mention.noun != "organisation" and _is_somewhere(mention, child):
            return _placed(reading, mention)
    return None


def _by_day(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """As in: "Held talks on the sharing of the river in C on Monday": C stands by their day."""
    verb = cue.verb
    if verb is None or verb not in holders_of(cue):
        return None
    for link in verb.children:
        near = link.dep_ == "prep" and link.i > max(cue.trigger.i + 1, verb.i)
        if not near or not any(c.ent_type_ == "DATE" for c in link.children):
            continue
        mention = reading.names.at(link.i - 1)
        before = reading.doc[mention.span.start - 1] if mention is not None else link
        if mention is not None and mention.noun == "place" and before.lower_ in ("in", "at"):
            return _placed(reading, mention)
    return None


def _where(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """As in: "In C, where A and B met"."""
    verb = cue.verb
    if verb is None or verb.dep_ != "relcl":
        return None
    if not any(c.dep_ == "advmod" and c.lower_ == "where" for c in verb.children):
        return None
    mention = reading.names.at(verb.head.i)
    if mention is None or mention.noun not in ("place", "party"):
        return None
    return _placed(reading, mention)


def _located(reading: Reading, preposition: Token) -> tuple[Named, Tokens] | None:
    for target in preposition.children:
        if target.dep_ == "pobj":
            mention = reading.names.at(target.i)
            if mention is not None and _is_somewhere(mention, target):
                return _either(reading, target) or _placed(reading, mention)
    return None


def _either(reading: Reading, target: Token) -> tuple[Named, Tokens] | None:
    """As in: "In C or D": the alternatives in the words of the text, which are no one place."""
    others = [c for c in target.conjuncts if c.i > target.i]
    joins = [c for t in (target, *others) for c in t.children if c.dep_ == "cc"]
    mentions = [reading.names.at(t.i) for t in (target, *others)]
    if not others or not any(c.lower_ == "or" for c in joins):
        return None
    places = [m for m in mentions if m is not None and m.noun == "place"]
    if len(places) != len(mentions):
        return None
    span = Tokens(places[0].span.start, places[-1].span.end)
    parties = {reading.names.party_of(m.refers_to) for m in places}
    party = parties.pop() if len(parties) == 1 else None
    return Named(name=reading.text(span), party=party), span


def _is_somewhere(mention: NameMention, target: Token) -> bool:
    if mention.noun == "place":
        return True
    return mention.noun in ("party", "organisation") and target.pos_ == "PROPN"


def _before(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """A lone place before the noun ("the White House meeting")."""
    if cue.is_verb:
        return None
    for child in cue.trigger.children:
        if child.i < cue.trigger.i and child.dep_ in ("compound", "nmod"):
            mention = reading.names.at(child.i)
            if mention is None or mention.span.end > cue.trigger.i:
                continue
            alone = (
                len(list(reading.names.within(Tokens(cue.trigger.left_edge.i, cue.trigger.i)))) == 1
            )
            seat = mention.how == "metonym" or mention.noun == "place"
            if alone and seat and not is_country(reading, mention):
                return _placed(reading, mention)
    return None


def _placed(reading: Reading, mention: NameMention) -> tuple[Named, Tokens]:
    names = reading.names
    words = reading.text(mention.span)
    if mention.noun == "party" and mention.how == "metonym":
        return Named(name=words, party=names.party_of(mention.refers_to)), mention.span
    name = names.name_of(mention.refers_to) or words
    return Named(
        id=mention.refers_to, name=name, party=names.party_of(mention.refers_to)
    ), mention.span
