"""Where a contact is: "in Port Vell", "at Castle Quay", "the White House meeting"."""

from spacy.tokens import Token

from dragoman.extraction.contacts.circumstances import beside, holders_of
from dragoman.extraction.contacts.cues import Cue, going
from dragoman.extraction.contacts.naming import is_country
from dragoman.extraction.contacts.subjects import hanging
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
    return _before(reading, cue) or _gone_to(reading, cue)


def _gone_to(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """As in: "Flew to C to see B", "travelled to C for talks with B"."""
    verb = going(cue)
    for child in verb.children if verb is not None else ():
        if child.dep_ == "prep" and child.lower_ in ("to", "in", "at", "into"):
            found = _located(reading, child)
            if found is not None:
                return found
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
                return _placed(reading, mention)
    return None


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
