"""Who hosts a contact and who mediates it."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.naming import takers_in
from dragoman.extraction.contacts.subjects import subjects_of
from dragoman.extraction.contacts.words import HOSTING
from dragoman.extraction.reading import Reading
from dragoman.model import Named


def hosts_of(reading: Reading, cue: Cue) -> tuple[Named | None, Named | None, set[str]]:
    """Host and mediator: by the verb over the noun, or by "hosted by", "under the auspices of"."""
    found: dict[str, Named] = {}
    verb = cue.verb
    if verb is not None and not cue.is_verb and verb.lemma_ in HOSTING:
        agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
        for token in agents or subjects_of(verb):
            _name(reading, token, HOSTING[verb.lemma_], found)
    for token in _attached(cue):
        role = HOSTING.get(token.lemma_.lower()) or HOSTING.get(token.lower_)
        if role is None:
            continue
        for child in token.children:
            if child.dep_ in ("agent", "prep") and child.lower_ in ("by", "of"):
                for target in child.children:
                    _name(reading, target, role, found)
            elif child.dep_ == "poss":
                _name(reading, child, role, found)
    helpers = {named.id or named.name for named in found.values()}
    if cue.is_verb and cue.trigger.lemma_ in ("host", "receive", "welcome"):
        agents = [t for c in cue.trigger.children if c.dep_ == "agent" for t in c.children]
        for token in agents or subjects_of(cue.trigger):
            _name(reading, token, "host", found)
    return found.get("host"), found.get("mediator"), helpers


def _attached(cue: Cue) -> Iterator[Token]:
    """Participles and nouns hanging on the contact that may say who hosts or mediates it."""
    holders = [cue.trigger, cue.outer, *([cue.verb] if cue.verb is not None else [])]
    for holder in holders:
        for child in holder.children:
            if child.dep_ in ("acl", "conj", "advcl", "relcl"):
                yield child
            elif child.dep_ == "prep" and child.lower_ in ("under", "with", "through", "via"):
                yield from (t for t in child.children if t.dep_ == "pobj")


def _name(reading: Reading, token: Token, role: str, found: dict[str, Named]) -> None:
    for taker in takers_in(reading, token):
        who = taker.participant
        found.setdefault(role, Named(id=who.id, name=who.name, party=who.party))
