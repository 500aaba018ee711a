"""Who hosts a contact and who mediates it."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.naming import takers_in
from dragoman.extraction.contacts.subjects import subjects_of
from dragoman.extraction.contacts.words import DELEGATES, HOSTING
from dragoman.extraction.reading import Reading
from dragoman.model import Named


def hosts_of(reading: Reading, cue: Cue) -> tuple[Named | None, Named | None, set[str]]:
    """Host, mediator, and the ids (or names) of those who for that do not take part themselves."""
    found: dict[str, Named] = {}
    verb = cue.verb
    if verb is not None and not cue.is_verb and verb.lemma_ in HOSTING:
        _name_all(reading, _doers(verb), HOSTING[verb.lemma_], found)
    for token in _attached(cue):
        role = HOSTING.get(token.lemma_.lower()) or HOSTING.get(token.lower_)
        if role is not None:
            _name_all(reading, _holders(token), role, found)
    if cue.is_verb and cue.trigger.lemma_ == "bring":
        _name_all(reading, subjects_of(cue.trigger), "mediator", found)
    helpers = {named.id or named.name for named in found.values()}
    if cue.is_verb and cue.trigger.lemma_ in ("host", "receive", "welcome"):
        _name_all(reading, _doers(cue.trigger), "host", found)
    return found.get("host"), found.get("mediator"), helpers


def _doers(verb: Token) -> list[Token]:
    """The agents of a passive, else the subjects."""
    agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
    return agents or subjects_of(verb)


def _holders(token: Token) -> Iterator[Token]:
    """As in: "Hosted by C", "C's mediation", "with C mediating", "via C mediators"."""
    for child in token.children:
        if child.dep_ in ("agent", "prep") and child.lower_ in ("by", "of"):
            yield from child.children
        elif child.dep_ == "poss" or (child.dep_ == "nsubj" and token.tag_ == "VBG"):
            yield child
    if token.lemma_.lower() in DELEGATES and token.head.lower_ != "with":
        yield token


def _attached(cue: Cue) -> Iterator[Token]:
    """Participles and nouns hanging on the contact that may say who hosts or mediates it."""
    holders = [cue.trigger, cue.outer, *([cue.verb] if cue.verb is not None else [])]
    for holder in holders:
        for child in holder.children:
            if child.dep_ in ("acl", "conj", "advcl", "relcl"):
                yield from (child, *child.conjuncts)
            elif child.dep_ == "prep" and child.lower_ in ("under", "with", "through", "via", "by"):
                yield from (t for t in child.children if t.dep_ in ("pobj", "pcomp"))


def _name_all(
    reading: Reading, tokens: Iterable[Token], role: str, found: dict[str, Named]
) -> None:
    """Lay down the first of those named as the one in this role."""
    for token in tokens:
        for taker in takers_in(reading, token):
            who = taker.participant
            found.setdefault(role, Named(id=who.id, name=who.name, party=who.party))
