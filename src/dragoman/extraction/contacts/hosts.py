"""Who hosts a contact and who mediates it."""

from collections.abc import Iterable, Iterator

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.naming import Taker, takers_in
from dragoman.extraction.contacts.subjects import subjects_of
from dragoman.extraction.contacts.words import DELEGATES, HOSTING
from dragoman.extraction.reading import Reading
from dragoman.model import Named


@frozen(kw_only=True)
class Hosts:
    """Who hosts and who mediates. ``helpers`` for that do not take part: their ids, or names."""

    host: Named | None
    mediators: tuple[Taker, ...]
    helpers: frozenset[str]


def hosts_of(reading: Reading, cue: Cue) -> Hosts:
    """Host, mediators, and those who for that do not take part themselves."""
    found: dict[str, dict[str, Taker]] = {"host": {}, "mediator": {}}
    verb = cue.verb
    if verb is not None and not cue.is_verb and verb.lemma_ in HOSTING:
        _name_all(reading, _doers(verb), HOSTING[verb.lemma_], found)
    for token in _attached(cue):
        role = HOSTING.get(token.lemma_.lower()) or HOSTING.get(token.lower_)
        if role is not None:
            _name_all(reading, _holders(token), role, found)
    if cue.is_verb and cue.trigger.lemma_ == "bring":
        _name_all(reading, subjects_of(cue.trigger), "mediator", found)
    helpers = frozenset(key for takers in found.values() for key in takers)
    if cue.is_verb and cue.trigger.lemma_ in ("host", "receive", "welcome"):
        _name_all(reading, _doers(cue.trigger), "host", found)
    host = next(iter(found["host"].values()), None)
    return Hosts(
        host=named(host) if host is not None else None,
        mediators=tuple(found["mediator"].values()),
        helpers=helpers,
    )


def named(taker: Taker) -> Named:
    """Who hosts or mediates, as the contact names him."""
    who = taker.participant
    return Named(id=who.id, name=who.name, party=who.party)


def _doers(verb: Token) -> list[Token]:
    """The agents of a passive, else the subjects."""
    agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
    return agents or subjects_of(verb)


def _holders(token: Token) -> Iterator[Token]:
    """As in: "Hosted by C", "C's mediation", "with C mediating", "via C mediators"."""
    for child in token.children:
        if child.dep_ in ("agent", "prep") and child.lower_ in ("by", "of"):
            yield from child.children
        elif child.dep_ == "poss" or (child.dep_ == "nsubj" and _is_doing(token, child)):
            yield child
    if token.lemma_.lower() in DELEGATES and token.head.lower_ != "with":
        yield token


def _is_doing(verb: Token, subject: Token) -> bool:
    """As in: "With C mediating", "talks that C hosted and D mediated"."""
    told = verb.dep_ == "relcl" or (verb.dep_ == "conj" and verb.head.dep_ == "relcl")
    return verb.tag_ == "VBG" or (told and subject.tag_ not in ("WDT", "WP"))


def _attached(cue: Cue) -> Iterator[Token]:
    """Participles and nouns hanging on the contact that may say who hosts or mediates it."""
    holders = [cue.trigger, cue.outer, *([cue.verb] if cue.verb is not None else [])]
    for holder in holders:
        for child in holder.children:
            if child.dep_ in ("acl", "conj", "advcl", "relcl"):
                yield from (child, *child.conjuncts)
            elif child.dep_ == "prep" and child.lower_ in ("under", "with", "through", "via", "by"):
                yield from (t for t in child.children if t.dep_ in ("pobj", "pcomp"))
    yield from _trailing(cue.trigger)


def _trailing(noun: Token) -> Iterator[Token]:
    """As in: "Left after talks hosted by C and mediated by D": the parser joins D's to "left"."""
    for over in noun.ancestors:
        for child in over.conjuncts if over.pos_ == "VERB" else ():
            deps = {c.dep_ for c in child.children}
            bare = "agent" in deps and not deps & {"nsubj", "nsubjpass", "aux", "auxpass"}
            near = noun.i < child.i < noun.i + _TRAIL and child.sent == noun.sent
            if child.tag_ == "VBN" and child.lemma_ in HOSTING and bare and near:
                yield child


_TRAIL = 20
"""Tokens between a contact and a participle that tells of its host, at most."""


def _name_all(
    reading: Reading, tokens: Iterable[Token], role: str, found: dict[str, dict[str, Taker]]
) -> None:
    """Lay down those named as the ones in this role."""
    for token in tokens:
        for taker in takers_in(reading, token):
            who = taker.participant
            found[role].setdefault(who.id or who.name, taker)
